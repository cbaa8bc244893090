import { expect, test } from 'vitest';
import { tellingLine } from '../../../src/safety/test-runs/telling-line.ts';

test.each([
  [
    '1 passed\nModuleNotFoundError: No module named "till"\n  at line 3\n',
    'ModuleNotFoundError: No module named "till"',
  ],
  ['collecting\nsh: 1: jest: not found\ndone\n', 'sh: 1: jest: not found'],
  ['3 tests, 0 errors\nRan in 2 s\n', 'Ran in 2 s'],
])('of %j the line that tells most is %j', (output, line) => {
  expect(tellingLine(output)).toBe(line);
});
