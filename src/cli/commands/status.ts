import { OuroborosError } from '../../domain/errors.ts';
import type { ReadRun } from '../../provenance/read-run.ts';
import { artifactPathOf, pathFromRoot } from '../../provenance/run-paths.ts';
import type { RunSummary } from '../../provenance/run-summary.ts';
import { openRunStore, type RunStore } from '../../provenance/run-store.ts';
import { findRunId } from '../find-run.ts';
import type { Io } from '../io.ts';
import { openProject, type Project } from '../project.ts';
import { formatOf, lookOf, type ReportFormat } from '../reporters/format.ts';
import { formatStatus } from '../reporters/status-report.ts';
import type { RunStatus } from '../reporters/status-sections.ts';

/** The options of `ouroboros status` as the command line parses them. */
export type StatusOptions = {
  readonly runId?: string;
  readonly latest: boolean;
  readonly format?: ReportFormat;
  readonly json: boolean;
};

/** Shows what one run did and where that is on record. The exit code is 0 whatever the run's own was. */
export async function runStatus(options: StatusOptions, io: Io): Promise<number> {
  if (options.latest === (options.runId !== undefined)) {
    throw new OuroborosError('usage', 'Name one run with --run-id, or say --latest.', {
      hint: 'ouroboros list-runs shows them.',
    });
  }
  const project = await openProject(io.cwd);
  const store = await openRunStore(project);
  try {
    const status = statusOf(findRunId(store, options.runId ?? 'latest'), store, project);
    io.stdout(formatStatus(status, formatOf(options), lookOf(io)));
    return 0;
  } finally {
    store.close();
  }
}

function statusOf(runId: string, store: RunStore, project: Project): RunStatus {
  const { artifact, hasEnded, problems } = readable(store.readRun(runId), runId);
  return {
    artifact,
    artifactPath: pathFromRoot(project.root, artifactPathOf(project.artifactsDir, runId)),
    isRunning: store.isRunning({ runId, hasEnded }),
    appliedBy: idsOf(store.runsAfter(runId), 'apply'),
    undoneBy: idsOf(store.runsAfter(runId), 'undo'),
    isUndone: store.isUndone(runId),
    problems,
  };
}

function idsOf(runs: readonly RunSummary[], kind: RunSummary['kind']): readonly string[] {
  return runs.filter((run) => run.kind === kind).map((run) => run.runId);
}

function readable(read: ReadRun, runId: string): Extract<ReadRun, { kind: 'run' }> {
  if (read.kind === 'run') return read;
  const reason = read.kind === 'unreadable' ? read.reason : 'its files are gone';
  throw new OuroborosError('bad-file', `The record of ${runId} cannot be read: ${reason}.`, {
    hint: 'Its backups and patches may still be in its folder below runs in the artifacts folder.',
  });
}
