import { createCandidate } from '../../domain/candidate.ts';
import type { Candidate } from '../../domain/ports.ts';
import { textOf } from '../imports/added-imports.ts';
import { asksToSilence } from './asked-to-silence.ts';
import {
  newSuppressions,
  withoutSuppressions,
  type FileSides,
  type Silenced,
  type Suppression,
} from './new-suppressions.ts';

/** A change as checkers are to see it, with the comments that are crossed out in it. */
export type Unsilenced = { readonly candidate: Candidate; readonly suppressions: readonly Suppression[] };

/** Crosses out the comments by which a change silences a checker, unless its task asks for them; no place moves. */
export function unsilenced(candidate: Candidate, kinds: readonly Silenced[]): Unsilenced {
  const { changes, intent } = candidate;
  if (asksToSilence(intent.words)) return { candidate, suppressions: [] };
  const sides = changes.map(sidesOf);
  const suppressions = kinds.flatMap((silenced) => newSuppressions(sides, silenced));
  if (suppressions.length === 0) return { candidate, suppressions };
  const heard = changes.map((change) => {
    const own = suppressions.filter(({ path }) => path === change.path);
    if (own.length === 0) return change;
    return { ...change, after: Buffer.from(withoutSuppressions(textOf(change.after), own)) };
  });
  return { candidate: createCandidate(candidate, heard, intent), suppressions };
}

function sidesOf({ path, before, after }: Candidate['changes'][number]): FileSides {
  return {
    path,
    before: before === null ? null : textOf(before),
    after: after === null ? null : textOf(after),
  };
}
