import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rulesOf } from './gate-rules.ts';
import { openRuleMemory } from './rule-memory.ts';
import { ruleSources, testsThatReach } from './rule-sources.ts';
import { withSwitches } from './rule-switches.ts';
import { testsOfRules } from './rule-tests.ts';
import type { Rule } from './rule.ts';
import { isForSpeed } from './rules-for-speed.ts';
import { noticedBySwitches } from './switched-tests.ts';
import { unnoticedWhenWritten } from './written-rules.ts';

// node bench/gates/gate-mutations.ts [--in-process | --written] [PART_OF_PATH | PATH:LINE …]: switches each rule of the
// gates off in turn, in a copy of the sources, and asks their tests. Ends with 1 where all of them still pass: nothing
// would notice the loss of that rule. It names such rules as PATH:LINE, and counts all in its last line. What a program can
// be kept from while it runs is asked of tests in one process: of the test that missed it last time, of those named for
// the rule, then of the others that come by it. What is left is written into the source, and asked of the tests named for
// it in processes of their own. `--in-process` leaves that out, so that a word which is only read as its source is loaded
// counts as unnoticed; `--written` asks all that way. Which test missed what is kept in gate-mutations.json of the system's
// folder for temporary files: the next run begins with those tests, and one that was broken off goes on where it was, but for
// rules whose test, or any source, has changed since.
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
/** What an answer rests on. */
const ANSWERING = ['src', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
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

const memory = openRuleMemory(ROOT, ANSWERING);
const copy = copyOfSources();
process.on('exit', () => rmSync(copy, { recursive: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isInProcess = process.argv.includes('--in-process');
const isWritten = process.argv.includes('--written');
const sources = ruleSources(ROOT, asked.map(withoutLine));
const found = sources.flatMap((path) => rulesOf(ROOT, path)).filter((rule) => isAsked(rule, asked));
const wanted = found.filter((rule) => !isForSpeed(rule));
const rules = isInProcess ? wanted.filter(({ site }) => site !== null) : wanted;
const open = rules.filter((rule) => !memory.isNoticed(rule));
if (open.length < rules.length) console.error(`${rules.length - open.length} were noticed by runs before`);
const switched = isWritten ? [] : open.filter((rule) => isInProcess || !hadToBeWritten(rule));
const noticed = await noticedInOneProcess(switched);
const left = open.filter((rule) => !noticed.has(rule));
const unnoticed = isInProcess ? left : await unnoticedWhenWritten(copy, left, memory);
for (const { path, line, rule } of unnoticed) console.log(`${path}:${line} ${rule}`);
const spared = found.length - wanted.length;
console.log(
  `${rules.length} rules switched off, ${unnoticed.length} unnoticed; ${spared} more only save time`,
);
process.exitCode = unnoticed.length === 0 ? 0 : 1;

/** Such a rule is asked in one process again only where that is all that is asked. */
function hadToBeWritten(rule: Rule): boolean {
  return memory.lastTest(rule, 'written') !== undefined && memory.lastTest(rule, 'switched') === undefined;
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
      for (const [rule, test] of await ask(left, tests)) noticed.set(rule, test);
    }
    return new Set(noticed.keys());
  } finally {
    for (const path of [...sources, REMEMBERING]) cpSync(join(ROOT, path), join(copy, path));
  }
}

type Noticed = Promise<ReadonlyMap<Rule, string>>;

async function askLastTimes(rules: readonly Rule[], tests: readonly string[]): Noticed {
  const lastTest = (rule: Rule): string | undefined => memory.lastTest(rule, 'switched');
  const known = rules.filter((rule) => lastTest(rule) !== undefined);
  const names = new Set(known.map(lastTest));
  return noticedBySwitches(copy, known, {
    tests: tests.filter((path) => [...names].some((name) => name?.startsWith(path))),
    namedFor: (rule) => [lastTest(rule) ?? ''],
    exceptFor: () => [],
    budgetMs: 1e9,
    isOneRound: true,
    keep: keepSwitched,
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
    keep: keepSwitched,
  });
}

async function askOthers(rules: readonly Rule[], tests: readonly string[]): Noticed {
  return noticedBySwitches(copy, rules, {
    tests: testsThatReach(ROOT, tests, new Set(rules.map(({ path }) => path))),
    namedFor: () => null,
    exceptFor: namesFor,
    budgetMs: OTHERS_BUDGET_MS,
    isOneRound: false,
    keep: keepSwitched,
  });
}

function keepSwitched(noticed: ReadonlyMap<Rule, string>): void {
  memory.keep(noticed, 'switched');
}

function namesFor({ path }: Rule): readonly string[] {
  return testsOfRules(path).flat();
}
