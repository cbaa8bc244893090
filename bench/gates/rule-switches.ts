import type { Rule } from './rule.ts';

type Insertion = { readonly at: number; readonly text: string };

/**
 * A source in which each rule that has a site is kept from by a switch while the program runs: `switching-runner.ts`
 * answers. Where nobody does, as in a thread of its own, every rule is on.
 */
export function withSwitches(text: string, rules: readonly Rule[]): string {
  // Both answers of a function stand at one place.
  const sites = new Map(rules.flatMap((rule) => (rule.site === null ? [] : [[rule.start, rule]])));
  return [...sites.values()]
    .toSorted((one, other) => one.start - other.start)
    .flatMap((rule) => insertionsOf(text, rule))
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
      return [
        { at: start, text: `(globalThis.switchedPattern?.(${name}, ` },
        { at: end, text: `) ?? ${text.slice(start, end)})` },
      ];
    case 'expression':
      return [
        { at: start, text: `(globalThis.switchedAnswer?.(${name}) ?? { is: (` },
        { at: end, text: ') }).is' },
      ];
    case 'block': {
      const asked = `const switchedOff = globalThis.switchedAnswer?.(${name});`;
      return [{ at: start + 1, text: ` ${asked} if (switchedOff !== undefined) return switchedOff.is;` }];
    }
    case undefined:
      return [];
  }
}
