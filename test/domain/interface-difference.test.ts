import { expect, test } from 'vitest';
import { isSameInterface } from '../../src/domain/interface-difference.ts';

const NONE = { added: [], removed: [], changed: [], breaking: [] };
const LOAD = { name: 'load', signature: '()' };

test.each([
  ['nothing', NONE, true],
  ['a new name', { ...NONE, added: [LOAD] }, false],
  ['a name that is gone', { ...NONE, removed: [LOAD] }, false],
  ['another signature', { ...NONE, changed: [{ name: 'load', before: '()', after: '(path)' }] }, false],
])('an interface with %s is the same: %j', (_, difference, isSame) => {
  expect(isSameInterface(difference)).toBe(isSame);
});
