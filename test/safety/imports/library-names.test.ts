import { describe, expect, test } from 'vitest';
import { createCandidate } from '../../../src/domain/candidate.ts';
import { createNewImportsGate } from '../../../src/safety/gates/new-imports.ts';
import { makeFolder, treeWith } from '../../support/work-tree.ts';

async function told(path: string, text: string, others: Readonly<Record<string, string>> = {}) {
  const change = { path, before: Buffer.from('\n'), after: Buffer.from(text), tolerances: [] };
  const candidate = createCandidate(treeWith(others), [change], { words: '', later: [] });
  const gate = createNewImportsGate({ root: makeFolder({}) });
  return (await gate.check(candidate, new AbortController().signal)).diagnostics.map(
    ({ message }) => message,
  );
}

describe('a name that no version of a standard library has', () => {
  test.each([
    ['a.py', 'from base64 import b64encode, fast_b64encode\n', '`base64` has no `fast_b64encode`.'],
    ['a.py', 'from collections.abc import MutableMap\n', '`collections.abc` has no `MutableMap`.'],
    ['a.py', 'def f():\n    from json import parse\n', '`json` has no `parse`.'],
    ['a.mjs', "import { readFileAsync } from 'node:fs';\n", '`node:fs` has no `readFileAsync`.'],
    ['a.js', "const { joinAll } = require('path');\n", '`path` has no `joinAll`.'],
  ])('is refused, %s: %j', async (path, text, message) => {
    expect(await told(path, text)).toEqual([message]);
  });

  test.each([
    ['that it has', 'a.py', 'from typing import override, TypedDict\n'],
    ['that an older version has', 'a.py', 'from collections import Mapping\n'],
    ['that is a module in it', 'a.py', 'from concurrent import futures\n'],
    ['that it has on another system', 'a.py', 'from os import startfile\n'],
    ['that it takes from another module there', 'a.py', 'from subprocess import CREATE_NO_WINDOW, SW_HIDE\n'],
    ['that a newer version has', 'a.py', 'from os.path import ALLOW_MISSING\n'],
    ['that is private', 'a.py', 'from os import _nothing\n'],
    [
      'that may be missing',
      'a.py',
      'try:\n    from json import parse\nexcept ImportError:\n    parse = None\n',
    ],
    ['of a module that is left out', 'a.py', 'from tkinter import Nothing\n'],
    ['that it has', 'a.mjs', "import fs, { readFile, promises as p } from 'fs';\n"],
    ['that may be a type', 'a.ts', "import { PathLikeOther } from 'node:fs';\n"],
    ['in a comment', 'a.js', "/** @type {import('node:fs').PathLikeOther} */\nlet a;\n"],
    ['of a module behind a flag', 'a.mjs', "import { Nothing } from 'node:sqlite';\n"],
  ])('is not refused %s, %s: %j', async (_, path, text) => {
    expect(await told(path, text)).toEqual([]);
  });

  test('is not refused in a project that runs on Python 2', async () => {
    const others = { 'setup.py': "setup(classifiers=['Programming Language :: Python :: 2'])\n" };
    expect(await told('a.py', 'from itertools import izip\n', others)).toEqual([]);
    expect(await told('a.py', 'from itertools import izip\n')).toEqual(['`itertools` has no `izip`.']);
  });
});
