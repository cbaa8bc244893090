import { posix } from 'node:path';
import type { EventOf } from '../domain/event.ts';
import type { PatchRecord, RunRecord } from '../domain/run-record.ts';
import type { Artifact } from './artifact-schema.ts';
import { recipeName } from './model-use.ts';

type End = EventOf<'run.finished'>;
type EndedRecord = RunRecord & { readonly end: End };

/** Every patch that was staged, with what was decided and what became of it. */
export function patchesOf({ patches, end }: EndedRecord): Artifact['patches'] {
  return patches.map((patch) => patchOf(patch, end));
}

/** Every decision with who took it, in order. */
export function decisionsOf(record: RunRecord): Artifact['decisions'] {
  return record.decisions.map(({ at, value }) => {
    const { path, decision, decidedBy, approver, reason } = value;
    return { path, decision, decided_by: decidedBy, approver, reason, timestamp: at };
  });
}

/** The files that were written and stand. Applying is all or none: a run that wrote files and did not end as `applied` has taken them back. */
export function modificationsOf({ applied, end }: EndedRecord): Artifact['file_modifications'] {
  if (end.outcome !== 'applied') return [];
  return applied.map(({ at, value }) => ({
    file_path: value.path,
    original_hash: value.originalHash,
    modified_hash: value.modifiedHash,
    lines_added: value.linesAdded,
    lines_removed: value.linesRemoved,
    backup_path: besideArtifact(value.backupPath, end),
    timestamp: at,
    operation: value.operation,
    mode_before: value.modeBefore,
    mode_after: value.modeAfter,
    folders_made: value.foldersMade ?? [],
  }));
}

function patchOf(patch: PatchRecord, end: End): Artifact['patches'][number] {
  const { staged, risk } = patch;
  return {
    path: staged.path,
    operation: staged.operation,
    engines: staged.engines.map((engine) =>
      engine.kind === 'recipe' ? recipeName(engine.id, engine.version) : engine.model,
    ),
    valid: staged.valid,
    status: statusOf(patch, end),
    risk:
      risk === null ? null : { score: risk.score, model_version: risk.modelVersion, factors: risk.factors },
    original_hash: staged.originalHash,
    modified_hash: staged.modifiedHash,
    lines_added: staged.linesAdded,
    lines_removed: staged.linesRemoved,
    tolerances: staged.tolerances,
    diff_path: besideArtifact(staged.diffPath, end),
    ...(staged.interface === undefined ? {} : { public_interface: staged.interface }),
  };
}

function statusOf(
  { isApplied, decision, staged }: PatchRecord,
  end: End,
): Artifact['patches'][number]['status'] {
  if (isApplied && end.outcome === 'applied') return 'applied';
  switch (decision?.decision) {
    case 'apply':
      return 'accepted';
    case 'hold':
      return 'held';
    case 'decline':
      return 'declined';
    case 'preview':
      return 'previewed';
    case undefined:
      return staged.valid ? 'staged' : 'invalid';
  }
}

/** Events name stored files relative to the artifacts folder, artifacts relative to the root of the work tree. */
function besideArtifact(path: string | null, end: End): string | null {
  return path === null ? null : posix.join(posix.dirname(end.artifact), path);
}
