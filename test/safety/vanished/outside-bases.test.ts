import { describe, expect, test } from 'vitest';
import { createCandidate } from '../../../src/domain/candidate.ts';
import { createVanishedDefinitionsGate } from '../../../src/safety/gates/vanished-definitions.ts';
import { makeFolder, treeWith, type Files } from '../../support/work-tree.ts';

/** The places that still use what stands between two marks, once that is gone. */
async function places(path: string, text: string, others: Files = {}): Promise<readonly string[]> {
  const before = Buffer.from(text.replaceAll(/[«»]/g, ''));
  const after = Buffer.from(text.replaceAll(/«[^»]*»/g, ''));
  const candidate = createCandidate(treeWith(others), [{ path, before, after, tolerances: [] }], {
    words: 'Use a clearer name',
    later: [],
  });
  const gate = createVanishedDefinitionsGate({ root: makeFolder({}) });
  const { diagnostics } = await gate.check(candidate, new AbortController().signal);
  return diagnostics.map((one) => `${one.path}:${one.line}`);
}

const lost = (imports: string, base: string): string =>
  `${imports}\nclass Table(${base}):\n«    def rows(self):\n        return 1\n»    def n(self):\n        return self.rows()\n`;

describe('a method that its own class still calls is missed', () => {
  test.each([
    ['a protocol', 'from collections.abc import MutableMapping', 'MutableMapping[str, T], Generic[T]'],
    ['the same by its older name', 'from typing import MutableMapping', 'MutableMapping[str, int]'],
    ['a class of a module', 'import threading', 'threading.Thread'],
    ['a class by another name', 'from http.cookiejar import CookieJar as Jar', 'Jar'],
    ['a class of a module by another name', 'import http.cookiejar as jars', 'jars.CookieJar'],
  ])('whose base in the standard library lacks it: %s', async (_, imports, base) => {
    expect(await places('a.py', lost(imports, base))).toEqual(['a.py:4']);
  });

  test.each([
    ['class B(dict):\n    def other(self): pass\n'],
    ['from c import B\n'],
    ['from collections.abc import MutableMapping as B\n'],
  ])('whose base in the project lacks it: %j', async (base) => {
    const others = { 'b.py': base, 'c.py': 'class B: pass\n' };
    expect(await places('a.py', lost('from b import B', 'B'), others)).toEqual(['a.py:4']);
  });

  test('where another class of the file answers to every name', async () => {
    const other = 'class L(dict):\n    def __getattr__(self, name): pass\n';
    expect(await places('a.py', lost('import threading', 'threading.Thread') + other)).toEqual(['a.py:4']);
  });
});

const lostScript = (imports: string, base: string): string =>
  `${imports}\nclass App extends ${base} {\n«  rows() { return 1 }\n»  n() { return this.rows() }\n}\n`;

describe('a method that its own class in a script still calls', () => {
  test.each([
    ["const Emitter = require('node:events')", 'Emitter'],
    ["const events = require('events')", 'events.EventEmitter'],
    ["const { once, EventEmitter: Base } = require('events')", 'Base'],
    ["const Base = require('stream').Transform", 'Base'],
    ["import Emitter, { once } from 'node:events'", 'Emitter'],
    ["import { once, EventEmitter as Base } from 'node:events'", 'Base'],
    ["import * as stream from 'node:stream'", 'stream.Duplex'],
  ])('is missed where its base is a class of Node that lacks it: %s', async (imports, base) => {
    expect(await places('a.js', lostScript(imports, base))).toEqual(['a.js:3']);
  });

  test('is missed where type parameters have bases of their own', async () => {
    const text = lostScript(
      "import { Other } from 'other'\nimport { EventEmitter } from 'events'",
      'EventEmitter<T>',
    );
    expect(await places('a.ts', text.replace('class App', 'class App<T extends Other<T>>'))).toEqual([
      'a.ts:4',
    ]);
  });

  test.each([
    ["const Emitter = require('eventemitter3')", 'Emitter'],
    ["import { EventEmitter } from './events'", 'EventEmitter'],
    ["const { EventEmitter } = require('events')\nfunction f(EventEmitter) {}", 'EventEmitter'],
    ["import { Server } from 'http'", 'Server'],
    ["import { Unheard } from 'events'", 'Unheard'],
    ["import { EventEmitter } from 'events'", '(EventEmitter as new () => Typed)'],
    ["import { EventEmitter } from 'events'", 'typed(EventEmitter)'],
  ])('is not missed where its base may have it: %s %s', async (imports, base) => {
    expect(await places('a.ts', lostScript(imports, base))).toEqual([]);
  });

  test.each([
    ["const { EventEmitter } = require('events')", 'EventEmitter', 'emit'],
    ["const { Transform } = require('stream')", 'Transform', 'once'],
    ["const { Readable } = require('stream')", 'Readable', 'pipe'],
  ])('is not missed where %s gives it: %s.%s', async (imports, base, name) => {
    expect(await places('a.js', lostScript(imports, base).replaceAll('rows', name))).toEqual([]);
  });
});

test('what the constructor of a class of Node sets is not missed', async () => {
  const text = lostScript("const { Duplex } = require('stream')", 'Duplex');
  expect(await places('a.js', text.replaceAll('rows', 'allowHalfOpen'))).toEqual([]);
});

describe('a method that its own class still calls is not missed', () => {
  test.each([
    [
      'the library has it',
      'class Table(threading.Thread):\n«    def start(self): pass\n»    def n(self):\n        self.start()\n',
    ],
    [
      'a base of the library has it',
      'class Table(threading.Timer):\n«    def start(self): pass\n»    def n(self):\n        self.start()\n',
    ],
  ])('where %s', async (_, text) => {
    expect(await places('a.py', `import threading\n${text}`)).toEqual([]);
  });

  test.each([
    ['from elsewhere import B', 'B', {}],
    ['from b import B', 'B', { 'b.py': 'from elsewhere import B\n' }],
    ['from b import B', 'B', { 'b.py': 'class B:\n    def rows(self): pass\n' }],
    ['from b import B', 'B', { 'b.py': 'from elsewhere import C\nclass B(C): pass\n' }],
    ['from b import B', 'B', { 'b.py': 'class B:\n    def __getattr__(self, name): pass\n' }],
    ['import threading\nclass B(threading.Thread, metaclass=rows()): pass', 'B', {}],
    ['try:\n    from b import B\nexcept ImportError:\n    from threading import Thread as B', 'B', {}],
    ['import threading', 'make(threading.Thread)', {}],
  ])('where a base may have it: %j %s', async (imports, base, others) => {
    expect(await places('a.py', lost(imports, base), others)).toEqual([]);
  });
});
