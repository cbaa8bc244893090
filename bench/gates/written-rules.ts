import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepVitest, type KeptVitest } from './kept-vitest.ts';
import type { RuleMemory } from './rule-memory.ts';
import { testsOfRules } from './rule-tests.ts';
import type { Rule } from './rule.ts';

/**
 * Writes each rule off into the sources below `root`, asks its tests in a process of their own, that which missed it last
 * time first, and keeps at once what they say. Gives the rules that no test misses.
 */
export async function unnoticedWhenWritten(
  root: string,
  rules: readonly Rule[],
  memory: RuleMemory,
): Promise<readonly Rule[]> {
  if (rules.length === 0) return [];
  const vitest = await keepVitest(root);
  const unnoticed: Rule[] = [];
  try {
    await requirePassing(rules.flatMap(({ path }) => testsOfRules(path)).flat(), vitest);
    for (const rule of rules) {
      const lastTest = memory.lastTest(rule, 'written');
      const first = lastTest !== undefined && existsSync(join(root, lastTest)) ? [[lastTest]] : [];
      const groups = [...first, ...testsOfRules(rule.path)];
      const test = await testThatMisses(rule, { root, vitest, groups });
      if (test === null) unnoticed.push(rule);
      else memory.keep(new Map([[rule, test]]), 'written');
      console.error(`${rule.path}:${rule.line} ${test ?? 'unnoticed'}`);
    }
  } finally {
    await vitest.close();
  }
  return unnoticed;
}

type Asked = {
  readonly root: string;
  readonly vitest: KeptVitest;
  readonly groups: readonly (readonly string[])[];
};

async function testThatMisses(
  { path, start, end, off }: Rule,
  { root, vitest, groups }: Asked,
): Promise<string | null> {
  const file = join(root, path);
  const text = readFileSync(file, 'utf8');
  const write = (written: string): void => {
    writeFileSync(file, written);
    vitest.forget(file);
  };
  write(text.slice(0, start) + off + text.slice(end));
  try {
    for (const tests of groups) {
      const failing = await vitest.failing(tests);
      if (failing !== null) return failing;
    }
    return null;
  } finally {
    write(text);
  }
}

/** Tests that fail anyhow would notice everything. */
async function requirePassing(tests: readonly string[], vitest: KeptVitest): Promise<void> {
  const failing = await vitest.failing([...new Set(tests)]);
  if (failing !== null) throw new Error(`${failing} fails while every rule is on.`);
}
