import { posix } from 'node:path';
import type { CodeKnowledge } from '../../codebase/index/code-knowledge.ts';
import type { TestsConfig } from '../../domain/config.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { baselineOf } from './baseline.ts';
import type { BaseRun } from './judge-suite.ts';
import { measuredRun } from './measured-run.ts';
import { lacksPackages } from './missing-packages.ts';
import { runSuite, type SuiteRun } from './run-suite.ts';
import { tellingLine } from './telling-line.ts';
import type { TestBench } from './test-bench.ts';
import type { TestChoice } from './runner-call.ts';
import type { Suite } from './suite.ts';

/** A suite whose tests are known without the change. */
export type PreparedSuite = { readonly suite: Suite; readonly choice: TestChoice; readonly base: BaseRun };

/** The tests of the tree as it is show nothing; `holds` where they were started all the same. */
export type Unproven = { readonly reason: string; readonly hint: string | null; readonly holds: boolean };

type ChoiceQuestion = {
  readonly suite: Suite;
  readonly changes: readonly FileChange[];
  readonly config: Pick<TestsConfig, 'run'>;
  /** Knows which tests import what. */
  readonly index: CodeKnowledge;
  /** Without any change. */
  readonly tree: SourceTree;
};

/** Which tests are run. Some runners know themselves which ones reach a file, for others the imports tell. */
export async function choiceFor({
  suite,
  changes,
  config,
  index,
  tree,
}: ChoiceQuestion): Promise<TestChoice> {
  const { runner, folder } = suite;
  const paths = changes.map(({ path }) => path);
  if (config.run !== 'related') return ALL;
  if (KNOWS_RELATED.includes(runner))
    return { kind: 'related', sources: paths.map((path) => posix.relative(folder, path)) };
  if (!TAKES_FILES.includes(runner)) return ALL;
  const { graphOfIndex } = await import('../../codebase/index/graph/graph-of-index.ts');
  const { relatedTests } = await import('./related-tests.ts');
  const files = await index.ask((queries) => relatedTests(graphOfIndex(queries), { paths, folder }));
  if (files === null) return ALL;
  if (runner !== 'pytest') return { kind: 'files', files };
  const { collectedByPytest } = await import('./pytest-paths.ts');
  const collected = await collectedByPytest(files, { folder, tree });
  return collected.length === 0 ? ALL : { kind: 'files', files: collected };
}

const ALL = { kind: 'all' } as const;
const KNOWS_RELATED: readonly string[] = ['vitest', 'jest'];
const TAKES_FILES: readonly string[] = ['node', 'pytest', 'go'];

type PrepareRequest = {
  readonly suite: Suite;
  readonly choice: TestChoice;
  readonly changes: readonly FileChange[];
  readonly measuresBoth: boolean;
  /** Without any change. */
  readonly tree: SourceTree;
};

/**
 * Runs the tests of the tree as it is. Where none of them passes, none can get worse; where none of those that are chosen
 * is run, all are.
 */
export async function prepareSuite(
  request: PrepareRequest,
  bench: TestBench,
  signal: AbortSignal,
): Promise<PreparedSuite | Unproven> {
  const { suite, choice, tree } = request;
  const run = await runBase(request, bench, signal);
  const reason = whyUnproven(run);
  if (reason === NONE_RAN && choice.kind !== 'all')
    return prepareSuite({ ...request, choice: ALL }, bench, signal);
  if (reason === null) return { suite, choice, base: baseOf(run) };
  // It is tried where a project names no runner: that it finds no tests says only that they are another's.
  if (suite.runner === 'unittest' && reason === NONE_RAN)
    return { reason, hint: HOW_TO_NAME_IT, holds: false };
  const isMissing = !run.isStarted || (await lacksPackages({ suite, said: reason, tree }, bench));
  return { reason, hint: isMissing ? null : HOW_TO_LEAVE_THEM_OUT, holds: !isMissing };
}

const HOW_TO_LEAVE_THEM_OUT = '--tests none leaves them out.';
const HOW_TO_NAME_IT = 'Name pytest among the requirements, or set tests.command in ouroboros.config.json.';
const NONE_RAN = 'no test ran';

async function runBase(
  { suite, choice, changes, measuresBoth }: PrepareRequest,
  bench: TestBench,
  signal: AbortSignal,
): Promise<SuiteRun> {
  const request = { suite, choice, changes: baselineOf(changes) };
  return measuresBoth
    ? measuredRun({ ...request, usualMs: null }, bench, signal)
    : runSuite(request, bench, signal);
}

function whyUnproven({ report }: SuiteRun): string | null {
  if (report.kind === 'unreadable') return report.reason;
  const { tests } = report;
  if (tests.some(({ status }) => status === 'passed')) return null;
  const failed = tests.find(({ status }) => status === 'failed');
  return failed === undefined
    ? NONE_RAN
    : `none of them passes: ${failed.key}: ${tellingLine(failed.message).slice(0, 200)}`;
}

function baseOf({ report, durationMs, coverage }: SuiteRun): BaseRun {
  return { tests: report.kind === 'report' ? report.tests : [], durationMs, coverage };
}
