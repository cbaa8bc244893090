import { describe, expect, it } from 'vitest';
import { extractFunction } from '../../src/recipes/extract-function.ts';
import type { RecipeResult } from '../../src/recipes/recipe.ts';
import { treeOfTexts } from '../support/fixture.ts';

async function extract(text: string, range: string, path = 'src/a.ts'): Promise<RecipeResult> {
  const request = { slots: { range, name: 'taken' }, targets: [path], signal: new AbortController().signal };
  return extractFunction.run(request, treeOfTexts({ [path]: text }));
}

function textOf(result: RecipeResult): string {
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  return result.changes.map(({ after }) => Buffer.from(after ?? []).toString()).join('');
}

const TOTAL = `export function total(prices: number[], rate: number): number {
  let net = 0;
  for (const price of prices) {
    // Refunds are negative.
    net += price;
  }
  const tax = net * rate;
  const rounded = Math.round(tax);
  return net + rounded;
}
`;

const VIEW = `function View(name, options) {
  var opts = options || {};
  this.root = opts.root;
  this.name = name;
  if (!this.name) throw new Error('no name');
}
module.exports = View;
`;

const PARAMETERS = `/** @param {string} str */
function parameters(str) {
  var at = str.indexOf(';');
  var head = str.slice(0, at);
  while (head !== '') {
    var at = str.indexOf('=');
    head = str.slice(at);
  }
  return head;
}
module.exports = parameters;
`;

describe('extract-function of JavaScript', () => {
  it('calls with the object of the lines what they take it for', async () => {
    const after = textOf(await extract(VIEW, '3-4', 'src/a.js'));
    expect(after).toContain('  taken.call(this, opts, name);\n  if (!this.name)');
    expect(after).toContain('function taken(opts, name) {\n  this.root = opts.root;\n  this.name = name;\n}');
  });

  it('takes out a variable that later code declares again, as its types are guesses', async () => {
    const after = textOf(await extract(PARAMETERS, '3-4', 'src/a.js'));
    expect(after).toContain('var { head, at } = taken(str);');
  });

  it('names that variable where the types of JavaScript are checked', async () => {
    expect(await extract(`// @ts-check\n${PARAMETERS}`, '4-5', 'src/a.js')).toMatchObject({
      kind: 'refused',
      reason:
        'Lines 4-5 of src/a.js declare at, and so does src/a.js:7: taken out, it would be another variable.',
    });
  });
});

describe('extract-function', () => {
  it('passes what the lines need and gives back what is used behind them', async () => {
    expect(textOf(await extract(TOTAL, '7-8')))
      .toBe(`export function total(prices: number[], rate: number): number {
  let net = 0;
  for (const price of prices) {
    // Refunds are negative.
    net += price;
  }
  const rounded = taken(net, rate);
  return net + rounded;
}

function taken(net: number, rate: number) {
  const tax = net * rate;
  const rounded = Math.round(tax);
  return rounded;
}
`);
  });

  it('proves syntax, diagnostics, and that the lines moved as they were', async () => {
    const result = await extract(TOTAL, '3-6');
    expect(result).toMatchObject({ proofs: [{ level: 'S' }, { level: 'D' }, { level: 'A' }] });
    expect(textOf(result)).toContain('    // Refunds are negative.\n    net += price;\n');
  });

  it.each([
    [
      'a method, where the lines use this',
      'class A {\n  n = 1;\n  run() {\n    this.n += 1;\n    return 0;\n  }\n}\n',
      '4-4',
      /this\.taken\(\);/,
    ],
    [
      'an async function, where they await',
      'async function f(p: Promise<number>) {\n  const n = await p;\n  console.log(n);\n}\n',
      '2-3',
      /await taken\(p\);[^]*async function taken/,
    ],
    [
      'a function with tabs and CRLF',
      'function f() {\r\n\tconst a = 1;\r\n\tconsole.log(a);\r\n}\r\n',
      '2-3',
      /^function f\(\) \{\r\n\ttaken\(\);\r\n\}\r\n\r\nfunction taken\(\) \{\r\n\tconst a = 1;\r\n/,
    ],
    [
      'a function with a space before its parentheses, where the others have one',
      'function f (a) {\n  const b = a + 1\n  return b\n}\n',
      '2-2',
      /\nfunction taken \(a: any\) \{\n/,
    ],
    [
      'a function without one, where only anonymous functions have it',
      'function f(a) {\n  const b = a.map(function (c) { return c; });\n  return b;\n}\n',
      '2-2',
      /\nfunction taken\(a: any\) \{\n/,
    ],
  ])('makes %s', async (_, text, range, wanted) => {
    expect(textOf(await extract(text, range))).toMatch(wanted);
  });

  it('takes JavaScript too', async () => {
    expect(
      textOf(await extract('export function f(a) {\n  const b = a + 1;\n  return b;\n}\n', '2-2', 'a.js')),
    ).toContain('const b = taken(a);');
  });

  it.each([
    ['half a statement', TOTAL, '3-4', /whole statements|cannot be taken out/],
    ['lines that are not there', TOTAL, '90-91', /has nothing at the lines 90-91/],
    ['a loop left by break', 'for (;;) {\n  break;\n}\n', '2-2', /cannot be taken out/],
    [
      'a name that is used',
      'const taken = 1;\nfunction f() {\n  console.log(taken);\n}\n',
      '3-3',
      /uses the name taken already/,
    ],
  ])('refuses %s', async (_, text, range, reason) => {
    expect(await extract(text, range)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it.each([
    ['the arguments of the function', 'a = function () {\n  return f(arguments);\n};\n'],
    ['them in an arrow function', 'function a() {\n  return f(() => arguments);\n}\n'],
  ])('names %s that the lines use', async (_, text) => {
    expect(await extract(text, '2-2', 'a.js')).toMatchObject({
      reason: 'Lines 2-2 of a.js cannot be taken out: they use `arguments` of their function (a.js:2).',
    });
  });

  it.each([
    ['a member of that name', 'export function a(c) {\n  f(c.arguments, 1);\n}\n'],
    [
      'a function with its own',
      'export function a(c) {\n  c.f(function () { return arguments.length; });\n}\n',
    ],
    ['a method', 'export class A {\n  a(c) {\n    f(this.b, c);\n  }\n}\n', '3-3'],
  ])('takes out %s', async (_, text, range = '2-2') => {
    expect(textOf(await extract(text, range, 'a.js'))).toContain('taken(');
  });

  it('wants one file', async () => {
    const request = {
      slots: { range: '1-2', name: 'taken' },
      targets: [],
      signal: new AbortController().signal,
    };
    expect(await extractFunction.run(request, treeOfTexts({}))).toMatchObject({
      reason: 'Lines are lines of one file.',
    });
  });
});
