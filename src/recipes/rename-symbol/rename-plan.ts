import { renameEdits, type RenameEdits } from './edits.ts';
import type { FoundSymbol } from './find-symbol.ts';
import { importersIn, type Importers } from '../typescript/importers.ts';
import { leftoversOf, type Leftovers } from './leftovers.ts';
import type { RenameRequest } from './request.ts';

/** A rename that is worked out but not yet proven. */
export type RenamePlan = {
  readonly request: RenameRequest;
  readonly found: FoundSymbol;
  readonly edits: RenameEdits;
  readonly leftovers: Leftovers;
  readonly importers: Importers;
};

/** Works out what a rename would change and what it would leave. */
export function planRename(found: FoundSymbol, request: RenameRequest): RenamePlan {
  const { project, index, candidate, mentions } = found;
  return {
    request,
    found,
    edits: renameEdits(project, index, { group: candidate.group, to: request.to }),
    leftovers: leftoversOf(project, index, { group: candidate.group, mentions }),
    importers: importersIn(project),
  };
}
