import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import { turnOrStop } from '../../codebase/turn-or-stop.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { whyWorse } from './conclude.ts';
import { functionsIn } from './functions.ts';
import { importersIn, loadedBy, reachedFrom } from './importers.ts';

/** The project without and with the edits of a trial, for one of the files that they change. */
export type Attempt = {
  readonly before: TypeScriptProject;
  readonly after: TypeScriptProject;
  readonly path: string;
};

/** Something that is written by edits of one file. */
type Written = { readonly path: string; readonly edits: readonly TextEdit[] };

type Trial<One> = {
  readonly project: TypeScriptProject;
  /** What else those of a file changed together, as the end of a sentence; null for nothing. */
  readonly whatElseChanged: (attempt: Attempt, ones: readonly One[]) => string | null;
  /** Whether others may see another type than before, so that they are checked too. */
  readonly touchesExports: boolean;
  readonly signal: AbortSignal;
  /** Told of each that cannot be made, with the reason. */
  readonly fail: (one: One, why: string) => void;
};

/** What is proved together, with the project that has it. */
export type Best<One> = {
  readonly ones: readonly One[];
  readonly after: TypeScriptProject;
  readonly texts: ReadonlyMap<string, string>;
  /** The files that were checked. */
  readonly checked: readonly string[];
};

/**
 * As many of them as can be proved, over all their files at once; null for none. What cannot be proved together is
 * halved until the ones at fault are found, with checks of those files alone that were worse off.
 */
export async function bestOf<One extends Written>(
  trial: Trial<One>,
  ones: readonly One[],
): Promise<Best<One> | null> {
  const { project, touchesExports } = trial;
  const importers = touchesExports ? importersIn(project).any : new Map<string, readonly string[]>();
  let left = ones;
  while (left.length > 0) {
    const tried = tryOut(trial, left);
    const checked = [...reachedFrom(importers, tried.texts.keys())];
    const faults = await faultsIn(trial, tried, { paths: checked, stopsAtFirst: false });
    const better = faults.size === 0 ? left : await withoutFaulty(trial, left, [...faults.keys()]);
    if (better.length === left.length) return { ...tried, checked };
    left = better;
  }
  return null;
}

type Tried<One> = Omit<Best<One>, 'checked'>;

/** A second program with the edits, those that several share once. */
function tryOut<One extends Written>({ project }: Trial<One>, ones: readonly One[]): Tried<One> {
  const byPath = Map.groupBy(ones, ({ path }) => path);
  const texts = new Map(
    [...byPath].map(([path, own]) => {
      const all = own.flatMap((one) => one.edits);
      const edits = new Map(all.map((edit) => [`${edit.start} ${edit.end} ${edit.newText}`, edit]));
      return [path, applyTextEdits(project.files.texts.get(path) ?? '', [...edits.values()])];
    }),
  );
  return { ones, after: project.withTexts(texts), texts };
}

type Looking = { readonly paths: readonly string[]; readonly stopsAtFirst: boolean };

/** The files that are worse off, each with the reason. */
async function faultsIn<One extends Written>(
  trial: Trial<One>,
  tried: Tried<One>,
  { paths, stopsAtFirst }: Looking,
): Promise<ReadonlyMap<string, string>> {
  const faults = new Map<string, string>();
  for (const path of paths) {
    const why = await faultOf(trial, tried, path);
    if (why !== null) faults.set(path, why);
    if (why !== null && stopsAtFirst) break;
  }
  return faults;
}

async function faultOf<One extends Written>(
  { project, whatElseChanged, signal }: Trial<One>,
  { ones, after, texts }: Tried<One>,
  path: string,
): Promise<string | null> {
  await turnOrStop(signal);
  const isChanged = texts.has(path);
  const worse = await whyWorse(
    { before: project, after },
    { changed: isChanged ? [path] : [], seen: [path] },
    { signal, ignoresLines: true },
  );
  if (worse !== null) return worse.reason.replace(/\.$/, '');
  const own = ones.filter((one) => one.path === path);
  return isChanged ? whatElseChanged({ before: project, after, path }, own) : null;
}

/**
 * Those that do no harm to the faulty files: what is written in them is tried first, then what is in files they load.
 * All of them where no check of such a file by itself repeats the fault: some are told or not by the order of checks.
 */
async function withoutFaulty<One extends Written>(
  trial: Trial<One>,
  ones: readonly One[],
  faulty: readonly string[],
): Promise<readonly One[]> {
  let left = ones;
  for (const path of faulty) left = await withoutHarm(trial, left, { path, around: new Set([path]) });
  const looking = { paths: faulty, stopsAtFirst: false };
  const still = await faultsIn(trial, tryOut(trial, left), looking);
  const loaded = loadedBy(importersIn(trial.project).any);
  for (const path of still.keys())
    left = await withoutHarm(trial, left, { path, around: reachedFrom(loaded, [path]) });
  const isUnexplained = still.size > 0 && left.length === ones.length;
  return isUnexplained ? goodAt(trial, ones, [...still.keys()]) : left;
}

/** Drops those in the files around a path with which that file is worse off. */
async function withoutHarm<One extends Written>(
  trial: Trial<One>,
  ones: readonly One[],
  { path, around }: { readonly path: string; readonly around: ReadonlySet<string> },
): Promise<readonly One[]> {
  const suspects = ones.filter((one) => around.has(one.path));
  const good = new Set(await goodAt(trial, suspects, [path]));
  return ones.filter((one) => good.has(one) || !around.has(one.path));
}

/** As many of them as leave the files as good as they were, found by halving. */
async function goodAt<One extends Written>(
  trial: Trial<One>,
  ones: readonly One[],
  paths: readonly string[],
): Promise<readonly One[]> {
  const [first] = ones;
  if (first === undefined) return [];
  const looking = { paths, stopsAtFirst: true };
  const [why] = (await faultsIn(trial, tryOut(trial, ones), looking)).values();
  if (why === undefined) return ones;
  if (ones.length === 1) {
    trial.fail(first, why);
    return [];
  }
  const middle = Math.ceil(ones.length / 2);
  const left = await goodAt(trial, ones.slice(0, middle), paths);
  const right = await goodAt(trial, ones.slice(middle), paths);
  if (left.length === 0 || right.length === 0) return [...left, ...right];
  const both = await faultsIn(trial, tryOut(trial, [...left, ...right]), looking);
  return both.size === 0 ? [...left, ...right] : left;
}

/** The types of all functions of a file, with the modules that the types come from. */
export function typesOf({ ts, checker, sourceFile }: TypeScriptProject, path: string): readonly string[] {
  const file = sourceFile(path);
  const { NoTruncation, UseFullyQualifiedType } = ts.TypeFormatFlags;
  return (file === undefined ? [] : functionsIn(ts, file)).map((node) => {
    const signature = checker.getSignatureFromDeclaration(node);
    if (signature === undefined) return '';
    const text = checker.signatureToString(signature, node, NoTruncation);
    return `${text} ${checker.typeToString(signature.getReturnType(), undefined, NoTruncation | UseFullyQualifiedType)}`;
  });
}
