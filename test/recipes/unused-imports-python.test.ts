import { describe, expect, it } from 'vitest';
import { removeUnusedImports } from '../../src/recipes/remove-unused-imports.ts';
import { removeUnusedImportsPython } from '../../src/recipes/remove-unused-imports/python.ts';
import type { FileResult } from '../../src/recipes/each-file.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

type Lines = readonly string[];

const CHANGED: Readonly<Record<string, readonly [before: Lines, after: Lines]>> = {
  'whole statements, and the blank lines around them': [
    ['"""Doc."""', '', 'import os', 'import sys', '', '', 'x = 1'],
    ['"""Doc."""', '', '', 'x = 1'],
  ],
  'statements at the top of the file': [['import os', '', 'x = 1'], ['x = 1']],
  'names of a list': [
    ['from a import b, c, d', 'import os, sys', 'print(c, sys)'],
    ['from a import c', 'import sys', 'print(c, sys)'],
  ],
  'the first, middle and last name of a list in brackets': [
    ['from a import (', '    b,', '    c,', '    d,', '    e,', ')', 'print(c, e)'],
    ['from a import (', '    c,', '    e,', ')', 'print(c, e)'],
  ],
  'the last name without a comma': [
    ['from a import (', '    b,', '    c', ')', 'print(b)'],
    ['from a import (', '    b,', ')', 'print(b)'],
  ],
  'names that share lines': [
    ['from a import (b, c,', '               d)', 'print(b)'],
    ['from a import b', 'print(b)'],
  ],
  'brackets around the only name that stays on one line': [
    [
      'from a import (b, c, d)',
      'from e import (f, g, h,)',
      'from i import (j, k)  # noqa: E501',
      'print(d, f, g, j)',
    ],
    ['from a import d', 'from e import (f, g,)', 'from i import j  # noqa: E501', 'print(d, f, g, j)'],
  ],
  'names behind one with a comment': [
    ['from a import (b,  # type: ignore', '    c, d, )', 'from e import f, \\', '    g', 'print(b, f)'],
    ['from a import (b,  # type: ignore', '     )', 'from e import f', 'print(b, f)'],
  ],
  'everything that a file holds': [['import os', 'import sys'], []],
  'everything but a comment': [['# of a', 'import os'], ['# of a']],
  'comments of the names that stay': [
    ['from a import (', '    b,  # first', '    # about c', '    c,', '    d,', ')', 'print(b, d)'],
    ['from a import (', '    b,  # first', '    # about c', '    d,', ')', 'print(b, d)'],
  ],
  'aliases and dotted names': [
    ['import a.b.c', 'import a.d as d', 'import e.f as g', 'print(g)'],
    ['import e.f as g', 'print(g)'],
  ],
  'the last statement of a block becomes pass': [
    [
      'from typing import TYPE_CHECKING',
      '',
      'if TYPE_CHECKING:',
      '    from a import B',
      '    from c import D',
    ],
    ['from typing import TYPE_CHECKING', '', 'if TYPE_CHECKING:', '    pass'],
  ],
  'imports in a function': [
    ['def f():', '    import os', '    return 1'],
    ['def f():', '    return 1'],
  ],
  'a continued line': [['import \\', '    os', 'x = 1'], ['x = 1']],
  'imports under headings, licences and comments of other lines': [
    ['# Standard library', 'import os', '', '# Third party imports', 'import a', 'x = 1'],
    ['# Standard library', '', '# Third party imports', 'x = 1'],
  ],
  'imports that a blank line parts from the comment': [
    ['# GNU General Public License', 'import os', 'import b  # needed', '', 'import a', 'b()'],
    ['# GNU General Public License', 'import b  # needed', '', 'b()'],
  ],
  'lines with comments for tools': [
    ['import os  # type: ignore', 'import sys  # noqa: E402', 'x = 1'],
    ['x = 1'],
  ],
};

const KEPT: Readonly<Record<string, readonly [lines: Lines, reason: string | null]>> = {
  __future__: [['from __future__ import annotations'], null],
  noqa: [['import os  # noqa', 'import sys  # noqa: F401'], null],
  'explicit re-exports': [['import a as a', 'from b import c as c'], null],
  'names in __all__': [['from a import b', '__all__ = ["b"]'], null],
  'names that reach __all__ by parts': [
    ['from a import b', '__all__ = []', '__all__ += ["b"]', 'NAMES = ["b"]'],
    null,
  ],
  'a string with the name': [
    ['import a', 'import sys', 'print(getattr(sys.modules[__name__], "a"))'],
    'a string names it at line 3',
  ],
  'an import that is tried': [
    ['try:', '    import a', 'except ImportError:', '    pass'],
    'it stands under try',
  ],
  'an import under suppress': [
    ['import contextlib', 'with contextlib.suppress(ImportError):', '    import a'],
    'it stands under with',
  ],
  'a name that Python reads': [['from a import __all__'], 'Python itself reads that name'],
  'an attribute of a class': [['class A:', '    import a'], null],
  'a comment that says why': [
    ['import a  # registers codecs'],
    'its comment may be the reason for it: # registers codecs',
  ],
  'an example in a docstring': [
    ['import a', 'def f():', '    """', '    >>> a.b()', '    """'],
    'an example in the text at line 3 uses it',
  ],
  'a type comment': [['from a import B', 'x = []  # type: List[B]'], 'a type comment names it at line 2'],
  'a comment above that says why': [
    ['x = 1', '', '# Keep OrderedDict for backwards compatibility.', 'from collections import OrderedDict'],
    'a comment may give a reason for it: # Keep OrderedDict for backwards compatibility',
  ],
  'a block of imports under such a comment': [
    [
      '# --------------',
      '# Legacy Imports',
      '# --------------',
      'from a import (  # noqa: E402',
      '    b,',
      '',
      ')',
      'import c',
      'b()',
    ],
    'a comment may give a reason for it: # Legacy Imports',
  ],
  'a comment between the names': [
    ['from a import (', '    # re-exported for plugins', '    b,', '    c,', ')', 'c()'],
    'a comment may give a reason for it: # re-exported for plugins',
  ],
  'a comment above an import in a function': [
    ['def f():', '    # needed to register the codecs', '    import a'],
    'a comment may give a reason for it: # needed to register the codecs',
  ],
  'a line with two statements': [['import a; x = 1'], 'it shares its line with another statement'],
};

function text(lines: Lines): string {
  return lines.map((line) => `${line}\n`).join('');
}

async function remove(source: string, path = 'mod.py', others: Texts = {}): Promise<FileResult> {
  return removeUnusedImportsPython(path, source, treeOfTexts({ ...others, [path]: source }));
}

function textOf(result: FileResult): string {
  if (result.kind !== 'changed') throw new Error(`not changed but ${JSON.stringify(result)}`);
  return result.text;
}

describe('removeUnusedImportsPython', () => {
  it.each(Object.entries(CHANGED))('removes: %s', async (_title, [before, after]) => {
    const result = await remove(text(before));
    expect(textOf(result)).toBe(text(after));
    expect(result.kind === 'changed' && result.proofs?.map(({ level }) => level)).toEqual(['S', 'A', 'D']);
  });

  it.each(Object.entries(CHANGED))('keeps line endings: %s', async (_title, [before, after]) => {
    const result = await remove(text(before).replaceAll('\n', '\r\n'));
    expect(textOf(result)).toBe(text(after).replaceAll('\n', '\r\n'));
  });

  it.each(Object.entries(CHANGED))('finds nothing the second time: %s', async (_title, [, after]) => {
    expect((await remove(text(after))).kind).toBe('unchanged');
  });

  it.each(Object.entries(KEPT))('keeps: %s', async (_title, [lines, reason]) => {
    const result = await remove(text(lines));
    expect(result.kind).toBe('unchanged');
    const notes = result.kind === 'unchanged' ? (result.notes ?? []) : [];
    const reasons = notes.map((note) => note.replace(/^.* stays, because /, ''));
    expect(reasons).toEqual(reason === null ? [] : [`${reason}.`]);
  });

  it.each([
    ['imports it from here', 'from pkg.mod import json'],
    ['imports several from here', 'from .mod import (\n    load,\n    json,\n)'],
    ['imports everything from here', 'from mod import *'],
    ['reads it as an attribute', 'import pkg.mod\nprint(pkg.mod.json)'],
    ['reads it through another name', 'from pkg import mod as m\nprint(m.json.dumps)'],
    ['patches it in a test', 'patch("pkg.mod.json")'],
  ])('keeps a name when another file %s', async (_title, other) => {
    expect(await remove('import json\n', 'pkg/mod.py', { 'pkg/other.py': other })).toEqual({
      kind: 'unchanged',
      notes: ['pkg/mod.py:1: json stays, because pkg/other.py may take it from here.'],
    });
  });

  it('keeps what a test runner may find by its name', async () => {
    const source = 'from fixtures import db\n\ndef test_a(db):\n    assert db\n';
    expect(await remove(source, 'tests/test_a.py')).toMatchObject({
      notes: [expect.stringContaining('it may be a fixture')],
    });
    expect(await remove('from shared import TestBase, setUpModule\n', 'tests/test_a.py')).toMatchObject({
      notes: [
        expect.stringContaining('a test runner may look for that name'),
        expect.stringContaining('a test runner may look for that name'),
      ],
    });
    expect(await remove('from fixtures import db\n', 'tests/conftest.py')).toMatchObject({
      notes: [expect.stringContaining('conftest.py')],
    });
  });

  it.each([
    ['pkg/__init__.py', 'import os\n', 'it is a package file'],
    ['types.pyi', 'import os\n', 'it is a stub'],
    ['broken.py', 'import os\ndef f(:\n', 'broken.py has a syntax error.'],
  ])('refuses %s', async (path, source, reason) => {
    const result = await remove(source, path);
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
  });
});

describe('remove-unused-imports', () => {
  const signal = new AbortController().signal;

  it('works on every target of its languages, and says what it left', async () => {
    const files = {
      'a.py': 'import os\nx = 1\n',
      'b.ts': "import { a } from 'x';\nexport const b = 1;\n",
      'c.py': 'import os\nprint(os)\n',
      'pkg/__init__.py': 'import os\n',
      'notes.md': 'import os\n',
    };
    const request = { slots: {}, targets: Object.keys(files), signal };
    const result = await removeUnusedImports.run(request, treeOfTexts(files));
    if (result.kind !== 'changed') throw new Error(result.kind);
    expect(withChanges(files, result.changes)).toEqual({
      ...files,
      'a.py': 'x = 1\n',
      'b.ts': 'export const b = 1;\n',
    });
    expect(result.summary).toBe('Unused imports removed from 2 files.');
    expect(result.proofs).toContainEqual({
      level: 'A',
      detail: 'in 1 of 2 files: the syntax tree is the same but for the removed imports',
    });
    expect(result.notes).toContainEqual(expect.stringMatching(/^Left as it was: .*pkg\/__init__\.py/));
  });

  it('leaves what it cannot work on among other files, and finds nothing the second time', async () => {
    const files = {
      'a.py': 'x = 1\n',
      'broken.py': 'import os\ndef f(:\n',
      'deep.js': `import a from 'a';\nlet x = ${'['.repeat(9_000)}${']'.repeat(9_000)};\n`,
      'deep.py': `import os\nx = ${'['.repeat(9_000)}${']'.repeat(9_000)}\n`,
      'long.js': `import a from 'a';\nlet x = ${'b + '.repeat(20_000)}b;\n`,
      'long.py': `import os\nx = ${'b + '.repeat(9_000)}b\n`,
      'types.d.ts': 'declare const a: number;\n',
      'pkg/__init__.py': 'import os\n',
    };
    const request = { slots: {}, targets: Object.keys(files), signal };
    const result = await removeUnusedImports.run(request, treeOfTexts(files));
    expect(result).toEqual({
      kind: 'unchanged',
      summary: [
        'No import of 8 files can be removed.',
        'Left as it was: broken.py has a syntax error.',
        'Left as it was: deep.js is nested too deeply to be worked on.',
        'Left as it was: deep.py cannot be worked on: The Python text is nested more than 2000 levels deep.',
        'And 4 more remarks of this kind.',
      ].join(' '),
    });
  });

  it('is unchanged where every import is used', async () => {
    const request = { slots: {}, targets: ['a.py'], signal };
    expect(await removeUnusedImports.run(request, treeOfTexts({ 'a.py': 'x = 1\n' }))).toEqual({
      kind: 'unchanged',
      summary: 'No import of a.py can be removed.',
    });
  });

  it('counts the files where none can be worked on', async () => {
    const files = { 'a.py': 'def f(:\n', 'b.py': 'def f(:\n' };
    const request = { slots: {}, targets: Object.keys(files), signal };
    expect(await removeUnusedImports.run(request, treeOfTexts(files))).toEqual({
      kind: 'refused',
      reason: 'None of the 2 files can be worked on, the first because: a.py has a syntax error.',
      hint: 'Name other files with -t.',
    });
  });

  it.each([
    ['gone.py', 'There is no file gone.py.'],
    ['notes.md', 'None of the targets is a file of these languages: python, javascript, typescript, tsx.'],
  ])('refuses the target %s', async (target, reason) => {
    const request = { slots: {}, targets: [target], signal };
    expect(await removeUnusedImports.run(request, treeOfTexts({ 'notes.md': '' }))).toMatchObject({
      kind: 'refused',
      reason,
    });
  });
});
