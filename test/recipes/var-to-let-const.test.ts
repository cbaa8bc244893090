import { runInNewContext } from 'node:vm';
import { assert, asyncProperty, array, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { varToLetConst } from '../../src/recipes/var-to-let-const.ts';
import type { RecipeResult } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges } from '../support/fixture.ts';

const signal = new AbortController().signal;

async function run(path: string, text: string): Promise<RecipeResult> {
  return varToLetConst.run({ slots: {}, targets: [path], signal }, treeOfTexts({ [path]: text }));
}

async function textAfter(path: string, text: string): Promise<string> {
  const result = await run(path, text);
  return result.kind === 'changed' ? (withChanges({ [path]: text }, result.changes)[path] ?? '') : text;
}

function remarks(result: RecipeResult): string {
  if (result.kind === 'refused') return result.reason;
  return result.kind === 'unchanged' ? result.summary : result.notes.join('\n');
}

const TURNED: Readonly<Record<string, readonly [string, string]>> = {
  'a value that stays, and one that changes': [
    'var a = 1; var b = 2; b++; var c; c = a;',
    'const a = 1; let b = 2; b++; let c; c = a;',
  ],
  'a list with one that changes': ['var a = 1, b = 2; b = a;', 'let a = 1, b = 2; b = a;'],
  'heads of loops': [
    'for (var i = 0; i < 3; i++) f(i); for (var k in o) f(k); for (var v of o) { v = 1; }',
    'for (let i = 0; i < 3; i++) f(i); for (const k in o) f(k); for (let v of o) { v = 1; }',
  ],
  'a value in the body of a loop': [
    'while (f()) { var a = g(); h(a); }',
    'while (f()) { const a = g(); h(a); }',
  ],
  'patterns, and writes by patterns': [
    'var { a, b: [c] } = f(); var d = 1, e = 1; ({ d } = f()); [...e] = f();',
    'const { a, b: [c] } = f(); let d = 1, e = 1; ({ d } = f()); [...e] = f();',
  ],
  'a function expression that comes after': [
    'var a = 1; f(function () { return a; });',
    'const a = 1; f(function () { return a; });',
  ],
  'a function declaration that is named after': [
    'var a = 1; g(); function g() { return h(); } function h() { return a; }',
    'const a = 1; g(); function g() { return h(); } function h() { return a; }',
  ],
  'a member and a key of the same name before': [
    'o.a = { a: 1 }; var a = 2; f({ a });',
    'o.a = { a: 1 }; const a = 2; f({ a });',
  ],
  'a variable of another function of the same name': [
    'function p() { q = a => a; } var a = 1; f(a);',
    'function p() { q = a => a; } const a = 1; f(a);',
  ],
};

const STAYS: Readonly<Record<string, readonly [string, RegExp]>> = {
  'captured in a loop': ['for (var i = 0; i < 3; i++) f(() => i);', /declared in a loop.*captures/],
  'captured in the body of a loop': ['for (;;) { var a = g(); f(() => a); }', /declared in a loop.*captures/],
  'kept between rounds': ['while (f()) { var a; if (g()) a = 1; h(a); }', /keep its value/],
  'used before': ['f(a); var a = 1;', /used before its declaration, on line 1/],
  'typeof before': ["if (typeof a === 'undefined') f(); var a = 1;", /used before/],
  'used in its own value': ['var a = a || {};', /used before/],
  'used in the list that its loop runs over': ['for (var a of a) f();', /used before/],
  'used by a function that runs before': ['g(); var a = 1; function g() { return a; }', /may run before/],
  'used by a function that another calls before': [
    'g(); var a = 1; function g() { h(); } function h() { return a; }',
    /may run before/,
  ],
  'used by an expression that stands before': ['f(function () { return a; }); var a = 1;', /used before/],
  'used outside of its block': ['if (f()) { var a = 1; } g(a);', /outside of its block, on line 1/],
  'used after its loop': ['for (var i = 0; i < 3; i++) f(); g(i);', /outside of its loop/],
  'declared twice': ['var a = 1; var a = 2;', /declared again/],
  'also a parameter': ['function f(a) { var a = 1; return a; }', /declared again/],
  'also a function': ['if (g()) { function a() {} } var a = 1;', /declared again/],
  'also a caught error': ['try { f(); } catch (e) { var e = 1; }', /declared again/],
  'in a switch case': ['switch (f()) { case 1: var a = 1; g(a); }', /switch case/],
  'alone under a condition': ['if (f()) var a = 1;', /only statement/],
  'named let': ['var let = 1;', /no other kind/],
  'exported in a module that may be in a cycle': [
    "import './b.js'; export var a = 1;",
    /imports may use it before/,
  ],
  'used by an exported function of such a module': [
    "import './b.js'; var a = 1; export function f() { return a; }",
    /may run before/,
  ],
};

describe('var-to-let-const', () => {
  it.each(Object.entries(TURNED))('turns %s', async (_, [before, after]) => {
    expect(await textAfter('a.mjs', before)).toBe(after);
    expect(await textAfter('a.mjs', after)).toBe(after);
  });

  it.each(Object.entries(STAYS))('leaves a var that is %s', async (_, [text, reason]) => {
    const path = text.includes('let =') ? 'a.cjs' : 'a.mjs';
    expect(await textAfter(path, text)).toBe(text);
    expect(remarks(await run(path, text))).toMatch(reason);
  });

  it.each([
    "var a = require('a');\nvar b = 1;\n",
    "var a = require('a').b(1);\nvar b = 1;\n",
    "require('a');\nvar b = 1;\n",
    '#!/usr/bin/env node\nvar b = 1;\n',
  ])('takes the variables of CommonJS for those of a module: %j', async (text) => {
    const result = await run('a.js', text);
    expect(remarks(result)).not.toMatch(/variable of a script/);
    expect(result.kind).toBe('changed');
  });

  it('leaves the variables of a script, not those of its functions', async () => {
    const text = 'var a = 1; function f() { var b = a; return b; }';
    const result = await run('a.js', text);
    expect(await textAfter('a.js', text)).toBe('var a = 1; function f() { const b = a; return b; }');
    expect(remarks(result)).toMatch(/a\.js:1: a stays var, because it is a variable of a script/);
  });

  it('takes a file that sets module.exports for a module', async () => {
    expect(await textAfter('a.js', 'var a = 1; module.exports = a;')).toBe(
      'const a = 1; module.exports = a;',
    );
    const guarded = "var a = 1; if (typeof module !== 'undefined') module.exports = a;";
    expect(await textAfter('a.js', guarded)).toBe(guarded);
  });

  it('keeps line ends, the byte order mark and comments', async () => {
    const text = '\uFEFF/* var */ var /* x */ a = 1;\r\nexport { a }; // var\r\n';
    const result = await run('a.js', text);
    const bytes = result.kind === 'changed' ? result.changes[0]?.after : null;
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes ?? undefined)).toBe(
      text.replace('var /* x */', 'const /* x */'),
    );
  });

  it('refuses files that call eval, have a with statement, are declarations or do not parse', async () => {
    expect(remarks(await run('a.js', "var a = 1; eval('a');"))).toMatch(/calls eval/);
    expect(remarks(await run('a.cjs', 'with (o) { f(); } var a = 1;'))).toMatch(/with statement/);
    expect(remarks(await run('a.d.ts', 'declare var a: number;'))).toMatch(/declarations/);
    expect(remarks(await run('a.ts', 'var a = ;'))).toMatch(/syntax error/);
  });

  it('leaves ambient variables and refuses what TypeScript then objects to', async () => {
    expect(await textAfter('a.ts', 'declare var a: number; export { a };')).toBe(
      'declare var a: number; export { a };',
    );
    const text = "export {}; var a = 'b'; if (a === 'c') f();";
    expect(remarks(await run('a.ts', text))).toMatch(/TypeScript would then say/);
  });

  it('gives programs that do what they did', async () => {
    const statement = constantFrom(
      'var a = 1;',
      'var b = 2;',
      'var a;',
      'a = (a || 0) + 1;',
      'out.push(a);',
      'out.push(typeof b);',
      'if (out.length % 2) { var c = out.length; out.push(c); }',
      'out.push(c);',
      'for (var i = 0; i < 2; i++) { var d = i; later.push(function () { return d + i; }); }',
      'for (var j = 0; j < 2; j++) { var e; if (j) out.push(e); e = j; }',
      'for (var k in { x: 1 }) out.push(k);',
      'out.push(k);',
      'g();',
      'function g() { out.push(a, b); }',
      'later.push(function () { return b; });',
    );
    const law = asyncProperty(array(statement, { maxLength: 9 }), async (statements) => {
      const text = `module.exports = function (out, later) { ${statements.join(' ')} };`;
      expect(outcomeOf(await textAfter('a.cjs', text))).toEqual(outcomeOf(text));
    });
    await assert(law, { numRuns: 300 });
  }, 60_000);
});

/** What the function of such a module does when it is called, as a value. */
function outcomeOf(text: string): unknown {
  const out: unknown[] = [];
  const later: (() => unknown)[] = [];
  const body: unknown = runInNewContext(`${text}; module.exports`, { module: {} });
  if (typeof body !== 'function') return null;
  try {
    body(out, later);
    out.push(...later.map((one) => one()));
  } catch (error) {
    out.push(String(error));
  }
  return out.map(String);
}
