import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { openMeasuredCoverage } from '../codebase/measured-coverage/measured-coverage.ts';
import { openPython3, type Python3 } from '../codebase/languages/python3.ts';
import { createLibraryFiles } from '../codebase/languages/typescript-libraries.ts';
import { knownFiles } from '../codebase/workspace.ts';
import { pinTree, treeOf } from '../domain/candidate.ts';
import type { Config } from '../domain/config.ts';
import { messageOf } from '../domain/errors.ts';
import type { EventOf, RunEvent, StampedEvent } from '../domain/event.ts';
import type { Clock, Gate, Model } from '../domain/ports.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { Task } from '../domain/task.ts';
import type { TokenFactors } from '../domain/tokens.ts';
import { createTokenCounters } from '../models/token-counters.ts';
import type { Approval, RunContext } from '../pipeline/run-context.ts';
import { createWarmUp } from '../pipeline/warm-gates.ts';
import { createRecorder } from '../provenance/recorder.ts';
import { createRunFiles } from '../provenance/run-files.ts';
import { formatRunId } from '../provenance/run-paths.ts';
import { createSummaryCache } from '../provenance/summary-cache.ts';
import { createTokenFactors } from '../provenance/token-factors.ts';
import { recipesOf } from '../recipes/catalog.ts';
import { createGitWriter } from '../safety/git/git-writer.ts';
import { copiedPaths, type CopiedPaths } from '../safety/sandbox/copied-paths.ts';
import { createGates, gatesLeftOn } from '../safety/gates/all-gates.ts';
import { createPatchWriter } from './patch-writer.ts';
import type { WorkProgress } from '../domain/progress.ts';
import type { IndexUse } from './code-index.ts';
import { indexOnDemand } from './index-on-demand.ts';
import type { Project } from './project.ts';
import { toolVersion } from './tool-version.ts';

/** Hears of every event after the recorder: the terminal view, or NDJSON. */
export interface RunWatcher {
  onEvent(recorded: { readonly stamped: StampedEvent; readonly line: string }, record: RunRecord): void;
  /** How far long work is; no part of the record. */
  onProgress?(progress: WorkProgress): void;
}

export type RunOptions = {
  readonly kind: EventOf<'run.started'>['kind'];
  readonly parentRunId: string | null;
  readonly task: Task;
  readonly config: Config;
  readonly approval: Approval | null;
  readonly assumesYes: boolean;
  readonly isCi: boolean;
  readonly signal: AbortSignal;
  readonly onBug?: ((error: unknown) => void) | undefined;
  readonly watcher: RunWatcher;
  /** Makes the model of the run, which reports its calls to the recorder and teaches the factors. */
  readonly createModel: (
    run: Pick<RunContext, 'emit' | 'files' | 'record'> & { readonly factors: TokenFactors },
  ) => Promise<Model | null>;
};

/** A run with its ports wired and `run.started` on record. `close` frees what it holds. */
export type OpenRun = { readonly run: RunContext; readonly close: () => void };

/** The system clock. */
export const CLOCK: Clock = { now: () => new Date(), elapsedMs: () => performance.now() };

/** Wires the ports of one run and records its start. @throws OuroborosError `environment` when nothing can be recorded, `config` for a recipe of the project that is wrong */
export async function openRun(project: Project, options: RunOptions): Promise<OpenRun> {
  const recipes = await recipesOf(treeOf(project.workspace));
  const runId = formatRunId(CLOCK.now(), randomBytes(4).toString('hex'));
  const recorder = createRecorder({ ...placeOf(project), runId, clock: CLOCK });
  const files = createRunFiles(project.artifactsDir, runId);
  const emit = (event: RunEvent): void => options.watcher.onEvent(recorder.emit(event), recorder.record());
  // One interpreter serves every gate of the run: to start it takes longer than to judge a file.
  const python = openPython3({ signal: options.signal });
  const index = indexOnDemand(project, indexUseOf(options, emit));
  const folders: string[] = [];
  const close = (): void => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    python.close();
    index.close();
    recorder.close();
  };
  try {
    emit(startOf(project, options));
    const off = options.kind === 'undo' ? [] : options.config.disabledGates;
    if (off.length > 0) emit({ type: 'notice.given', message: gatesOffMessage(off) });
    const base = { emit, files, record: () => recorder.record() };
    const factors = createTokenFactors(project.root);
    const run = {
      ...contextOf(project, options, { python, emit, index, folders }),
      ...base,
      recipes,
      index,
      snippets: options.config.snippets ? snippetFinder(project, { signal: options.signal, emit }) : null,
      tokens: createTokenCounters(options.config.roles.generator.model, factors),
      summaries: createSummaryCache(project.root),
      model: await options.createModel({ ...base, factors }),
    };
    return { run, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** A root that is left out is told of once, however often the run asks. */
function snippetFinder(
  project: Project,
  { signal, emit }: { readonly signal: AbortSignal; readonly emit: (event: RunEvent) => void },
): NonNullable<RunContext['snippets']> {
  const told = new Set<string>();
  return async (request) => {
    const { leftOutMessage, withSnippetSources } = await import('./snippet-sources.ts');
    const { findSnippets } = await import('../codebase/index/snippets/find-snippets.ts');
    return withSnippetSources(project, { signal }, (sources, leftOut) => {
      for (const { root, reason } of leftOut) {
        if (!told.has(root)) emit({ type: 'notice.given', message: leftOutMessage({ root, reason }) });
        told.add(root);
      }
      return findSnippets({ ...request, sources });
    });
  };
}

/** A first index of a very large tree takes minutes; a run that waits for a model does not wait so long for it. */
const INDEX_PATIENCE_MS = 30_000;

function indexUseOf({ signal, watcher }: RunOptions, emit: (event: RunEvent) => void): IndexUse {
  return {
    signal,
    patienceMs: INDEX_PATIENCE_MS,
    onProgress: (progress) => watcher.onProgress?.(progress),
    onUpdated: ({ indexed, unchanged, removed, skipped, failed, isComplete, durationMs }) => {
      const counts = { indexed, unchanged, removed, skipped: skipped.length, failed: failed.length };
      emit({ type: 'index.updated', ...counts, isComplete, durationMs });
      if (!isComplete) emit({ type: 'notice.given', message: INDEX_INCOMPLETE });
    },
  };
}

const INDEX_INCOMPLETE =
  'The code index is not complete yet: the model is shown what is known so far. `ouroboros index` completes it.';

function gatesOffMessage(ids: readonly string[]): string {
  const nothing = `${ids.join(', ')} judged nothing: disabledGates in ouroboros.config.json switches`;
  return `${ids.length === 1 ? 'The gate' : 'The gates'} ${nothing} ${ids.length === 1 ? 'it' : 'them'} off.`;
}

/** The name that the system knows the user by: who approved, in the record. */
export function approverName(): string {
  try {
    return userInfo().username;
  } catch (error) {
    return `unknown (${messageOf(error)})`;
  }
}

type GateParts = Pick<RunContext, 'emit' | 'index'> & {
  readonly python: Python3;
  /** Those that gates make, and that go with the run. */
  readonly folders: string[];
};

function contextOf(
  project: Project,
  options: RunOptions,
  parts: GateParts,
): Omit<
  RunContext,
  'model' | 'tokens' | 'summaries' | 'index' | 'snippets' | 'recipes' | 'files' | 'emit' | 'record'
> {
  const { config, task, approval, assumesYes, signal } = options;
  const tree = pinTree(treeOf(project.workspace), task.targets);
  const coverage = openMeasuredCoverage(project.root);
  const gates = gatesOf(options, project, { ...parts, coverage, tree });
  const base = { task, signal, coverage, tree, gates };
  return {
    ...base,
    config,
    approval,
    assumesYes,
    warmUp: createWarmUp(base),
    writer: createPatchWriter(project, CLOCK),
    libraries: createLibraryFiles(),
    vcs: project.repository === null ? null : createGitWriter(project.root),
    clock: CLOCK,
    onBug: options.onBug,
    onProgress: (progress) => options.watcher.onProgress?.(progress),
    lastRunThatChanged: async (paths) => lastRunThatChanged(paths, project),
  };
}

/** Only a run that changed nothing asks, so that the others do not wait for the database. */
async function lastRunThatChanged(paths: readonly string[], project: Project): Promise<string | null> {
  const { openRunStore } = await import('../provenance/run-store.ts');
  const store = await openRunStore(placeOf(project));
  try {
    return store.lastRunThatChanged(paths);
  } finally {
    store.close();
  }
}

/** @throws OuroborosError `config` when a gate that is switched off does not exist */
function gatesOf(
  { config, task }: RunOptions,
  project: Project,
  { python, emit, index, folders, coverage, tree }: GateParts & Pick<RunContext, 'coverage' | 'tree'>,
): readonly Gate[] {
  const gates = createGates({
    task,
    protectedPaths: config.protectedPaths,
    keepApi: config.keepApi,
    place: { root: project.workspace.root, keepOut: project.artifactsDir },
    python,
    byTests: {
      require: { isRequired: config.tests.isRequired, coverage, index },
      run: {
        root: project.workspace.root,
        tree,
        config: config.tests,
        index,
        listPaths: async () => pathsToCopy(project),
        onEvent: emit,
        onFolder: (folder) => void folders.push(folder),
      },
    },
  });
  return gatesLeftOn(gates, config.disabledGates);
}

/** Without a repository nothing is tracked. */
async function pathsToCopy({ workspace: { root }, repository, vcs }: Project): Promise<CopiedPaths> {
  const isTracking = repository !== null;
  const paths = await knownFiles(root, isTracking ? vcs : null);
  return copiedPaths(root, paths, async () => (isTracking ? vcs.listUntracked(root) : paths));
}

function startOf(project: Project, options: RunOptions): RunEvent {
  const { config, task, kind, parentRunId } = options;
  const { repository } = project;
  return {
    type: 'run.started',
    kind,
    parentRunId,
    task: task.text,
    targets: [...task.targets],
    functions: [...task.functions],
    options: {
      profile: config.profile,
      engine: config.engine,
      safeMode: config.safeMode,
      maxRisk: config.maxRisk,
      maxAttempts: config.maxAttempts,
      dryRun: config.dryRun,
      autoApply: config.autoApply,
      disabledGates: [...config.disabledGates],
      ...(config.keepApi ? { keepApi: true } : {}),
      ...(config.revertIfWorse === null ? {} : { revertIfWorse: true }),
      ...landingOf(config),
    },
    mock: config.access.kind === 'mock' || config.access.kind === 'script',
    tool: { name: 'ouroboros', version: toolVersion() },
    environment: {
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
      ci: options.isCi,
    },
    repository:
      repository === null
        ? null
        : { head: repository.head, branch: repository.branch, isDirty: repository.isDirty },
  };
}

function landingOf({ landing }: Config): Pick<EventOf<'run.started'>['options'], 'landing'> {
  if (landing.kind === 'work-tree') return {};
  const branch = landing.kind === 'branch' ? landing : null;
  return {
    landing: {
      kind: landing.kind,
      branch: branch?.name ?? null,
      merge: branch !== null && branch.merge !== null,
      mergeInto: branch?.merge?.into ?? null,
      push: landing.push !== null,
      trailers: landing.trailers,
    },
  };
}

function placeOf(project: Project): { readonly root: string; readonly artifactsDir: string } {
  return { root: project.root, artifactsDir: project.artifactsDir };
}
