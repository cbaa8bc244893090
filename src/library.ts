import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openRun, type RunOptions } from './cli/compose.ts';
import { NO_FLAGS, resolveConfig, type Environment } from './cli/config/resolve-config.ts';
import { createModelFactory } from './cli/create-model.ts';
import { findTargets } from './cli/find-targets.ts';
import { openProject, type Project } from './cli/project.ts';
import { recoverProject } from './cli/recover.ts';
import type { Config } from './domain/config.ts';
import type { StampedEvent } from './domain/event.ts';
import type { Outcome } from './domain/outcome.ts';
import type { Patch } from './domain/patch.ts';
import { isWithinRisk } from './domain/risk.ts';
import type { RunRecord } from './domain/run-record.ts';
import { applyStored } from './pipeline/apply-stored.ts';
import { endAs } from './pipeline/ending.ts';
import { runToEnd } from './pipeline/record-run.ts';
import type { RunContext } from './pipeline/run-context.ts';
import { preparePatches } from './pipeline/run-task.ts';
import { readBlob } from './provenance/run-files.ts';

/** What a library user decides; everything left out is as on the command line without options. */
export type PipelineOptions = {
  /** A folder of the work tree; the current folder by default. */
  readonly cwd?: string;
  readonly profile?: Config['profile'];
  readonly engine?: Config['engine'];
  readonly safeMode?: boolean;
  readonly maxAttempts?: number;
  /** `true` takes the scripted model, a path plays the replies of a script. */
  readonly mock?: boolean | string;
  /** Where keys and addresses come from; `process.env` by default. */
  readonly environment?: Environment;
  /** Who is named in the record as the one who approves. */
  readonly approver?: string;
  readonly signal?: AbortSignal;
  /** Told of every event after it was recorded. */
  readonly onEvent?: (event: StampedEvent) => void;
};

export type PipelineTask = {
  readonly text: string;
  readonly targets: readonly string[];
  readonly functions?: readonly string[];
};

/** A finished preparation: patches that passed the gates and wait for a decision, or why there are none. */
export type PipelineResult = {
  readonly runId: string;
  /** `held` when there are patches to decide about. */
  readonly outcome: Outcome;
  readonly reason: string;
  readonly hint: string | null;
  /** The record of the run, absolute. */
  readonly artifactPath: string;
  /** Attempts that the builder made, over all steps. */
  readonly attempts: number;
  readonly patches: readonly Patch[];
  /** The valid patches whose risk is at most the limit. */
  applicablePatches(maxRisk: number): readonly Patch[];
  /**
   * Writes one patch, as a run of its own, if its file is still what it was made from.
   * @param options `backup: false` keeps no copy of the bytes before, so that the run cannot be undone
   */
  applyPatch(patch: Patch, options?: { readonly backup?: boolean }): Promise<AppliedPatch>;
};

export type AppliedPatch = {
  readonly runId: string;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly artifactPath: string;
  /** Absolute; null for a new file or where no backup was kept. */
  readonly backupPath: string | null;
};

/** The engine as a library: plans, builds, gates and scores like the command line, and writes only what it is told to. */
export interface Pipeline {
  prepare(task: PipelineTask): Promise<PipelineResult>;
}

/** Opens the pipeline on a work tree. @throws OuroborosError for bad options or config */
export async function createPipeline(options: PipelineOptions = {}): Promise<Pipeline> {
  const project = await openProject(options.cwd ?? process.cwd());
  const environment = options.environment ?? process.env;
  const flags = {
    ...NO_FLAGS,
    profile: options.profile ?? null,
    engine: options.engine ?? null,
    safeMode: options.safeMode ?? null,
    maxAttempts: options.maxAttempts ?? null,
    mock: options.mock === true,
    mockScript: typeof options.mock === 'string' ? options.mock : null,
  };
  const config = resolveConfig(flags, environment, project.written);
  const session = { project, config, environment, options };
  return { prepare: async (task) => prepare(task, session) };
}

type Session = {
  readonly project: Project;
  readonly config: Config;
  readonly environment: Environment;
  readonly options: PipelineOptions;
};

async function prepare(task: PipelineTask, session: Session): Promise<PipelineResult> {
  const { project } = session;
  const found = await findTargets(task.targets, task.functions ?? [], project);
  const { targets, namedTargets } =
    found.kind === 'found' ? found : { targets: task.targets, namedTargets: [] };
  await recoverProject(project);
  let patches: readonly Patch[] = [];
  const record = await withRun(
    session,
    {
      kind: 'refactor',
      parentRunId: null,
      task: { text: task.text, targets, functions: task.functions ?? [], namedTargets },
    },
    async (run) =>
      runToEnd(run, async () => {
        if (found.kind === 'refused') throw found.error;
        const prepared = await preparePatches(run);
        if (prepared.kind === 'ended') return prepared;
        patches = prepared.patches;
        return endAs('held', 'The patches wait for the caller.', `ouroboros apply ${run.record().runId}`);
      }),
  );
  return {
    ...endOf(record, project),
    attempts: record.attempts.length,
    patches,
    applicablePatches: (maxRisk) =>
      patches.filter((patch) => patch.isValid && isWithinRisk(patch.risk, maxRisk)),
    applyPatch: async (patch, { backup = true } = {}) => applyOne(patch, { session, parent: record, backup }),
  };
}

async function applyOne(
  patch: Patch,
  {
    session,
    parent,
    backup,
  }: { readonly session: Session; readonly parent: RunRecord; readonly backup: boolean },
): Promise<AppliedPatch> {
  const { project, options } = session;
  const single = { ...parent, patches: parent.patches.filter(({ staged }) => staged.path === patch.path) };
  const stored = { parent: single, readBlob: (digest: string) => readBlob(project.artifactsDir, digest) };
  const task = {
    text: parent.start.task,
    targets: [patch.path],
    functions: parent.plan?.source === 'recipe' ? [] : parent.start.functions,
    namedTargets: [],
  };
  const record = await withRun(session, { kind: 'apply', parentRunId: parent.runId, task }, async (run) => {
    if (!backup)
      run.emit({
        type: 'notice.given',
        message: 'No backup is kept, as the caller asked: this run cannot be undone.',
      });
    return applyStored(stored, options.approver ?? 'library caller', run);
  });
  if (!backup)
    await rm(join(project.artifactsDir, 'runs', record.runId, 'backups'), { recursive: true, force: true });
  const backupPath = backup ? (record.applied[0]?.value.backupPath ?? null) : null;
  return {
    ...endOf(record, project),
    backupPath: backupPath === null ? null : join(project.artifactsDir, backupPath),
  };
}

async function withRun(
  session: Session,
  what: Pick<RunOptions, 'kind' | 'parentRunId' | 'task'>,
  stages: (run: RunContext) => Promise<RunRecord>,
): Promise<RunRecord> {
  const { project, config, environment, options } = session;
  const { run, close } = await openRun(project, {
    ...what,
    config,
    approval: null,
    assumesYes: false,
    isCi: Boolean(environment['CI']),
    signal: options.signal ?? new AbortController().signal,
    watcher: { onEvent: ({ stamped }) => options.onEvent?.(stamped) },
    createModel: createModelFactory(config, { environment, cwd: project.cwd }),
  });
  try {
    return await stages(run);
  } finally {
    close();
  }
}

function endOf(
  record: RunRecord,
  project: Project,
): Pick<PipelineResult, 'runId' | 'outcome' | 'reason' | 'hint' | 'artifactPath'> {
  const { runId, end } = record;
  if (end === null) throw new RangeError(`The run ${runId} has no end.`);
  return {
    runId,
    outcome: end.outcome,
    reason: end.reason,
    hint: end.hint,
    artifactPath: join(project.root, end.artifact),
  };
}
