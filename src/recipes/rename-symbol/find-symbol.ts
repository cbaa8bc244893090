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
import { declaredElsewhere, misspelt, sayingWhich, whyNotFound } from './not-found.ts';
import { findOccurrences, wordOffsets, type Occurrences } from './occurrences.ts';
import { refused, type Refused } from '../recipe.ts';
import type { RenameRequest } from './request.ts';
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
type NotToRename = Exclude<RecipeResult, { kind: 'changed' }> | Missing;

/** Nothing of that name is declared where it was looked for; another language may declare it. */
export type Missing = { readonly kind: 'missing'; readonly refusal: Refused };

/** Finds the one symbol that the request means: declared in the targets, or anywhere in the tree when there are none. */
export async function findSymbol(
  tree: SourceTree,
  request: RenameRequest,
): Promise<FoundSymbol | NotToRename> {
  const { name, to, targets, at, signal, libraries } = request;
  const always = at === null ? targets : [...targets, at.path];
  const source = await readProjectSource(tree, { always, signal, libraries });
  const scope = at !== null ? [at.path] : targets.length > 0 ? targets : source.files.sources;
  const { found, isCertain, others } = findAmong(source, request, holdersOf(source, name, scope));
  if (isCertain && found !== null) return found;
  signal.throwIfAborted();
  if (isRenamed(source, request, { seeds: holdersOf(source, to, scope), isGone: found === null })) {
    return misspelt(source, request) ?? { kind: 'unchanged', summary: doneSummary(request, others) };
  }
  return found ?? { kind: 'missing', refusal: notThere(source, request, others) };
}

/** Where targets or a place narrowed the search, the symbol may still be declared elsewhere. */
function notThere(
  source: ProjectSource,
  request: RenameRequest,
  declarations: readonly Candidate[],
): Refused {
  if (request.at !== null || request.targets.length === 0) return whyNotFound(source, request, declarations);
  const holders = holdersOf(source, request.name, source.files.sources);
  const anywhere = { ...request, targets: [] };
  if (holders.length === 0) return whyNotFound(source, request, declarations);
  const { index, declarations: all } = lookUp(openShared(source, holders), request.name);
  const elsewhere = selectSymbol(index, all, anywhere);
  return elsewhere.kind === 'none'
    ? whyNotFound(source, request, all)
    : declaredElsewhere(request, elsewhere.kind === 'found' ? [elsewhere.candidate] : elsewhere.candidates);
}

function doneSummary({ name, to }: RenameRequest, others: readonly Candidate[]): string {
  const rest = others.length === 0 ? 'no longer is' : `only stands for something else: ${listed(others)}`;
  return `Nothing to rename: ${to} is declared, and ${name} ${rest}.`;
}

type Among = {
  readonly found: FoundSymbol | Refused | null;
  readonly isCertain: boolean;
  /** All declarations of the name. */
  readonly others: readonly Candidate[];
};

function findAmong(source: ProjectSource, request: RenameRequest, seeds: readonly string[]): Among {
  if (seeds.length === 0) return { found: null, isCertain: false, others: [] };
  const shared = lookUp(openShared(source, seeds), request.name);
  const scripts = declaringScripts(shared.project, shared.declarations);
  if (scripts.length < 2) return conclude(shared, request);
  if (scripts.some(({ kind }) => kind === 'variable')) {
    const reason = `Several scripts declare the variable ${request.name} and may share it: ${listed(scripts)}.`;
    const found = refused(reason, 'Make them modules, or rename it by hand.');
    return { found, isCertain: true, others: shared.declarations };
  }
  const isolated = openTypeScriptProject(source, { seeds, isolatesScripts: true });
  return conclude(lookUp(isolated, request.name), request);
}

function openShared(source: ProjectSource, seeds: readonly string[]): TypeScriptProject {
  return openTypeScriptProject(source, { seeds, isolatesScripts: false });
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

function conclude(lookedUp: LookedUp, request: RenameRequest): Among {
  const others = lookedUp.declarations;
  const selection = selectSymbol(lookedUp.index, others, request);
  switch (selection.kind) {
    case 'found':
      return { found: asFound(lookedUp, selection.candidate), isCertain: selection.isCertain, others };
    case 'ambiguous': {
      const { candidates, isCertain } = selection;
      const found = refused(
        `${request.name} is declared ${candidates.length} times: ${listed(candidates)}.`,
        sayingWhich(request, candidates),
      );
      return { found, isCertain, others };
    }
    case 'none':
      return { found: null, isCertain: false, others };
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

/**
 * Whether the rename is done already: the new name is declared where the old one was looked for. While the old one is
 * there too, or anything in the tree would do, only a prominent declaration counts.
 */
function isRenamed(
  source: ProjectSource,
  request: RenameRequest,
  { seeds, isGone }: { readonly seeds: readonly string[]; readonly isGone: boolean },
): boolean {
  if (seeds.length === 0) return false;
  const { index, declarations } = lookUp(openShared(source, seeds), request.to);
  const selection = selectSymbol(index, declarations, { ...request, name: request.to });
  return selection.kind !== 'none' && (selection.isCertain || (isGone && request.targets.length > 0));
}

function holdersOf({ ts, files }: ProjectSource, word: string, scope: readonly string[]): readonly string[] {
  return scope.filter((path) => wordOffsets(files.texts.get(path) ?? '', word, ts).length > 0);
}
