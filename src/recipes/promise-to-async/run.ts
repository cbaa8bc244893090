import { counted } from '../counted.ts';
import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';
import { placeAt } from '../place.ts';
import { refused, type Proof, type RecipeRequest, type RecipeResult } from '../recipe.ts';
import { changesTo, proveTexts } from '../typescript/conclude.ts';
import { functionsIn, labelOf } from '../typescript/functions.ts';
import { isWithin } from '../typescript/syntax.ts';
import { ASYNC_FUNCTIONS, unlessNodeIsOlder } from '../typescript/needs-node.ts';
import { baseOf, ownThrow, type Candidate } from './candidates.ts';
import { conversionOf, type Conversion } from './convert.ts';
import { isPromiseOfNode } from './node-promises.ts';
import type { Objection } from './plan.ts';
import { isUnknown } from './promise-types.ts';
import { differenceOf } from './prove.ts';
import { select, type Selection } from './select.ts';

/** What was done so far: the project with it, and what the user is told. */
type State = {
  project: TypeScriptProject;
  readonly texts: Map<string, string>;
  readonly done: string[];
  readonly notes: string[];
  readonly left: Map<string, string>;
  proofs: readonly Proof[];
};

type Tried =
  | {
      readonly kind: 'proved';
      readonly after: TypeScriptProject;
      readonly text: string;
      readonly proofs: readonly Proof[];
    }
  | { readonly kind: 'failed'; readonly why: string };

// A chain in a callback of another can only be reached when that one is gone.
const MAX_ROUNDS = 4;
const MAX_LEFT = 20;
const MAX_TOLD = 3;
const WHAT_DIFFERS =
  'What a function threw before its chain is a rejection now, and what follows a step may run a tick sooner or later.';

/** Takes the chains of the functions apart that the request means; see promise-to-async.ts for what it refuses. */
export async function promiseToAsyncIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return unlessNodeIsOlder(await takeApart(request, tree), tree, ASYNC_FUNCTIONS);
}

async function takeApart(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const selection = await select(request, tree);
  if (selection.kind !== 'selected') return selection;
  const { project, paths, isOne } = selection;
  const state: State = { project, texts: new Map(), done: [], notes: [], left: new Map(), proofs: [] };
  for (const path of paths) {
    for (let round = 0; round < (isOne ? 1 : MAX_ROUNDS); round++) {
      request.signal.throwIfAborted();
      if (!(await convertRound(state, path, { selection, signal: request.signal }))) break;
    }
  }
  const left = [...state.left.values()];
  const [first = ''] = left;
  if (state.done.length === 0 && (isOne || left.length === 1)) return refused(first, null);
  if (state.done.length === 0) {
    const summary = `No function with a chain of then, catch or finally can be changed. ${left.slice(0, MAX_TOLD).join(' ')}`;
    return { kind: 'unchanged', summary };
  }
  return {
    kind: 'changed',
    changes: await changesTo(tree, state.texts),
    summary: summaryOf(state),
    notes: [WHAT_DIFFERS, ...state.notes, ...left.slice(0, MAX_LEFT), ...moreOf(left)],
    proofs: state.proofs,
  };
}

/** Converts what it can of one file at once; where that cannot be proved, one function after the other. */
async function convertRound(
  state: State,
  path: string,
  { selection, signal }: { readonly selection: Selection; readonly signal: AbortSignal },
): Promise<boolean> {
  const { project } = state;
  const conversions: Conversion[] = [];
  for (const candidate of selection.candidatesIn(project, path)) {
    if (conversions.some(({ candidate: { node } }) => isWithin(candidate.node, node))) continue;
    const converted = conversionOf(project, candidate, { caughtIsAny: false });
    if (converted.kind === 'conversion') conversions.push(converted);
    else leave(state, candidate, { path, objection: converted });
  }
  if (conversions.length === 0) return false;
  const all = await tried(project, path, { conversions, signal });
  if (all.kind === 'proved') return keep(state, path, { conversions, proved: all });
  const good: Conversion[] = [];
  for (const one of conversions) {
    const single = await proveOne(project, path, { one, signal });
    if ('candidate' in single) good.push(single);
    else
      leave(state, one.candidate, {
        path,
        objection: { kind: 'objection', node: one.candidate.node, why: single.why },
      });
  }
  if (good.length === 0) return false;
  const together = await tried(project, path, { conversions: good, signal });
  if (together.kind === 'proved') return keep(state, path, { conversions: good, proved: together });
  state.left.set(path, `The functions of ${path} stay: ${together.why}.`);
  return false;
}

/** What is caught has no type of its own in a handler, and is of unknown type in a `catch` unless that says `any`. */
async function proveOne(
  project: TypeScriptProject,
  path: string,
  { one, signal }: { readonly one: Conversion; readonly signal: AbortSignal },
): Promise<Conversion | Extract<Tried, { readonly kind: 'failed' }>> {
  const plain = await tried(project, path, { conversions: [one], signal });
  if (plain.kind === 'proved') return one;
  const loose = /\.[cm]?tsx?$/.test(path)
    ? conversionOf(project, one.candidate, { caughtIsAny: true })
    : null;
  if (loose?.kind !== 'conversion') return plain;
  const second = await tried(project, path, { conversions: [loose], signal });
  return second.kind === 'proved' ? loose : plain;
}

async function tried(
  project: TypeScriptProject,
  path: string,
  { conversions, signal }: { readonly conversions: readonly Conversion[]; readonly signal: AbortSignal },
): Promise<Tried> {
  const before = project.files.texts.get(path) ?? '';
  const edits = conversions.flatMap((one) => one.edits);
  const text = applyTextEdits(before, edits);
  const worked = { project, texts: new Map([[path, text]]), rewritesLines: true, signal };
  const proved = await proveTexts({ ...worked, touchesExports: false });
  if (proved.kind === 'refused') return { kind: 'failed', why: whyFailed(proved.reason) };
  const file = proved.after.sourceFile(path);
  const functions = file === undefined ? [] : functionsIn(project.ts, file);
  let isSeenElsewhere = false;
  for (const { candidate, declared } of conversions) {
    const start = candidate.node.getStart();
    const shift = edits
      .filter((edit) => edit.end < start)
      .reduce((sum, edit) => sum + edit.newText.length - (edit.end - edit.start), 0);
    const node = functions.find((one) => one.getStart() === start + shift);
    if (node === undefined) return { kind: 'failed', why: 'it would be read differently' };
    const why = differenceOf({ project, node: candidate.node }, { project: proved.after, node }, declared);
    if (why !== null) return { kind: 'failed', why };
    isSeenElsewhere ||= typeOf(project, candidate.node) !== typeOf(proved.after, node);
  }
  const wide = isSeenElsewhere ? await proveTexts({ ...worked, touchesExports: true }) : proved;
  return wide.kind === 'refused' ? { kind: 'failed', why: whyFailed(wide.reason) } : { ...wide, text };
}

function typeOf({ checker }: TypeScriptProject, node: Candidate['node']): string {
  const signature = checker.getSignatureFromDeclaration(node);
  return signature === undefined ? '' : checker.typeToString(checker.getReturnTypeOfSignature(signature));
}

function whyFailed(reason: string): string {
  return `${reason.slice(0, 1).toLowerCase()}${reason.slice(1).replace(/\.$/, '')}`;
}

function keep(
  state: State,
  path: string,
  {
    conversions,
    proved,
  }: {
    readonly conversions: readonly Conversion[];
    readonly proved: Extract<Tried, { readonly kind: 'proved' }>;
  },
): true {
  const { ts } = state.project;
  for (const { candidate } of conversions) {
    state.done.push(labelAt(state.project, candidate, path));
    state.notes.push(...notesOn(state.project, candidate, path));
  }
  state.project = proved.after;
  state.texts.set(path, proved.text);
  state.proofs = [
    ...proved.proofs,
    {
      level: 'A',
      detail: 'the words of the functions are the same in the same order, but for those of the chains',
    },
    { level: 'R', detail: `every name in them means what it meant, by TypeScript ${ts.version}` },
  ];
  return true;
}

function leave(
  state: State,
  candidate: Candidate,
  { path, objection }: { readonly path: string; readonly objection: Objection },
): void {
  const { node, why } = objection;
  const place = placeAt(path, node.getSourceFile().text, node.getStart());
  const label = labelOf(state.project.ts, candidate.node);
  state.left.set(`${path} ${candidate.node.getText()}`, `${label} stays (${place}): ${why}.`);
}

function notesOn(project: TypeScriptProject, candidate: Candidate, path: string): readonly string[] {
  const { ts, checker } = project;
  const { text } = candidate.node.getSourceFile();
  const label = labelOf(ts, candidate.node);
  const thrown = ownThrow(ts, candidate.node);
  const bases = candidate.chains.map((chain) => baseOf(ts, chain));
  const base = bases.find(
    (one) => isUnknown({ ts, checker }, checker.getTypeAtLocation(one)) && !isPromiseOfNode(project, one),
  );
  const short = base?.getText().replace(/\s+/g, ' ').slice(0, 40);
  return [
    ...(thrown === null
      ? []
      : [`What ${label} throws at ${placeAt(path, text, thrown.getStart())} is a rejection now.`]),
    ...(base === undefined
      ? []
      : [`${placeAt(path, text, base.getStart())}: ${short} is taken for a promise, its type is not known.`]),
  ];
}

function labelAt({ ts }: TypeScriptProject, { node }: Candidate, path: string): string {
  return `${labelOf(ts, node)} (${placeAt(path, node.getSourceFile().text, node.getStart())})`;
}

function summaryOf({ done, texts }: State): string {
  const [first = ''] = done;
  if (done.length === 1) return `${first} uses async and await now.`;
  const files = texts.size === 1 ? ([...texts.keys()][0] ?? '') : `${texts.size} files`;
  return `${done.length} functions of ${files} use async and await now.`;
}

function moreOf(left: readonly string[]): readonly string[] {
  return left.length > MAX_LEFT
    ? [`And ${counted(left.length - MAX_LEFT, ['more function stays', 'more functions stay'])}.`]
    : [];
}
