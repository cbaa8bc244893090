import { expect, test } from 'vitest';
import { readFacts } from '../../src/codebase/index/facts/read-facts.ts';
import { offeredNames } from '../../src/codebase/offered-names/offered-names.ts';
import { readPythonModule } from '../../src/codebase/python-module.ts';

test.each([
  ['definitions, imports and values', 'import os as o\n\nA, B = 1, 2\n\n\nclass C:\n    def m(self): ...\n'],
  ['a star', 'from .a import *\n'],
  ['a text with a syntax error', 'def f(:\n    pass\n'],
  ['a text that makes names by itself', 'globals()["a"] = 1\n'],
  ['a text that a program wrote', '# @generated\nA = 1\n'],
  ['nothing', ''],
  ['thousands of levels', `A = ${'('.repeat(3_000)}1${')'.repeat(3_000)}\n`],
])('one tree tells of %s what two tell', async (_, text) => {
  expect(await readPythonModule('pkg/__init__.py', text)).toEqual({
    facts: await readFacts('pkg/__init__.py', text),
    offered: await offeredNames('pkg/__init__.py', text),
  });
});
