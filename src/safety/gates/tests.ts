import type { CodeKnowledge } from '../../codebase/index/code-knowledge.ts';
import type { TestsConfig } from '../../domain/config.ts';
import type { EventOf } from '../../domain/event.ts';
import { isNoChange } from '../../domain/patch.ts';
import type { Candidate, Gate, SourceTree, Verdict } from '../../domain/ports.ts';
import type { CopiedPaths } from '../sandbox/copied-paths.ts';
import type { InstallRequest } from '../sandbox/install/install-packages.ts';
import type { JudgedRun } from '../test-runs/judged-run.ts';
import type { Install } from '../test-runs/missing-packages.ts';
import type { PreparedSuite, Unproven } from '../test-runs/prepare-suite.ts';
import type { TestBench } from '../test-runs/test-bench.ts';
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
  /** Every file of the work tree, links among them, but what is not copied. */
  readonly listPaths: () => Promise<CopiedPaths>;
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
  const prepared = new Map<string, Promise<PreparedSuite | Unproven>>();
  const skipped = new Set<string>();
  const installs = new Map<string, ReturnType<Install>>();
  const skip = ({ reason, hint, holds }: Skipped): Verdict => {
    if (!skipped.has(reason)) options.onEvent({ type: 'tests.skipped', holds, reason, hint });
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
      if (opened.kind === 'skipped') return opened.isExpected ? NOTHING_TO_SAY : skip(opened);
      const { prepareSuite, choiceFor } = await import('../test-runs/prepare-suite.ts');
      const { judgeSuite } = await import('../test-runs/judge-suite.ts');
      const { changes } = candidate;
      const results: JudgedRun[] = [];
      for (const suite of opened.suites) {
        const choice = await choiceFor({ suite, changes, ...options });
        const key = JSON.stringify([suite, choice]);
        const asked = {
          suite,
          choice,
          changes,
          measuresBoth: options.config.measuresBoth,
          tree: options.tree,
        };
        const once = prepared.get(key) ?? prepareSuite(asked, opened.bench, signal);
        prepared.set(key, once);
        const ready = await once;
        if ('reason' in ready) skip({ ...ready, reason: `without the change, too, ${ready.reason}` });
        else
          results.push({ ...ready, verdict: await judgeSuite({ ...ready, changes }, opened.bench, signal) });
      }
      for (const result of results) options.onEvent(testsEvent(result, opened.bench));
      return results.length === 0 ? NOTHING_TO_SAY : testsVerdict(results, candidate);
    },
  };
}

const NOTHING_TO_SAY: Verdict = { passed: true, isSkipped: true, summary: '', diagnostics: [], judged: [] };

type Skipped = Omit<EventOf<'tests.skipped'>, 'type'>;

type Opened =
  | { readonly kind: 'open'; readonly suites: readonly Suite[]; readonly bench: TestBench }
  | ({ readonly kind: 'skipped'; readonly isExpected: boolean } & Skipped);

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
  if (suites.length === 0) return { ...NO_TESTS, isExpected: isDeclaredOnly };
  const { openTestBench } = await import('../test-runs/open-bench.ts');
  const install: Install = async (request) => {
    const place = `${request.family} ${request.folder}`;
    const started = installs.get(place) ?? installOnce(request, onFolder, signal);
    installs.set(place, started);
    return started;
  };
  const bench = await openTestBench({ root, suites, config, listPaths, install }, signal);
  if (bench.kind === 'none')
    return { ...bench, kind: 'skipped', holds: bench.isHindered === true, isExpected: false };
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

const NO_TESTS = {
  kind: 'skipped',
  holds: false,
  reason: 'no tests were found around the changed files',
  hint: 'Set tests.command in ouroboros.config.json to the command that runs them.',
} as const;
