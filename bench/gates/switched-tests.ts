import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVitest } from 'vitest/node';
import type { Rule } from './rule.ts';
import { ONE_PROCESS } from './kept-vitest.ts';
import { siteOf } from './rule-switches.ts';
import type { SwitchEntry, SwitchOrder } from './switching-runner.ts';

/** A rule that a quick test notices is not asked of a slow one. */
const ROUNDS_MS = [100, 800, 20_000];
const ONE_ROUND_MS = [60_000];
/** After as many files of tests what they say is kept. */
const FILES_AT_ONCE = 15;
const RUNNER = fileURLToPath(new URL('switching-runner.ts', import.meta.url));

/** What the tests are asked of, and what they have answered so far. */
type Asking = {
  readonly root: string;
  readonly rules: readonly Rule[];
  readonly of: Pick<Tests, 'namedFor' | 'exceptFor'>;
  /** Each with the name of the test that misses it. */
  readonly noticed: Map<Rule, string>;
  /** By test file: the places of rules that it comes by. */
  readonly reached: Map<string, ReadonlySet<string>>;
  /** The ids of tests that had their turn. */
  readonly had: Set<string>;
};

/** The files of tests, which of them are asked for a rule, and how long for one rule. */
type Tests = {
  readonly tests: readonly string[];
  /** Parts of the names of tests, which begin with their paths; null asks all. */
  readonly namedFor: (rule: Rule) => readonly string[] | null;
  readonly exceptFor: (rule: Rule) => readonly string[];
  readonly budgetMs: number;
  /** Whether slow tests have their turn together with quick ones. */
  readonly isOneRound: boolean;
  /** Takes what is found out from time to time, so that it outlasts a run that is broken off. */
  readonly keep: (noticed: ReadonlyMap<Rule, string>) => void;
};

/**
 * The rules of the sources below `root` that tests notice the loss of, by their switches and in one process, each with the
 * name of such a test: a test is asked for those alone that it comes by, and tests for one rule no longer than the budget.
 */
export async function noticedBySwitches(
  root: string,
  rules: readonly Rule[],
  { tests, budgetMs, isOneRound, keep, ...of }: Tests,
): Promise<ReadonlyMap<Rule, string>> {
  const asking: Asking = { root, rules, of, noticed: new Map(), reached: new Map(), had: new Set() };
  for (const toMs of isOneRound ? ONE_ROUND_MS : ROUNDS_MS) {
    let left = tests.filter((test) => isWorthAsking(asking, test));
    while (left.length > 0) {
      const ended = await askOnce(asking, left.slice(0, FILES_AT_ONCE), { toMs, budgetMs });
      keep(asking.noticed);
      console.error(`up to ${toMs} ms: ${asking.noticed.size} of ${rules.length} noticed`);
      left = left.filter((test) => !ended.has(test));
    }
  }
  return asking.noticed;
}

function isWorthAsking({ reached, rules, noticed }: Asking, test: string): boolean {
  const sites = reached.get(test);
  return (
    sites === undefined ||
    rules.some((rule) => rule.site !== null && !noticed.has(rule) && sites.has(siteOf(rule)))
  );
}

/** Gives the test files that are through; those after a rule that ended the process are not. */
async function askOnce(
  asking: Asking,
  tests: readonly string[],
  round: Pick<SwitchOrder, 'toMs' | 'budgetMs'>,
): Promise<ReadonlySet<string>> {
  const folder = mkdtempSync(join(tmpdir(), 'switch-order-'));
  const journal = join(folder, 'journal.ndjson');
  const switches = asking.rules.flatMap((rule, id) =>
    rule.site === null || asking.noticed.has(rule)
      ? []
      : [
          {
            id,
            site: siteOf(rule),
            answer: rule.site.answer,
            tests: asking.of.namedFor(rule),
            except: asking.of.exceptFor(rule),
          },
        ],
  );
  writeFileSync(
    join(folder, 'order.json'),
    JSON.stringify({ ...round, journal, switches, had: [...asking.had] } satisfies SwitchOrder),
  );
  try {
    await runTests(asking.root, tests, join(folder, 'order.json'));
    const lines = existsSync(journal) ? readFileSync(journal, 'utf8').trim().split('\n') : [];
    return learn(
      asking,
      lines.map((line): SwitchEntry => JSON.parse(line)),
      tests,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runTests(root: string, tests: readonly string[], order: string): Promise<void> {
  const vitest = await createVitest({
    root,
    config: false,
    ...ONE_PROCESS,
    runner: RUNNER,
    // A test takes as long as all rules that it is asked for.
    testTimeout: 3_600_000,
    env: { GATE_SWITCH_ORDER: order },
  });
  try {
    const files = await vitest.globTestSpecifications([...tests]);
    await vitest.runTestSpecifications(files);
  } catch (error) {
    console.error(`The process ended: ${String(error)}`);
  } finally {
    await vitest.close();
  }
}

function learn(
  asking: Asking,
  entries: readonly SwitchEntry[],
  tests: readonly string[],
): ReadonlySet<string> {
  const ended = new Set<string>();
  let file = '';
  let trying: Rule | undefined;
  let test = '';
  for (const entry of entries) {
    switch (entry.kind) {
      case 'reached': {
        file = entry.file;
        asking.reached.set(file, new Set([...(asking.reached.get(file) ?? []), ...entry.sites]));
        trying = undefined;
        break;
      }
      case 'trying':
        trying = asking.rules[entry.id];
        test = entry.test;
        break;
      case 'noticed':
      case 'too-long':
        // On a busy machine that may say nothing of the rule.
        if (entry.kind === 'too-long') console.error(`by time alone: ${trying?.path} ${trying?.rule}`);
        if (trying !== undefined) asking.noticed.set(trying, entry.test);
        trying = undefined;
        break;
      case 'had':
        asking.had.add(entry.id);
        break;
      case 'unrepeatable':
        console.error(`not repeatable: ${entry.test}`);
        trying = undefined;
        break;
      case 'ended':
        ended.add(entry.file);
        trying = undefined;
        break;
    }
  }
  if (ended.size === tests.length) return ended;
  // The process is gone: by the loss of a rule, or else by the test itself, which would end it again.
  if (trying !== undefined) asking.noticed.set(trying, test);
  else if (file === '' || ended.has(file)) for (const one of tests) ended.add(one);
  else ended.add(file);
  console.error(`ended in ${file} by ${trying === undefined ? 'itself' : trying.rule}`);
  return ended;
}
