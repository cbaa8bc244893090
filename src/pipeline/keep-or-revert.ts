import type { WorseLimits } from '../domain/config.ts';
import { messageOf, OuroborosError } from '../domain/errors.ts';
import type { Measured } from '../domain/metrics-events.ts';
import type { FileChange } from '../domain/patch.ts';
import { digestOrNull } from '../domain/patch.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { checkCandidate, WHOLE_CHANGE } from './check-candidate.ts';
import { endAs, type Ending } from './ending.ts';
import type { RunContext } from './run-context.ts';

/** What tells errors of a change that stands: the others judge how it was made. */
const CHECKS = ['lint', 'types', 'tests'];

/**
 * Checks an applied change once more and takes it back where a metric is worse than the limits allow, or where the
 * checks cannot be brought to their end. Null where it stands.
 */
export async function keepOrRevert(
  changes: readonly FileChange[],
  limits: WorseLimits,
  run: RunContext,
): Promise<Ending | null> {
  try {
    const metrics = await measure(changes, limits, run);
    run.emit({ type: 'metrics.compared', metrics: [...metrics] });
    const worse = metrics.filter(({ isWorse }) => isWorse);
    if (worse.length === 0) return null;
    const reason = worse.map(describe).join('; ');
    await run.writer.takeBack(reason, run);
    return endAs(
      'failed',
      `Taken back: ${reason}.`,
      'Everything is as it was before the run. ' + HOW_TO_ALLOW,
    );
  } catch (error) {
    if (run.record().applied.length > 0)
      await run.writer.takeBack(`the checks did not end: ${messageOf(error)}`, run);
    throw error;
  }
}

const HOW_TO_ALLOW = 'revertIfWorse in ouroboros.config.json sets the limits.';

async function measure(
  changes: readonly FileChange[],
  limits: WorseLimits,
  run: RunContext,
): Promise<readonly Measured[]> {
  for (const { path, after } of changes) await assertWritten(path, after, run);
  const gates = run.gates.filter(({ id }) => CHECKS.includes(id));
  const earlier = run.record().tests.length;
  // Every check is asked, also after one that fails.
  const config = { ...run.config, safeMode: false };
  const { failure } = await checkCandidate(changes, WHOLE_CHANGE, { ...run, gates, config });
  const record = run.record();
  const errors = failure === null ? 0 : errorsIn(record, gates.length);
  return [
    atMost('errors', { before: 0, after: errors, limit: limits.errors }),
    ...complexityOf(record, limits),
    ...testsOf(record.tests.slice(earlier), limits),
  ];
}

async function assertWritten(path: string, after: Uint8Array | null, run: RunContext): Promise<void> {
  const found = await run.writer.read(path);
  if (digestOrNull(found) === digestOrNull(after)) return;
  throw new OuroborosError('changed-on-disk', `${path} was changed since it was written.`);
}

/** A failed check without a place counts as one error. */
function errorsIn({ gates }: RunRecord, asked: number): number {
  const failed = gates.slice(-asked).flatMap(({ value }) => (value.type === 'gate.failed' ? [value] : []));
  return failed.reduce((sum, { diagnostics }) => sum + Math.max(1, diagnostics.length), 0);
}

function complexityOf({ patches }: RunRecord, limits: WorseLimits): readonly Measured[] {
  const all = patches.flatMap(({ staged }) => staged.complexity ?? []);
  if (all.length === 0) return [];
  const before = Math.max(...all.map(({ highestBefore }) => highestBefore));
  const after = Math.max(...all.map(({ highestAfter }) => highestAfter));
  return [atMost('complexity', { before, after, limit: before + limits.complexity })];
}

/** Differences of less are noise, however short the tests are. */
const NOISE_MS = 2000;

function testsOf(tests: RunRecord['tests'], limits: WorseLimits): readonly Measured[] {
  return tests.flatMap(({ shares, beforeMs, durationMs }): readonly Measured[] => {
    const before = Math.round(beforeMs);
    const limit = Math.max(Math.round(before * limits.testTime), before + NOISE_MS);
    return [
      ...(shares === undefined ? [] : [coverage(shares, limits)]),
      atMost('test-time', { before, after: Math.round(durationMs), limit }),
    ];
  });
}

function coverage({ before, after }: Sides, limits: WorseLimits): Measured {
  const limit = Math.max(0, before - limits.coverage);
  return { metric: 'coverage', before, after, limit, isWorse: after < limit };
}

type Sides = { readonly before: number; readonly after: number };

function atMost(metric: Measured['metric'], sides: Sides & { readonly limit: number }): Measured {
  return { metric, ...sides, isWorse: sides.after > sides.limit };
}

function describe({ metric, before, after, limit }: Measured): string {
  const what = {
    errors: 'errors',
    complexity: 'highest complexity',
    coverage: 'coverage',
    'test-time': 'test time in ms',
  };
  return `${what[metric]} ${after}, ${before} before, limit ${limit}`;
}
