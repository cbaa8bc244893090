import type { EngineChoice, Profile } from '../../domain/config.ts';
import { OuroborosError } from '../../domain/errors.ts';
import { runTask } from '../../pipeline/run-task.ts';
import { resolveTargets } from '../../codebase/targets.ts';
import { resolveConfig, type Flags } from '../config/resolve-config.ts';
import { createModelFactory } from '../create-model.ts';
import type { Io } from '../io.ts';
import { parseModels } from '../option-values.ts';
import { openProject } from '../project.ts';
import { watchedRun } from '../watched-run.ts';
import { readTask } from './read-task.ts';

/** The options of `ouroboros refactor` as the command line parses them. */
export type RefactorOptions = {
  readonly task: string | null;
  readonly taskFile?: string;
  readonly target: readonly string[];
  readonly function: readonly string[];
  readonly config?: Profile;
  readonly engine?: EngineChoice;
  readonly safeMode?: boolean;
  readonly maxRisk?: number;
  readonly maxAttempts?: number;
  readonly dryRun: boolean;
  readonly autoApply: boolean;
  readonly mock: boolean;
  readonly mockScript?: string;
  readonly model: readonly string[];
  readonly timeout?: number;
  readonly maxTokens?: number;
  readonly maxCostUsd?: number;
  readonly yes: boolean;
  readonly json: boolean;
};

/** Runs one refactoring and gives its exit code. A usage error is thrown before any run begins. */
export async function runRefactor(options: RefactorOptions, io: Io): Promise<number> {
  const text = await readTask({ task: options.task, taskFile: options.taskFile }, io);
  const project = await openProject(io.cwd);
  const config = resolveConfig(flagsOf(options), io.environment, project.written);
  const { targets, namedTargets, skipped } = await resolveTargets(options.target, project);
  if (targets.length === 0) {
    throw new OuroborosError('usage', 'No file to work on.', {
      hint: 'Name files, folders or globs with -t.',
    });
  }
  return watchedRun(project, io, {
    kind: 'refactor',
    parentRunId: null,
    task: { text, targets, functions: options.function, namedTargets },
    config,
    assumesYes: options.yes,
    isJson: options.json,
    notices: skipped.map(({ path, reason }) => `${path} ${reason}; it was left out.`),
    createModel: createModelFactory(config, io),
    stages: runTask,
  });
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
    timeoutMs: options.timeout ?? null,
    maxTokens: options.maxTokens ?? null,
    maxCostUsd: options.maxCostUsd ?? null,
    models: parseModels(options.model),
  };
}
