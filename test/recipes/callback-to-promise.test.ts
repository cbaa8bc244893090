import { array, assert, asyncProperty, constantFrom, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callbackToPromise } from '../../src/recipes/callback-to-promise.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

const signal = new AbortController().signal;
const FS = "const fs = require('fs');\n";

async function run(texts: Texts, slots: SlotValues = {}): Promise<RecipeResult> {
  return callbackToPromise.run(
    { slots, targets: Object.keys(texts).slice(0, 1), signal },
    treeOfTexts(texts),
  );
}

async function textAfter(text: string, path = 'a.js'): Promise<string> {
  const result = await run({ [path]: text });
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  return withChanges({ [path]: text }, result.changes)[path] ?? '';
}

const CHANGED: Readonly<Record<string, readonly [string, string]>> = {
  'a promise made by hand': [
    `${FS}const f = (p) =>\n  new Promise((resolve, reject) => {\n    fs.readFile(p, 'utf8', (err, data) => {\n      if (err) return reject(err);\n      resolve(data);\n    });\n  });\n`,
    `${FS}const f = (p) =>\n  fs.promises.readFile(p, 'utf8');\n`,
  ],
  'one whose callback is a choice, and whose value is made of another': [
    `${FS}const f = (p) => new Promise((ok, no) => fs.stat(p, (e, s) => (e ? no(e) : ok({ size: s.size }))));\n`,
    `${FS}const f = (p) => fs.promises.stat(p).then((s) => ({ size: s.size }));\n`,
  ],
  'one that goes on after it has rejected, to no effect': [
    `${FS}const f = (p) => new Promise((resolve, reject) => { fs.readdir(p, (err, all) => { if (err) { reject(err); } resolve(all); }); });\n`,
    `${FS}const f = (p) => fs.promises.readdir(p);\n`,
  ],
  'one that gives no value': [
    `${FS}const f = (p) => new Promise((resolve, reject) => fs.mkdir(p, (err) => err ? reject(err) : resolve()));\nconst g = (p) => new Promise((resolve, reject) => fs.unlink(p, (err) => err ? reject(err) : resolve()));\n`,
    `${FS}const f = (p) => fs.promises.mkdir(p).then(() => {});\nconst g = (p) => fs.promises.unlink(p);\n`,
  ],
  'one around a function of the project, by promisify': [
    "import { join } from 'path';\nimport { load } from './b.js';\nexport const f = () => new Promise((resolve, reject) => load(1, (err, data) => { if (err) { reject(err); } else { resolve(data); } }));\n",
    "import { join } from 'path';\nimport { load } from './b.js';\nimport { promisify } from 'util';\nexport const f = () => promisify(load)(1);\n",
  ],
  'the outputs of a process': [
    "const { exec } = require('node:child_process');\nconst util = require('node:util');\nconst f = () => new Promise((ok, no) => exec('ls', (e, out) => { if (e) { no(e); return; } ok(out.trim()); }));\n",
    "const { exec } = require('node:child_process');\nconst util = require('node:util');\nconst f = () => util.promisify(exec)('ls').then(({ stdout: out }) => out.trim());\n",
  ],
  'a call of Node that throws its error': [
    `${FS}fs.readFile('a', (err, data) => {\n  if (err) throw err;\n\n  // Show it.\n  console.log(data);\n});\nconsole.log(1);\n`,
    `${FS}fs.promises.readFile('a').then((data) => {\n  // Show it.\n  console.log(data);\n});\nconsole.log(1);\n`,
  ],
  'a call with both branches': [
    `${FS}function f(p, res) {\n  fs.stat(p, function (err, stat) {\n    if (err) {\n      console.error(err);\n      return;\n    }\n    res.send(stat);\n  });\n}\n`,
    `${FS}function f(p, res) {\n  fs.promises.stat(p).then(\n    (stat) => {\n      res.send(stat);\n    },\n    (err) => {\n      console.error(err);\n    }\n  );\n}\n`,
  ],
  'a call with a branch for its error alone': [
    `${FS}fs.unlink('a', (err) => {\n  if (err) console.error(err);\n});\n`,
    `${FS}fs.promises.unlink('a').catch((err) => {\n  console.error(err);\n});\n`,
  ],
  'calls within callbacks, one after the other': [
    `${FS}fs.readFile('a', (err, data) => {\n  if (err) return console.error(err);\n  fs.writeFile('b', data, (error) => {\n    if (error) throw error;\n    console.log('done');\n  });\n});\n`,
    `${FS}fs.promises.readFile('a').then(\n  (data) => {\n    fs.promises.writeFile('b', data).then(() => {\n      console.log('done');\n    });\n  },\n  (err) => console.error(err)\n);\n`,
  ],
  'tabs and CRLF, a function loaded by itself': [
    'import { gzip } from "node:zlib"\r\n\r\ngzip("a", (err, out) => {\r\n\tif (err) throw err\r\n\tconsole.log(out)\r\n})\r\n',
    'import { gzip } from "node:zlib"\r\nimport { promisify } from "node:util"\r\n\r\npromisify(gzip)("a").then((out) => {\r\n\tconsole.log(out)\r\n})\r\n',
  ],
};

const STAYS: Readonly<Record<string, readonly [string, RegExp]>> = {
  'a method whose promise is not known': [
    'const f = (pool) => new Promise((ok, no) => pool.end((err) => (err ? no(err) : ok())));',
    /a\.js:1\): no promise form of pool\.end is known/,
  ],
  'an error that is not looked at': [
    `${FS}fs.readFile('a', (err, data) => { console.log(data); });`,
    /does not look at its error first/,
  ],
  'an error after which it goes on': [
    `${FS}fs.readFile('a', (err, data) => { if (err) console.log(err); console.log(data); });`,
    /goes on after an error/,
  ],
  'an error that is read where there is none': [
    `${FS}fs.readFile('a', (err, data) => { if (err) throw err; console.log(err, data); });`,
    /looks at err where there is no error/,
  ],
  'a value that is read where there is an error': [
    `${FS}fs.readFile('a', (err, data) => { if (err) { console.log(data); return; } console.log(data); });`,
    /reads data where there is an error/,
  ],
  'a result that is used': [
    `${FS}const f = (cb) => fs.readFile('a', (err, data) => { if (err) throw err; cb(data); });`,
    /what it gives is used/,
  ],
  'a callback with a this of its own': [
    `${FS}fs.readFile('a', function (err, data) { if (err) throw err; this.b = data; });`,
    /"this" or "arguments"/,
  ],
  'a promise that is rejected with something else': [
    `${FS}const f = () => new Promise((ok, no) => fs.readFile('a', (err, data) => { if (err) no(new Error('b')); else ok(data); }));`,
    /does more with an error than to reject/,
  ],
  'a promise that is resolved after more': [
    `${FS}const f = () => new Promise((ok, no) => fs.readFile('a', (err, data) => { if (err) return no(err); console.log(1); ok(data); }));`,
    /does more with a value than to resolve/,
  ],
  'the number of an open file': [
    `${FS}const n = 3;\nfs.readFile(n, (err, data) => { if (err) throw err; console.log(data); });`,
    /number of an open file/,
  ],
  'a comment that would be lost': [
    `${FS}const f = () => new Promise((ok, no) => fs.readFile('a', (err, data) => { if (err) no(err); /* b */ else ok(data); }));`,
    /a comment of it has no place afterwards/,
  ],
  'a call whose outcome goes to a callback that the function around it takes': [
    `${FS}function f(p, callback) { fs.stat(p, (err, s) => { if (err) return callback(err); callback(null, s); }); }`,
    /f takes the callback that gets its outcome/,
  ],
  'a function of the project, where a page may load the file': [
    "import { load } from './b.js';\nexport const f = () => new Promise((resolve, reject) => load(1, (err, data) => { if (err) { reject(err); } else { resolve(data); } }));\n",
    /runs in Node alone/,
  ],
  'another promisify': [
    "const { gzip } = require('zlib');\nconst promisify = 1;\ngzip('a', (err, b) => { if (err) throw err; console.log(b, promisify); });",
    /another promisify/,
  ],
};

describe('callback-to-promise', () => {
  it.each(Object.entries(CHANGED))('writes %s', async (_, [before, after]) => {
    expect(await textAfter(before)).toBe(after);
  });

  it.each(Object.entries(STAYS))('leaves %s', async (_, [text, reason]) => {
    expect(await run({ 'a.js': text })).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it('leaves a name of the module that means something else, and other modules', async () => {
    const text =
      "const fs = require('fs');\nfunction f(fs) { fs.stat('a', (err, s) => { if (err) throw err; console.log(s); }); }\n";
    expect(await run({ 'a.js': text })).toMatchObject({ kind: 'unchanged' });
    expect(await run({ 'a.js': text.replace("'fs'", "'./fs'") })).toMatchObject({ kind: 'unchanged' });
    const again =
      "let fs = require('fs');\nfs = wrap(fs);\nfs.stat('a', (err, s) => { if (err) throw err; use(s); });\n";
    expect(await run({ 'a.js': again })).toMatchObject({ kind: 'unchanged' });
  });

  it('changes the callbacks of one function or place, and refuses the function that takes one', async () => {
    const call = "fs.stat('a', (err, s) => { if (err) throw err; console.log(s); });";
    const text = `${FS}function f() { ${call} }\nfunction g(cb) { ${call} }\n`;
    expect(await run({ 'a.js': text }, { function: 'f' })).toMatchObject({
      summary: 'A callback gave way to a promise (a.js:2).',
      proofs: [{ level: 'S' }, { level: 'D' }, { level: 'A' }, { level: 'R' }],
    });
    expect(await run({ 'a.js': text }, { at: 'a.js:3' })).toMatchObject({
      summary: 'A callback gave way to a promise (a.js:3).',
    });
    expect(await run({ 'a.js': text }, { function: 'g' })).toMatchObject({
      kind: 'refused',
      reason: 'g (a.js:3) takes a callback itself, and its callers give it one.',
    });
  });

  it('changes a call that hands its outcome to a callback, where its place is named', async () => {
    const text = `${FS}function f(p, cb) {\n  fs.stat(p, (err, s) => { if (err) return cb(err); cb(null, s); });\n}\n`;
    expect(await run({ 'a.js': text }, { at: 'a.js:3' })).toMatchObject({ kind: 'changed' });
    expect(await run({ 'a.js': text }, { at: 'a.js:2' })).toMatchObject({ kind: 'refused' });
  });

  it('keeps to one module of Node where that is asked for', async () => {
    const gzip = "zlib.gzip('a', (err, b) => { if (err) throw err; use(b); });\n";
    const text = `${FS}const zlib = require('zlib');\n${gzip}fs.unlink('a', (err) => { if (err) throw err; });\n`;
    const result = await run({ 'a.js': text }, { api: 'fs' });
    expect(result).toMatchObject({ summary: 'A callback gave way to a promise (a.js:4).' });
  });

  it('keeps the types of a value and an error', async () => {
    const text =
      "import * as fs from 'fs';\nfs.readFile('a', (err: any, data: string) => {\n  if (err) {\n    console.error(err.code);\n  } else {\n    console.log(data);\n  }\n});\n";
    const after = await textAfter(text, 'a.ts');
    expect(after).toContain('(data: string) => {\n    console.log(data);');
    expect(after).toContain('(err: any) => {\n    console.error(err.code);');
  });

  it('leaves nothing for a second run, and every byte outside of its places', async () => {
    const bodies = constantFrom(
      'if (err) throw err; use(x);',
      'if (err) return use(err); use(x); ',
      'if (!err) { use(x); }',
    );
    const calls = array(record({ body: bodies, file: constantFrom("'a'", 'p', 'p + 1') }), {
      minLength: 1,
      maxLength: 3,
    });
    await assert(
      asyncProperty(calls, async (all) => {
        const between = '/* é */\t;\n';
        const code = all.map(({ body, file }) => `fs.stat(${file}, (err, x) => { ${body} });\n`);
        const after = await textAfter(`${FS}${code.join(between)}`);
        expect(after.split(between)).toHaveLength(all.length);
        expect(await run({ 'a.js': after })).toMatchObject({ kind: 'unchanged' });
      }),
      { numRuns: 6 },
    );
  });
});
