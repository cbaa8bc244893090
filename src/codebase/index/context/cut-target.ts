import type { Definition } from '../../outline.ts';
import { isNamedBy } from '../../../domain/symbol-name.ts';
import { identifiersOf } from '../store/words.ts';
import type { ContextPart, TargetFile } from './code-context.ts';

/** How a file that does not fit is cut. */
export type Cut = {
  /** Definitions that have to be shown: those that the user named, or that the task does. */
  readonly functions: readonly string[];
  readonly scoreOf: (definition: Definition) => number;
  /** What the definitions shown may take where some of them were not named: they are there for their words alone. */
  readonly unnamedLimit: number;
  /** Whether what the named definitions and those that they use leave of it goes to the best of the others. */
  readonly isFilled: boolean;
  /** In tokens as `count` counts them. */
  readonly limit: number;
  readonly count: (text: string) => number;
};

const MAX_HEAD_LINES = 60;
const MAX_NAMES_IN_GAP = 12;
/** `[lines 1-2 not shown: a]` */
const LEAST_TOKENS_OF_A_GAP = 8;
/** Tries beyond the first that does not fit. */
const MAX_MISSES = 100;
/** No code has longer tokens on the whole. */
const MOST_CHARACTERS_A_TOKEN = 16;

/**
 * Cuts a file at the borders of its definitions: its head, the named definitions, or the best ones where none is named,
 * word for word; what lies between is named in a line. Null when not even that fits.
 */
export function cutTarget({ text, definitions }: TargetFile, cut: Cut): readonly ContextPart[] | null {
  const lines = linesOf(text);
  const named = definitions.filter(({ qualifiedName }) =>
    cut.functions.some((name) => isNamedBy(qualifiedName, name)),
  );
  if (named.some((definition) => isTooLong(definition, lines, cut.limit))) return null;
  const chosen =
    named.length > 0 ? withUsed(named, { definitions, lines }, cut) : bestOf(definitions, lines, cut);
  // The lines that name what is left out take their room too: what was chosen last makes it.
  for (let kept = chosen.length; kept >= Math.max(named.length, 1); kept--) {
    const shown = [headOf(definitions), ...chosen.slice(0, kept)];
    const parts = partsOf({ shown, apart: [] }, lines, definitions);
    if (cut.count(parts.map((part) => part.text).join('\n')) <= cut.limit) return parts;
  }
  return null;
}

/**
 * The definitions of a file by name and place, below its head where that fits; null where not even one line does. For
 * who wants to know what is there: nothing of it could be changed.
 */
export function outlineTarget(
  { text, definitions }: TargetFile,
  { limit, count }: Pick<Cut, 'limit' | 'count'>,
): readonly ContextPart[] | null {
  const lines = linesOf(text);
  const head = headOf(definitions);
  const all = definitions.filter(({ depth }) => depth === 0);
  const outermost = all.length * LEAST_TOKENS_OF_A_GAP > limit ? [] : all;
  const tries = [
    [head, outermost],
    [NO_LINES, outermost],
    [head, []],
    [NO_LINES, []],
  ] as const;
  for (const [shown, apart] of tries) {
    const parts = partsOf({ shown: [shown], apart }, lines, definitions);
    if (count(parts.map((part) => part.text).join('\n')) <= limit) return parts;
  }
  return null;
}

/** A file but for some lines, in order, in whose place it is said that they are left out. */
export function withoutLines({ text }: TargetFile, hidden: readonly Range[]): readonly ContextPart[] {
  const lines = linesOf(text);
  const starts = [1, ...hidden.map(({ endLine }) => endLine + 1)];
  const ends = [...hidden.map(({ startLine }) => startLine - 1), lines.length];
  const shown = starts.map((startLine, index) => ({ startLine, endLine: ends[index] ?? lines.length }));
  return partsOf({ shown, apart: [] }, lines, []);
}

const NO_LINES = { startLine: 1, endLine: 0 };

function headOf(definitions: readonly Definition[]): Range {
  return { startLine: 1, endLine: Math.min((definitions[0]?.startLine ?? 1) - 1, MAX_HEAD_LINES) };
}

/** What the named definitions use of their own file goes with them, while it takes no more than a part of the room. */
function withUsed(
  named: readonly Definition[],
  { definitions, lines }: { readonly definitions: readonly Definition[]; readonly lines: readonly string[] },
  cut: Cut,
): readonly Definition[] {
  const identifiers = new Set(named.flatMap((definition) => identifiersOf(textOf(definition, lines))));
  const used = definitions.filter(({ name }) => identifiers.has(name));
  const others = cut.isFilled ? [...used, ...byScore(definitions, cut)] : used;
  return fitting(named, others, { lines, cut });
}

/** The first definitions, and of the others those that fit beside or around them, each once. */
function fitting(
  first: readonly Definition[],
  others: readonly Definition[],
  {
    lines,
    cut: { limit, unnamedLimit, isFilled, count },
  }: { readonly lines: readonly string[]; readonly cut: Cut },
): readonly Definition[] {
  const chosen = [...first];
  const tokensOf = (some: readonly Definition[]): number =>
    some.reduce((sum, definition) => sum + count(textOf(definition, lines)), 0);
  let tokens = tokensOf(outermost(first));
  let misses = 0;
  for (const definition of others) {
    if (misses > MAX_MISSES) break;
    if (chosen.some((other) => encloses(other, definition))) continue;
    const inside = outermost(chosen.filter((other) => encloses(definition, other)));
    if (inside.length > 0 && !isFilled) continue;
    const cost = isTooLong(definition, lines, limit) ? Infinity : tokensOf([definition]) - tokensOf(inside);
    if (tokens + cost > unnamedLimit) {
      misses++;
      continue;
    }
    tokens += cost;
    chosen.push(definition);
  }
  return chosen;
}

/** Told by its size alone: to count what one line of packed code holds takes seconds, and each of its functions is all of it. */
function isTooLong({ startLine, endLine }: Range, lines: readonly string[], limit: number): boolean {
  let size = 0;
  for (let line = startLine; line <= endLine; line++) {
    size += lines[line - 1]?.length ?? 0;
    if (size > limit * MOST_CHARACTERS_A_TOKEN) return true;
  }
  return false;
}

function encloses(outer: Range, inner: Range): boolean {
  return outer.startLine <= inner.startLine && outer.endLine >= inner.endLine;
}

function outermost(definitions: readonly Definition[]): readonly Definition[] {
  return definitions.filter((one) => !definitions.some((other) => other !== one && encloses(other, one)));
}

/** Without the empty piece behind the last line end. */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function bestOf(
  definitions: readonly Definition[],
  lines: readonly string[],
  cut: Cut,
): readonly Definition[] {
  return fitting([], byScore(definitions, cut), { lines, cut });
}

function byScore(definitions: readonly Definition[], { scoreOf }: Cut): readonly Definition[] {
  return definitions
    .filter((definition) => scoreOf(definition) > 0)
    .toSorted((a, b) => scoreOf(b) - scoreOf(a));
}

type Range = Pick<ContextPart, 'startLine' | 'endLine'>;

/** The lines of `shown` word for word, and lines that name what lies between, one for each of `apart`. */
function partsOf(
  { shown, apart }: { readonly shown: readonly Range[]; readonly apart: readonly Range[] },
  lines: readonly string[],
  definitions: readonly Definition[],
): readonly ContextPart[] {
  const parts: ContextPart[] = [];
  const gap = (startLine: number, endLine: number): void => {
    let from = startLine;
    for (const end of [...apart.map((range) => range.endLine), endLine]) {
      if (end < from || end > endLine) continue;
      parts.push(gapPart({ startLine: from, endLine: end }, definitions));
      from = end + 1;
    }
  };
  let next = 1;
  for (const range of shown.toSorted((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)) {
    if (range.endLine < next) continue;
    const startLine = Math.max(range.startLine, next);
    gap(next, startLine - 1);
    const place = { startLine, endLine: range.endLine };
    parts.push({ ...place, form: 'code', text: textOf(place, lines) });
    next = range.endLine + 1;
  }
  gap(next, lines.length);
  return parts;
}

function textOf({ startLine, endLine }: Range, lines: readonly string[]): string {
  return lines.slice(startLine - 1, endLine).join('\n');
}

function gapPart(gap: Range, definitions: readonly Definition[]): ContextPart {
  const inside = definitions.filter(
    ({ startLine }) => startLine >= gap.startLine && startLine <= gap.endLine,
  );
  const names = inside.slice(0, MAX_NAMES_IN_GAP).map(({ name }) => name);
  const rest = inside.length > names.length ? ', …' : '';
  const named = names.length === 0 ? '' : `: ${names.join(', ')}${rest}`;
  return { ...gap, form: 'gap', text: `[lines ${gap.startLine}-${gap.endLine} not shown${named}]` };
}
