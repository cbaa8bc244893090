import type { SummaryEntry, SummarySection } from './section.ts';

export type SummaryBudget = {
  readonly budgetTokens: number;
  readonly count: (text: string) => number;
};

type Filling = { readonly section: SummarySection; readonly shown: Set<SummaryEntry>; usedTokens: number };

/**
 * The text of the sections in their order, with as many of their entries as the budget holds: each section fills its
 * share first, then what is left goes to those that have more to say, largest shares first. Never over the budget.
 */
export function fitSections(sections: readonly SummarySection[], budget: SummaryBudget): string {
  const fillings = sections
    .filter(({ entries }) => entries.length > 0)
    .map((section): Filling => ({ section, shown: new Set(), usedTokens: 0 }));
  const costOf = createCosts(budget);
  let usedTokens = 0;
  const fillUpTo = (filling: Filling, share: number): void => {
    const before = filling.usedTokens;
    const limit = Math.min(Math.floor(share), before + budget.budgetTokens - usedTokens);
    fill(filling, { costOf, limit });
    usedTokens += filling.usedTokens - before;
  };
  for (const filling of fillings) fillUpTo(filling, budget.budgetTokens * filling.section.share);
  const largestFirst = fillings.toSorted((a, b) => b.section.share - a.section.share);
  for (const filling of largestFirst) fillUpTo(filling, budget.budgetTokens);
  return withinBudget(fillings, budget);
}

type CostOf = (text: string) => number;

/** Counting is the dear part, and both rounds ask for the same texts. */
function createCosts({ count }: SummaryBudget): CostOf {
  const known = new Map<string, number>();
  return (text) => {
    const cost = known.get(text) ?? count(`${text}\n`);
    known.set(text, cost);
    return cost;
  };
}

/** Adds entries while they fit; one that is too large alone does not keep out those behind it. */
function fill(
  filling: Filling,
  { costOf, limit }: { readonly costOf: CostOf; readonly limit: number },
): void {
  const { section, shown } = filling;
  const frame = shown.size > 0 ? 0 : frameCost(section, costOf);
  if (filling.usedTokens + frame >= limit) return;
  let misses = 0;
  for (const entry of section.entries) {
    if (shown.has(entry)) continue;
    const cost = costOf(entry.text) + (shown.size > 0 ? 0 : frame);
    if (filling.usedTokens + cost <= limit) {
      shown.add(entry);
      filling.usedTokens += cost;
    } else if (++misses > MOST_MISSES) return;
  }
}

/** So many entries that do not fit in a row of importance end a section. */
const MOST_MISSES = 3;

/** What a section takes beside its entries: a blank line, its title, and the line that speaks of the rest. */
function frameCost({ title, moreText }: SummarySection, costOf: CostOf): number {
  const more = moreText?.(new Set()) ?? null;
  return costOf('') + (title === null ? 0 : costOf(title)) + (more === null ? 0 : costOf(more));
}

/** Tokens of parts need not add up to those of the whole: what is too much all the same is taken out again. */
function withinBudget(fillings: readonly Filling[], { budgetTokens, count }: SummaryBudget): string {
  for (;;) {
    const text = textOf(fillings);
    if (text === '' || count(text) <= budgetTokens) return text;
    const last = fillings.findLast(({ shown }) => shown.size > 0);
    const entry = last === undefined ? undefined : [...last.shown].at(-1);
    if (last === undefined || entry === undefined) return '';
    last.shown.delete(entry);
  }
}

function textOf(fillings: readonly Filling[]): string {
  return fillings
    .flatMap(({ section, shown }) => (shown.size === 0 ? [] : [sectionText(section, shown)]))
    .join('\n\n');
}

function sectionText({ title, moreText }: SummarySection, shown: ReadonlySet<SummaryEntry>): string {
  const entries = [...shown].toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const more = moreText?.(new Set(entries.map(({ key }) => key))) ?? null;
  return [
    ...(title === null ? [] : [title]),
    ...entries.map(({ text }) => text),
    ...(more === null ? [] : [more]),
  ].join('\n');
}
