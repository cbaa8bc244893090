import { join, posix, relative } from 'node:path';
import type { TestsConfig } from '../../domain/config.ts';
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { digestOf } from '../../domain/digest.ts';
import type { EventOf } from '../../domain/event.ts';
import { isNoChange } from '../../domain/patch.ts';
import type { Candidate, Gate, SourceTree, Verdict } from '../../domain/ports.ts';
import type { Suspect } from '../test-runs/compare-runs.ts';
import type { BaseRun, SuiteVerdict } from '../test-runs/judge-suite.ts';
import type { TestChoice } from '../test-runs/runner-command.ts';
import type { TestBench } from '../test-runs/run-suite.ts';
import type { Suite, TestResult } from '../test-runs/suite.ts';

/** What the gate works with. */
export type TestsGateOptions = {
  readonly root: string;
  /** Without any change. */
  readonly tree: SourceTree;
  readonly config: TestsConfig;
  /** Every file of the work tree, links among them. */
  readonly listPaths: () => Promise<readonly string[]>;
  readonly onEvent: (event: EventOf<'tests.ran' | 'tests.skipped'>) => void;
};

/**
 * Runs the project's own tests on the candidate in a box, and without the change for comparison: once a run for all
 * attempts. Only what gets worse in every repetition counts. Where nothing can be run the gate has nothing to say, and
 * puts the reason on record.
 */
export function createTestsGate(options: TestsGateOptions): Gate {
  const bases = new Map<string, Promise<BaseRun | string>>();
  const skipped = new Set<string>();
  const skip = (reason: string, hint: string | null): Verdict => {
    if (!skipped.has(reason)) options.onEvent({ type: 'tests.skipped', reason, hint });
    skipped.add(reason);
    return NOTHING_TO_SAY;
  };
  return {
    id: 'tests',
    checkType: 'tests',
    isHealable: true,
    judges: 'whole-change',
    appliesTo: () => options.config.run !== 'none',
    check: async (candidate, signal) => {
      if (options.config.run === 'none' || candidate.changes.every(isNoChange)) return NOTHING_TO_SAY;
      const opened = await openBench(candidate, options, signal);
      if (opened.kind === 'skipped')
        return opened.isExpected ? NOTHING_TO_SAY : skip(opened.reason, opened.hint);
      const results: Result[] = [];
      for (const suite of opened.suites) {
        const choice = choiceOf(candidate, suite, options.config);
        const key = JSON.stringify([suite, choice]);
        const base = bases.get(key) ?? baseRun({ suite, choice }, opened.bench, signal);
        bases.set(key, base);
        const before = await base;
        if (typeof before === 'string') skip(`without the change, too, ${before}`, null);
        else results.push(await judge({ suite, choice, base: before, candidate }, opened.bench, signal));
      }
      for (const result of results) options.onEvent(eventOf(result, opened.bench));
      return results.length === 0 ? NOTHING_TO_SAY : verdictOf(results, candidate);
    },
  };
}

const NOTHING_TO_SAY: Verdict = { passed: true, isSkipped: true, summary: '', diagnostics: [], judged: [] };

type Opened =
  | { readonly kind: 'open'; readonly suites: readonly Suite[]; readonly bench: TestBench }
  | {
      readonly kind: 'skipped';
      readonly reason: string;
      readonly hint: string | null;
      readonly isExpected: boolean;
    };

/** Loaded where tests are run at all: most runs wait for none of it. */
async function openBench(
  candidate: Candidate,
  { root, tree, config, listPaths }: TestsGateOptions,
  signal: AbortSignal,
): Promise<Opened> {
  const { findSuites } = await import('../test-runs/find-suite.ts');
  const isDeclaredOnly = config.run === 'if-declared';
  const paths = candidate.changes.map(({ path }) => path);
  const suites = await findSuites({ paths, tree, command: config.command, isDeclaredOnly });
  if (suites.length === 0)
    return { kind: 'skipped', reason: NO_TESTS, hint: HOW_TO_NAME_THEM, isExpected: isDeclaredOnly };
  const { openTestBench } = await import('../test-runs/open-bench.ts');
  const bench = await openTestBench({ root, suites, config, listPaths }, signal);
  if (bench.kind === 'none')
    return { kind: 'skipped', reason: bench.reason, hint: bench.hint, isExpected: false };
  return { kind: 'open', suites, bench: bench.bench };
}

const NO_TESTS = 'no tests were found around the changed files';
const HOW_TO_NAME_THEM = 'Set tests.command in ouroboros.config.json to the command that runs them.';

/** The runners that know which tests reach a file; of others all tests are run. */
const KNOWS_RELATED: readonly string[] = ['vitest', 'jest'];

function choiceOf({ changes }: Candidate, { runner, folder }: Suite, { run }: TestsConfig): TestChoice {
  if (run !== 'related' || !KNOWS_RELATED.includes(runner)) return { kind: 'all' };
  return { kind: 'related', sources: changes.map(({ path }) => posix.relative(folder, path)) };
}

/** The tests of the tree as it is, or why they show nothing: where none passes, none can get worse. */
async function baseRun(
  what: { readonly suite: Suite; readonly choice: TestChoice },
  bench: TestBench,
  signal: AbortSignal,
): Promise<BaseRun | string> {
  const { runSuite } = await import('../test-runs/run-suite.ts');
  const { report, durationMs } = await runSuite({ ...what, changes: [] }, bench, signal);
  if (report.kind === 'unreadable') return report.reason;
  const { tests } = report;
  const failed = tests.find(({ status }) => status === 'failed');
  if (failed === undefined || tests.some(({ status }) => status === 'passed')) return { tests, durationMs };
  return `none of them passes: ${failed.key}: ${lastLine(failed.message)}`;
}

function lastLine(message: string): string {
  return (message.trim().split('\n').at(-1) ?? '').slice(0, 200);
}

type Asked = { readonly suite: Suite; readonly choice: TestChoice; readonly base: BaseRun };
type Result = Asked & { readonly verdict: SuiteVerdict };

async function judge(
  { candidate, ...asked }: Asked & { readonly candidate: Candidate },
  bench: TestBench,
  signal: AbortSignal,
): Promise<Result> {
  const { judgeSuite } = await import('../test-runs/judge-suite.ts');
  return { ...asked, verdict: await judgeSuite({ ...asked, changes: candidate.changes }, bench, signal) };
}

function eventOf({ suite, choice, base, verdict }: Result, { box }: TestBench): EventOf<'tests.ran'> {
  const isJudged = verdict.kind === 'judged';
  const regressions = isJudged ? verdict.regressions : [];
  const result = regressions.length > 0 ? 'failed' : 'passed';
  return {
    type: 'tests.ran',
    runner: suite.runner,
    folder: suite.folder,
    choice: choice.kind === 'related' ? 'related' : 'all',
    box: box.showsMounts ? box.name : null,
    asRoot: box.isCallerRoot,
    result: isJudged ? result : 'inconclusive',
    before: countsOf(base.tests),
    after: isJudged ? countsOf(verdict.tests) : null,
    newFailures: regressions.filter(({ how }) => how === 'fails').map(({ test }) => test.key),
    vanished: regressions.filter(({ how }) => how === 'vanished').map(({ test }) => test.key),
    flaky: isJudged ? verdict.flaky.map(({ test }) => test.key) : [],
    beforeMs: base.durationMs,
    durationMs: verdict.durationMs,
  };
}

function countsOf(tests: readonly TestResult[]): EventOf<'tests.ran'>['before'] {
  const count = (status: TestResult['status']): number =>
    tests.filter((test) => test.status === status).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

function verdictOf(results: readonly Result[], { changes }: Candidate): Verdict {
  const unclear = results.flatMap(({ verdict }) => (verdict.kind === 'inconclusive' ? [verdict.reason] : []));
  const worse = results.flatMap(({ suite, verdict }) =>
    verdict.kind === 'judged' ? verdict.regressions.map((suspect) => ({ suite, suspect })) : [],
  );
  const named = worse.map(
    ({ suspect: { how, test } }) => `${test.key} ${how === 'fails' ? 'fails' : 'is gone'}`,
  );
  return {
    passed: unclear.length === 0 && worse.length === 0,
    summary: [...unclear.map((reason) => `With the change ${reason}.`), ...summaryOf(named, results)].join(
      ' ',
    ),
    diagnostics: worse.map(({ suite, suspect }) =>
      diagnosticOf(suspect, { suite, fallback: changes[0]?.path ?? '.' }),
    ),
    judged: changes.flatMap(({ path, after }) =>
      after === null ? [] : [{ path, digest: digestOf(after), verifiedBy: [] }],
    ),
  };
}

const MOST_NAMED = 3;

function summaryOf(worse: readonly string[], results: readonly Result[]): readonly string[] {
  if (worse.length > 0) {
    const more = worse.length > MOST_NAMED ? ` and ${worse.length - MOST_NAMED} more` : '';
    return [
      `Tests that passed before the change do not pass with it: ${worse.slice(0, MOST_NAMED).join('; ')}${more}.`,
    ];
  }
  const counts = results.flatMap(({ suite, verdict }) =>
    verdict.kind === 'judged' ? [`${countsOf(verdict.tests).passed} tests of ${suite.runner} passed`] : [],
  );
  return counts.length === 0 ? [] : [`${counts.join(', ')}; none is worse than before.`];
}

const MESSAGE_CHARACTERS = 2000;

function diagnosticOf(
  { test }: Suspect,
  { suite, fallback }: { readonly suite: Suite; readonly fallback: string },
): Diagnostic {
  const path = test.file === null ? fallback : relative('.', join(suite.folder, test.file));
  const [first = ''] = test.message.split('\n');
  return {
    path,
    line: lineIn(test),
    column: 1,
    kind: 'tests',
    message: `${test.key}: ${first.slice(0, 300)}`,
    source: suite.runner,
    context: ownLines(test.message),
  };
}

/** A message without the lines of its stack that lie in packages. */
function ownLines(message: string): string {
  const lines = message
    .split('\n')
    .filter((line) => !/^\s+at .*(?:node_modules|node:internal|<anonymous>)/.test(line));
  return lines.join('\n').slice(0, MESSAGE_CHARACTERS);
}

/** The first line of the test file that the message names. */
function lineIn({ file, message }: TestResult): number {
  if (file === null) return 1;
  const [, after = ''] = message.split(`${file}:`);
  return Math.max(1, Number.parseInt(after, 10) || 1);
}
