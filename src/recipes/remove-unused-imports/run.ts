import { languageOf, type LanguageId } from '../../domain/language.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { SourceTree } from '../../domain/ports.ts';
import type { Proof, RecipeRequest, RecipeResult } from '../recipe.ts';
import { changeTo, givenUpBecause, readSource, rememberingTree } from '../source-file.ts';
import { removeUnusedImportsPython } from './python.ts';
import { removeUnusedImportsTypeScript } from './typescript.ts';
import type { UnusedImportsResult } from './result.ts';

type RemoveFrom = (path: string, text: string, tree: SourceTree) => Promise<UnusedImportsResult>;
type Changed = { readonly change: FileChange; readonly proofs: readonly Proof[] };
type Outcome = {
  readonly changed: readonly Changed[];
  readonly notes: readonly string[];
  readonly refusals: readonly string[];
};

const REMOVE_BY_LANGUAGE: ReadonlyMap<LanguageId, RemoveFrom> = new Map([
  ['python', removeUnusedImportsPython],
  ['javascript', removeUnusedImportsTypeScript],
  ['typescript', removeUnusedImportsTypeScript],
  ['tsx', removeUnusedImportsTypeScript],
]);
const MAX_REFUSALS = 5;
const MAX_EXAMPLES = 3;

/** Removes them from every target that has any; a file that may not be touched is left and noted. */
export async function removeUnusedIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const candidates = request.targets.length > 0 ? request.targets : await tree.list();
  const paths = candidates.filter((path) => REMOVE_BY_LANGUAGE.has(languageOf(path) ?? ''));
  if (paths.length === 0) {
    return refused('None of the targets is a Python, JavaScript or TypeScript file.', 'Name one with -t.');
  }
  const { changed, notes, refusals } = await removeInAll(paths, request, rememberingTree(tree));
  const [reason] = refusals;
  if (refusals.length === paths.length && reason !== undefined) return refusedAll(paths, reason);
  if (changed.length === 0) {
    return { kind: 'unchanged', summary: summaryOfNothing(paths, notes, refusals) };
  }
  return {
    kind: 'changed',
    changes: changed.map(({ change }) => change),
    summary: `Unused imports removed from ${changed.length === 1 ? changed[0]?.change.path : `${changed.length} files`}.`,
    notes: [...notes, ...refusalNotes(refusals)],
    proofs: sharedProofs(changed),
  };
}

async function removeInAll(
  paths: readonly string[],
  request: RecipeRequest,
  tree: SourceTree,
): Promise<Outcome> {
  const changed: Changed[] = [];
  const notes: string[] = [];
  const refusals: string[] = [];
  for (const path of paths) {
    request.signal.throwIfAborted();
    const source = await readSource(tree, path);
    if (source.kind === 'refused') {
      refusals.push(source.reason);
      continue;
    }
    const { file } = source;
    const result = await removeIn(path, file.text, tree);
    if (result.kind === 'refused') refusals.push(result.reason);
    else notes.push(...(result.notes ?? []));
    if (result.kind === 'changed')
      changed.push({ change: changeTo(file, result.text), proofs: result.proofs ?? [] });
  }
  return { changed, notes, refusals };
}

/** A text that its parser gives up on is left, like one with a syntax error. */
async function removeIn(path: string, text: string, tree: SourceTree): Promise<UnusedImportsResult> {
  const remove = REMOVE_BY_LANGUAGE.get(languageOf(path) ?? '');
  try {
    return (await remove?.(path, text, tree)) ?? { kind: 'unchanged' };
  } catch (error) {
    const reason = givenUpBecause(error, path);
    if (reason === null) throw error;
    return { kind: 'refused', reason };
  }
}

function refusalNotes(refusals: readonly string[]): readonly string[] {
  const shown = refusals.slice(0, MAX_REFUSALS).map((refusal) => `Left as it was: ${refusal}`);
  const more = refusals.length - shown.length;
  return more === 0 ? shown : [...shown, `Left as they were: ${more} more files.`];
}

function summaryOfNothing(
  paths: readonly string[],
  notes: readonly string[],
  refusals: readonly string[],
): string {
  const where = paths.length === 1 ? paths[0] : `${paths.length} files`;
  const remarks = [...notes, ...refusals.map((refusal) => `Left as it was: ${refusal}`)];
  const more = remarks.length - MAX_EXAMPLES;
  const rest = more <= 0 ? [] : [`And ${more} more remarks of this kind.`];
  return [`No import of ${where} can be removed.`, ...remarks.slice(0, MAX_EXAMPLES), ...rest].join(' ');
}

/** One sentence for however many files. */
function refusedAll(paths: readonly string[], first: string): RecipeResult {
  if (paths.length === 1) return refused(first, null);
  const reason = `None of the ${paths.length} files can be worked on, the first because: ${first}`;
  return refused(reason, 'Name other files with -t.');
}

/** What was proved of every file that changed, with the count where the languages prove it in ways of their own. */
function sharedProofs(changed: readonly Changed[]): readonly Proof[] {
  const isShared = ({ level }: Proof): boolean =>
    changed.every(({ proofs }) => proofs.some((proof) => proof.level === level));
  const all = changed.flatMap(({ proofs }) => proofs.filter(isShared));
  const byDetail = Map.groupBy(all, ({ level, detail }) => `${level} ${detail}`);
  return [...byDetail.values()].flatMap((same) =>
    same.slice(0, 1).map(({ level, detail }) => ({
      level,
      detail: changed.length === 1 ? detail : `in ${countOf(same.length, changed.length)} files: ${detail}`,
    })),
  );
}

function countOf(count: number, all: number): string {
  return count === all ? `each of ${all}` : `${count} of ${all}`;
}

function refused(reason: string, hint: string | null): RecipeResult {
  return { kind: 'refused', reason, hint };
}
