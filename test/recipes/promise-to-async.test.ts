import { runInNewContext } from 'node:vm';
import { array, assert, asyncProperty, constantFrom, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promiseToAsync } from '../../src/recipes/promise-to-async.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

const signal = new AbortController().signal;

async function run(texts: Texts, slots: SlotValues = {}): Promise<RecipeResult> {
  return promiseToAsync.run({ slots, targets: Object.keys(texts).slice(0, 1), signal }, treeOfTexts(texts));
}

async function textAfter(text: string, path = 'a.js'): Promise<string> {
  const result = await run({ [path]: text });
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  return withChanges({ [path]: text }, result.changes)[path] ?? '';
}

const CHANGED: Readonly<Record<string, readonly [string, string]>> = {
  'a chain of two steps': [
    'function f(u) {\n  return get(u)\n    .then((r) => r.json())\n    .then((b) => b.items);\n}\n',
    'async function f(u) {\n  const r = await get(u);\n  const b = await r.json();\n  return b.items;\n}\n',
  ],
  'an arrow function that is a chain': [
    'const f = (u) => get(u).then((r) => r.json());\n',
    'const f = async (u) => {\n  const r = await get(u);\n  return r.json();\n};\n',
  ],
  'a handler, whose try awaits what may fail': [
    'function f() {\n  return get().catch((e) => {\n    log(e);\n    return null;\n  });\n}\n',
    'async function f() {\n  try {\n    return await get();\n  } catch (e) {\n    log(e);\n    return null;\n  }\n}\n',
  ],
  'a handler and a last step': [
    'const o = {\n  f() {\n    return get().then(g, undefined).then(() => 1);\n  },\n  h() {\n    return get().catch(() => 0).finally(() => log());\n  },\n};\n',
    'const o = {\n  f() {\n    return get().then(g, undefined).then(() => 1);\n  },\n  async h() {\n    try {\n      return await get();\n    } catch {\n      return 0;\n    } finally {\n      await log();\n    }\n  },\n};\n',
  ],
  'a handler within a chain, which stays': [
    'const f = () => get().catch(() => []).then((all) => all.length);\n',
    'const f = async () => {\n  const all = await get().catch(() => []);\n  return all.length;\n};\n',
  ],
  'a function handed over that takes nothing': [
    'const f = (c) => {\n  const log = (e) => report(e);\n  const done = () => respond(c);\n  return get(c).then(done).catch(log);\n};\n',
    'const f = async (c) => {\n  const log = (e) => report(e);\n  const done = () => respond(c);\n  try {\n    await get(c);\n    return await done();\n  } catch (error) {\n    return log(error);\n  }\n};\n',
  ],
  'a chain within a callback': [
    'const f = (u) => get(u).then((r) => r.text().then((t) => t + u));\n',
    'const f = async (u) => {\n  const r = await get(u);\n  const t = await r.text();\n  return t + u;\n};\n',
  ],
  'a name that two callbacks share': [
    'const f = () => get().then((r) => r.json()).then((r) => { log(r); return r; });\n',
    'const f = async () => {\n  const r = await (await get()).json();\n  log(r); return r;\n};\n'.replace(
      'log(r); return r;',
      'log(r);\n  return r;',
    ),
  ],
  'early returns at the end, comments and texts of several lines': [
    'function f(u) {\n  return get(u)\n    // Read it.\n    .then((r) => {\n      if (!r) return null; // nothing\n\n      return `a\n  b ${r}`;\n    });\n}\n',
    'async function f(u) {\n  const r = await get(u);\n  // Read it.\n  if (!r) return null; // nothing\n\n  return `a\n  b ${r}`;\n}\n',
  ],
  'a chain in a condition': [
    'async function f(u) {\n  if (u) return get(u).then((r) => { log(r); });\n  return 1;\n}\n',
    'async function f(u) {\n  if (u) {\n    const r = await get(u);\n    log(r);\n    return;\n  }\n  return 1;\n}\n',
  ],
  'functions by their names': [
    'function g(x) { return 1; }\nconst f = () => get().then(g).catch(g);\n',
    'function g(x) { return 1; }\nconst f = async () => {\n  try {\n    return g(await get());\n  } catch (error) {\n    return g(error);\n  }\n};\n',
  ],
  'patterns, and a parameter that is assigned': [
    'const f = () => all().then(([a, ...b]) => ({ a, b })).then((x) => { x = x.a; return x; });\n',
    'const f = async () => {\n  const [a, ...b] = await all();\n  let x = { a, b };\n  x = x.a;\n  return x;\n};\n',
  ],
  'tabs, no semicolons and CRLF': [
    'const f = () =>\r\n\tget().then((r) => {\r\n\t\tlog(r)\r\n\t\treturn r\r\n\t})\r\n',
    'const f = async () => {\r\n\tconst r = await get()\r\n\tlog(r)\r\n\treturn r\r\n}\r\n',
  ],
};

const STAYS: Readonly<Record<string, readonly [string, RegExp]>> = {
  'a step with two handlers': ['const f = () => get().then((a) => a, (e) => 0);', /second handler/],
  'a method handed over': ['const f = (o) => get().then(o.m);', /a call of it would have another "this"/],
  'what may be no function': ['const f = (cb) => get().then(cb);', /cb is not known to be a function/],
  'a this of its own': ['const f = () => get().then(function () { return this; });', /"this" or "arguments"/],
  'an early return before more code': [
    'const f = () => get().then((a) => { if (a) return 1; return 2; }).then((b) => b);',
    /returns early, and more code follows/,
  ],
  'several arguments': ['const f = () => get().then((a, b) => b);', /several arguments/],
  'a chain in a try': [
    'function f() { try { return get().then((a) => a); } catch { return get(); } }',
    /a try around it/,
  ],
  'a generator': ['function* f() { return get().then((a) => a); }', /is a generator/],
  'a function that may give no promise': [
    'function f(a) { if (a) return null; return get().then((b) => b); }',
    /what it returns there may be no promise/,
  ],
  'a function that may end without a promise': [
    'function f(a) { if (a) { return get().then((b) => b); } }',
    /may end without a promise/,
  ],
  'the function of a new Promise': [
    'new Promise((done) => get().then((a) => done(a)));',
    /makes the promise fail/,
  ],
  'what is no promise': [
    'class Query { then(cb) { return cb(1); } }\nconst f = () => new Query().then((a) => a);',
    /Query is no promise of the language/,
  ],
  'promises of a package': [
    "const Promise = require('bluebird');\nconst f = () => get().then((a) => a);",
    /a Promise of its own/,
  ],
  'promises of an imported package': [
    "import Promise from 'bluebird';\nexport const f = () => get().then((a) => a);",
    /a Promise of its own/,
  ],
  'a then of another kind': ['const f = () => cy.get("a").then((a) => a);', /not that of a promise/],
  'a clash of names': [
    'const f = (a) => get(a).then((a) => { log(a); return a; });',
    /a would mean something else in one block/,
  ],
};

describe('promise-to-async', () => {
  it.each(Object.entries(CHANGED))('writes %s', async (_, [before, after]) => {
    expect(await textAfter(before)).toBe(after);
  });

  it.each(Object.entries(STAYS))('leaves %s', async (_, [text, reason]) => {
    expect(await run({ 'a.js': text })).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it('changes nothing, and says so, where every one of several functions stays', async () => {
    const f = 'const f = (a) => get(a).then((a) => { log(a); return a; });\n';
    const text = `${f}${f.replace('f =', 'g =').replace('log', 'tell')}`;
    expect(await run({ 'a.js': text })).toMatchObject({
      kind: 'unchanged',
      summary: expect.stringContaining('a would mean something else in one block'),
    });
    expect(await run({ 'a.js': text }, { function: 'f' })).toMatchObject({ kind: 'refused' });
  });

  it('declares what is caught as any where it is used as such', async () => {
    const head = 'export async function get() { return 1; }\n';
    const text = `${head}export const f = () => get().then((a) => String(a)).catch((e) => e.message);\n`;
    const after = await textAfter(text, 'a.ts');
    expect(after).toContain('} catch (e: any) {\n    return e.message;');
  });

  it('changes the function of a name or at a place alone, and asks which of several', async () => {
    const text =
      'const f = () => get().then((a) => a.b);\nclass A { f() { return get().then((a) => a.b); } }\n';
    const which = await run({ 'a.js': text }, { function: 'f' });
    expect(which).toMatchObject({ kind: 'refused', hint: 'Say which one: at=a.js:1.' });
    const result = await run({ 'a.js': text }, { function: 'f', class: 'A' });
    expect(result).toMatchObject({ summary: 'f (a.js:2) uses async and await now.' });
    expect(await run({ 'a.js': text }, { at: 'a.js:1' })).toMatchObject({
      summary: 'f (a.js:1) uses async and await now.',
      proofs: [{ level: 'S' }, { level: 'D' }, { level: 'A' }, { level: 'R' }],
    });
  });

  it.each([
    "const { setTimeout: sleep } = require('node:timers/promises');\n",
    "import { setTimeout as sleep } from 'timers/promises';\n",
    "const util = require('util');\nconst sleep = util.promisify(setTimeout);\n",
    "import { promisify } from 'node:util';\nconst sleep = promisify(setTimeout);\n",
    "const fs = require('fs');\n",
  ])('knows what Node says to be a promise: %s', async (head) => {
    const call = head.includes('sleep') ? 'sleep(10)' : "fs.promises.readFile('a')";
    const text = `${head}function f() {\n  return ${call}.then((b) => b.c);\n}\n`;
    const result = await run({ 'a.js': text });
    expect(result).toMatchObject({ notes: [expect.stringMatching(/a tick sooner or later/)] });
  });

  it('tells of what is thrown before the chain, and of a base of unknown type', async () => {
    const text = 'function f(a) {\n  if (!a) throw new Error();\n  return get(a).then((b) => b.c);\n}\n';
    expect(await run({ 'a.js': text })).toMatchObject({
      notes: [
        expect.stringMatching(/a tick sooner or later/),
        'What f throws at a.js:2 is a rejection now.',
        'a.js:3: get(a) is taken for a promise, its type is not known.',
      ],
    });
  });

  it('has nothing to do where there is no chain, and a second time', async () => {
    expect(await run({ 'a.js': 'const f = () => 1;\n' })).toMatchObject({ kind: 'unchanged' });
    const once = await textAfter('const f = () => get().then((a) => a.b);\n');
    expect(await run({ 'a.js': once })).toMatchObject({ kind: 'unchanged' });
  });

  it('gives the same value or error after the same calls', async () => {
    const step = constantFrom(
      '.then((v) => log("a", v))',
      '.then((w) => { log("b", w); if (w > 3) throw new Error("big"); return later(w + 1); })',
      '.then(() => later(5).then((n) => n * 2))',
      '.then(async ({ x = 1 }) => { await later(1); return x; })',
      '.then(inc)',
      '.catch((e) => log("c", e.message))',
      '.catch(inc)',
      '.finally(() => { log("d"); })',
      '.finally(() => later(2))',
    );
    const chain = record({
      base: constantFrom('later(1)', 'later(4)', 'fail("f")', 'Promise.resolve(2)'),
      steps: array(step, { minLength: 1, maxLength: 5 }),
    });
    await assert(
      asyncProperty(chain, async ({ base, steps }) => {
        const text = `${HEAD}function f() {\n  return ${[base, ...steps].join('\n    ')};\n}\n`;
        const result = await run({ 'a.js': text }, { function: 'f' });
        const after =
          result.kind === 'changed' ? withChanges({ 'a.js': text }, result.changes)['a.js'] : text;
        expect(await outcomeOf(after ?? '')).toEqual(await outcomeOf(text));
      }),
      { numRuns: 15 },
    );
  });
});

const HEAD = `const calls = [];
function log(...all) { calls.push(all.join(" ")); return all.length; }
async function later(n) { return n; }
async function fail(text) { throw new Error(text); }
function inc(n) { return log("inc", String(n)); }
`;

async function outcomeOf(text: string): Promise<unknown> {
  return runInNewContext(
    `${text}\nf().then((value) => ({ value, calls }), (error) => ({ error: error.message, calls }))`,
  );
}
