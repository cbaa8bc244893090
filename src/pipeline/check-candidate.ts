import type { Candidate, Gate, Verdict } from '../domain/ports.ts';
import { formatDiagnostic } from '../domain/diagnostic.ts';
import { messageOf } from '../domain/errors.ts';
import type { RunContext } from './run-context.ts';

/** What all gates together say of a candidate. `failure` is the first gate that failed. */
export type CheckResult = {
  readonly failure: { readonly gate: Gate; readonly verdict: Verdict } | null;
  /** The parsers that vouch for each changed file, the strongest last. */
  readonly verifiedBy: ReadonlyMap<string, readonly string[]>;
};

/** Runs every gate that applies, cheapest first, up to the first failure; in unsafe mode all of them, for the record. */
export async function checkCandidate(
  candidate: Candidate,
  place: { readonly stepId: string | null; readonly attempt: number },
  run: RunContext,
): Promise<CheckResult> {
  const verifiedBy = new Map<string, readonly string[]>();
  let failure: CheckResult['failure'] = null;
  for (const gate of gatesFor(run)) {
    if (!candidate.changes.some((change) => gate.appliesTo(change.path))) continue;
    run.signal.throwIfAborted();
    const startedMs = run.clock.elapsedMs();
    const verdict = await judge(gate, candidate, run.signal);
    const durationMs = run.clock.elapsedMs() - startedMs;
    run.emit({
      type: verdict.passed ? 'gate.passed' : 'gate.failed',
      gate: gate.id,
      checkType: gate.checkType,
      ...place,
      summary: verdict.summary,
      diagnostics: [...verdict.diagnostics],
      judged: verdict.judged.map((file) => ({ ...file, verifiedBy: [...file.verifiedBy] })),
      durationMs,
    });
    for (const file of verdict.judged) {
      if (file.verifiedBy.length > 0) verifiedBy.set(file.path, file.verifiedBy);
    }
    if (!verdict.passed) failure ??= { gate, verdict };
    if (failure !== null && run.config.safeMode) break;
  }
  return { failure, verifiedBy };
}

/** To a recipe `-f` names its subject: what else has to change with it, each call for one, is the edit that it declares. */
function gatesFor(run: RunContext): readonly Gate[] {
  const isRecipe = run.record().plan?.source === 'recipe';
  return isRecipe ? run.gates.filter((gate) => gate.id !== 'planned-symbols') : run.gates;
}

/** A gate that crashes has not passed. */
async function judge(gate: Gate, candidate: Candidate, signal: AbortSignal): Promise<Verdict> {
  try {
    return await gate.check(candidate, signal);
  } catch (error) {
    signal.throwIfAborted();
    return {
      passed: false,
      summary: `The gate ${gate.id} could not judge: ${messageOf(error)}`,
      diagnostics: [],
      judged: [],
    };
  }
}

/** A failed verdict as the builder reads it: the summary, then each place with its lines around. */
export function feedbackOf(failure: NonNullable<CheckResult['failure']>): string {
  const places = failure.verdict.diagnostics.map(
    (diagnostic) => `${formatDiagnostic(diagnostic)}\n${diagnostic.context}`,
  );
  return [`The ${failure.gate.id} gate refused the patch: ${failure.verdict.summary}`, ...places].join(
    '\n\n',
  );
}
