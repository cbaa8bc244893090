import type { Rule } from './rule.ts';

type Insertion = { readonly at: number; readonly text: string };

/**
 * A source in which each rule that has a site is kept from by a switch while the program runs: `switching-runner.ts`
 * answers. Where nobody does, as in a thread of its own, every rule is on.
 */
export function withSwitches(text: string, rules: readonly Rule[]): string {
  // Both answers of a function stand at one place.
  const sites = new Map(rules.flatMap((rule) => (rule.site === null ? [] : [[rule.start, rule]])));
  const inOrder = [...sites.values()].toSorted((one, other) => one.start - other.start);
  return [...inOrder.flatMap((rule) => insertionsOf(text, rule)), ...tablesOf(text, inOrder)]
    .toSorted((one, other) => other.at - one.at)
    .reduce(
      (switched, { at, text: inserted }) => switched.slice(0, at) + inserted + switched.slice(at),
      text,
    );
}

/** Names the place of a rule in all sources. */
export function siteOf({ path, start }: Pick<Rule, 'path' | 'start'>): string {
  return `${path}@${start}`;
}

function insertionsOf(text: string, rule: Rule): readonly Insertion[] {
  const { start, end, site } = rule;
  const name = JSON.stringify(siteOf(rule));
  switch (site?.kind) {
    case 'pattern':
      return around(rule, `(globalThis.switchedPattern?.(${name}, `, `) ?? ${text.slice(start, end)})`);
    case 'text':
      return around(rule, `(globalThis.switchedText?.(${name}, `, `) ?? ${text.slice(start, end)})`);
    case 'expression':
      return around(rule, `(globalThis.switchedAnswer?.(${name}) ?? { is: (`, ') }).is');
    case 'element':
      return around(rule, `...(globalThis.switchedAnswer?.(${name}) === undefined ? [`, '] : [])');
    case 'block': {
      const asked = `const switchedOff = globalThis.switchedAnswer?.(${name});`;
      return [{ at: start + 1, text: ` ${asked} if (switchedOff !== undefined) return switchedOff.is;` }];
    }
    case 'word':
    case undefined:
      return [];
  }
}

/** A table is handed over as a whole, with the words in it that can be left out. */
function tablesOf(text: string, rules: readonly Rule[]): readonly Insertion[] {
  const words = rules.filter(({ site }) => site?.kind === 'word');
  const tables = rules.flatMap(({ site }) => (site?.kind === 'word' ? [site.table] : []));
  const byStart = new Map(tables.map((table) => [table.start, table]));
  return [...byStart.values()].flatMap((table) => {
    const own = words.filter(({ start }) => table.start < start && start < table.end);
    const named = own.map((word) => `${JSON.stringify(siteOf(word))}: ${text.slice(word.start, word.end)}`);
    const switched = `, { ${named.join(', ')} }) ?? ${text.slice(table.start, table.end)})`;
    return around(table, '(globalThis.switchedWords?.(', switched);
  });
}

function around(
  { start, end }: Pick<Rule, 'start' | 'end'>,
  before: string,
  after: string,
): readonly Insertion[] {
  return [
    { at: start, text: before },
    { at: end, text: after },
  ];
}
