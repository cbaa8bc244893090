import { runInNewContext } from 'node:vm';
import { array, assert, asyncProperty, constantFrom, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { toTemplateLiterals } from '../../src/recipes/to-template-literals.ts';
import { treeOfTexts, withChanges } from '../support/fixture.ts';

const signal = new AbortController().signal;
const ANY = { untyped: 'convert' };

async function run(path: string, text: string, slots: SlotValues = {}): Promise<RecipeResult> {
  return toTemplateLiterals.run({ slots, targets: [path], signal }, treeOfTexts({ [path]: text }));
}

async function textAfter(path: string, text: string, slots: SlotValues = {}): Promise<string> {
  const result = await run(path, text, slots);
  return result.kind === 'changed' ? (withChanges({ [path]: text }, result.changes)[path] ?? '') : text;
}

function remarks(result: RecipeResult): string {
  if (result.kind === 'refused') return result.reason;
  return result.kind === 'unchanged' ? result.summary : result.notes.join('\n');
}

const WRITTEN: Readonly<Record<string, readonly [string, string]>> = {
  'texts that speak of the checker': [
    "// @ts-nocheck\nf('// @ts-ignore ' + a + '\\n');",
    '// @ts-nocheck\nf(`// @ts-ignore ${a}\\n`);',
  ],
  'texts and values': ['f(\'a\' + b + "c" + d.e);', 'f(`a${b}c${d.e}`);'],
  'a sum before the first text as one value': ["f(a + b + 'x' + c + d);", 'f(`${a + b}x${c}${d}`);'],
  'a sum in parentheses as one value': ["f('x' + (a + b));", 'f(`x${a + b}`);'],
  'texts in parentheses': ["f('x' + (a + 'y') + ('z' + b));", 'f(`x${a}yz${b}`);'],
  'quotes, backticks and braces': [
    String.raw`f('it\'s "a" ` + '`b` ${c}' + String.raw`\n' + d + "\"");`,
    'f(`it\'s "a" \\`b\\` \\${c}\\n${d}"`);',
  ],
  'a dollar before a brace of the next text': ["f('$' + '{' + a + '$' + b);", 'f(`\\${${a}$${b}`);'],
  'a template among the parts': ["f(`a${b}` + c + 'd');", 'f(`a${b}${c}d`);'],
  'concatenations within a value': ["f('a' + g('b' + c) + 'd');", 'f(`a${g(`b${c}`)}d`);'],
  'several lines': ["f('a' +\r\n  b +\r\n  'c');\r\n", 'f(`a${b}c`);\r\n'],
};

const LEFT: Readonly<Record<string, readonly [string, RegExp | null]>> = {
  'comments between parts': ["f('a' + /* b */ b);", /comment/],
  'comments in parentheses': ["f('a' + (/* b */ b));", /comment/],
  'a zero that a digit would follow': [String.raw`f('\0' + '1' + a);`, /octal/],
  'texts alone': ["f('a' + 'b');", null],
  'the empty text': ["f(a + '');", null],
  sums: ['f(a + 1);', null],
  'templates that are joined': ['f(`a${b}` + `c`);', null],
  'a text that is broken over lines': ["f('a' + b + 'c' +\n  'd');", /broken over lines/],
};

describe('to-template-literals', () => {
  it.each(Object.entries(WRITTEN))('writes %s', async (_, [before, after]) => {
    expect(await textAfter('a.cjs', before, ANY)).toBe(after);
    expect(await textAfter('a.cjs', after, ANY)).toBe(after);
  });

  it.each(Object.entries(LEFT))('leaves %s', async (_, [text, reason]) => {
    const result = await run('a.cjs', text, ANY);
    expect(result.kind).toBe('unchanged');
    expect(remarks(result)).toMatch(
      reason ?? /^No concatenation of a\.cjs can be written as a template literal\.$/,
    );
  });

  it('writes the concatenations in the branches of a value, or leaves all of it', async () => {
    const head = "let n = 0; n += 2; let s = 'a'; ";
    expect(await textAfter('a.cjs', `${head}f('x' + (n ? ' (' + n + ')' : s) + '.');`)).toBe(
      `${head}f(\`x\${n ? \` (\${n})\` : s}.\`);`,
    );
    const half = `${head}f('x' + (n ? ' (' + o + ')' : '') + '.');`;
    expect(await textAfter('a.cjs', half)).toBe(half);
    expect(await textAfter('a.cjs', half, ANY)).toBe(`${head}f(\`x\${n ? \` (\${o})\` : ''}.\`);`);
    expect(remarks(await run('a.cjs', half))).toMatch(/because of the one in it: o may be an object/);
  });

  it('takes values that are certainly primitive, and no others', async () => {
    const head = "let n = 0; n += 2; const s = n ? 'a' : 'b'; for (const k in o) ";
    expect(await textAfter('a.cjs', `${head}f('x' + n + s.length + k + String(o) + typeof o + o * 2);`)).toBe(
      `${head}f(\`x\${n}\${s.length}\${k}\${String(o)}\${typeof o}\${o * 2}\`);`,
    );
    for (const value of ['o', 'o.length', 'f(1)', 'new Date()', '[]', '(o || 1)', 'p']) {
      const text = `let p = 1; p = o; f('x' + ${value});`;
      expect(remarks(await run('a.cjs', text))).toMatch(/may be an object.*untyped=convert/);
    }
    const own = "function String(o) { return o; } f('x' + String(o));";
    expect(await textAfter('a.cjs', own)).toBe(own);
  });

  it('trusts the types of TypeScript, not what JavaScript says of them', async () => {
    const text = "export const f = (a: string, b?: number | null) => 'x' + a + b;";
    expect(await textAfter('a.ts', text)).toBe(
      'export const f = (a: string, b?: number | null) => `x${a}${b}`;',
    );
    const any = "export const f = (a: any, b: Date) => ['x' + a, 'x' + b];";
    expect(await textAfter('a.ts', any)).toBe(any);
    const documented = "/** @param {string} a */ function f(a) { return 'x' + a; }";
    expect(await textAfter('a.cjs', documented)).toBe(documented);
  });

  it('refuses other values of its slot and files that do not parse', async () => {
    expect(remarks(await run('a.js', "f('a' + b);", { untyped: 'leave' }))).toMatch(/untyped=leave/);
    for (const text of ["f('a' + ;", String.raw`f('\1' + a);`])
      expect(remarks(await run('a.js', text))).toMatch(/syntax error/);
  });

  it('gives texts that read the same', async () => {
    const operand = constantFrom(
      '1',
      'n',
      "'a'",
      '"`"',
      "'${'",
      "'$'",
      "'{'",
      '`t${n}`',
      '(n + 2)',
      "(s + '\\\\')",
      '-n',
    );
    const law = asyncProperty(
      array(operand, { minLength: 2, maxLength: 7 }),
      string(),
      async (operands, s) => {
        const text = `out = ${operands.join(' + ')};`;
        const after = await textAfter('a.cjs', text, ANY);
        const values = { n: 7, s, out: '' };
        expect(runInNewContext(after, { ...values })).toBe(runInNewContext(text, { ...values }));
        expect(await textAfter('a.cjs', after, ANY)).toBe(after);
      },
    );
    await assert(law, { numRuns: 100 });
  }, 60_000);
});
