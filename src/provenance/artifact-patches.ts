import { posix } from 'node:path';
import type { EventOf } from '../domain/event.ts';
import type { PatchRecord, RunRecord } from '../domain/run-record.ts';
import type { Artifact } from './artifact-schema.ts';
import { recipeName } from './model-use.ts';

type End = EventOf<'run.finished'>;
type EndedRecord = RunRecord & { readonly end: End };

/** Every patch that was staged, with what was decided and what became of it. */
export function patchesOf(record: EndedRecord): Artifact['patches'] {
  return record.patches.map((patch) => patchOf(patch, record));
}

/** Every decision with who took it, in order. */
export function decisionsOf(record: RunRecord): Artifact['decisions'] {
  return record.decisions.map(({ at, value }) => {
    const { path, decision, decidedBy, approver, reason } = value;
    return { path, decision, decided_by: decidedBy, approver, reason, timestamp: at };
  });
}

/**
 * The files that were written and stand. Applying is all or none: a run that wrote files and did not end as `applied` has
 * taken them back, unless it was killed and nobody has looked after it yet.
 */
export function modificationsOf(record: EndedRecord): Artifact['file_modifications'] {
  const { applied, end } = record;
  if (!changesStand(record)) return [];
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

function patchOf(patch: PatchRecord, record: EndedRecord): Artifact['patches'][number] {
  const { end } = record;
  const { staged, risk } = patch;
  return {
    path: staged.path,
    operation: staged.operation,
    engines: staged.engines.map((engine) =>
      engine.kind === 'recipe' ? recipeName(engine.id, engine.version) : engine.model,
    ),
    valid: staged.valid,
    status: statusOf(patch, record),
    risk:
      risk === null ? null : { score: risk.score, model_version: risk.modelVersion, factors: risk.factors },
    original_hash: staged.originalHash,
    modified_hash: staged.modifiedHash,
    lines_added: staged.linesAdded,
    lines_removed: staged.linesRemoved,
    tolerances: staged.tolerances,
    diff_path: besideArtifact(staged.diffPath, end),
    ...(staged.interface === undefined ? {} : { public_interface: staged.interface }),
    ...(staged.complexity === undefined ? {} : { complexity: staged.complexity }),
  };
}

function statusOf(
  { isApplied, decision, staged }: PatchRecord,
  record: EndedRecord,
): Artifact['patches'][number]['status'] {
  if (isApplied && changesStand(record)) return 'applied';
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

/** What was committed and not pushed as asked stands all the same. */
function changesStand({ end, git }: EndedRecord): boolean {
  return end.outcome === 'applied' || end.outcome === 'interrupted' || git.pushRefused !== null;
}

/** Events name stored files relative to the artifacts folder, artifacts relative to the root of the work tree. */
function besideArtifact(path: string | null, end: End): string | null {
  return path === null ? null : posix.join(posix.dirname(end.artifact), path);
}
