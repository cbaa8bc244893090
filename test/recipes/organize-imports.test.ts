import { assert, asyncProperty, constantFrom, array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { organizeImports } from '../../src/recipes/organize-imports.ts';
import type { RecipeResult } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

type Lines = readonly string[];

async function run(texts: Texts, target = 'app.py'): Promise<RecipeResult> {
  const request = { slots: {}, targets: [target], signal: new AbortController().signal };
  return organizeImports.run(request, treeOfTexts(texts));
}

async function sorted(texts: Texts, target = 'app.py'): Promise<string | undefined> {
  const result = await run(texts, target);
  return result.kind === 'changed' ? withChanges(texts, result.changes)[target] : undefined;
}

function wordsOf(result: RecipeResult): string {
  if (result.kind === 'refused') return result.reason;
  return [result.summary, ...(result.kind === 'changed' ? result.notes : [])].join(' ');
}

const text = (lines: Lines): string => lines.map((line) => `${line}\n`).join('');

const CHANGED: Readonly<Record<string, readonly [before: Lines, after: Lines]>> = {
  'modules by name, the standard library first': [
    ['import requests', 'import sys', 'import os', '', 'x = os, sys, requests'],
    ['import os', 'import sys', '', 'import requests', '', 'x = os, sys, requests'],
  ],
  'the names of one import': [
    ['from a import c, b, D', 'x = b, c, D'],
    ['from a import D, b, c', '', 'x = b, c, D'],
  ],
  'statements that share a line': [
    ['import sys; import os', 'x = os, sys'],
    ['import os', 'import sys', '', 'x = os, sys'],
  ],
  'the comments with what they stand on': [
    ['import sys  # for exit', '# reads the environment', 'import os', '', 'x = os, sys'],
    ['# reads the environment', 'import os', 'import sys  # for exit', '', 'x = os, sys'],
  ],
  'imports in a function, with tabs': [
    ['def f():', '\timport sys', '\timport os', '\treturn os, sys'],
    ['def f():', '\timport os', '\timport sys', '\treturn os, sys'],
  ],
  'each side of other code by itself': [
    ['import sys', 'import os', 'sys.path.insert(0, "lib")', 'import b', 'import a', 'x = os, a, b'],
    ['import os', 'import sys', '', 'sys.path.insert(0, "lib")', 'import a', 'import b', '', 'x = os, a, b'],
  ],
  'but not what isort is told to skip': [
    ['import sys  # isort: skip', 'import b', 'import a', '', 'x = a, b, sys'],
    ['import sys  # isort: skip', 'import a', 'import b', '', 'x = a, b, sys'],
  ],
  'under a licence': [
    ['#!/usr/bin/env python3', '# Copyright A', '', 'import sys', 'import os', '', 'x = os, sys'],
    ['#!/usr/bin/env python3', '# Copyright A', '', 'import os', 'import sys', '', 'x = os, sys'],
  ],
};

const KEPT: Readonly<Record<string, readonly [texts: Texts, reason: string]>> = {
  'a comment that silences several imports at once': [
    { 'app.py': 'import sys, os  # noqa: F401\nimport json\n' },
    'about several imports at once: # noqa: F401',
  ],
  'names that are imported twice': [
    { 'app.py': 'from b import x\nfrom a import x\n' },
    'x is imported more than once',
  ],
  'a star import that would change its place': [
    { 'app.py': 'from b import *\nfrom a import y\n' },
    '`import *` may replace names',
  ],
  'a comment that speaks of the order': [
    { 'app.py': 'import sys\n# must be imported after sys\nimport os\n' },
    'a comment may be about the order',
  ],
  'comments that head groups': [
    { 'app.py': '# Third party\nimport requests\nimport attr\n\n# Standard library\nimport os\n' },
    'heads a group of imports',
  ],
  'modules of the project that run code': [
    { 'app.py': 'import second\nimport first\n', 'first.py': 'setup()\n', 'second.py': 'register(1)\n' },
    'call something when they are loaded',
  ],
  'modules of a package that import it in turn': [
    {
      'p/__init__.py': 'from .b import B\nfrom .a import A\n',
      'p/a.py': 'from p import B\nclass A(B): pass\n',
      'p/b.py': 'class B: pass\n',
    },
    'p/a.py imports names of this block in turn',
  ],
  'a file with a syntax error': [{ 'app.py': 'import b\nimport a\ndef\n' }, 'has a syntax error'],
  'a profile of isort that ruff does not know': [
    { 'app.py': 'import b\nimport a\n', 'setup.cfg': '[isort]\nprofile = google\n' },
    'profile google',
  ],
  'ways of isort to break lines': [
    { 'app.py': 'import b\nimport a\n', 'pyproject.toml': '[tool.isort]\nline_length = 100\n' },
    'break lines in a way',
  ],
  'settings of isort that ruff has not': [
    {
      'app.py': 'import b\nimport a\n',
      '.isort.cfg': '[settings]\nprofile = black\nreverse_sort = true\n',
    },
    'reverse_sort',
  ],
  'files that the settings leave out': [
    {
      'app.py': 'import b\nimport a\n',
      'pyproject.toml': '[tool.ruff.lint.per-file-ignores]\n"app.py" = ["I001"]\n',
    },
    'leaves app.py out',
  ],
};

const STYLED: Readonly<Record<string, readonly [settings: Texts, before: Lines, after: Lines]>> = {
  'the modules of the project': [
    { 'src/shop/__init__.py': '', 'tools.py': '' },
    ['import tools, requests', 'import shop', 'import os'],
    ['import os', '', 'import requests', '', 'import shop', 'import tools'],
  ],
  'the names of the language before those of files': [
    { 'ruff.toml': 'src = ["src", "tests"]\n', 'tests/typing/api.py': '', 'src/b.py': '' },
    ['import b', 'from typing import Any', 'from abc import ABC'],
    ['from abc import ABC', 'from typing import Any', '', 'import b'],
  ],
  'names that ruff is told of': [
    { 'pyproject.toml': '[tool.ruff.lint.isort]\nknown-first-party = ["b"]\n' },
    ['import b', 'import c'],
    ['import c', '', 'import b'],
  ],
  'one import a line, as isort is told': [
    { 'setup.cfg': '[isort]\nprofile = black\nforce_single_line = true\n' },
    ['from a import c, b'],
    ['from a import b', 'from a import c'],
  ],
  'sorting over all kinds of imports': [
    { 'ruff.toml': '[lint.isort]\nforce-sort-within-sections = true\n' },
    ['import c', 'from b import x'],
    ['from b import x', 'import c'],
  ],
  'the width of a line': [
    { 'ruff.toml': 'line-length = 20\n' },
    ['from a import bbbbbb, aaaaaa'],
    ['from a import (', '    aaaaaa,', '    bbbbbb,', ')'],
  ],
};

describe('organize-imports', () => {
  it.each(Object.entries(CHANGED))('sorts %s', async (_title, [before, after]) => {
    expect(await sorted({ 'app.py': text(before) })).toBe(text(after));
    expect(await run({ 'app.py': text(after) })).toMatchObject({ kind: 'unchanged' });
  });

  it.each(Object.entries(KEPT))('leaves %s', async (_title, [texts, reason]) => {
    const target = Object.keys(texts).find((path) => path.endsWith('.py'));
    const result = await run(texts, target);
    expect(result.kind).not.toBe('changed');
    expect(wordsOf(result)).toContain(reason);
  });

  it.each(Object.entries(STYLED))('respects %s', async (_title, [settings, before, after]) => {
    expect(await sorted({ 'app.py': text(before), ...settings })).toBe(text(after));
  });

  it('sorts modules that run code among those of others', async () => {
    const texts = { 'app.py': 'import requests\nimport own\nimport attr\n', 'own.py': 'setup()\n' };
    expect(await sorted(texts)).toBe('import attr\nimport requests\n\nimport own\n');
  });

  it('keeps carriage returns and a byte order mark', async () => {
    expect(await sorted({ 'app.py': '\uFEFFimport sys\r\nimport os\r\n' })).toBe(
      '\uFEFFimport os\r\nimport sys\r\n',
    );
  });

  it('sorts one block and says why it leaves another', async () => {
    const result = await run({
      'app.py': 'import sys\nimport os\n\nprint(1)\nfrom c import x\nfrom b import x\n',
    });
    expect(result.kind).toBe('changed');
    expect(wordsOf(result)).toContain('app.py:5: this block of imports stays');
  });

  it('imports the same names, and changes nothing when it is run twice', async () => {
    const statement = constantFrom(
      'import os',
      'import sys as s',
      'import b.c',
      'import b.d',
      'from a import (z,\n    y)',
      'from . import q',
      'from ..p import r as t  # why',
      'from typing import Any; import re',
      'print(1)',
      '"""text"""',
      '# about the next',
      'if True:\n    import json\n    import abc',
      '',
    );
    const law = asyncProperty(array(statement, { maxLength: 10 }), async (statements) => {
      const before = text(statements);
      const after = (await sorted({ 'app.py': before })) ?? before;
      const wordsIn = (code: string): readonly string[] => [...new Set(code.match(/\w+/g))].toSorted();
      expect(wordsIn(after)).toEqual(wordsIn(before));
      expect(await sorted({ 'app.py': after })).toBe(undefined);
    });
    await assert(law, { numRuns: 60 });
  }, 60_000);
});
