import type { Figure } from '../measure.ts';
import type { JudgedMutant } from './judged-mutant.ts';
import { MUTATORS } from './mutators.ts';

/** What became of the corruptions of one kind. */
type KindCount = {
  readonly kind: string;
  readonly invalid: readonly JudgedMutant[];
  readonly valid: readonly JudgedMutant[];
};

const MAX_MISSED_PERCENT = 10;
const MAX_EXAMPLES = 12;

export function countKinds(judged: readonly JudgedMutant[]): readonly KindCount[] {
  return MUTATORS.map(({ kind }) => {
    const ofKind = judged.filter(({ mutator }) => mutator.kind === kind);
    const invalid = ofKind.filter(({ refusal }) => refusal !== null);
    return { kind, invalid, valid: ofKind.filter(({ refusal }) => refusal === null) };
  });
}

/** A line for each kind: how many the compiler refuses, how many of them and of the others are caught, and by what. */
export function printKinds(counts: readonly KindCount[]): void {
  console.log(`${'kind'.padEnd(24)} invalid  caught   valid  caught  by`);
  for (const { kind, invalid, valid } of counts) {
    const caught = valid.filter(({ caughtBy }) => caughtBy.length > 0);
    const gates = Object.entries(Object.groupBy(caught, ({ caughtBy }) => caughtBy[0] ?? ''));
    const by = gates.map(([gate, mutants = []]) => `${gate} ${mutants.length}`).join(', ');
    const caughtInvalid = invalid.filter(({ isSyntaxCaught }) => isSyntaxCaught);
    const columns = [invalid.length, caughtInvalid.length, valid.length, caught.length];
    console.log(`${kind.padEnd(24)} ${columns.map((count) => String(count).padStart(7)).join(' ')}  ${by}`);
  }
}

/** The two bounds, with examples of what was missed. */
export function figuresOf(judged: readonly JudgedMutant[]): readonly Figure[] {
  const invalid = judged.filter(({ refusal }) => refusal !== null);
  const missed = invalid.filter(({ isSyntaxCaught }) => !isSyntaxCaught);
  const lossy = judged.filter(({ refusal, mutator }) => refusal === null && mutator.loss === 'code');
  const lost = lossy.filter(({ caughtBy }) => caughtBy.length === 0);
  for (const mutant of missed) printMutant(mutant);
  for (const mutant of lost.slice(0, MAX_EXAMPLES)) printMutant(mutant);
  return [
    {
      name: 'corruptions accepted that the compiler refuses',
      value: missed.length,
      unit: '',
      bound: 0,
      detail: `of ${invalid.length}`,
    },
    {
      name: 'lost code that still compiles, missed by every gate',
      value: (100 * lost.length) / lossy.length,
      unit: '%',
      bound: MAX_MISSED_PERCENT,
      detail: `${lost.length} of ${lossy.length}`,
    },
  ];
}

function printMutant({ path, mutator, original, text, refusal }: JudgedMutant): void {
  const lines = original.split('\n');
  const first = text.split('\n').findIndex((line, index) => line !== lines[index]);
  const share = Math.round(100 * (1 - text.length / original.length));
  const shown = (text.split('\n')[first] ?? '').trim().slice(0, 90);
  console.log(
    `  missed: ${mutator.kind} in ${path}:${first + 1}, ${share} % gone, ${refusal ?? 'compiles'}: ${shown}`,
  );
}
