import { OuroborosError } from '../../domain/errors.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import { applyStored } from '../../pipeline/apply-stored.ts';
import { readBlob } from '../../provenance/run-files.ts';
import { openRunStore } from '../../provenance/run-store.ts';
import { approverName } from '../compose.ts';
import { landingFlags, type LandingOptions } from '../config/landing-config.ts';
import { configOfRun } from '../config/config-of-run.ts';
import { findRecord } from '../find-run.ts';
import type { Io } from '../io.ts';
import { openProject } from '../project.ts';
import { recoverProject } from '../recover.ts';
import { watchedRun } from '../watched-run.ts';

export type ApplyOptions = LandingOptions & { readonly run: string; readonly json: boolean };

/** Applies what a held or previewed run stored, as a run of its own, and gives its exit code. */
export async function runApply(options: ApplyOptions, io: Io): Promise<number> {
  const project = await openProject(io.cwd);
  const { messages: notices } = await recoverProject(project);
  const store = await openRunStore(project);
  const parent = findRecord(store, options.run);
  store.close();
  assertAppliable(parent);
  return watchedRun(project, io, {
    kind: 'apply',
    parentRunId: parent.runId,
    task: {
      text: parent.start.task,
      targets: parent.start.targets,
      // What a recipe changed is bound by the edit that it declares, not by the names it was given.
      functions: parent.plan?.source === 'recipe' ? [] : parent.start.functions,
      namedTargets: [],
    },
    config: configOfRun(parent, project.written, { landing: landingFlags(options) }),
    assumesYes: false,
    isJson: options.json,
    notices,
    createModel: async () => null,
    stages: async (run) =>
      applyStored(
        { parent, readBlob: (digest) => readBlob(project.artifactsDir, digest) },
        approverName(),
        run,
      ),
  });
}

function assertAppliable(parent: RunRecord): void {
  if (parent.start.kind !== 'refactor' || parent.patches.length === 0) {
    const how = parent.end === null ? 'was interrupted' : `ended as ${parent.end.outcome}`;
    throw new OuroborosError('usage', `The run ${parent.runId} ${how} and has no patches to apply.`, {
      hint: 'Runs that are held or previewed have: ouroboros list-runs --status held',
    });
  }
}
