import { contextText, type CodeContext, type ContextPart, type ContextSection } from './code-context.ts';

/** Where a part belongs. */
export type Place = { readonly path: string; readonly isTarget: boolean };

/** A context in the making: it takes parts while they fit. */
export interface Draft {
  /**
   * Adds parts of a file, all or none: none when the context would exceed the limit, in tokens. What the file says
   * already, an overload or the class of an earlier member, costs nothing.
   */
  add(place: Place, parts: readonly ContextPart[], limit: number): boolean;
  /** Whether the lines of a file are shown word for word. */
  shows(path: string, lines: Pick<ContextPart, 'startLine' | 'endLine'>): boolean;
  tokens(): number;
  /** The context within the budget, its files in the order given and the others behind them. */
  finish(order: readonly string[], budget: number): Extract<CodeContext, { kind: 'context' }>;
}

type Entry = { readonly place: Place; readonly part: ContextPart };

/** Starts an empty context. */
export function createDraft(count: (text: string) => number): Draft {
  const entries: Entry[] = [];
  const byPath = new Map<string, ContextPart[]>();
  let used = 0;
  return {
    add: (place, parts, limit) => {
      const shown = byPath.get(place.path);
      const added = parts.filter((part) => shown?.some(({ text }) => text === part.text) !== true);
      const head = shown === undefined ? `${place.path}\n\n` : '';
      const cost = added.length === 0 ? 0 : count(head + added.map((part) => `${part.text}\n`).join(''));
      if (used + cost > limit) return false;
      used += cost;
      byPath.set(place.path, [...(shown ?? []), ...added]);
      entries.push(...added.map((part) => ({ place, part })));
      return true;
    },
    shows: (path, { startLine, endLine }) =>
      (byPath.get(path) ?? []).some(
        (part) => part.form === 'code' && part.startLine <= startLine && part.endLine >= endLine,
      ),
    tokens: () => used,
    finish: (order, budget) => {
      // Texts that are joined may count for more than their sum: what came last goes first.
      for (let kept = entries.length; ; kept--) {
        const sections = sectionsOf(entries.slice(0, kept), order);
        const text = contextText(sections);
        const tokens = count(text);
        if (tokens <= budget || kept === 0) return { kind: 'context', sections, text, tokens };
      }
    },
  };
}

function sectionsOf(entries: readonly Entry[], order: readonly string[]): readonly ContextSection[] {
  const place = new Map(order.map((path, index) => [path, index]));
  const placeOf = ({ path }: Place): number => place.get(path) ?? order.length;
  return [...Map.groupBy(entries, (entry) => entry.place.path).values()]
    .flatMap(([first, ...others]): readonly ContextSection[] => {
      if (first === undefined) return [];
      const parts = [first, ...others].map(({ part }) => part);
      return [{ ...first.place, parts: parts.toSorted(byLine) }];
    })
    .toSorted((a, b) => placeOf(a) - placeOf(b) || (a.path < b.path ? -1 : 1));
}

function byLine(a: ContextPart, b: ContextPart): number {
  return a.startLine - b.startLine || b.endLine - a.endLine;
}
