import { expect, test } from 'vitest';
import { diagnosticSchema, formatDiagnostic } from '../../src/domain/diagnostic.ts';

const FOUND = {
  path: 'a.py',
  line: 2,
  column: 3,
  kind: 'syntax',
  message: 'No end',
  source: 'ruff',
  context: '',
};

test.each([
  [undefined, 'a.py:2:3: No end (ruff)'],
  ['new', 'a.py:2:3: No end (ruff)'],
  ['old', 'a.py:2:3: No end (ruff), as before the change'],
])('what is written down as %s is told as %j', (state, line) => {
  const found = diagnosticSchema.parse(JSON.parse(JSON.stringify({ ...FOUND, state })));
  expect(found.state).toBe(state);
  expect(formatDiagnostic(found)).toBe(line);
});
