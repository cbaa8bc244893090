import { counted } from '../counted.ts';
import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { turnOrStop } from '../../codebase/turn-or-stop.ts';
import type { SourceTree } from '../../domain/ports.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { placeAt } from '../place.ts';
import { refused, type Proof, type RecipeRequest, type RecipeResult } from '../recipe.ts';
import type { AnnotationKind } from './annotation.ts';
import { bestOf } from './annotation-trial.ts';
import { calledOtherwise } from './call-evidence.ts';
import { changesTo, proofsOf } from './conclude.ts';
import { functionsIn, isMeantBy, labelOf, type FunctionWithBody } from './functions.ts';
import { openTargets } from './target-files.ts';

/** A recipe that writes types at functions. */
export type Annotating = {
  readonly hint: RegExp;
  readonly files: RegExp;
  /** Made one after the other, and again as long as there are more: a type that is written down tells others. */
  readonly kinds: readonly AnnotationKind[];
  readonly proofOfCode: (ts: typeof TypeScript) => string;
  readonly words: {
    readonly one: string;
    readonly many: string;
    readonly done: string;
    readonly missing: string;
  };
};

type Work = {
  readonly annotating: Annotating;
  readonly request: RecipeRequest;
  readonly isMeant: (project: TypeScriptProject, node: FunctionWithBody) => boolean;
  readonly paths: readonly string[];
  project: TypeScriptProject;
  /** Why edits cannot be made, by their keys: what was tried in vain is not tried again in later rounds. */
  readonly failed: Map<string, string>;
  /** The functions with calls that are wrong already, by their keys; null before they were looked for. */
  faultyCalls: ReadonlySet<string> | null;
  readonly texts: Map<string, string>;
  count: number;
  /** What stays, as the last round found it. */
  left: string[];
  readonly checked: Set<string>;
};

const MAX_LEFT = 20;
const MAX_ROUNDS = 8;

/** Writes types at the functions that the request means, and leaves those with which a proof fails. */
export async function annotateFunctions(
  annotating: Annotating,
  request: RecipeRequest,
  tree: SourceTree,
): Promise<RecipeResult> {
  const opened = await openTargets(request, tree, annotating.hint);
  if (opened.kind === 'refused') return opened;
  const { project, scope, at } = opened;
  const where = scope.length === 1 ? (scope[0] ?? '') : 'the files looked at';
  if (project === null) return { kind: 'unchanged', summary: `No function is in ${where}.` };
  const work: Work = {
    annotating,
    request,
    isMeant: ({ ts }, node) => isMeantBy(ts, node, { ...request, at }),
    paths: opened.paths.filter((path) => annotating.files.test(path)),
    project,
    failed: new Map(),
    faultyCalls: null,
    texts: new Map(),
    count: 0,
    left: [],
    checked: new Set(),
  };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (!(await annotateRound(work, round === 0))) break;
  }
  if (work.count > 0) return changedBy(work, tree);
  return nothingDone(work, { where, isOne: request.slots['function'] !== undefined || at !== null });
}

async function changedBy(work: Work, tree: SourceTree): Promise<RecipeResult> {
  const { texts, count, left, annotating, project, checked } = work;
  const { one, many, done } = annotating.words;
  const more =
    left.length > MAX_LEFT
      ? [`And ${counted(left.length - MAX_LEFT, ['more function stays', 'more functions stay'])}.`]
      : [];
  const where = texts.size === 1 ? ([...texts.keys()][0] ?? '') : `${texts.size} files`;
  return {
    kind: 'changed',
    changes: await changesTo(tree, texts),
    summary: `${count === 1 ? `1 ${one} is` : `${count} ${many} are`} ${done} ${where}.`,
    notes: [...left.slice(0, MAX_LEFT), ...more],
    proofs: [
      ...proofsOf(project, checked.size),
      { level: 'A', detail: annotating.proofOfCode(project.ts) } satisfies Proof,
    ],
  };
}

function nothingDone(
  { left, annotating }: Work,
  { where, isOne }: { readonly where: string; readonly isOne: boolean },
): RecipeResult {
  const { one, done, missing } = annotating.words;
  const [first] = left;
  if (isOne && first !== undefined) return refused(first, null);
  if (isOne)
    return refused(`No such function ${missing} is in ${where}.`, 'Name the file that has it with -t.');
  const summary = [`No ${one} can be ${done} ${where}.`, ...left.slice(0, 3)].join(' ');
  return { kind: 'unchanged', summary };
}

/** Makes each kind once, in all files; whether there was anything to make. */
async function annotateRound(work: Work, isFirst: boolean): Promise<boolean> {
  let made = 0;
  work.left = [];
  for (const [index, kind] of work.annotating.kinds.entries()) {
    made += await annotate(work, kind, isFirst && index === 0);
  }
  return made > 0;
}

type Annotation = {
  readonly path: string;
  readonly edits: readonly TextEdit[];
  /** The function with what is written at it. */
  readonly key: string;
  readonly keyOfFunction: string;
  readonly label: string;
};

async function annotate(work: Work, kind: AnnotationKind, tellsProgress: boolean): Promise<number> {
  const { project, failed, request } = work;
  const { signal } = request;
  const leave = ({ label }: Annotation, why: string): void => {
    work.left.push(`${label}: ${why}.`);
  };
  const found: Annotation[] = [];
  for (const [done, path] of work.paths.entries()) {
    await turnOrStop(signal);
    if (tellsProgress && work.paths.length > 1)
      request.onProgress?.({ unit: 'file', done, total: work.paths.length });
    for (const { why, ...one } of annotationsIn(work, path, kind)) {
      const known = why ?? failed.get(one.key);
      if (known === undefined) found.push(one);
      else leave(one, known);
    }
  }
  const faulty = kind.bindsCalls && found.length > 0 ? await faultyCallsOf(work) : new Set<string>();
  const [left, tried] = [true, false].map((isLeft) =>
    found.filter((one) => faulty.has(one.keyOfFunction) === isLeft),
  );
  for (const one of left ?? []) leave(one, 'a call gives it what it does not take');
  const fail = (one: Annotation, why: string): void => {
    failed.set(one.key, why);
    leave(one, why);
  };
  const best = await bestOf({ project, ...kind, signal, fail }, tried ?? []);
  if (best === null) return 0;
  work.project = best.after;
  for (const [path, text] of best.texts) work.texts.set(path, text);
  for (const path of best.checked) work.checked.add(path);
  work.count += best.ones.length;
  return best.ones.length;
}

/** What is to be written in a file, or why it is not. */
function annotationsIn(
  { project, isMeant }: Work,
  path: string,
  kind: AnnotationKind,
): readonly (Annotation & { readonly why?: string })[] {
  const { ts } = project;
  const file = project.sourceFile(path);
  if (file === undefined) return [];
  const indexes = new Map(functionsIn(ts, file).map((node, index) => [node, index]));
  return kind
    .find(project, file)
    .filter(({ node }) => isMeant(project, node))
    .map((one) => {
      const edits = 'edits' in one ? one.edits : [];
      const keyOfFunction = `${path}\0${indexes.get(one.node)}`;
      const place = placeAt(path, file.text, one.node.getStart(file));
      return {
        path,
        edits,
        keyOfFunction,
        key: [keyOfFunction, ...edits.map(({ newText }) => newText)].join('\0'),
        label: `${labelOf(ts, one.node)} stays (${place})`,
        ...('why' in one ? { why: one.why } : {}),
      };
    });
}

/** Looked for once: types that are written down later make no call wrong. */
async function faultyCallsOf(work: Work): Promise<ReadonlySet<string>> {
  const { project, paths, request } = work;
  if (work.faultyCalls !== null) return work.faultyCalls;
  const called = await calledOtherwise(project, paths, request.signal);
  const keys = paths.flatMap((path) => {
    const file = project.sourceFile(path);
    const functions = file === undefined ? [] : functionsIn(project.ts, file);
    return functions.flatMap((node, index) => (called.has(node) ? [`${path}\0${index}`] : []));
  });
  work.faultyCalls = new Set(keys);
  return work.faultyCalls;
}
