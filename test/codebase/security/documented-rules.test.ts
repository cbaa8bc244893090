import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OWN_PYTHON_RULES } from '../../../src/codebase/security/python-own-rules.ts';
import { PYTHON_RULES } from '../../../src/codebase/security/python-security.ts';
import { TREE_RULES } from '../../../src/codebase/security/tree-rules.ts';
import { SCRIPT_RULES } from '../../../src/codebase/security/script-rules.ts';

const PAGE = readFileSync(new URL('../../../docs/security.md', import.meta.url), 'utf8');

/** What stands as code in the first cells of the table below a heading. */
function firstCells(heading: string): readonly string[] {
  const section = PAGE.split(/^#+ /m).find((part) => part.startsWith(heading)) ?? '';
  const cells = section.split('\n').filter((line) => line.startsWith('| `'));
  return cells.flatMap((line) => line.split('|')[1]?.match(/[\w-]+/g) ?? []);
}

test('the page on security names every rule that is used, and no other', () => {
  expect(firstCells('Python').toSorted()).toEqual(Object.keys(PYTHON_RULES).toSorted());
  expect(firstCells('More for Python').toSorted()).toEqual(Object.keys(OWN_PYTHON_RULES).toSorted());
  expect(firstCells('Go, Java').toSorted()).toEqual(Object.keys(TREE_RULES).toSorted());
  expect(firstCells('JavaScript').toSorted()).toEqual(Object.keys(SCRIPT_RULES).toSorted());
});
