import { createCandidate } from '../domain/candidate.ts';
import { formatDiagnostic, type Diagnostic } from '../domain/diagnostic.ts';
import type { Digest } from '../domain/digest.ts';
import { messageOf } from '../domain/errors.ts';
import { maskSecrets } from '../domain/find-secrets.ts';
import { digestOrNull, type FileChange } from '../domain/patch.ts';
import type { Candidate, Gate, Verdict } from '../domain/ports.ts';
import type { RunContext } from './run-context.ts';

/** What all gates together say of a candidate. `failure` is the first gate that failed. */
export type CheckResult = {
  readonly failure: { readonly gate: Gate; readonly verdict: Verdict } | null;
  /** The parsers that vouch for each changed file, the strongest last. */
  readonly verifiedBy: ReadonlyMap<string, readonly string[]>;
  /** Paths that a gate was to judge and could not. */
  readonly unjudged: ReadonlySet<string>;
  /** What gates let pass and a person shall see. */
  readonly doubts: readonly Diagnostic[];
  /** The very bytes that were judged, null for a deletion: nothing else may be written. */
  readonly judged: ReadonlyMap<string, Digest | null>;
  /** Whether gates were asked that wait for the last step. */
  readonly isWhole: boolean;
};

/** Where in a run a check stands. `later` are the paths of the steps to come. */
export type CheckPlace = {
  readonly stepId: string | null;
  readonly attempt: number;
  readonly later: readonly string[];
};

/** The check of a whole change that belongs to no single step. */
export const WHOLE_CHANGE: CheckPlace = { stepId: null, attempt: 1, later: [] };

/** Runs every gate that applies, cheapest first, up to the first failure; in unsafe mode all of them, for the record. */
export async function checkCandidate(
  changes: readonly FileChange[],
  { stepId, attempt, later }: CheckPlace,
  run: RunContext,
): Promise<CheckResult> {
  const candidate = createCandidate(run.tree, changes, { words: wordsOf(run), later });
  const judged = new Map(changes.map(({ path, after }) => [path, digestOrNull(after)]));
  const isWhole = later.length === 0;
  const verifiedBy = new Map<string, readonly string[]>();
  const unjudged = new Set<string>();
  const doubts: Diagnostic[] = [];
  let failure: CheckResult['failure'] = null;
  for (const gate of gatesFor(run)) {
    if (gate.judges === 'whole-change' && !isWhole) continue;
    if (!candidate.changes.some((change) => gate.appliesTo(change.path))) continue;
    run.signal.throwIfAborted();
    const startedMs = run.clock.elapsedMs();
    const verdict = await judge(gate, candidate, run.signal);
    if (verdict.isSkipped === true) continue;
    const durationMs = run.clock.elapsedMs() - startedMs;
    run.emit({
      type: verdict.passed ? 'gate.passed' : 'gate.failed',
      gate: gate.id,
      checkType: gate.checkType,
      stepId,
      attempt,
      summary: verdict.summary,
      diagnostics: verdict.diagnostics.map(forRecord),
      judged: verdict.judged.map((file) => ({ ...file, verifiedBy: [...file.verifiedBy] })),
      ...(verdict.counts === undefined ? {} : { counts: [...verdict.counts] }),
      ...(verdict.doubts === undefined ? {} : { doubts: verdict.doubts.map(forRecord) }),
      durationMs,
    });
    for (const file of verdict.judged) {
      if (file.digest !== judged.get(file.path))
        throw new TypeError(
          `The gate ${gate.id} judged other bytes of ${file.path} than those to be written.`,
        );
      if (file.verifiedBy.length > 0) verifiedBy.set(file.path, file.verifiedBy);
    }
    for (const path of verdict.unjudged ?? []) unjudged.add(path);
    doubts.push(...(verdict.doubts ?? []));
    if (!verdict.passed) failure ??= { gate, verdict };
    if (failure !== null && run.config.safeMode) break;
  }
  return { failure, verifiedBy, unjudged, doubts, judged, isWhole };
}

function wordsOf(run: RunContext): string {
  return [run.task.text, ...(run.record().plan?.steps ?? []).map(({ title }) => title)].join('\n');
}

/** To a recipe `-f` names its subject: what else has to change with it, each call for one, is the edit that it declares. */
function gatesFor(run: RunContext): readonly Gate[] {
  const isRecipe = run.record().plan?.source === 'recipe';
  return isRecipe ? run.gates.filter((gate) => gate.id !== 'planned-symbols') : run.gates;
}

/** The lines that a diagnostic shows may hold secrets; no record does. */
function forRecord(diagnostic: Diagnostic): Diagnostic {
  const { message, context } = diagnostic;
  return { ...diagnostic, message: maskSecrets(message), context: maskSecrets(context) };
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
  const refusal = `The ${failure.gate.id} gate refused the patch: ${failure.verdict.summary}`;
  return [refusal, ...places, ...adviceOf(failure.gate)].join('\n\n');
}

/** What passes and may not be meant, as the builder is asked about it. */
export function questionOf(doubts: readonly Diagnostic[]): string {
  const places = doubts.map((doubt) => `${formatDiagnostic(doubt)}\n${doubt.context}`);
  return [QUESTION, ...places, ANSWERS].join('\n\n');
}

const QUESTION = 'Nothing refuses the patch, but these places may not be what the task asks for:';
const ANSWERS =
  'Where the task asks for them, submit the same patch again. Else submit the complete change without them, against the files as first shown.';

/** A model that sees a test fail is tempted to change the test. */
function adviceOf({ id }: Gate): readonly string[] {
  return id === 'tests' ? [TESTS_ADVICE] : [];
}

const TESTS_ADVICE =
  'These tests passed without the patch: work out from each message what they expect, and change the patch so that they pass. Change a test only where the task asks for other behaviour.';
