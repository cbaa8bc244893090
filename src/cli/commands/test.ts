import type { TestsConfig } from '../../domain/config.ts';
import { OuroborosError } from '../../domain/errors.ts';
import { testStored } from '../../pipeline/test-stored.ts';
import { readBlob } from '../../provenance/run-files.ts';
import { openRunStore } from '../../provenance/run-store.ts';
import { configOfRun } from '../config/config-of-run.ts';
import { findChangingRecord } from '../find-run.ts';
import type { Io } from '../io.ts';
import { openProject } from '../project.ts';
import { recoverProject } from '../recover.ts';
import { watchedRun } from '../watched-run.ts';

export type TestOptions = {
  readonly run: string;
  readonly tests: 'related' | 'all';
  readonly testTimeout?: number;
  readonly allowUnsandboxedTests: boolean;
  readonly install: boolean;
  readonly json: boolean;
};

/** Runs the project's tests again on what a run stored or applied, as a run of its own, and gives its exit code. */
export async function runTest(options: TestOptions, io: Io): Promise<number> {
  const project = await openProject(io.cwd);
  const { messages: notices } = await recoverProject(project);
  const store = await openRunStore(project);
  const parent = findChangingRecord(store, options.run);
  store.close();
  if (parent.patches.length === 0 && parent.applied.length === 0) {
    throw new OuroborosError('usage', `The run ${parent.runId} has no patches to test.`, {
      hint: 'ouroboros list-runs shows the runs that have.',
    });
  }
  const config = configOfRun(parent, project.written);
  return watchedRun(project, io, {
    kind: 'test',
    parentRunId: parent.runId,
    task: { text: parent.start.task, targets: parent.start.targets, functions: [], namedTargets: [] },
    config: { ...config, tests: testsOf(config.tests, options) },
    assumesYes: false,
    isJson: options.json,
    notices,
    createModel: async () => null,
    stages: async (run) =>
      testStored(
        { parent, readBlob: (digest) => readBlob(project.artifactsDir, digest), place: project },
        run,
      ),
  });
}

function testsOf(config: TestsConfig, options: TestOptions): TestsConfig {
  return {
    ...config,
    run: options.tests,
    timeoutMs: options.testTimeout ?? config.timeoutMs,
    allowUnsandboxed: options.allowUnsandboxedTests,
    installsMissing: options.install,
  };
}
