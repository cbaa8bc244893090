import { posix } from 'node:path';
import type { CodeKnowledge } from '../../codebase/index/code-knowledge.ts';
import type { TestsConfig } from '../../domain/config.ts';
import type { EventOf } from '../../domain/event.ts';
import { isNoChange } from '../../domain/patch.ts';
import type { Candidate, Gate, SourceTree, Verdict } from '../../domain/ports.ts';
import type { InstallRequest } from '../sandbox/install/install-packages.ts';
import type { BaseRun } from '../test-runs/judge-suite.ts';
import type { JudgedRun } from '../test-runs/judged-run.ts';
import type { Install } from '../test-runs/missing-packages.ts';
import type { TestChoice } from '../test-runs/runner-call.ts';
import type { TestBench } from '../test-runs/run-suite.ts';
import type { Suite } from '../test-runs/suite.ts';
import { testsEvent } from '../test-runs/tests-event.ts';
import { testsVerdict } from '../test-runs/tests-verdict.ts';

/** What the gate works with. */
export type TestsGateOptions = {
  readonly root: string;
  /** Without any change. */
  readonly tree: SourceTree;
  /** Knows which tests import what. */
  readonly index: CodeKnowledge;
  readonly config: TestsConfig;
  /** Every file of the work tree, links among them. */
  readonly listPaths: () => Promise<readonly string[]>;
  readonly onEvent: (event: EventOf<'tests.ran' | 'tests.skipped'>) => void;
  /** Is told of a folder that every attempt needs, to be removed after the last one. */
  readonly onFolder: (folder: string) => void;
};

/**
 * Runs the project's own tests on the candidate in a box, and without the change for comparison: once a run for all
 * attempts. Only what gets worse in every repetition counts. Where nothing can be run the gate has nothing to say, and
 * puts the reason on record.
 */
export function createTestsGate(options: TestsGateOptions): Gate {
  const bases = new Map<string, Promise<BaseRun | string>>();
  const skipped = new Set<string>();
  const installs = new Map<string, ReturnType<Install>>();
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
      const opened = await openBench(candidate, { ...options, installs }, signal);
      if (opened.kind === 'skipped')
        return opened.isExpected ? NOTHING_TO_SAY : skip(opened.reason, opened.hint);
      const results: JudgedRun[] = [];
      for (const suite of opened.suites) {
        const choice = await choiceOf(candidate, suite, options);
        const key = JSON.stringify([suite, choice]);
        const base =
          bases.get(key) ??
          baseRun({ suite, choice, candidate, config: options.config }, opened.bench, signal);
        bases.set(key, base);
        const before = await base;
        if (typeof before === 'string') skip(`without the change, too, ${before}`, null);
        else results.push(await judge({ suite, choice, base: before, candidate }, opened.bench, signal));
      }
      for (const result of results) options.onEvent(testsEvent(result, opened.bench));
      return results.length === 0 ? NOTHING_TO_SAY : testsVerdict(results, candidate);
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

type Opening = TestsGateOptions & { readonly installs: Map<string, ReturnType<Install>> };

/** Loaded where tests are run at all: most runs wait for none of it. */
async function openBench(
  candidate: Candidate,
  { root, tree, config, listPaths, installs, onFolder }: Opening,
  signal: AbortSignal,
): Promise<Opened> {
  const { findSuites } = await import('../test-runs/find-suite.ts');
  const isDeclaredOnly = config.run === 'if-declared';
  const paths = candidate.changes.map(({ path }) => path);
  const suites = await findSuites({ paths, tree, command: config.command, isDeclaredOnly });
  if (suites.length === 0)
    return { kind: 'skipped', reason: NO_TESTS, hint: HOW_TO_NAME_THEM, isExpected: isDeclaredOnly };
  const { openTestBench } = await import('../test-runs/open-bench.ts');
  const install: Install = async (request) => {
    const place = `${request.family} ${request.folder}`;
    const started = installs.get(place) ?? installOnce(request, onFolder, signal);
    installs.set(place, started);
    return started;
  };
  const bench = await openTestBench({ root, suites, config, listPaths, install }, signal);
  if (bench.kind === 'none')
    return { kind: 'skipped', reason: bench.reason, hint: bench.hint, isExpected: false };
  return { kind: 'open', suites, bench: bench.bench };
}

async function installOnce(
  request: InstallRequest,
  onFolder: TestsGateOptions['onFolder'],
  signal: AbortSignal,
): ReturnType<Install> {
  const { installPackages } = await import('../sandbox/install/install-packages.ts');
  const installed = await installPackages(request, signal);
  if (installed.kind === 'installed') onFolder(installed.folder);
  return installed;
}

const NO_TESTS = 'no tests were found around the changed files';
const HOW_TO_NAME_THEM = 'Set tests.command in ouroboros.config.json to the command that runs them.';

/** Which tests are run. Some runners know themselves which ones reach a file, for others the imports tell. */
async function choiceOf(
  { changes }: Candidate,
  { runner, folder }: Suite,
  { config, index }: Pick<TestsGateOptions, 'config' | 'index'>,
): Promise<TestChoice> {
  const paths = changes.map(({ path }) => path);
  if (config.run !== 'related') return { kind: 'all' };
  if (KNOWS_RELATED.includes(runner))
    return { kind: 'related', sources: paths.map((path) => posix.relative(folder, path)) };
  if (!TAKES_FILES.includes(runner)) return { kind: 'all' };
  const { graphOfIndex } = await import('../../codebase/index/graph/graph-of-index.ts');
  const { relatedTests } = await import('../test-runs/related-tests.ts');
  const files = await index.ask((queries) => relatedTests(graphOfIndex(queries), { paths, folder }));
  return files === null ? { kind: 'all' } : { kind: 'files', files };
}

const KNOWS_RELATED: readonly string[] = ['vitest', 'jest'];
const TAKES_FILES: readonly string[] = ['node', 'pytest', 'go'];

/** The tests of the tree as it is, or why they show nothing: where none passes, none can get worse. */
async function baseRun(
  {
    suite,
    choice,
    candidate,
    config,
  }: Omit<Asked, 'base'> & Pick<TestsGateOptions, 'config'> & { readonly candidate: Candidate },
  bench: TestBench,
  signal: AbortSignal,
): Promise<BaseRun | string> {
  const { runSuite } = await import('../test-runs/run-suite.ts');
  const { measuredRun } = await import('../test-runs/measured-run.ts');
  const { baselineOf } = await import('../test-runs/baseline.ts');
  const changes = baselineOf(candidate.changes);
  const request = { suite, choice, changes };
  const { report, durationMs, coverage } = config.measuresBoth
    ? await measuredRun({ ...request, usualMs: null }, bench, signal)
    : await runSuite(request, bench, signal);
  if (report.kind === 'unreadable') return report.reason;
  const { tests } = report;
  const failed = tests.find(({ status }) => status === 'failed');
  if (failed === undefined || tests.some(({ status }) => status === 'passed'))
    return { tests, durationMs, coverage };
  return `none of them passes: ${failed.key}: ${lastLine(failed.message)}`;
}

function lastLine(message: string): string {
  return (message.trim().split('\n').at(-1) ?? '').slice(0, 200);
}

type Asked = { readonly suite: Suite; readonly choice: TestChoice; readonly base: BaseRun };

async function judge(
  { candidate, ...asked }: Asked & { readonly candidate: Candidate },
  bench: TestBench,
  signal: AbortSignal,
): Promise<JudgedRun> {
  const { judgeSuite } = await import('../test-runs/judge-suite.ts');
  return { ...asked, verdict: await judgeSuite({ ...asked, changes: candidate.changes }, bench, signal) };
}
