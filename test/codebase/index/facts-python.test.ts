import { expect, test } from 'vitest';
import { readFacts } from '../../../src/codebase/index/facts/read-facts.ts';
import type { FileFacts } from '../../../src/codebase/index/file-facts.ts';

async function facts(lines: readonly string[], path = 'pkg/mod.py'): Promise<FileFacts> {
  const found = await readFacts(path, lines.join('\n'));
  if (found === null) throw new Error(`No facts of ${path}`);
  return found;
}

async function namesIn(lines: readonly string[]): Promise<readonly string[]> {
  const { symbols } = await facts(lines);
  return symbols.map(
    ({ kind, qualifiedName, isExported }) => `${isExported ? '+' : ''}${kind} ${qualifiedName}`,
  );
}

async function importsIn(lines: readonly string[], path?: string): Promise<readonly string[]> {
  const { imports } = await facts(lines, path);
  return imports.map(
    ({ line, specifier, names, given }) =>
      `${line} ${specifier} [${names.join(' ')}]${given.length > 0 ? ` > ${given.map(({ name, as }) => (name === as ? as : `${name}=${as}`)).join(' ')}` : ''}`,
  );
}

test('a method has its decorators, its signature on one line and the first sentence of its doc string', async () => {
  const { symbols, hasErrors } = await facts([
    'class Foo(Base):',
    '    """Holds é and 𝒳. Not more."""',
    '',
    '    @property',
    '    def value(self, a: int = 1,  # the first',
    '              b="#fff") -> int:',
    '        """',
    '        Reads the value',
    '        of it.',
    '',
    '        :param a: one',
    '        """',
    '        return 1',
  ]);
  expect(hasErrors).toBe(false);
  expect(symbols).toEqual([
    {
      name: 'Foo',
      qualifiedName: 'Foo',
      kind: 'class',
      isExported: true,
      exportedAs: [],
      startLine: 1,
      endLine: 13,
      bodyLine: 2,
      signature: 'class Foo(Base)',
      doc: 'Holds é and 𝒳.',
    },
    {
      name: 'value',
      qualifiedName: 'Foo.value',
      kind: 'method',
      isExported: true,
      exportedAs: [],
      startLine: 4,
      endLine: 13,
      bodyLine: 7,
      signature: 'def value(self, a: int = 1, b="#fff") -> int',
      doc: 'Reads the value of it.',
    },
  ]);
});

test('names with a leading underscore are hidden where there is no list', async () => {
  expect(
    await namesIn([
      'LIMIT = 3',
      'a, _b = 1, 2',
      'class Foo:',
      '    x: int = 1',
      '    y: str',
      '    def __init__(self): pass',
      '    def _hidden(self): pass',
      '    class Meta:',
      '        z = 1',
      'async def run():',
      '    local = 1',
      '    def inner(): pass',
      'type Alias = int',
    ]),
  ).toEqual([
    '+constant LIMIT',
    '+constant a',
    'constant _b',
    '+class Foo',
    '+field Foo.x',
    '+field Foo.y',
    '+method Foo.__init__',
    'method Foo._hidden',
    '+class Foo.Meta',
    '+field Foo.Meta.z',
    '+function run',
    'function run.inner',
    '+type Alias',
  ]);
});

test('a list of all names decides what a module gives', async () => {
  expect(
    await namesIn([
      '__all__ = ["one"]',
      '__all__ += ["_two"]',
      'def one(): pass',
      'def _two(): pass',
      'def three(): pass',
    ]),
  ).toEqual(['+function one', '+function _two', 'function three']);
});

test('definitions under conditions are found, and a name that is assigned twice counts once', async () => {
  expect(
    await namesIn([
      'try:',
      '    fast = load()',
      'except ImportError:',
      '    fast = None',
      'if fast:',
      '    def go(): pass',
    ]),
  ).toEqual(['+constant fast', '+function go']);
});

test('every form of import is read', async () => {
  expect(
    await importsIn([
      'import os, a.b as c',
      'from . import x',
      'from ..pkg.mod import (one,',
      '   two as t,  # note',
      ')',
      'from a import *',
      'from b import c, \\',
      '    d',
      'if TYPE_CHECKING:',
      '    from .types import T',
      'def late():',
      '    import fast',
      '    return importlib.import_module("pkg.lazy")',
    ]),
  ).toEqual([
    '1 os [*]',
    '1 a.b [*]',
    '2 . [x]',
    '3 ..pkg.mod [one two]',
    '6 a [*]',
    '7 b [c d]',
    '10 .types [T]',
    '12 fast [*]',
    '13 pkg.lazy [*]',
  ]);
});

test('a package file gives on what it imports from elsewhere, another only what it marks', async () => {
  const lines = [
    'from .a import b, c as d',
    'from .e import *',
    'import os',
    'from __future__ import annotations',
  ];
  expect(await importsIn(lines, 'pkg/__init__.py')).toEqual([
    '1 .a [b c] > b c=d',
    '2 .e [*] > *',
    '3 os [*]',
    '4 __future__ [annotations]',
  ]);
  expect(await importsIn(['from .a import b', 'from .c import d as d, e as f'])).toEqual([
    '1 .a [b]',
    '2 .c [d e] > d',
  ]);
});

test('a broken file gives what parses', async () => {
  const { symbols, imports, hasErrors } = await facts([
    'import os',
    'def good(): pass',
    'def bad(:',
    '    return (',
  ]);
  expect(hasErrors).toBe(true);
  expect(symbols.map(({ name }) => name)).toContain('good');
  expect(imports).toHaveLength(1);
});
