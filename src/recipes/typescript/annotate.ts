import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { placeAt } from '../place.ts';
import { refused, type Proof, type RecipeRequest, type RecipeResult } from '../recipe.ts';
import { bestOf, type Annotation, type AnnotationKind } from './annotation-trial.ts';
import { changesTo } from './conclude.ts';
import { functionsIn, isMeantBy, labelOf, type FunctionWithBody } from './functions.ts';
import { openTargets } from './target-files.ts';

/** A recipe that writes types at functions. */
export type Annotating = {
  readonly hint: RegExp;
  readonly files: RegExp;
  /** Made one after the other, and again as long as there are more: a type that is written down tells others. */
  readonly kinds: readonly AnnotationKind[];
  readonly proofOfCode: (ts: typeof TypeScript) => string;
  /** Whether others may see another type than before, so that they are checked too. */
  readonly touchesExports?: boolean;
  readonly words: {
    readonly one: string;
    readonly many: string;
    readonly done: string;
    readonly missing: string;
  };
};

type Work = {
  readonly annotating: Annotating;
  readonly isMeant: (project: TypeScriptProject, node: FunctionWithBody) => boolean;
  readonly signal: AbortSignal;
  project: TypeScriptProject;
  readonly texts: Map<string, string>;
  count: number;
  readonly left: string[];
  proofs: readonly Proof[];
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
  const paths = opened.paths.filter((path) => annotating.files.test(path));
  const where = scope.length === 1 ? (scope[0] ?? '') : 'the files looked at';
  if (project === null) return { kind: 'unchanged', summary: `No function is in ${where}.` };
  const { signal } = request;
  const isMeant: Work['isMeant'] = ({ ts }, node) => isMeantBy(ts, node, { ...request, at });
  const work: Work = {
    annotating,
    isMeant,
    signal,
    project,
    texts: new Map(),
    count: 0,
    left: [],
    proofs: [],
  };
  for (const [done, path] of paths.entries()) {
    signal.throwIfAborted();
    if (paths.length > 1) request.onProgress?.({ unit: 'file', done, total: paths.length });
    annotateFile(work, path);
  }
  if (work.count > 0) return changedBy(work, tree);
  return nothingDone(work, { where, isOne: request.slots['function'] !== undefined || at !== null });
}

async function changedBy(work: Work, tree: SourceTree): Promise<RecipeResult> {
  const { texts, count, left, proofs, annotating } = work;
  const { one, many, done } = annotating.words;
  const more = left.length > MAX_LEFT ? [`And ${left.length - MAX_LEFT} more functions stay.`] : [];
  const where = texts.size === 1 ? ([...texts.keys()][0] ?? '') : `${texts.size} files`;
  return {
    kind: 'changed',
    changes: await changesTo(tree, texts),
    summary: `${count === 1 ? `1 ${one} is` : `${count} ${many} are`} ${done} ${where}.`,
    notes: [...left.slice(0, MAX_LEFT), ...more],
    proofs,
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

/** What was tried in vain is not tried again in later rounds. */
function annotateFile(work: Work, path: string): void {
  const failed = new Map<string, string>();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const left: string[] = [];
    const made = work.annotating.kinds.map((kind) => annotate(work, path, { kind, failed, left }));
    if (made.every((count) => count === 0) || round === MAX_ROUNDS - 1) {
      work.left.push(...left);
      return;
    }
  }
}

type Round = {
  readonly kind: AnnotationKind;
  readonly failed: Map<string, string>;
  readonly left: string[];
};

function annotate(work: Work, path: string, { kind, failed, left }: Round): number {
  const { project } = work;
  const file = project.sourceFile(path);
  if (file === undefined) return 0;
  const indexes = new Map(functionsIn(project.ts, file).map((node, index) => [node, index]));
  const leave = (node: FunctionWithBody, why: string): void => {
    const place = placeAt(path, file.text, node.getStart(file));
    left.push(`${labelOf(project.ts, node)} stays (${place}): ${why}.`);
  };
  const keyOf = ({ node, edits }: Annotation): string =>
    [indexes.get(node), ...edits.map(({ newText }) => newText)].join('\0');
  const annotations: Annotation[] = [];
  for (const found of kind.find(project, file)) {
    if (!work.isMeant(project, found.node)) continue;
    const why = 'why' in found ? found.why : failed.get(keyOf(found));
    if (why !== undefined) leave(found.node, why);
    else if ('edits' in found) annotations.push(found);
  }
  const fail = (one: Annotation, why: string): void => {
    failed.set(keyOf(one), why);
    leave(one.node, why);
  };
  const touchesExports = kind.touchesExports ?? work.annotating.touchesExports ?? false;
  const { signal } = work;
  const best = bestOf({ project, path, ...kind, touchesExports, signal, fail }, annotations);
  if (best === null) return 0;
  const detail = work.annotating.proofOfCode(project.ts);
  work.project = best.after;
  work.texts.set(path, best.text);
  work.count += best.ones.length;
  work.proofs = [...best.proofs, { level: 'A', detail }];
  return best.ones.length;
}
