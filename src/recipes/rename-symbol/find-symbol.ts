import {
  openTypeScriptProject,
  readProjectSource,
  type ProjectSource,
  type TypeScriptProject,
} from '../../codebase/languages/typescript-project.ts';
import type { SourceTree } from '../../domain/ports.ts';
import type { RecipeResult } from '../recipe.ts';
import { declarationsIn, isUntyped, listed, placeOf, type Candidate } from './candidates.ts';
import { indexName, type NameIndex } from './name-index.ts';
import { whyNotFound } from './not-found.ts';
import { findOccurrences, wordOffsets, type Occurrences } from './occurrences.ts';
import { refused, type Refused, type RenameRequest } from './request.ts';
import { selectSymbol } from './select.ts';

/** The symbol to rename, in the project as it is. */
export type FoundSymbol = {
  readonly kind: 'found';
  readonly project: TypeScriptProject;
  readonly index: NameIndex;
  readonly mentions: Occurrences['mentions'];
  readonly candidate: Candidate;
  /** All declarations that are renamed with it, its own among them. */
  readonly declarations: readonly Candidate[];
};

type LookedUp = Omit<FoundSymbol, 'kind' | 'candidate'>;
type NotToRename = Exclude<RecipeResult, { kind: 'changed' }>;

/** Finds the one symbol that the request means: near the targets, else anywhere in the tree. */
export async function findSymbol(
  tree: SourceTree,
  request: RenameRequest,
): Promise<FoundSymbol | NotToRename> {
  const { name, to, targets, at, signal } = request;
  const always = at === null ? targets : [...targets, at.path];
  const source = await readProjectSource(tree, { always, signal });
  const near = always.filter((path) => source.files.texts.has(path));
  const nearby = near.length === 0 ? null : findAmong(source, request, near);
  if (nearby !== null && nearby.kind !== 'none') return nearby;
  const isGone = nearby === null ? holdersOf(source, name).length === 0 : nearby.declarations.length === 0;
  if (isGone && at === null && isRenamed(source, request, near.length === 0 ? holdersOf(source, to) : near)) {
    return { kind: 'unchanged', summary: `Nothing to rename: ${to} is declared, and ${name} no longer is.` };
  }
  signal.throwIfAborted();
  const holders = holdersOf(source, name);
  const anywhere = holders.length === 0 ? null : findAmong(source, request, holders);
  if (anywhere !== null && anywhere.kind !== 'none') return anywhere;
  return whyNotFound(source, request, anywhere?.declarations ?? []);
}

type Among = FoundSymbol | Refused | { readonly kind: 'none'; readonly declarations: readonly Candidate[] };

function findAmong(source: ProjectSource, request: RenameRequest, seeds: readonly string[]): Among {
  const shared = lookUp(openTypeScriptProject(source, { seeds, isolatesScripts: false }), request.name);
  const scripts = declaringScripts(shared.project, shared.declarations);
  if (scripts.length < 2) return conclude(shared, request);
  if (scripts.some(({ kind }) => kind === 'variable')) {
    return refused(
      `Several scripts declare the variable ${request.name} and may share it: ${listed(scripts)}.`,
      'Make them modules, or rename it by hand.',
    );
  }
  const isolated = openTypeScriptProject(source, { seeds, isolatesScripts: true });
  return conclude(lookUp(isolated, request.name), request);
}

function lookUp(project: TypeScriptProject, name: string): LookedUp {
  const { names, mentions } = findOccurrences(project, name);
  const index = indexName(project, name, names);
  return { project, index, mentions, declarations: declarationsIn(project, index) };
}

/** Declarations at the top of scripts, one a file. Scripts without imports and exports share one scope in a page, and none under Node. */
function declaringScripts(
  { sourceFile, moduleOf }: TypeScriptProject,
  declarations: readonly Candidate[],
): readonly Candidate[] {
  const scripts = declarations.filter(({ path, isMember, isProminent }) => {
    const file = sourceFile(path);
    const isScript = file !== undefined && !file.isDeclarationFile && moduleOf(file) === null;
    return isScript && isProminent && !isMember;
  });
  return [...new Map(scripts.map((one) => [one.path, one])).values()];
}

function conclude(found: LookedUp, request: RenameRequest): Among {
  const selection = selectSymbol(found.index, found.declarations, request);
  switch (selection.kind) {
    case 'found':
      return asFound(found, selection.candidate);
    case 'ambiguous':
      return refused(
        `${request.name} is declared ${selection.candidates.length} times: ${listed(selection.candidates)}.`,
        `Say which one with the slot at, e.g. at=${placeOf(selection.candidates[0])}.`,
      );
    case 'none':
      return { kind: 'none', declarations: found.declarations };
  }
}

function asFound(found: LookedUp, candidate: Candidate): FoundSymbol | Refused {
  if (isUntyped(candidate)) {
    return refused(
      `${found.index.name} is assigned at ${placeOf(candidate)} to a value of unknown type, so its uses cannot be proven.`,
      'Give the value a type, such as a JSDoc @type comment.',
    );
  }
  const declarations = found.declarations.filter(({ group }) => group === candidate.group);
  return { kind: 'found', ...found, candidate, declarations };
}

/** Whether the new name is declared where the old one was looked for: the rename is done already. */
function isRenamed(source: ProjectSource, request: RenameRequest, seeds: readonly string[]): boolean {
  if (seeds.length === 0) return false;
  const { index, declarations } = lookUp(
    openTypeScriptProject(source, { seeds, isolatesScripts: false }),
    request.to,
  );
  const here = declarations.filter(
    ({ path }) => request.targets.length === 0 || request.targets.includes(path),
  );
  return selectSymbol(index, here, { ...request, name: request.to, targets: [] }).kind !== 'none';
}

function holdersOf({ ts, files }: ProjectSource, word: string): readonly string[] {
  return files.sources.filter((path) => wordOffsets(files.texts.get(path) ?? '', word, ts).length > 0);
}
