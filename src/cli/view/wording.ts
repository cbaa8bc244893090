import type { Risk } from '../../domain/risk.ts';
import type { PatchRecord, RunRecord } from '../../domain/run-record.ts';

/** A whole number with commas between its thousands. */
export function formatCount(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A count with its noun: `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A duration as people say it: `0.8 s`, `42 s`, `2 min 5 s`. */
export function formatDuration(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The word for a risk score at the two decimals that people see; `low` ends where `--max-risk` stands by default. */
export function riskWordOf(score: number): 'low' | 'medium' | 'high' {
  const shown = Math.round(score * 100);
  if (shown <= 30) return 'low';
  return shown <= 60 ? 'medium' : 'high';
}

/** A risk as people see it: two decimals and the word, for colour never carries the meaning alone. */
export function formatRisk(risk: Risk | null): string {
  return risk === null ? '-' : `${risk.score.toFixed(2)} ${riskWordOf(risk.score)}`;
}

export type PatchStatus =
  | 'applied'
  | 'restored'
  | 'held'
  | 'previewed'
  | 'declined'
  | 'failed'
  | 'not applied'
  | 'committed'
  | 'waiting';

/** Where a patch stands: what became of it, or what the run still has to do with it. */
export function patchStatusOf(patch: PatchRecord, record: RunRecord): PatchStatus {
  if (patch.isApplied) return record.start.kind === 'undo' ? 'restored' : 'applied';
  switch (patch.decision?.decision) {
    case 'hold':
      return 'held';
    case 'decline':
      return 'declined';
    case 'preview':
      return 'previewed';
    case 'apply':
    case undefined:
      if (!patch.staged.valid) return 'failed';
      if (record.git.moves.length > 0) return 'committed';
      return record.end === null ? 'waiting' : 'not applied';
  }
}

/** Whether the gates let a patch pass; `unparsed` where they did and the syntax gate was switched off. */
export function validityOf(isValid: boolean, gatesOff: readonly string[]): 'yes' | 'no' | 'unparsed' {
  if (!isValid) return 'no';
  return gatesOff.includes('syntax') ? 'unparsed' : 'yes';
}

/** Tokens that the run has used so far, sent and received. */
export function tokensOf(record: RunRecord): number {
  return record.modelCalls.reduce(
    (sum, call) => sum + (call.type === 'model.replied' ? call.usage.tokensIn + call.usage.tokensOut : 0),
    0,
  );
}

/** The known cost of the run in dollars, or null where no call has a price. */
export function costOf(record: RunRecord): number | null {
  const costs = record.modelCalls.flatMap((call) =>
    call.type === 'model.replied' && call.costUsd !== null ? [call.costUsd] : [],
  );
  return costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0);
}
