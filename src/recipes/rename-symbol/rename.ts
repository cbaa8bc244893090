import { loadTypeScript } from '../../codebase/languages/typescript.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { SourceTree } from '../../domain/ports.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { changeTo, readSource } from '../source-file.ts';
import { describe } from './candidates.ts';
import { besideDeepFiles } from './deep-files.ts';
import type { RenameEdits } from './edits.ts';
import { findSymbol, type Missing } from './find-symbol.ts';
import { notesOf } from './notes.ts';
import { objectionTo } from './objections.ts';
import { markupObjection, outsideNotes, usesOutsideCode } from './outside-code.ts';
import { proveRename } from './prove.ts';
import { planRename, type RenamePlan } from './rename-plan.ts';
import { readRequest, type RenameRequest } from './request.ts';

/** Renames a symbol wherever the checker proves that a name stands for it; see rename-symbol.ts for what it refuses. */
export async function renameInProject(
  request: RecipeRequest,
  tree: SourceTree,
): Promise<RecipeResult | Missing> {
  const read = readRequest(await loadTypeScript(), request);
  if (read.kind === 'refused') return read;
  return besideDeepFiles(tree, read.request, (readable) => renameIn(readable, read.request));
}

async function renameIn(tree: SourceTree, request: RenameRequest): Promise<RecipeResult | Missing> {
  const found = await findSymbol(tree, request);
  if (found.kind !== 'found') return found;
  const plan = planRename(found, request);
  const objection = await objectionTo(plan, tree);
  if (objection !== null) return objection;
  const outside = await usesOutsideCode(plan, tree);
  const unread = markupObjection(plan, outside);
  if (unread !== null) return unread;
  const proven = await proveRename(plan);
  if (proven.kind === 'refused') return proven;
  return {
    kind: 'changed',
    changes: await changesOf(tree, plan.edits),
    summary: summaryOf(plan),
    notes: [...notesOf(plan), ...outsideNotes(plan, outside)],
    proofs: proven.proofs,
  };
}

async function changesOf(tree: SourceTree, edits: RenameEdits): Promise<readonly FileChange[]> {
  const changes: FileChange[] = [];
  for (const [path, text] of edits.texts) {
    const source = await readSource(tree, path);
    if (source.kind === 'source') changes.push(changeTo(source.file, text));
  }
  return changes;
}

function summaryOf({ found, edits, request }: RenamePlan): string {
  const places = `${count(edits.renamings.length, 'place')} in ${count(edits.texts.size, 'file')}`;
  return `Renamed ${request.name} (${describe(found.candidate)}) to ${request.to}: ${places}.`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
