import { counted } from './counted.ts';
import { languageOf, type LanguageId } from '../domain/language.ts';
import type { FileChange } from '../domain/patch.ts';
import type { SourceTree } from '../domain/ports.ts';
import { refused, type Proof, type RecipeRequest, type RecipeResult } from './recipe.ts';
import { changeTo, givenUpBecause, readSource, rememberingTree, type SourceFile } from './source-file.ts';

/** What a recipe does to one file. Proofs and notes speak of that file alone. */
export type FileResult =
  | {
      readonly kind: 'changed';
      readonly text: string;
      /** What was left although it looked like a case, with the reason; other things the user should know. */
      readonly notes?: readonly string[];
      readonly proofs?: readonly Proof[];
    }
  | { readonly kind: 'unchanged'; readonly notes?: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** Works on one file by itself; the rest of the tree may be looked at. */
export type FileWork = (
  file: SourceFile,
  around: { readonly tree: SourceTree; readonly request: RecipeRequest },
) => Promise<FileResult>;

/** A recipe that works on every target by itself. */
export type EachFile = {
  readonly byLanguage: ReadonlyMap<LanguageId, FileWork>;
  /** What the summary says of the files that changed: "Unused imports removed from a.py." */
  readonly done: (where: string) => string;
  /** What it says where nothing did: "No import of a.py can be removed." */
  readonly nothing: (where: string) => string;
};

type Changed = { readonly change: FileChange; readonly proofs: readonly Proof[] };
type Outcome = {
  readonly changed: readonly Changed[];
  readonly notes: readonly string[];
  readonly refusals: readonly string[];
};

const MAX_REFUSALS = 5;
const MAX_EXAMPLES = 3;

/** Does the work on every target, or on the whole tree without one; a file that it refuses is left and noted. */
export async function changeEachFile(
  work: EachFile,
  request: RecipeRequest,
  tree: SourceTree,
): Promise<RecipeResult> {
  const candidates = request.targets.length > 0 ? request.targets : await tree.list();
  const paths = candidates.filter((path) => work.byLanguage.has(languageOf(path) ?? ''));
  if (paths.length === 0) {
    const languages = [...work.byLanguage.keys()].join(', ');
    return refused(`None of the targets is a file of these languages: ${languages}.`, 'Name one with -t.');
  }
  const { changed, notes, refusals } = await changeAll(paths, work, {
    request,
    tree: rememberingTree(tree),
  });
  const [reason] = refusals;
  if (refusals.length === paths.length && reason !== undefined) return refusedAll(paths, reason);
  if (changed.length === 0) {
    return { kind: 'unchanged', summary: summaryOfNothing(work.nothing(whereOf(paths)), notes, refusals) };
  }
  return {
    kind: 'changed',
    changes: changed.map(({ change }) => change),
    summary: work.done(whereOf(changed.map(({ change }) => change.path))),
    notes: [...notes, ...refusalNotes(refusals)],
    proofs: sharedProofs(changed),
  };
}

async function changeAll(
  paths: readonly string[],
  work: EachFile,
  around: { readonly tree: SourceTree; readonly request: RecipeRequest },
): Promise<Outcome> {
  const changed: Changed[] = [];
  const notes: string[] = [];
  const refusals: string[] = [];
  for (const [done, path] of paths.entries()) {
    around.request.signal.throwIfAborted();
    if (paths.length > 1) around.request.onProgress?.({ unit: 'file', done, total: paths.length });
    const source = await readSource(around.tree, path);
    if (source.kind === 'refused') {
      refusals.push(source.reason);
      continue;
    }
    const { file } = source;
    const result = await changeOne(file, work, around);
    if (result.kind === 'refused') refusals.push(result.reason);
    else notes.push(...(result.notes ?? []));
    if (result.kind === 'changed' && result.text !== file.text)
      changed.push({ change: changeTo(file, result.text), proofs: result.proofs ?? [] });
  }
  return { changed, notes, refusals };
}

/** A text that its parser gives up on is left, like one with a syntax error. */
async function changeOne(
  file: SourceFile,
  { byLanguage }: EachFile,
  around: { readonly tree: SourceTree; readonly request: RecipeRequest },
): Promise<FileResult> {
  const change = byLanguage.get(languageOf(file.path) ?? '');
  try {
    return (await change?.(file, around)) ?? { kind: 'unchanged' };
  } catch (error) {
    const reason = givenUpBecause(error, file.path);
    if (reason === null) throw error;
    return { kind: 'refused', reason };
  }
}

function whereOf(paths: readonly string[]): string {
  return paths.length === 1 ? (paths[0] ?? '') : `${paths.length} files`;
}

function refusalNotes(refusals: readonly string[]): readonly string[] {
  const shown = refusals.slice(0, MAX_REFUSALS).map((refusal) => `Left as it was: ${refusal}`);
  const more = refusals.length - shown.length;
  return more === 0 ? shown : [...shown, `Left as they were: ${counted(more, ['more file', 'more files'])}.`];
}

function summaryOfNothing(nothing: string, notes: readonly string[], refusals: readonly string[]): string {
  const remarks = [...notes, ...refusals.map((refusal) => `Left as it was: ${refusal}`)];
  const more = remarks.length - MAX_EXAMPLES;
  const rest = more <= 0 ? [] : [`And ${counted(more, ['more remark', 'more remarks'])} of this kind.`];
  return [nothing, ...remarks.slice(0, MAX_EXAMPLES), ...rest].join(' ');
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
