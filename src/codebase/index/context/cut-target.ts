import type { Definition } from '../../outline.ts';
import { isNamedBy } from '../../../domain/symbol-name.ts';
import type { ContextPart, TargetFile } from './code-context.ts';

/** How a file that does not fit is cut. */
export type Cut = {
  /** Definitions that have to be shown: those that the user named, or that the task does. */
  readonly functions: readonly string[];
  readonly scoreOf: (definition: Definition) => number;
  /** In tokens as `count` counts them. */
  readonly limit: number;
  readonly count: (text: string) => number;
};

const MAX_HEAD_LINES = 60;
const MAX_NAMES_IN_GAP = 12;
/** What nobody named is shown for its words alone, and must not cost as much as a whole file. */
const UNNAMED_SHARE = 0.5;

/**
 * Cuts a file at the borders of its definitions: its head, the named definitions, or the best ones where none is named,
 * word for word; what lies between is named in a line. Null when not even that fits.
 */
export function cutTarget({ text, definitions }: TargetFile, cut: Cut): readonly ContextPart[] | null {
  const lines = text.split(/\r?\n/);
  const head = { startLine: 1, endLine: Math.min((definitions[0]?.startLine ?? 1) - 1, MAX_HEAD_LINES) };
  const named = definitions.filter(({ qualifiedName }) =>
    cut.functions.some((name) => isNamedBy(qualifiedName, name)),
  );
  const chosen = named.length > 0 ? named : bestOf(definitions, lines, cut);
  if (chosen.length === 0) return null;
  const parts = partsOf([head, ...chosen], lines, definitions);
  return cut.count(parts.map((part) => part.text).join('\n')) <= cut.limit ? parts : null;
}

function bestOf(
  definitions: readonly Definition[],
  lines: readonly string[],
  { scoreOf, limit, count }: Cut,
): readonly Definition[] {
  const chosen: Definition[] = [];
  let used = 0;
  for (const definition of definitions.toSorted((a, b) => scoreOf(b) - scoreOf(a))) {
    if (scoreOf(definition) <= 0) break;
    const cost = count(textOf(definition, lines));
    if (used + cost > limit * UNNAMED_SHARE) continue;
    used += cost;
    chosen.push(definition);
  }
  return chosen;
}

type Range = Pick<ContextPart, 'startLine' | 'endLine'>;

function partsOf(
  ranges: readonly Range[],
  lines: readonly string[],
  definitions: readonly Definition[],
): readonly ContextPart[] {
  const parts: ContextPart[] = [];
  const gap = (startLine: number, endLine: number): void => {
    if (endLine >= startLine) parts.push(gapPart({ startLine, endLine }, definitions));
  };
  let next = 1;
  for (const range of ranges.toSorted((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)) {
    if (range.endLine < next) continue;
    const startLine = Math.max(range.startLine, next);
    gap(next, startLine - 1);
    const shown = { startLine, endLine: range.endLine };
    parts.push({ ...shown, form: 'code', text: textOf(shown, lines) });
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
