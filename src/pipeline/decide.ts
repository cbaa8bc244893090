import { applyCommand } from '../domain/apply-command.ts';
import { doubtOfTests } from '../domain/test-doubts.ts';
import { isWithinRisk } from '../domain/risk.ts';
import type { EventOf } from '../domain/event.ts';
import type { Patch } from '../domain/patch.ts';
import { endAs, type Ending } from './ending.ts';
import type { RunContext } from './run-context.ts';

/** Either patches that may be written now, or how the run ends without writing. */
export type Decided = { readonly kind: 'apply'; readonly patches: readonly Patch[] } | Ending;

/** Decides by the options, or asks; all patches under the limit, or none is applied by itself. Every decision names who took it. */
export async function decide(patches: readonly Patch[], run: RunContext): Promise<Decided> {
  const { config } = run;
  if (config.dryRun) {
    tell(
      patches,
      { decision: 'preview', decidedBy: 'flag', approver: '--dry-run', reason: 'a dry run writes nothing' },
      run,
    );
    return endAs(
      'previewed',
      `${count(patches)} previewed; nothing was written.`,
      `To apply exactly this: ouroboros apply ${run.record().runId}`,
    );
  }
  if (config.autoApply || run.assumesYes) return decideByLimit(patches, run);
  if (run.approval === null) {
    tell(
      patches,
      { decision: 'hold', decidedBy: 'flag', approver: 'no --auto-apply', reason: 'nobody was there to ask' },
      run,
    );
    return endAs('held', `${count(patches)} held for approval; nothing was written.`, applyHint(run));
  }
  return askPerson(patches, run.approval, run);
}

type DecisionWords = Pick<EventOf<'decision.made'>, 'decision' | 'decidedBy' | 'approver' | 'reason'>;

function decideByLimit(patches: readonly Patch[], run: RunContext): Decided {
  const { maxRisk } = run.config;
  const approver = `${run.config.autoApply ? '--auto-apply' : '--yes'} --max-risk ${maxRisk}`;
  const untested = whyUntested(run);
  if (untested !== null) return hold(patches, { approver, ...untested }, run);
  const risky = patches.filter((patch) => !isWithinRisk(patch.risk, maxRisk));
  const [worst] = risky.toSorted((a, b) => b.risk.score - a.risk.score);
  if (worst === undefined) {
    tell(
      patches,
      {
        decision: 'apply',
        decidedBy: 'policy',
        approver,
        reason: `risk is at most ${maxRisk} and every gate passed`,
      },
      run,
    );
    return { kind: 'apply', patches };
  }
  const reason = `risk ${worst.risk.score.toFixed(2)} of ${worst.path} is above the limit ${maxRisk}`;
  return hold(patches, { approver, reason, hint: null }, run);
}

function hold(
  patches: readonly Patch[],
  { hint, ...words }: Pick<DecisionWords, 'approver' | 'reason'> & Untested,
  run: RunContext,
): Ending {
  tell(patches, { decision: 'hold', decidedBy: 'policy', ...words }, run);
  const next = [...(hint === null ? [] : [hint]), applyHint(run)].join(' ');
  return endAs('held', `Held: ${words.reason}; nothing was written.`, next);
}

type Untested = { readonly reason: string; readonly hint: string | null };

/**
 * Who names the tests that are to be run wants no change that they did not judge; a default wants none where they were
 * started and show nothing. Nobody wants tests made unsteady. A merge waits for them by itself, with the change on its branch.
 */
function whyUntested({ config, record }: RunContext): Untested | null {
  const { landing, tests } = config;
  if (landing.kind === 'branch' && landing.merge !== null) return null;
  const { run } = tests;
  const isAsked = run === 'all' || run === 'related';
  const skipped = record().testsSkipped.find(({ holds }) => isAsked || holds);
  const doubt = doubtOfTests(record());
  if (doubt !== null) return { reason: `tests of the project are ${doubt}`, hint: null };
  if (skipped === undefined) return null;
  const whose = isAsked ? `the tests that --tests ${run} asks for` : 'the tests of the project';
  return { reason: `${whose} were not run: ${skipped.reason}`, hint: isAsked ? null : skipped.hint };
}

async function askPerson(
  patches: readonly Patch[],
  approval: NonNullable<RunContext['approval']>,
  run: RunContext,
): Promise<Decided> {
  const accepted = await approval.reviewPatches(patches);
  run.signal.throwIfAborted();
  const by = { decidedBy: 'person', approver: approval.approver } as const;
  const chosen = patches.filter((patch) => accepted.has(patch.path));
  const declined = patches.filter((patch) => !accepted.has(patch.path));
  tell(chosen, { decision: 'apply', ...by, reason: 'accepted at the terminal' }, run);
  tell(declined, { decision: 'decline', ...by, reason: 'declined at the terminal' }, run);
  if (chosen.length === 0)
    return endAs('held', 'All patches were declined; nothing was written.', applyHint(run));
  return { kind: 'apply', patches: chosen };
}

function tell(patches: readonly Patch[], words: DecisionWords, run: RunContext): void {
  for (const patch of patches) run.emit({ type: 'decision.made', path: patch.path, ...words });
}

function applyHint(run: RunContext): string {
  const { runId, start } = run.record();
  return `To see them: ouroboros status --run-id ${runId}. To apply them: ${applyCommand(runId, start.options.landing)}`;
}

function count(patches: readonly Patch[]): string {
  return patches.length === 1 ? '1 patch' : `${patches.length} patches`;
}
