import { findCandidates, type CandidateFinder } from './candidates.ts';
import type {
  CodeContext,
  ContextMaterial,
  ContextPart,
  ContextRequest,
  TargetFile,
} from './code-context.ts';
import { outputLines } from '../../languages/notebook-outputs.ts';
import { cutTarget, outlineTarget, withoutLines } from './cut-target.ts';
import { createDraft, type Draft } from './draft.ts';
import { addBodies, addNames, type RelatedWork } from './related-parts.ts';
import type { ShownCode } from './used-symbols.ts';

/** What bodies of other files take of the room at first. */
const BODIES_SHARE = 0.7;
/** Of a target that is cut, what nobody named must not cost as much as a whole file. */
const UNNAMED_SHARE = 0.5;
/** With so few tokens there is nothing to save: a builder that sees too little fails, and is asked again. */
const NOTHING_TO_SAVE_TOKENS = 4000;
/** So much of the room may stay empty. */
const SPARE_SHARE = 0.05;

/**
 * Gives what chooses the code that matters for a task within a budget, by a count: the targets, whole or cut at symbol
 * borders; then bodies of the best functions of other files, the signatures of what is used, and the names of what else
 * fits. What the names leave is for further bodies: then most of what was counted is counted again. The same tree,
 * request and count give the same bytes.
 */
export function contextBuilder(material: ContextMaterial): (count: ContextRequest['count']) => CodeContext {
  const sources = { finder: findCandidates(material), linesOf: lineReader(material) };
  return (count) => {
    const request = { ...material, count };
    const first = fill({ ...sources, request, bodiesShare: BODIES_SHARE });
    const spare = first.context.kind === 'context' ? first.spareShare : 0;
    if (request.isFrugal || spare <= SPARE_SHARE) return first.context;
    return fill({ ...sources, request, bodiesShare: BODIES_SHARE + spare }).context;
  };
}

/** `spareShare`: how much of the room beside the targets stays empty. */
type Filled = { readonly context: CodeContext; readonly spareShare: number };

function fill(parts: Pick<RelatedWork, 'request' | 'finder' | 'linesOf' | 'bodiesShare'>): Filled {
  const { request, finder } = parts;
  const draft = createDraft(request.count);
  const targets = addTargets(request, { draft, finder });
  if (targets.kind === 'too-large') return { context: targets, spareShare: 0 };
  const start = draft.tokens();
  const limit = Math.min(request.budget, start + request.relatedBudget);
  const work = { ...parts, draft, limit };
  const bodies = addBodies(work);
  addNames([...targets.shown, ...bodies], work);
  const order = [...request.targets, ...request.ranked].map(({ path }) => path);
  const context = draft.finish([...new Set(order)], request.budget);
  return { context, spareShare: (limit - draft.tokens()) / Math.max(limit - start, 1) };
}

type Targets =
  | { readonly kind: 'added'; readonly shown: readonly ShownCode[] }
  | Extract<CodeContext, { kind: 'too-large' }>;

/** Every target gets its share; what small ones leave is for the large. */
function addTargets(
  request: ContextRequest,
  { draft, finder }: { readonly draft: Draft; readonly finder: CandidateFinder },
): Targets {
  const { budget, count } = request;
  const shown: ShownCode[] = [];
  const smallestFirst = request.targets
    .map((target) => {
      const whole = wholeOf(target);
      const tokens = whole.reduce((sum, part) => sum + count(part.text), 0);
      return { target, whole, tokens: tokens + count(`${target.path}\n\n\n`) };
    })
    .toSorted((a, b) => a.tokens - b.tokens);
  for (const [index, { target, whole, tokens }] of smallestFirst.entries()) {
    const limit = Math.floor((budget - draft.tokens()) / (smallestFirst.length - index));
    const parts = tokens <= limit ? whole : partsOf(target, { request, finder, limit });
    const place = { path: target.path, isTarget: true };
    if (parts === null || !draft.add(place, parts, budget))
      return { kind: 'too-large', path: target.path, tokens, limit };
    const code = parts.filter(({ form }) => form === 'code').map(({ text }) => text);
    shown.push({ path: target.path, text: code.join('\n') });
  }
  return { kind: 'added', shown };
}

/** All that may be changed of a file: a notebook is shown without what its cells printed. */
function wholeOf(target: TargetFile): readonly ContextPart[] {
  const { path, text } = target;
  const hidden = path.endsWith('.ipynb') ? outputLines(text) : [];
  if (hidden.length > 0) return withoutLines(target, hidden);
  return [{ startLine: 1, endLine: text.split('\n').length, form: 'code', text }];
}

type Room = {
  readonly request: ContextRequest;
  readonly finder: CandidateFinder;
  readonly limit: number;
};

/** Whoever pays for a context, or names functions, means to change code: an outline would not do. */
function partsOf(target: TargetFile, room: Room): readonly ContextPart[] | null {
  const cut = cutOf(target, room);
  const parts = cutTarget(target, cut);
  const { isFrugal, functions } = room.request;
  return parts === null && !isFrugal && functions.length === 0 ? outlineTarget(target, cut) : parts;
}

function cutOf(
  { path, definitions }: TargetFile,
  { request, finder, limit }: Room,
): Parameters<typeof cutTarget>[1] {
  const scores = new Map(finder.of(path).map(({ symbol, own }) => [symbol.qualifiedName, own]));
  const words = new Set(request.task.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
  const mentioned = definitions
    .filter(({ name }) => words.has(name))
    .map(({ qualifiedName }) => qualifiedName);
  // The path line and the line ends of the parts.
  const room = limit - request.count(`${path}\n\n`);
  const isNamed = request.functions.length > 0;
  const isFilled = request.isFrugal && !isNamed;
  return {
    functions: isNamed ? request.functions : mentioned,
    scoreOf: ({ qualifiedName }) => scores.get(qualifiedName) ?? 0,
    limit: room,
    unnamedLimit: Math.max(room * UNNAMED_SHARE, isFilled ? smallRoom(room, request) : 0),
    isFilled,
    count: request.count,
  };
}

/** What is not kept for other files, where a room is small. */
function smallRoom(room: number, { budget, relatedBudget }: ContextRequest): number {
  return Math.min(room * (1 - relatedBudget / budget), NOTHING_TO_SAVE_TOKENS);
}

/** Reads lines of files of the index, each file once. */
function lineReader({ queries }: ContextMaterial): (path: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (path) => {
    const lines = known.get(path) ?? (queries.textOf(path) ?? '').split(/\r?\n/);
    known.set(path, lines);
    return lines;
  };
}
