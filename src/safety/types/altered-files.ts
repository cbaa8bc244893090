import type { FileChange } from '../../domain/patch.ts';
import type { Candidate } from '../../domain/ports.ts';
import { textOf } from '../imports/added-imports.ts';

/** The changes whose path passes and whose two sides differ as texts. */
export function alteredFiles({ changes }: Candidate, pattern: RegExp): readonly FileChange[] {
  return changes.filter(
    ({ path, before, after }) =>
      pattern.test(path) && (before === null || after === null || textOf(before) !== textOf(after)),
  );
}
