import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rulesOf } from './gate-rules.ts';
import { keepVitest } from './kept-vitest.ts';
import { keepNoticed, lastNoticed, nameOf } from './last-noticed.ts';
import { ruleSources, testsThatReach } from './rule-sources.ts';
import { withSwitches } from './rule-switches.ts';
import { testsOfRules } from './rule-tests.ts';
import type { Rule } from './rule.ts';
import { isForSpeed } from './rules-for-speed.ts';
import { noticedBySwitches } from './switched-tests.ts';

// node bench/gates/gate-mutations.ts [--in-process | --written] [PART_OF_PATH | PATH:LINE …]: switches each rule of the
// gates off in turn, in a copy of the sources, and asks their tests. Ends with 1 where all of them still pass: nothing
// would notice the loss of that rule. It names such rules as PATH:LINE, and counts all in its last line. What a program can
// be kept from while it runs is asked of tests in one process: of the test that missed it last time, of those named for
// the rule, then of the others that come by it. What is left is written into the source, and asked of the tests named for
// it in processes of their own. `--in-process` leaves that out, so that a word which is only read as its source is loaded
// counts as unnoticed; `--written` asks all that way. Which test missed what is kept in the system's folder for temporary
// files, and changes nothing but the time that the next run takes.
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = [
  'src',
  'test',
  'bin',
  'docs',
  '.pre-commit-hooks.yaml',
  'README.md',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];
/** Tests of the folders that rules stand in, without those that wait for programs or kill them, and that of what forgets. */
const ASKED_TESTS =
  /^test\/(?:codebase|domain|safety)\/(?!sandbox|git|gates\/tests[.-](?!keep)|apply|undo|recover|rollback|lock|text-readers).*\.test\.ts$/;

/** How long tests that are not named for a rule are asked for it. */
const OTHERS_BUDGET_MS = 5000;

/** In one process, what was read of a text with every rule on would answer for it with one off. */
const REMEMBERING = 'src/codebase/remembering.ts';
const FORGETTING = `
export type TextReader<T> = (path: string, text: string) => Promise<T>;
export const remembering = <T>(read: TextReader<T>): TextReader<T> => read;
`;

const copy = copyOfSources();
try {
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const isInProcess = process.argv.includes('--in-process');
  const sources = ruleSources(ROOT, asked.map(withoutLine));
  const found = sources.flatMap((path) => rulesOf(ROOT, path)).filter((rule) => isAsked(rule, asked));
  const wanted = found.filter((rule) => !isForSpeed(rule));
  const rules = isInProcess ? wanted.filter(({ site }) => site !== null) : wanted;
  const isWritten = process.argv.includes('--written');
  const noticed = isWritten ? new Set<Rule>() : await noticedInOneProcess(rules);
  const left = rules.filter((rule) => !noticed.has(rule));
  if (isInProcess) for (const rule of left) report(rule);
  const unnoticed = isInProcess ? left.length : await unnoticedWhenWritten(left);
  const spared = found.length - wanted.length;
  const written = isInProcess ? '' : `, of which ${left.length} had to be written`;
  console.log(
    `${rules.length} rules switched off${written}, ${unnoticed} unnoticed; ${spared} more only save time`,
  );
  process.exitCode = unnoticed === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true });
}

function report({ path, line, rule }: Pick<Rule, 'path' | 'line' | 'rule'>): void {
  console.log(`${path}:${line} ${rule}`);
}

function withoutLine(part: string): string {
  return part.replace(/:\d+$/, '');
}

function isAsked({ path, line }: Rule, asked: readonly string[]): boolean {
  return asked.length === 0 || asked.some((part) => path.includes(part) || `${path}:${line}`.endsWith(part));
}

function copyOfSources(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gate-mutations-'));
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function noticedInOneProcess(rules: readonly Rule[]): Promise<ReadonlySet<Rule>> {
  const sources = new Set(rules.map(({ path }) => path));
  for (const path of sources) {
    const own = rules.filter((rule) => rule.path === path);
    writeFileSync(join(copy, path), withSwitches(readFileSync(join(ROOT, path), 'utf8'), own));
  }
  writeFileSync(join(copy, REMEMBERING), FORGETTING);
  const tests = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => `test/${name}`)
    .filter((path) => ASKED_TESTS.test(path));
  try {
    const noticed = new Map<Rule, string>();
    for (const ask of [askLastTimes, askNamed, askOthers]) {
      const left = rules.filter((rule) => rule.site !== null && !noticed.has(rule));
      const more = await ask(left, tests);
      for (const [rule, test] of more) noticed.set(rule, test);
      keepNoticed(more);
    }
    return new Set(noticed.keys());
  } finally {
    for (const path of [...sources, REMEMBERING]) cpSync(join(ROOT, path), join(copy, path));
  }
}

type Noticed = Promise<ReadonlyMap<Rule, string>>;

async function askLastTimes(rules: readonly Rule[], tests: readonly string[]): Noticed {
  const last = lastNoticed();
  const known = rules.filter((rule) => last.has(nameOf(rule)));
  const names = new Set(known.map((rule) => last.get(nameOf(rule))));
  return noticedBySwitches(copy, known, {
    tests: tests.filter((path) => [...names].some((name) => name?.startsWith(path))),
    namedFor: (rule) => [last.get(nameOf(rule)) ?? ''],
    exceptFor: () => [],
    budgetMs: 1e9,
    isOneRound: true,
  });
}

async function askNamed(rules: readonly Rule[], tests: readonly string[]): Noticed {
  const names = rules.flatMap(namesFor);
  return noticedBySwitches(copy, rules, {
    tests: tests.filter((path) => names.some((name) => path.includes(name))),
    namedFor: namesFor,
    exceptFor: () => [],
    budgetMs: 1e9,
    isOneRound: false,
  });
}

async function askOthers(rules: readonly Rule[], tests: readonly string[]): Noticed {
  return noticedBySwitches(copy, rules, {
    tests: testsThatReach(ROOT, tests, new Set(rules.map(({ path }) => path))),
    namedFor: () => null,
    exceptFor: namesFor,
    budgetMs: OTHERS_BUDGET_MS,
    isOneRound: false,
  });
}

function namesFor({ path }: Rule): readonly string[] {
  return testsOfRules(path).flat();
}

/** Names each rule that no test misses, and gives their number. */
async function unnoticedWhenWritten(rules: readonly Rule[]): Promise<number> {
  const vitest = await keepVitest(copy);
  const write = (path: string, text: string): void => {
    writeFileSync(join(copy, path), text);
    vitest.forget(join(copy, path));
  };
  let unnoticed = 0;
  try {
    await requirePassing(rules.flatMap(({ path }) => testsOfRules(path)).flat(), vitest.isPassing);
    for (const { path, line, rule, start, end, off } of rules) {
      const text = readFileSync(join(copy, path), 'utf8');
      write(path, text.slice(0, start) + off + text.slice(end));
      let isNoticed = false;
      for (const tests of testsOfRules(path)) isNoticed ||= !(await vitest.isPassing(tests));
      write(path, text);
      if (isNoticed) continue;
      unnoticed++;
      report({ path, line, rule });
    }
  } finally {
    await vitest.close();
  }
  return unnoticed;
}

/** Tests that fail anyhow would notice everything. */
async function requirePassing(
  tests: readonly string[],
  isPassing: (tests: readonly string[]) => Promise<boolean>,
): Promise<void> {
  const all = [...new Set(tests)];
  if (all.length === 0 || (await isPassing(all))) return;
  for (const test of all)
    if (!(await isPassing([test]))) throw new Error(`${test} fails while every rule is on.`);
}
