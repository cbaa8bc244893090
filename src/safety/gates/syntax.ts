import { digestOf } from '../../domain/digest.ts';
import { languageOf, mayTellLanguage } from '../../domain/language.ts';
import type { Candidate, Gate, JudgedFile, Verdict } from '../../domain/ports.ts';
import { createOldestPythonFinder } from '../../codebase/oldest-python.ts';
import { createGoalFinder } from '../../codebase/package-goal.ts';
import type { Python3 } from '../../codebase/languages/python3.ts';
import { checkAsRead } from '../goal-in-use.ts';
import { DEFAULT_SYNTAX_LIMITS, languageOfSides, type SyntaxLimits } from '../syntax-input.ts';
import type { SyntaxVerdict } from '../syntax-verdict.ts';

export type SyntaxGateOptions = {
  readonly limits?: Partial<SyntaxLimits>;
  /** The interpreter that judges Python too, which the caller closes; null asks none. */
  readonly python: Python3 | null;
};

/** For all files of a change together. */
const GATE_WALL_MS = 120_000;

const MAX_NOTES = 3;

type Checked = { readonly file: JudgedFile; readonly verdict: SyntaxVerdict };

/** The gate that lets no new syntax error pass: see `checkSyntax` and `checkAsRead` for its rules. Deleted files are not judged. */
export function createSyntaxGate({ limits = {}, python }: SyntaxGateOptions): Gate {
  return {
    id: 'syntax',
    checkType: 'syntax_validation',
    isHealable: true,
    judges: 'each-step',
    appliesTo: (path) => languageOf(path) !== null || mayTellLanguage(path),
    check: async (candidate, signal) => verdictOf(await checkChanges(candidate, { limits, python, signal })),
  };
}

async function checkChanges(
  candidate: Candidate,
  options: {
    readonly limits: Partial<SyntaxLimits>;
    readonly python: Python3 | null;
    readonly signal: AbortSignal;
  },
): Promise<readonly Checked[]> {
  const checked: Checked[] = [];
  const start = performance.now();
  const read = (path: string): Promise<Uint8Array | null> => candidate.read(path);
  const findGoal = createGoalFinder(read);
  const findOldestPython = createOldestPythonFinder(read);
  for (const { path, before, after } of candidate.changes) {
    const language = after === null ? null : languageOfSides({ path, before, after });
    if (after === null || language === null) continue;
    const reading = { goal: await findGoal(path), oldestPython: await findOldestPython(path) };
    const limits = { ...options.limits, wallMs: wallFor(options.limits, performance.now() - start) };
    const input = { path, language, before, after, ...reading };
    const verdict = await checkAsRead(input, candidate, { ...options, limits });
    checked.push({ file: { path, digest: digestOf(after), verifiedBy: verdict.verifiedBy }, verdict });
  }
  return checked;
}

/** What a file may take of the time that is left for all of them. */
function wallFor({ wallMs = DEFAULT_SYNTAX_LIMITS.wallMs }: Partial<SyntaxLimits>, passedMs: number): number {
  return Math.min(wallMs, GATE_WALL_MS - passedMs);
}

function verdictOf(checked: readonly Checked[]): Verdict {
  const invalid = checked.filter(({ verdict }) => !verdict.valid);
  return {
    passed: invalid.length === 0,
    summary: invalid.length === 0 ? summaryOfValid(checked) : summaryOfInvalid(invalid),
    diagnostics: invalid.flatMap(({ verdict }) => verdict.diagnostics),
    judged: checked.map(({ file }) => file),
  };
}

function summaryOfValid(checked: readonly Checked[]): string {
  const warnings = checked.reduce((count, { verdict }) => count + verdict.warnings.length, 0);
  const parsers = [...new Set(checked.flatMap(({ file }) => file.verifiedBy))].join(', ');
  const judged = `${countOf(checked.length, 'file')} without new syntax errors`;
  const by = parsers === '' ? '' : ` by ${parsers}`;
  const notes = checked
    .flatMap(({ verdict }) => verdict.notes)
    .map(({ path, line, message, source }) => `; ${path}:${line}: ${message} (${source})`);
  const warned = warnings === 0 ? '' : `; ${countOf(warnings, 'warning')}`;
  return `${judged}${by}${warned}${notes.slice(0, MAX_NOTES).join('')}`;
}

function summaryOfInvalid(invalid: readonly Checked[]): string {
  const paths = invalid.map(({ file }) => file.path).join(', ');
  return `New syntax errors in ${countOf(invalid.length, 'file')}: ${paths}`;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
