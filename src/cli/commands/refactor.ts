import type { Targets } from '../../codebase/targets.ts';
import type { Profile } from '../../domain/config.ts';
import { refuseTask, runTask } from '../../pipeline/run-task.ts';
import { landingFlags, type LandingOptions } from '../config/landing-config.ts';
import { resolveConfig, type Flags } from '../config/resolve-config.ts';
import { createModelFactory } from '../create-model.ts';
import { findTargets } from '../find-targets.ts';
import type { Io } from '../io.ts';
import { parseModels } from '../option-values.ts';
import { openProject, type Project } from '../project.ts';
import { watchedRun } from '../watched-run.ts';
import { targetsOf } from './order-targets.ts';
import { readOrder, type OrderOptions } from './read-order.ts';
import { readTask, taskOf } from './read-task.ts';

/** So many files that are left out for one reason are told one by one. */
const MAX_TOLD = 5;

/** The options of `ouroboros refactor` as the command line parses them. */
export type RefactorOptions = OrderOptions &
  LandingOptions & {
    readonly target: readonly string[];
    readonly function: readonly string[];
    readonly config?: Profile;
    readonly safeMode?: boolean;
    readonly maxRisk?: number;
    readonly maxAttempts?: number;
    readonly dryRun: boolean;
    readonly autoApply: boolean;
    readonly mock: boolean;
    readonly mockScript?: string;
    readonly snippets: boolean;
    readonly keepApi: boolean;
    readonly model: readonly string[];
    readonly tests?: 'related' | 'all' | 'none';
    readonly testTimeout?: number;
    readonly allowUnsandboxedTests: boolean;
    readonly install: boolean;
    readonly requireTests: boolean;
    readonly revertIfWorse: boolean;
    readonly timeout?: number;
    readonly maxTokens?: number;
    readonly maxCostUsd?: number;
    readonly yes: boolean;
    readonly json: boolean;
  };

/** Runs one refactoring and gives its exit code. A usage error is thrown before any run begins. */
export async function runRefactor(options: RefactorOptions, io: Io): Promise<number> {
  const order = readOrder(options);
  const text =
    order?.text ?? (await readTask({ task: taskOf(options.words), taskFile: options.taskFile }, io));
  const project = await openProject(io.cwd);
  const config = resolveConfig(flagsOf(options), io.environment, project.written);
  const named = targetsOf(options.target, order?.order ?? null);
  const isOpen = named.length === 0 && (order === null || order.text === null) && config.engine !== 'model';
  const targets = isOpen ? await targetsOfTask(text, project, io) : named;
  const found = await findTargets(targets, options.function, project);
  const base = {
    kind: 'refactor',
    parentRunId: null,
    config,
    assumesYes: options.yes,
    isJson: options.json,
    createModel: createModelFactory(config, io),
  } as const;
  const task = { text, functions: options.function, ...(order === null ? {} : { order: order.order }) };
  if (found.kind === 'refused') {
    return watchedRun(project, io, {
      ...base,
      task: { ...task, targets, namedTargets: [] },
      stages: async (run) => refuseTask(found.error, run),
    });
  }
  return watchedRun(project, io, {
    ...base,
    task: { ...task, targets: found.targets, namedTargets: found.namedTargets },
    notices: leftOut(found.skipped),
    stages: runTask,
  });
}

/** A line for each file, or for all that are left out for one reason where they are many. */
function leftOut(skipped: Targets['skipped']): readonly string[] {
  return [...Map.groupBy(skipped, ({ reason }) => reason)].flatMap(([reason, files]) => {
    const [first] = files;
    return first !== undefined && files.length > MAX_TOLD
      ? [`${first.path} ${reason}; it and ${files.length - 1} more files like it were left out.`]
      : files.map(({ path }) => `${path} ${reason}; it was left out.`);
  });
}

async function targetsOfTask(text: string, project: Project, io: Io): Promise<readonly string[]> {
  const { targetsByTask } = await import('./targets-by-task.ts');
  return targetsByTask(text, project, io);
}

function flagsOf(options: RefactorOptions): Flags {
  return {
    profile: options.config ?? null,
    engine: options.engine ?? null,
    safeMode: options.safeMode ?? null,
    maxRisk: options.maxRisk ?? null,
    maxAttempts: options.maxAttempts ?? null,
    dryRun: options.dryRun,
    autoApply: options.autoApply,
    mock: options.mock,
    mockScript: options.mockScript ?? null,
    snippets: options.snippets,
    keepApi: options.keepApi,
    tests: options.tests ?? null,
    testTimeoutMs: options.testTimeout ?? null,
    allowUnsandboxedTests: options.allowUnsandboxedTests,
    install: options.install,
    requireTests: options.requireTests,
    landing: landingFlags(options),
    revertIfWorse: options.revertIfWorse,
    timeoutMs: options.timeout ?? null,
    maxTokens: options.maxTokens ?? null,
    maxCostUsd: options.maxCostUsd ?? null,
    models: parseModels(options.model),
  };
}
