import { describe, expect, test } from 'vitest';
import { createCandidate } from '../../../src/domain/candidate.ts';
import { createInventedNamesGate } from '../../../src/safety/gates/invented-names.ts';
import { makeFolder, treeWith, type Files } from '../../support/work-tree.ts';

/** What the gate says against a file that gets the lines between two marks. */
async function told(path: string, text: string, others: Files = {}): Promise<readonly string[]> {
  return toldOf(text.replaceAll(/«[^»]*»/g, ''), text.replaceAll(/[«»]/g, ''), others, path);
}

async function toldOf(old: string, now: string, others: Files, path = 'a.py'): Promise<readonly string[]> {
  const change = { path, before: Buffer.from(old), after: Buffer.from(now), tolerances: [] };
  const candidate = createCandidate(treeWith(others), [change], { words: 'Tidy up', later: [] });
  const gate = createInventedNamesGate({ root: makeFolder({}) });
  const { diagnostics } = await gate.check(candidate, new AbortController().signal);
  return diagnostics.map((one) => `${one.line} ${one.message.split('. ')[0]}`);
}

describe('a member that a module does not have is refused', () => {
  test.each([
    ['a.py', 'import os\n«os.does_not_exist()\n»', '2 `os` has no `does_not_exist`'],
    ['a.py', 'import os\n«os.path.filename(p)\n»', '2 `os` has no `path.filename`'],
    [
      'a.py',
      'import os\nfilename = 1\nos.path.join(filename)\n«os.path.filename(p)\n»',
      '4 `os` has no `path.filename`',
    ],
    ['a.mjs', "import path from 'path';\nlet stem = 1;\n«path.stem(p);\n»", '3 `path` has no `stem`'],
    ['a.py', 'import xml.dom as d\n«d.minidom.parseAll(p)\n»', '2 `xml.dom` has no `minidom.parseAll`'],
    ['a.py', 'import base64 as b\n«x = b.fast_b64encode(y)\n»', '2 `base64` has no `fast_b64encode`'],
    ['a.py', 'import urllib.parse\n«urllib.parse.joined(y)\n»', '2 `urllib.parse` has no `joined`'],
    ['a.js', "const fs = require('node:fs');\n«fs.statIfExists(p);\n»", '2 `node:fs` has no `statIfExists`'],
    ['a.mjs', "import path from 'path';\n«path.joinAll(p);\n»", '2 `path` has no `joinAll`'],
    ['a.mjs', "import path from 'path';\n«const f = other || path.joinAll;\n»", '2 `path` has no `joinAll`'],
    ['a.mjs', "import * as os from 'os';\n«os.cores(p);\n»", '2 `os` has no `cores`'],
    ['a.js', "const m = require('./m');\n«m.other();\n»", '2 `./m` has no `other`'],
    ['a.py', 'import m\n«m.other()\n»', '2 `m` has no `other`'],
    [
      'a.js',
      'exports.a = () => 1;\n«exports.b = () => exports.other();\n»',
      '2 The module exports no `other`',
    ],
    ['a.js', 'exports.a = 1;\n«run(module.exports.other);\n»', '2 The module exports no `other`'],
  ])('%s: %j', async (path, text, message) => {
    const others = { 'm.js': 'exports.one = 1;\n', 'm.py': 'one = 1\n' };
    expect(await told(path, text, others)).toEqual([message]);
  });
});

describe('a member of a module is not refused', () => {
  test('of the project, where the file has its name for something else', async () => {
    const text = "const m = require('./m');\nother(m.one);\n«m.other();\n»";
    expect(await told('a.js', text, { 'm.js': 'exports.one = 1;\n' })).toEqual([]);
  });

  test.each([
    ['that it has', 'a.py', 'import os\n«os.getcwd()\n»'],
    ['that a module in it has', 'a.py', 'import os\n«os.path.splitunc(p)\n»'],
    ['that something in it has', 'a.py', 'import os\n«os.environ.nothing()\n»'],
    ['that it has on another system', 'a.py', 'import os\n«os.startfile(x)\n»'],
    ['that an older version has', 'a.py', 'import inspect\n«inspect.getargspec(x)\n»'],
    ['that is a module in it', 'a.py', 'import importlib\n«importlib.resources.files(x)\n»'],
    ['that the file asked for before', 'a.py', 'import os\nos.nothing()\n«os.nothing()\n»'],
    ['that it asks for in quotes', 'a.py', "import os\nf = getattr(os, 'nothing')\n«os.nothing()\n»"],
    ['where another file has it of a name', 'a.js', "const m = require('./m');\nlet other;\n«m.other();\n»"],
    [
      'that older versions had where another has it now',
      'a.js',
      "const fs = require('fs');\nconst path = require('path');\n«const existsSync = fs.existsSync || path.existsSync;\n»",
    ],
    ['that is asked for first', 'a.py', "import os\n«if hasattr(os, 'nothing'):\n    os.nothing()\n»"],
    ['where a parameter has its name', 'a.py', 'import os\n«def f(os):\n    os.nothing()\n»'],
    ['where the code runs on Python 2 too', 'a.py', 'import string\n«if PY2:\n    string.letters\n»'],
    ['that only PyPy has', 'a.py', 'import sys\n«sys.pypy_version_info\n»'],
    ['of a file of the project with such a name', 'random.py', 'x = 1\n«import json\njson.dumps\n»'],
    ['that it has', 'a.js', "const fs = require('fs');\n«fs.statSync(p);\n»"],
    ['that an older version has', 'a.js', "const util = require('util');\n«util.isString(p);\n»"],
    ['that an older version has', 'a.js', "const c = require('crypto');\n«c.createCipher(p);\n»"],
    ['that may be a type', 'a.ts', "import * as fs from 'fs';\n«let a: fs.PathLikeOther;\n»"],
    ['that is behind a flag', 'a.js', "const s = require('node:sqlite');\n«s.nothing();\n»"],
    ['that it sets', 'a.js', "const fs = require('fs');\n«fs.nothing = 1;\n»"],
    [
      'that is set later',
      'a.js',
      'exports.a = () => exports.b();\n«exports.a = () => exports.c();\nexports.c = f;\n»',
    ],
    ['where the exports are passed on', 'a.js', 'mixin(exports);\n«run(exports.other);\n»'],
    ['in a test', 'test/a.test.js', "const fs = require('fs');\n«fs.nothing();\n»"],
  ])('%s: %s %j', async (_, path, text) => {
    expect(await told(path, text)).toEqual([]);
  });

  test('of a file of the project that is named like one of the library', async () => {
    const others = { 'random.py': 'from numpy.random import *\n' };
    expect(await told('a.py', 'import random\n«random.normal()\n»', others)).toEqual([]);
    expect(await told('a.py', 'import random\n«random.normal()\n»')).toHaveLength(1);
    const inPackage = { 'shop/random.py': '', 'shop/__init__.py': '' };
    expect(await told('shop/a.py', 'import random\n«random.normal()\n»', inPackage)).toHaveLength(1);
    const deeper = { 'email/utils.py': 'from mail import *\n' };
    expect(await told('a.py', 'import email.utils\n«email.utils.send()\n»', deeper)).toEqual([]);
  });
});

test('a class may take the name of its base, and two may name each other', async () => {
  const own = 'from m import A\n\n\nclass A(A):\n    def f(self):\n        return «self.gone or »1\n';
  expect(await told('a.py', own, { 'm.py': 'class A:\n    pass\n' })).toEqual([]);
  const mutual =
    'class A(B):\n    def f(self):\n        return «self.gone or »1\n\n\nclass B(A):\n    pass\n';
  expect(await told('a.py', mutual)).toEqual([]);
});

const KEPT = 'class Rows(Mapping):\n    def __init__(self):\n        self._store = {}\n\n    def n(self):\n';

describe('an attribute that nothing sets', () => {
  test.each([
    [`from collections.abc import Mapping\n${KEPT}«        return self._storage\n»        return 1\n`, 7],
    ['class A:\n    def n(self):\n«        self.missing()\n»        return 1\n', 3],
    [
      'class B:\n    x = 1\nclass A(B):\n    def n(self):\n«        return self.missing\n»        return 1\n',
      5,
    ],
  ])('is refused: %j', async (text, line) => {
    expect(await told('a.py', text)).toMatchObject([
      expect.stringMatching(new RegExp(`^${line} Nothing sets`)),
    ]);
  });

  const SET =
    'class A:\n    def __init__(self, f):\n        self._f = f\n\n    def n(self):\n        return self._f()\n';

  test('is refused where the change took away what set it', async () => {
    const others = { 'b.py': 'x._f()\n' };
    expect(await toldOf(SET, SET.replace('self._f = f', 'self._g = f'), others)).toEqual([
      '6 Nothing sets `_f` of `A`',
    ]);
  });

  const OTHER = 'class B:\n    def m(self):\n        self._f = 1\n        return self._f\n';
  const JOINED = 'class C(A, B):\n    pass\n';

  test.each([
    [['6 Nothing sets `_f` of `A`'], 'another class that has nothing to do with it', OTHER],
    [[], 'a class that is joined with it', OTHER + JOINED],
    [[], 'a class made of it', OTHER.replace('B:', 'B(A):')],
    [[], 'what has one', `${OTHER}\na = A()\na._f = 2\n`],
  ])('is %j where the change took away what set it, and it is set by %s', async (found, _, others) => {
    const text = `${SET}\n${others}`;
    expect(await toldOf(text, text.replace('self._f = f', 'self._g = f'), {})).toEqual(found);
  });

  test.each([
    ['nothing reads it any more', SET.replaceAll('self._f', 'self._g'), {}],
    [
      'its class has it',
      SET.replace('self._f = f', '_g = f').replace('    def n', '    _f = g\n\n    def n'),
      {},
    ],
    ['another file sets it', SET.replace('self._f = f', 'self._g = f'), { 'b.py': 'a._f = 1\n' }],
    ['another file has it by name', SET.replace('self._f = f', 'self._g = f'), { 'b.py': 's(a, "_f", 1)\n' }],
  ])('is not refused where %s', async (_, after, others) => {
    expect(await toldOf(SET, after, others)).toEqual([]);
  });

  test.each([
    [
      'where a base is from elsewhere',
      'class A(Base):\n    def n(self):\n«        return self.missing\n»        return 1\n',
      {},
    ],
    [
      'where it is set',
      'class A:\n    def n(self):\n«        self.missing = 1\n        return self.missing\n»        return 1\n',
      {},
    ],
    [
      'where it is given a type over lines',
      'class A:\n    def n(self):\n«        self.missing: dict[\n            str, int\n        ] = {}\n        return self.missing\n»        return 1\n',
      {},
    ],
    [
      'where it is one of several that are set',
      'class A:\n    def n(self):\n«        self.missing, b = f()\n        return self.missing\n»        return 1\n',
      {},
    ],
    [
      'where a file takes it as its name',
      'class A:\n    def n(self):\n«        with f() as self.missing:\n            return self.missing\n»        return 1\n',
      {},
    ],
    [
      'where the class defines it',
      'class A:\n    def n(self):\n«        return self.missing\n    missing = 1\n»        return 1\n',
      {},
    ],
    [
      'where the class answers to every name',
      'class A:\n    def __getattr__(self, k): pass\n    def n(self):\n«        return self.missing\n»        return 1\n',
      {},
    ],
    [
      'where the class is decorated',
      '@define\nclass A:\n    def n(self):\n«        return self.missing\n»        return 1\n',
      {},
    ],
    [
      'where its absence is caught',
      'class A:\n    def n(self):\n«        try:\n            return self.missing\n        except AttributeError:\n            pass\n»        return 1\n',
      {},
    ],
    [
      'where others give the class a base',
      'class A:\n    def set(self, b):\n        super().set(b)\n«        return self.missing\n»        return 1\n',
      {},
    ],
    [
      'where another file speaks of it',
      'class A:\n    def n(self):\n«        return self.missing\n»        return 1\n',
      { 'b.py': 'A.missing = 1\n' },
    ],
  ])('is not refused %s', async (_, text, others) => {
    expect(await told('a.py', text, others)).toEqual([]);
  });
});

describe('an argument that a function does not take', () => {
  test.each([
    ['def f(a, b=1): pass\n«f(1, c=2)\n»', '2 `f` takes no argument `c`'],
    ['def f(a): pass\n«f(1, 2)\n»', '2 `f` takes 1 arguments by position, and gets 2'],
    ['def f(a, *, b): pass\n«f(1, 2)\n»', '2 `f` takes 1 arguments by position, and gets 2'],
    ['def f(a, /): pass\n«f(a=1)\n»', '2 `f` takes no argument `a`'],
    ['from m import g\n«g(1, c=2)\n»', '2 `g` takes no argument `c`'],
  ])('is refused: %j', async (text, message) => {
    expect(await told('a.py', text, { 'm.py': 'def g(a: int, b: int = 1): pass\n' })).toEqual([message]);
  });

  test('is refused where a refusal is caught elsewhere in the file', async () => {
    const text = 'def f(a): pass\ntry:\n    int(x)\nexcept (TypeError, ValueError):\n    pass\n«f(1, c=2)\n»';
    expect(await told('a.py', text)).toEqual(['6 `f` takes no argument `c`']);
  });

  test('is refused where the function does not take it any more', async () => {
    expect(await told('a.py', 'def f(a«c»b=1): pass\nf(ab=1)\n')).toEqual(['2 `f` takes no argument `ab`']);
  });

  test.each([
    ['it takes it', 'def f(a, b: int = 1): pass\n«f(1, b=2)\nf(1, 2)\n»'],
    ['it takes any', 'def f(*a, **b): pass\n«f(1, 2, c=3)\n»'],
    ['what it gets is unpacked', 'def f(a): pass\n«f(*x)\nf(**y)\n»'],
    ['it was called so before', 'def f(a): pass\nf(1, c=2)\n«x = f(1, c=2)\n»'],
    ['a decorator may take it', '@d\ndef f(a): pass\n«f(1, c=2)\n»'],
    ['it is defined twice', 'def f(a): pass\ndef f(a, c): pass\n«f(1, c=2)\n»'],
    ['the name is a parameter', 'def f(a): pass\n«def g(f):\n    f(1, c=2)\n»'],
    ['the name is set', 'def f(a): pass\n«f = h(f)\nf(1, c=2)\n»'],
    ['it is a method', 'class A:\n    def f(self): pass\n«f(1, c=2)\n»'],
    [
      'any refusal is caught',
      'def f(a): pass\n«try:\n    if b:\n        f(1, c=2)\nexcept Exception:\n    pass\n»',
    ],
    ['a refusal is suppressed', 'def f(a): pass\n«with suppress(TypeError):\n    f(1, c=2)\n»'],
    ['a refusal is caught', 'def f(a): pass\n«try:\n    f(1, c=2)\nexcept TypeError:\n    pass\n»'],
    ['it is imported from elsewhere', 'from other import g\n«g(1, c=2)\n»'],
    ['it is imported by another name', 'from m import h as g\n«g(1, c=2)\n»'],
    ['an import may fail', 'try:\n    from m import g\nexcept ImportError:\n    pass\n«g(1, c=2)\n»'],
  ])('is not refused where %s: %j', async (_, text) => {
    expect(await told('a.py', text, { 'm.py': 'def g(a): pass\n' })).toEqual([]);
  });
});
