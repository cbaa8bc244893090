import type { TestCoverage } from '../codebase/index/graph/test-coverage.ts';
import { describeCoverage, type LineCoverage } from '../codebase/measured-coverage/measured-coverage.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { Engine, Operation, RecipeEffect, Tolerance } from '../domain/patch.ts';
import type { ChangedCoverage } from '../domain/test-events.ts';
import type { Risk, RiskFactor } from '../domain/risk.ts';
import type { Sensitivity } from './sensitive-paths.ts';

/** What is known of one patch when its risk is scored. Null stands for what nobody could find out. */
export type RiskInput = {
  readonly operation: Operation;
  readonly linesBefore: number;
  readonly linesAdded: number;
  readonly linesRemoved: number;
  readonly engines: readonly Engine[];
  /** Public names of the file whose signature changes or that vanish. */
  readonly publicNames: readonly string[];
  /** Other files that mention them. */
  readonly callers: number | null;
  /** Of those, files that mention a name that is gone, and that do not change themselves. */
  readonly strandedCallers: number | null;
  /** How near tests are to the file, measured where it was; `named`: told by their names alone. */
  readonly tests: LineCoverage | TestCoverage | 'named' | 'unnamed' | null;
  /** What the tests of this run ran of the changed lines, where that was measured. It goes before `tests`. */
  readonly changedCoverage?: Pick<ChangedCoverage, 'lines' | 'covered'> | undefined;
  readonly tolerances: readonly Tolerance[];
  /** Attempts beyond the first that the run needed. */
  readonly retries: number;
  readonly sensitivity: Sensitivity | null;
  /** The parsers that vouch for the new text; empty where none could judge. */
  readonly verifiedBy: readonly string[];
  /** Whether its types were to be checked and could not be. */
  readonly isUnjudged: boolean;
  /** What gates let pass and a person shall see. */
  readonly doubts: readonly Pick<Diagnostic, 'line' | 'message'>[];
  /** Whether every gate passed; a patch that did not is only offered with the safe mode off. */
  readonly isValid: boolean;
};

type Judgement = { readonly value: number; readonly evidence: string };
type Factor = { readonly weight: number; readonly judge: (input: RiskInput) => Judgement };

/** Names this set of factors and weights in every record; another set gets another name. */
const MODEL_VERSION = 'risk-3';

/** The factors by name. docs/risk.md explains each one for users. */
export const RISK_FACTORS: Readonly<Record<string, Factor>> = {
  engine: { weight: 0.1, judge: judgeEngine },
  behaviour: { weight: 0.4, judge: judgeBehaviour },
  'share-changed': { weight: 0.3, judge: judgeShareChanged },
  'public-interface': { weight: 0.2, judge: judgePublicInterface },
  callers: { weight: 0.1, judge: judgeCallers },
  tests: { weight: 0.05, judge: judgeTests },
  deletions: { weight: 0.35, judge: judgeDeletions },
  tolerance: { weight: 0.1, judge: judgeTolerance },
  retries: { weight: 0.11, judge: judgeRetries },
  'sensitive-path': { weight: 0.35, judge: judgeSensitivity },
  syntax: { weight: 0.2, judge: judgeSyntax },
  types: { weight: 0.03, judge: judgeTypes },
  doubts: { weight: 0.3, judge: judgeDoubts },
  'failed-gates': { weight: 0.5, judge: judgeGates },
};

/** A recipe proves what it changes, so the size and reach of its change count for a quarter. */
const PROVEN_SHARE = 0.25;
/** A file of fewer lines counts as if it had so many, or else a small one would be rewritten by any change. */
const SMALLEST_FILE_LINES = 20;

/** Scores a patch: every factor with its value, its weight and the reason, and their sum cut at 1. */
export function assessRisk(input: RiskInput): Risk {
  const factors = Object.entries(RISK_FACTORS).map(([name, { weight, judge }]): RiskFactor => {
    const { value, evidence } = judge(input);
    const rounded = round(Math.min(Math.max(value, 0), 1));
    return { name, value: rounded, weight, contribution: round(rounded * weight), evidence };
  });
  const sum = factors.reduce((total, factor) => total + factor.contribution, 0);
  return { score: Math.min(round(sum), 1), modelVersion: MODEL_VERSION, factors };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function isProven({ engines }: RiskInput): boolean {
  return engines.length > 0 && engines.every((engine) => engine.kind === 'recipe');
}

function judgeEngine(input: RiskInput): Judgement {
  const names = input.engines.map((engine) =>
    engine.kind === 'recipe' ? `recipe ${engine.id}` : engine.model,
  );
  return {
    value: isProven(input) ? 0.1 : 1,
    evidence: `made by ${[...new Set(names)].join(', ') || 'an unknown engine'}`,
  };
}

const VALUE_OF_EFFECT: Readonly<Record<RecipeEffect, Judgement>> = {
  preserves: { value: 0, evidence: 'the recipe keeps the behaviour' },
  'may-differ': { value: 0.1, evidence: 'the recipe may change the behaviour in rare cases' },
  changes: { value: 1, evidence: 'the recipe changes the behaviour, as it was asked to' },
};

/** What a model's change does to the behaviour nobody knows: the other factors stand for it. */
function judgeBehaviour({ engines }: RiskInput): Judgement {
  const effects = engines.flatMap((engine) =>
    engine.kind === 'recipe' ? [VALUE_OF_EFFECT[engine.effect]] : [],
  );
  const [worst] = effects.toSorted((a, b) => b.value - a.value);
  return worst ?? { value: 0, evidence: 'no recipe was at work' };
}

function judgeShareChanged(input: RiskInput): Judgement {
  if (input.operation === 'create') return { value: provenPart(0.2, input), evidence: 'a new file' };
  const changed = Math.max(input.linesAdded, input.linesRemoved);
  const share = Math.min(changed / Math.max(input.linesBefore, SMALLEST_FILE_LINES), 1);
  return {
    value: provenPart(share ** 1.5, input),
    evidence: `${countOf(changed, 'line')} changed, the file had ${input.linesBefore}`,
  };
}

function judgePublicInterface(input: RiskInput): Judgement {
  const count = input.publicNames.length;
  if (count === 0) return { value: 0, evidence: 'no public name is touched' };
  const named = `${input.publicNames.slice(0, 3).join(', ')}${count > 3 ? ` and ${count - 3} more` : ''}`;
  return { value: provenPart(Math.min(0.4 + 0.2 * count, 1), input), evidence: `changed or gone: ${named}` };
}

function judgeCallers(input: RiskInput): Judgement {
  if (input.publicNames.length === 0) return { value: 0, evidence: 'nothing that others call is touched' };
  if (input.callers === null) return { value: provenPart(0.5, input), evidence: 'not counted' };
  if (input.strandedCallers !== null && input.strandedCallers > 0) {
    const files = countOf(input.strandedCallers, 'other file');
    return { value: provenPart(1, input), evidence: `gone, but still mentioned in ${files}` };
  }
  return {
    value: provenPart(Math.min(input.callers / 10, 1), input),
    evidence: `mentioned in ${countOf(input.callers, 'other file')}`,
  };
}

const TESTS: Readonly<Record<Exclude<RiskInput['tests'], LineCoverage | null>, Judgement>> = {
  named: { value: 0, evidence: 'tests named after the file exist' },
  direct: { value: 0, evidence: 'tests import the file' },
  'via-api': { value: 0.5, evidence: 'tests reach it over the interface of its package' },
  unnamed: { value: 1, evidence: 'no tests named after the file' },
  none: { value: 1, evidence: 'no test is known to reach the file' },
};

function judgeTests({ tests, changedCoverage }: RiskInput): Judgement {
  if (changedCoverage !== undefined) {
    const { lines, covered } = changedCoverage;
    const of = countOf(lines, 'changed line');
    return { value: 1 - covered / lines, evidence: `the tests of this run run ${covered} of ${of}` };
  }
  if (tests === null) return { value: 0.5, evidence: 'not a file that has tests' };
  return typeof tests === 'string' ? TESTS[tests] : judgeMeasured(tests);
}

function judgeMeasured(coverage: LineCoverage): Judgement {
  return { value: 1 - coverage.covered / coverage.lines, evidence: describeCoverage(coverage) };
}

/** Deleting a file is never scaled down: no recipe can prove that nobody needs it. */
function judgeDeletions(input: RiskInput): Judgement {
  if (input.operation === 'delete') return { value: 1, evidence: 'the file is deleted' };
  const lost = Math.max(input.linesRemoved - input.linesAdded, 0);
  const value = Math.min(lost / Math.max(input.linesBefore, SMALLEST_FILE_LINES), 1) / 2;
  return { value: provenPart(value, input), evidence: `${countOf(lost, 'line')} fewer than before` };
}

// Line endings hardly count: a model is shown every text with LF, and cannot give back what it was not shown.
const VALUE_OF_TOLERANCE: Readonly<Record<Tolerance, number>> = {
  'line-ending': 0.1,
  'trailing-space': 1,
  indentation: 1,
};

function judgeTolerance({ tolerances }: RiskInput): Judgement {
  const value = Math.max(0, ...tolerances.map((tolerance) => VALUE_OF_TOLERANCE[tolerance]));
  return {
    value,
    evidence:
      tolerances.length === 0 ? 'every edit matched to the byte' : `looked past: ${tolerances.join(', ')}`,
  };
}

function judgeRetries({ retries }: RiskInput): Judgement {
  return {
    value: retries / 2,
    evidence: retries === 1 ? '1 retry' : `${retries} retries`,
  };
}

/** A proven change of code with a telling name counts half; what a lock file or a pipeline means, no recipe can prove. */
function judgeSensitivity(input: RiskInput): Judgement {
  const { sensitivity } = input;
  if (sensitivity === null) return { value: 0, evidence: 'no sensitive path' };
  const isHalved = sensitivity.by === 'name' && isProven(input) && input.operation !== 'delete';
  return { value: isHalved ? 0.5 : 1, evidence: sensitivity.what };
}

function judgeSyntax({ operation, verifiedBy }: RiskInput): Judgement {
  if (operation === 'delete') return { value: 0, evidence: 'no text is left' };
  if (verifiedBy.length === 0) return { value: 0.5, evidence: 'no parser could judge it' };
  // What saw only the scripts of a component does not vouch for its template.
  const isStrong = verifiedBy.some((parser) => parser !== 'tree-sitter' && !parser.endsWith('(script)'));
  return { value: isStrong ? 0 : 0.25, evidence: `verified by ${verifiedBy.join(', ')}` };
}

function judgeTypes({ isUnjudged }: RiskInput): Judgement {
  return {
    value: isUnjudged ? 1 : 0,
    evidence: isUnjudged ? 'its types could not be judged' : 'no type check was missed',
  };
}

function judgeDoubts({ doubts: [first, ...others] }: RiskInput): Judgement {
  if (first === undefined) return { value: 0, evidence: 'no gate is in doubt' };
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return { value: 1, evidence: `a gate is in doubt: line ${first.line}: ${first.message}${more}` };
}

function judgeGates({ isValid }: RiskInput): Judgement {
  return {
    value: isValid ? 0 : 1,
    evidence: isValid ? 'every gate passed' : 'a gate failed, and the safe mode is off',
  };
}

function provenPart(value: number, input: RiskInput): number {
  return isProven(input) ? value * PROVEN_SHARE : value;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
