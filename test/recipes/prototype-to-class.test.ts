import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { prototypeToClass } from '../../src/recipes/prototype-to-class.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

const signal = new AbortController().signal;

async function run(texts: Texts, slots: SlotValues = {}): Promise<RecipeResult> {
  return prototypeToClass.run({ slots, targets: Object.keys(texts).slice(0, 1), signal }, treeOfTexts(texts));
}

async function textAfter(text: string): Promise<string> {
  const result = await run({ 'a.js': text });
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  return withChanges({ 'a.js': text }, result.changes)['a.js'] ?? '';
}

const CHANGED: Readonly<Record<string, readonly [string, string]>> = {
  'a function with methods, comments and texts of several lines': [
    '/** A point. */\nfunction A(x) {\n  this.x = x;\n}\n\n/** Twice. */\nA.prototype.twice = function () {\n  return `\n${this.x * 2}`;\n};\n\nA.prototype.wait = async function wait() {\n  await 1;\n};\n\nmodule.exports = A;\n',
    '/** A point. */\nclass A {\n  constructor(x) {\n    this.x = x;\n  }\n\n  /** Twice. */\n  twice() {\n    return `\n${this.x * 2}`;\n  }\n\n  async wait() {\n    await 1;\n  }\n}\n\nmodule.exports = A;\n',
  ],
  'an export in front, a field and a static function': [
    "'use strict';\nmodule.exports = A;\n\nfunction A() {}\n\nA.prototype.kind = 'a';\nA.prototype['b-c'] = function* () {};\nA.make = function () { return new A(); };\n",
    "'use strict';\n\nclass A {\n  *'b-c'() {}\n}\n\nmodule.exports = A;\n\nA.prototype.kind = 'a';\nA.make = function () { return new A(); };\n",
  ],
  'documentation with a gap below it, and an export in front': [
    "'use strict';\n\n/**\n * Module exports.\n * @public\n */\n\nmodule.exports = A;\n\n/**\n * A view.\n * @public\n */\n\nfunction A(x) {\n  this.x = x;\n}\n\n/**\n * Shows it.\n *\n * @private\n */\n\nA.prototype.show = function show() {\n  return this.x;\n};\n\n/**\n * Helps.\n * @private\n */\n\nfunction help() {}\n",
    "'use strict';\n\n/**\n * A view.\n * @public\n */\n\nclass A {\n  constructor(x) {\n    this.x = x;\n  }\n\n  /**\n   * Shows it.\n   *\n   * @private\n   */\n\n  show() {\n    return this.x;\n  }\n}\n\n/**\n * Module exports.\n * @public\n */\n\nmodule.exports = A;\n\n/**\n * Helps.\n * @private\n */\n\nfunction help() {}\n",
  ],
  'a heading with a gap below it, which stays': [
    'function A() {}\n\n/* Methods */\n\nA.prototype.m = function () {};\n\nA.prototype.n = function () {};\n\nnew A();\n',
    'class A {\n  m() {}\n\n  n() {}\n}\n\n/* Methods */\n\nnew A();\n',
  ],
  'a base by util.inherits': [
    "const util = require('util');\nconst { B } = require('b');\nfunction A(x, y) {\n\tB.call(this, x, y);\n\tthis.z = 1;\n}\nutil.inherits(A, B);\n",
    "const util = require('util');\nconst { B } = require('b');\nclass A extends B {\n\tconstructor(x, y) {\n\t\tsuper(x, y);\n\t\tthis.z = 1;\n\t}\n}\n",
  ],
  'a base by Object.create, and then the base': [
    'function B() { this.b = 1; }\nB.prototype.f = function () { return 1; };\n\nvar A = function () {\n  B.apply(this, arguments);\n};\nA.prototype = Object.create(B.prototype);\nA.prototype.constructor = A;\nA.prototype.g = function () { return this.f(); };\n',
    'class B {\n  constructor() { this.b = 1; }\n\n  f() { return 1; }\n}\n\nvar A = class extends B {\n  constructor() {\n    super(...arguments);\n  }\n\n  g() { return this.f(); }\n};\n',
  ],
};

const WITH = (text: string): string => `function A() {}\nA.prototype.m = function () {};\n${text}\n`;

const STAYS: Readonly<Record<string, readonly [string, RegExp]>> = {
  'a call without new': [WITH('A();'), /called without new \(a\.js:3\)/],
  'a guard for such calls': [
    'function A() { if (!(this instanceof A)) return new A(); }\nA.prototype.m = function () {};',
    /may be called without new \(a\.js:1\)/,
  ],
  'a call with another this': [WITH('A.call({});'), /takes no class/],
  'a function that is handed to one that calls it': [
    WITH('[1].map(A);'),
    /handed to \[1\]\.map\(\), which calls/,
  ],
  'a function that is handed to one that calls it in turn': [
    WITH('function run(f) { return f(); }\nrun(A);'),
    /handed to run\(\), which may call/,
  ],
  'a function that is handed to nobody knows what': [
    WITH('app.set("a", A);'),
    /handed to app\.set\(\), which may call/,
  ],
  'a use in front': [
    'var a = new A();\nfunction A() {}\nA.prototype.m = function () {};',
    /before a class would be there/,
  ],
  'a use by a function that runs earlier': [
    'make();\nfunction make() { return new A(); }\nfunction A() {}\nA.prototype.m = function () {};',
    /before a class would be there \(a\.js:2\)/,
  ],
  'an export in front of code that runs': [
    "module.exports = A;\nrequire('./b');\nfunction A() {}\nA.prototype.m = function () {};",
    /exported before other code runs/,
  ],
  'another prototype': [WITH('A.prototype = {};'), /prototype is replaced/],
  'a mixin between methods': [
    WITH('Object.assign(A.prototype, {});\nA.prototype.n = function () {};'),
    /works on its prototype: Object\.assign/,
  ],
  'two methods of a name': [WITH('A.prototype.m = function () {};'), /m is given to it twice/],
  'a base of the language': [
    'function A() { Error.call(this); }\nA.prototype = Object.create(Error.prototype);',
    /Error belongs to the language/,
  ],
  'a base that is not called': [
    'function B() {}\nfunction A() {}\nA.prototype = Object.create(B.prototype);',
    /does not call B/,
  ],
  'this before the base': [
    'function B() {}\nfunction A() { this.a = 1; B.call(this); }\nA.prototype = Object.create(B.prototype);',
    /uses "this" before it calls B/,
  ],
  'what strict code may not do': [
    'function A() { a = 1; }\nA.prototype.m = function () {};',
    /a is assigned without being declared/,
  ],
  'a method that calls itself by its own name': [
    'function A() {}\nA.prototype.m = function n() { n(); };',
    /n is called by its own name/,
  ],
};

describe('prototype-to-class', () => {
  it.each(Object.entries(CHANGED))('makes a class of %s', async (_, [before, after]) => {
    expect(await textAfter(before)).toBe(after);
    expect(await run({ 'a.js': after })).toMatchObject({ kind: 'unchanged' });
  });

  it.each(Object.entries(STAYS))('leaves %s', async (_, [text, reason]) => {
    expect(await run({ 'a.js': text }, { class: 'A' })).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it('finds a call without new in a file that requires it', async () => {
    const texts = {
      'a.js': 'function A() {}\nA.prototype.m = function () {};\nmodule.exports = A;\n',
      'b.js': "const A = require('./a');\nA();\n",
    };
    expect(await run(texts)).toMatchObject({
      reason: expect.stringContaining('called without new (b.js:2)'),
    });
    const fine = await run({ ...texts, 'b.js': "const A = require('./a');\nnew A();\n" });
    expect(fine).toMatchObject({
      summary: 'A is a class now.',
      notes: [expect.stringContaining('for…in'), 'The code of A is strict now.'],
      proofs: [{ level: 'S' }, { level: 'D' }, { level: 'A' }, { level: 'R' }],
    });
  });

  it.each([
    'console.log(A);',
    'function make(kind) { return kind.name && new kind(); }\nmake(A);',
    '/** @param {new () => object} kind */\nfunction keep(kind) { keep.kind = kind; }\nkeep(A);',
    'const all = new Map([["a", 1]]);\nconst at = { A };',
  ])('makes a class of what is handed over and not called: %s', async (text) => {
    expect(await run({ 'a.js': WITH(text) })).toMatchObject({ summary: 'A is a class now.' });
  });

  it.each([
    ["app.set('a', A);", 'handed to app.set(), which may call it without new (b.js:2)'],
    ['[1].map(A);', 'which calls it without new (b.js:2)'],
    ["require('util').inherits(B, A);\nfunction B() { A.call(this); }", 'A.call() takes no class (b.js:3)'],
  ])('leaves what another file hands over or calls: %s', async (text, reason) => {
    const texts = {
      'a.js': `${WITH('')}module.exports = A;\n`,
      'b.js': `const A = require('./a');\n${text}\n`,
    };
    expect(await run(texts)).toMatchObject({ reason: expect.stringContaining(reason) });
  });

  it('takes what is handed to unknown code when told to', async () => {
    const texts = { 'a.js': WITH('app.set("a", A);') };
    expect(await run(texts)).toMatchObject({ hint: expect.stringContaining('untyped=convert') });
    expect(await run(texts, { untyped: 'convert' })).toMatchObject({ summary: 'A is a class now.' });
  });

  it('takes the one of a name or at a place alone', async () => {
    const text = `${WITH('')}function B() {}\nB.prototype.m = function () {};\n`;
    expect(await run({ 'a.js': text }, { class: 'B' })).toMatchObject({ summary: 'B is a class now.' });
    expect(await run({ 'a.js': text }, { at: 'a.js:1' })).toMatchObject({ summary: 'A is a class now.' });
    expect(await run({ 'a.js': text }, { class: 'C' })).toMatchObject({ kind: 'refused' });
  });

  it('leaves objects that behave as before', async () => {
    const text =
      'function B(n) { this.n = n; }\nB.prototype.f = function (x) { return x + this.n; };\nfunction A(n) { B.call(this, n + 1); this.own = this.f(1); }\nA.prototype = Object.create(B.prototype);\nA.prototype.constructor = A;\nA.prototype.g = function (a, b) { return [a, arguments.length, this.f(2)]; };\nA.make = function (n) { return new A(n); };\n';
    const script =
      'const a = A.make(3); JSON.stringify([a, a.g(1, 2), a instanceof B, a.constructor === A, A.length, A.name, B.prototype.f.call({ n: 9 }, 1)])';
    const outcome = (code: string): unknown => runInNewContext(code + script);
    expect(outcome(await textAfter(text))).toBe(outcome(text));
  });
});
