import { describe, expect, test } from 'vitest';
import { createCandidate } from '../../../src/domain/candidate.ts';
import { createVanishedDefinitionsGate } from '../../../src/safety/gates/vanished-definitions.ts';
import { makeFolder, treeWith, type Files } from '../../support/work-tree.ts';

/** The lines that still use `lookup` once a text is put in place of its definition. */
async function lines(
  text: string,
  { now = '', others = {} }: { now?: string; others?: Files } = {},
): Promise<readonly number[]> {
  const before = Buffer.from(text.replaceAll(/[«»]/g, ''));
  const after = Buffer.from(text.replaceAll(/«[^»]*»/g, now));
  const change = { path: 'view.js', before, after, tolerances: [] };
  const candidate = createCandidate(treeWith(others), [change], { words: 'Use a clearer name', later: [] });
  const gate = createVanishedDefinitionsGate({ root: makeFolder({}) });
  const { diagnostics } = await gate.check(candidate, new AbortController().signal);
  return diagnostics.map(({ line }) => line);
}

const VIEW = `function View(name) {
  this.path = this.lookup(name);
}
«View.prototype.lookup = function lookup(name) {};
»module.exports = View;
`;

describe('a method of a prototype that is used is missed', () => {
  test.each([
    ['by the constructor', VIEW, 2],
    [
      'by another method',
      'function V() {}\nV.prototype.run = function () {\n  this.lookup();\n};\n«V.prototype.lookup = function () {};\n»',
      3,
    ],
    [
      'by its full name',
      'function V() {}\n«V.prototype.lookup = function () {};\n»use(V.prototype.lookup);\n',
      2,
    ],
    [
      'of an object',
      'var app = {};\napp.run = function () {\n  return this.lookup();\n};\n«app.lookup = function () {};\n»',
      3,
    ],
    ['of an object, by its name', 'var app = {};\n«app.lookup = function () {};\n»app.lookup();\n', 2],
    [
      'of those given to the prototype',
      'function V() {\n  this.lookup();\n}\nObject.assign(V.prototype, {\n«  lookup() {},\n»  run() {},\n});\n',
      2,
    ],
  ])('%s', async (_, text, line) => {
    expect(await lines(text)).toEqual([line]);
  });

  test('where it only has another name', async () => {
    expect(await lines(VIEW, { now: 'View.prototype.find = function find(name) {};\n' })).toEqual([2]);
  });
});

describe('a method of a prototype is not missed', () => {
  test.each([
    [
      'that every emitter has',
      'function V() {}\nV.prototype.run = function () {\n  this.emit();\n};\n«V.prototype.emit = function () {};\n»',
    ],
    ['where it may be inherited', `${VIEW}util.inherits(View, Base);\n`],
    [
      'where it is asked for first',
      VIEW.replace('= this.lookup(name)', '= this.lookup && this.lookup(name)'),
    ],
    ['where it is set', `${VIEW}View.prototype.lookup = other;\n`],
    ['where a string names it', `${VIEW}delegate(View.prototype, 'lookup');\n`],
  ])('%s', async (_, text) => {
    expect(await lines(text)).toEqual([]);
  });

  test('where the change computes its name', async () => {
    const now = 'for (const name of names) View.prototype[name] = make(name);\n';
    expect(await lines(VIEW, { now })).toEqual([]);
  });

  test('where another file of the project defines it', async () => {
    expect(await lines(VIEW, { others: { 'more.js': 'View.prototype.lookup = function () {};\n' } })).toEqual(
      [],
    );
  });
});
