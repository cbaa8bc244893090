import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSyntax, type SyntaxOptions } from '../../src/safety/syntax-check.ts';
import type { SyntaxVerdict } from '../../src/safety/syntax-verdict.ts';

const WITHOUT_PYTHON: SyntaxOptions = { python: null };

async function check(
  path: string,
  sides: { readonly before?: string; readonly after: string },
  options: SyntaxOptions = {},
): Promise<SyntaxVerdict> {
  const before = sides.before === undefined ? null : Buffer.from(sides.before);
  return checkSyntax({ path, before, after: Buffer.from(sides.after) }, { ...WITHOUT_PYTHON, ...options });
}

/** Parser, place and kind of each diagnostic. */
const placesOf = ({ diagnostics }: SyntaxVerdict): readonly string[] =>
  diagnostics.map(({ source, line, column, kind }) => `${source} ${line}:${column} ${kind}`);

describe('the verdict on a file without a state before', () => {
  it('names the parsers that accepted it, the strongest last', async () => {
    const verifiedBy = async (path: string, after: string): Promise<readonly string[]> =>
      (await check(path, { after })).verifiedBy;
    expect(await verifiedBy('a.py', 'x = 1\n')).toEqual(['tree-sitter', 'ruff']);
    expect(await verifiedBy('a.js', 'x = 1;\n')).toEqual(['tree-sitter', 'oxc']);
    expect(await verifiedBy('a.tsx', 'x = 1;\n')).toEqual(['tree-sitter', 'oxc', 'typescript']);
    expect(await verifiedBy('a.json', '1')).toEqual(['tree-sitter', 'json']);
    expect(await verifiedBy('a.go', 'package a\n')).toEqual(['tree-sitter']);
  });

  it('lets JSON hold comments only where the file had some before', async () => {
    const text = (version: string): string => `{\n  // "pythons": ["${version}"],\n  "a": 1\n}\n`;
    const kindOf = async (before: string): Promise<string> =>
      (await check('asv.conf.json', { before, after: text('3.13') })).kind;
    expect(await kindOf(text('3.12'))).toBe('valid');
    expect(await kindOf('{ "url": "https://example.org" }\n')).toBe('invalid');
    expect(await kindOf('{ // broken\n')).toBe('invalid');
  });

  it('is valid and verified by nobody where no parser knows the language', async () => {
    const nothing = {
      kind: 'not-judged',
      valid: true,
      verifiedBy: [],
      diagnostics: [],
      warnings: [],
      notes: [],
    };
    expect(await check('notes.txt', { after: ')(' })).toEqual({ ...nothing, language: null });
    expect(await check('Makefile', { after: '\0' })).toEqual({ ...nothing, language: null });
  });

  it('gives line and column in code points, with the lines around and a caret', async () => {
    const verdict = await check('src/a.ts', { after: 'const a = 1;\n/* 😀 */ const b: = 2;\n' });
    expect(verdict).toEqual({
      kind: 'invalid',
      valid: false,
      language: 'typescript',
      verifiedBy: ['tree-sitter', 'oxc', 'typescript'],
      warnings: [],
      notes: [],
      diagnostics: [
        {
          path: 'src/a.ts',
          line: 2,
          column: 18,
          kind: 'syntax',
          message: 'Type expected.',
          source: 'typescript',
          context: [
            '  1 | const a = 1;',
            '> 2 | /* 😀 */ const b: = 2;',
            `    | ${' '.repeat(17)}^`,
            '  3 | ',
          ].join('\n'),
        },
      ],
    });
  });

  it('tells what the language forbids from what does not parse, and names a missing token', async () => {
    expect(placesOf(await check('a.js', { after: 'let x; let x;\n' }))).toEqual(['oxc 1:5 early-error']);
    expect(placesOf(await check('a.js', { after: 'x = /(/;\n' }))).toEqual(['oxc 1:5 early-error']);
    expect(placesOf(await check('a.py', { after: 'return 1\n' }))).toEqual(['ruff 1:1 early-error']);
    expect(placesOf(await check('a.rs', { after: 'fn f( {}\n' }))).toEqual(['tree-sitter 1:6 missing']);
  });

  it('gives at most five errors, one a line', async () => {
    const verdict = await check('a.py', { after: 'x = = 1\n'.repeat(9) });
    expect(verdict.diagnostics.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
  });

  it('passes with a warning what only tree-sitter does not know yet', async () => {
    const verdict = await check('a.ts', { after: 'export type * from "a";\n' });
    expect(verdict).toMatchObject({ valid: true, diagnostics: [] });
    expect(verdict.warnings.map(({ source }) => source)).toEqual(['tree-sitter']);
  });

  it('keeps a byte order mark out of the judgement', async () => {
    expect((await check('a.json', { after: '\uFEFF{}' })).valid).toBe(true);
    expect((await check('a.py', { after: '\uFEFFx = 1\n' })).valid).toBe(true);
  });

  it('counts lines in files with Windows line endings as an editor does', async () => {
    expect(placesOf(await check('a.py', { after: 'x = 1\r\ny = = 2\r\n' }))).toEqual(['ruff 2:5 syntax']);
  });

  it('reads a header as C or as C++', async () => {
    expect((await check('a.h', { after: 'int f(void);\n' })).valid).toBe(true);
    expect((await check('a.h', { after: 'namespace a { class B; }\n' })).valid).toBe(true);
    expect((await check('a.h', { after: 'int f(;\n' })).valid).toBe(false);
  });

  it('takes either goal for .js, and the one that the extension names else', async () => {
    const isValid = async (path: string, after: string): Promise<boolean> =>
      (await check(path, { after })).valid;
    expect(await isValid('a.js', 'return;\n')).toBe(true);
    expect(await isValid('a.js', 'await x;\n')).toBe(true);
    expect(await isValid('a.js', 'await x; return;\n')).toBe(false);
    expect(await isValid('a.mjs', 'return;\n')).toBe(false);
    expect(await isValid('a.cjs', 'import "a";\n')).toBe(false);
    expect(await isValid('a.d.ts', 'declare const x: string;\n')).toBe(true);
    expect(await isValid('a.d.ts', 'console.log(1);\n')).toBe(false);
  });
});

describe('the verdict against the file before', () => {
  it('rejects any error where the file was clean', async () => {
    const verdict = await check('a.py', { before: 'x = 1\n', after: 'x = (1\n' });
    expect(verdict.valid).toBe(false);
  });

  it('passes errors that were there, also when they moved, and says so', async () => {
    const broken = 'def f(:\n    pass\n';
    const verdict = await check('a.py', { before: broken, after: `x = 1\n\n${broken}` });
    expect(verdict).toMatchObject({ valid: true, diagnostics: [] });
    expect(verdict.warnings.map(({ source, line }) => `${source} ${line}`)).toEqual(['ruff 3']);
  });

  it('rejects one more of an error that was there', async () => {
    const verdict = await check('a.py', { before: 'x = = 1\n', after: 'x = = 1\nx = = 1\n' });
    expect(placesOf(verdict)).toEqual(['ruff 2:5 syntax']);
  });

  it('rejects a new error beside an old one and reports only the new one', async () => {
    const verdict = await check('a.py', { before: 'x = = 1\n', after: 'x = = 1\ny = = 2\n' });
    expect(placesOf(verdict)).toEqual(['ruff 2:5 syntax']);
  });

  it('passes a change that mends the file', async () => {
    expect((await check('a.js', { before: 'let x = (1;\n', after: 'let x = (1);\n' })).valid).toBe(true);
  });

  it('rejects a text that is nothing but an error, whatever it was before', async () => {
    const garbage = '))))\n';
    expect(placesOf(await check('a.go', { before: garbage, after: garbage }))).toEqual([
      'tree-sitter 1:1 syntax',
    ]);
  });

  it('holds errors of a language without an authority against the file before too', async () => {
    const broken = 'package a\n\nvar x = \n\nfunc f() {}\n';
    expect((await check('a.go', { before: broken, after: `${broken}\nfunc g() {}\n` })).valid).toBe(true);
    expect((await check('a.go', { before: broken, after: `${broken}\nfunc g( {}\n` })).valid).toBe(false);
  });

  it('does not warn of what tree-sitter never knew', async () => {
    const modern = 'export type * from "a";\n';
    const verdict = await check('a.ts', { before: modern, after: `${modern}export const b = 1;\n` });
    expect(verdict).toMatchObject({ valid: true, warnings: [] });
  });

  it('never rejects a file for staying as it is, unless nothing of it can be parsed', async () => {
    const token = fc.constantFrom('(', ')', '{', '"', ':', '\n', '  ', 'x', '=', '1', 'if ', 'def f', ';');
    const text = fc.array(token, { maxLength: 12 }).map((tokens) => `a = 1\n${tokens.join('')}\nb = 2\n`);
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('a.py', 'a.js'), async (source, path) => {
        const { valid, diagnostics } = await check(path, { before: source, after: source });
        expect(valid || diagnostics.some(({ source }) => source === 'tree-sitter')).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what cannot be judged', () => {
  it('is rejected by name when it is not text', async () => {
    const bytes = async (...values: number[]): Promise<readonly string[]> => {
      const input = { path: 'a.py', before: null, after: Uint8Array.from(values) };
      return (await checkSyntax(input, WITHOUT_PYTHON)).diagnostics.map(
        ({ kind, message }) => `${kind}: ${message}`,
      );
    };
    expect(await bytes(0x61, 0)).toEqual(['binary: The file is binary: a NUL byte at offset 1.']);
    expect(await bytes(0x61, 0xff)).toEqual(['invalid-utf8: The file is not valid UTF-8 at byte 2.']);
    expect(await bytes(0xff, 0xfe, 0x61, 0)).toEqual(['binary: The file is UTF-16, not UTF-8.']);
  });

  it('is rejected by name when it is larger than the limit', async () => {
    const verdict = await check('a.json', { after: '[1, 2]' }, { limits: { maxBytes: 5 } });
    expect(placesOf(verdict)).toEqual(['ouroboros 1:1 too-large']);
    expect(verdict).toMatchObject({ kind: 'not-judged', valid: false });
  });

  it.each([
    ['a template', 'a.html', '<a href="{{ url_for("index") }}">x</a>\n'],
    ['a part of a page', 'a.html', '</body>\n</html>\n'],
    ['a style sheet that is newer than its grammar', 'a.css', 'a { src: url(../b.woff2) format("c"); }\n'],
    ['one with braces in its texts', 'a.css', 'a::after { src: url(../b) c("d"); content: "}"; /* } */ }\n'],
  ])('passes without a parser that vouches for it when it is %s', async (_what, path, after) => {
    expect(await check(path, { after })).toMatchObject({
      kind: 'not-judged',
      valid: true,
      verifiedBy: [],
      diagnostics: [],
    });
  });

  it('passes when a page becomes a template that its grammar cannot read, and no other', async () => {
    const linked = (href: string) =>
      check('a.html', { before: '<p>x</p>\n', after: `<p>x</p>\n<a href="${href}">y</a>\n` });
    expect(await linked('{{ url_for("index") }}')).toMatchObject({ kind: 'not-judged', valid: true });
    expect(await linked('url_for("index")')).toMatchObject({ valid: false });
  });

  it('passes when Python text says that it is not UTF-8, and only then', async () => {
    const latin = (text: string) =>
      checkSyntax({ path: 'a.py', before: null, after: Buffer.from(text, 'latin1') }, WITHOUT_PYTHON);
    const cookie = '# -*- coding: latin-1 -*-\n';
    expect(await latin(`${cookie}x = "é"\n`)).toMatchObject({ kind: 'not-judged', valid: true });
    expect(await latin(`#!/usr/bin/python\n${cookie}x = "é"\n`)).toMatchObject({ valid: true });
    expect(await latin('x = "é"\n')).toMatchObject({ kind: 'invalid', valid: false });
  });

  it.each([
    ['<meta charset="gb2312">', 'not-judged'],
    ['<META http-equiv=Content-Type content="text/html; charset=iso-8859-1">', 'not-judged'],
    ['<?xml version="1.0" encoding="ISO-8859-1"?>', 'not-judged'],
    ['<meta charset="utf-8">', 'invalid'],
    ['<?xml version="1.0" encoding="UTF-8"?>', 'invalid'],
    ['', 'invalid'],
  ])('a page that is no UTF-8 may say so in its head: %s', async (head, kind) => {
    const after = Buffer.from(`${head}<title>é</title>\n`, 'latin1');
    expect((await checkSyntax({ path: 'a.html', before: null, after }, WITHOUT_PYTHON)).kind).toBe(kind);
  });

  it('is rejected as invalid when the braces of a style sheet do not pair, where it could be read before', async () => {
    const verdict = await check('a.css', { before: 'a { b: c; }\n', after: 'a { b: c;\n' });
    expect(verdict).toMatchObject({ kind: 'invalid', valid: false });
  });

  it('is rejected when a parser takes longer than the limit', async () => {
    const after = 'x = [1, 2, (3, 4)]\n'.repeat(20_000);
    const verdict = await check('a.py', { after }, { limits: { timeoutMs: 1 } });
    expect(placesOf(verdict)).toEqual(['tree-sitter 1:1 not-judged']);
    expect(verdict).toMatchObject({ valid: false, verifiedBy: [] });
  });

  it('is rejected when all parsers together take longer than theirs, whatever they say then', async () => {
    const after = `[${'1, '.repeat(60_000)}1]\n`;
    const verdict = await check('a.json', { after }, { limits: { wallMs: 1 } });
    expect(placesOf(verdict)).toEqual(['ouroboros 1:1 not-judged']);
    expect((await check('a.json', { after })).valid).toBe(true);
  });

  it.each([
    ['brackets', `${'('.repeat(20_000)}1${')'.repeat(20_000)}`],
    ['brackets that are never closed', '(['.repeat(20_000)],
    ['operators', `${'!'.repeat(20_000)}x`],
    ['elements', '<a>'.repeat(20_000)],
    ['branches', `${'if (a) '.repeat(20_000)}b;`],
  ])('is rejected when %s nest so deeply that a parser would end the process', async (_what, after) => {
    expect(await check('a.jsx', { after })).toMatchObject({ valid: false, verifiedBy: [] });
    expect((await check('b.js', { after: 'x = 1;\n' })).valid).toBe(true);
  });

  it('throws the reason when the signal is aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(check('a.py', { after: 'x = 1\n' }, { signal })).rejects.toThrow('enough');
  });
});

describe('a diagnostic', () => {
  const good = 'class A:\n    def f(self):\n        return 1\n';

  it('names the definition that it is in, and that it is new', async () => {
    const { diagnostics } = await check('a.py', { before: good, after: good.replace('1', '(1') });
    expect(diagnostics[0]).toMatchObject({ symbol: 'A.f', state: 'new' });
  });

  it('is old where the file had it before, and neither where there was no file', async () => {
    const bad = good.replace('1', '1 +');
    const { valid, warnings } = await check('a.py', { before: bad, after: `${bad}x = 1\n` });
    expect(valid).toBe(true);
    expect(warnings[0]).toMatchObject({ state: 'old', symbol: 'A.f' });
    expect((await check('a.py', { after: bad })).diagnostics[0]).not.toHaveProperty('state');
  });

  it('that is old is told beside a new one as a warning', async () => {
    const both = 'def f():\n    return 1 +\n\n\ndef g():\n    return = 2\n';
    const verdict = await check('a.py', { before: both.replace(' =', ''), after: both });
    expect(verdict.diagnostics.map(({ line, state }) => `${line} ${String(state)}`)).toEqual(['6 new']);
    expect(verdict.warnings.map(({ line, state }) => `${line} ${String(state)}`)).toEqual(['2 old']);
  });
});
