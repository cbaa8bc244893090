import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { mayNestDeeper } from '../../../src/codebase/languages/nesting-bound.ts';

const LIMIT = 1_000;

describe('a text that nests deeper than the limit is told', () => {
  const n = LIMIT + 1;
  it.each([
    ['brackets', '['.repeat(n)],
    ['calls', 'f('.repeat(n)],
    ['a chain of members', `a${'.b'.repeat(n)}`],
    ['a chain over lines', `a${'\n  .b()'.repeat(n)}`],
    ['a sum', `x = a${' + a'.repeat(n)}`],
    ['a sum over lines that end in its sign', `x = a${' +\n  a'.repeat(n)}`],
    ['else if', `if (a) {}${' else if (a) { b(); }'.repeat(n)}`],
    ['else if on lines of their own', `if (a) { b() }${'\nelse if (a) { b() }'.repeat(n)}`],
    ['arrows', `${'a=>'.repeat(n)}a`],
    ['words before an operand', `${'not '.repeat(n)}a`],
    ['conditions of types', `type T = ${'A extends B ? C : '.repeat(n)}D`],
    ['blocks', 'if a:\n'.repeat(n)],
  ])('%s', (_, text) => {
    expect(mayNestDeeper(text, LIMIT)).toBe(true);
  });
});

describe('a long text is not taken for a deep one', () => {
  const n = 3_000;
  it.each([
    ['statements', 'a = b.c + d;\n'.repeat(n)],
    ['statements without semicolons', 'a = b.c + d\n'.repeat(n)],
    ['calls one after another', 'f(g(a, b), c)\n'.repeat(n)],
    ['groups', '(a) '.repeat(n)],
    ['lists', '[a] '.repeat(n)],
    ['values in a template', '{a} '.repeat(n)],
    ['a list', `x = [${'a.b, -1, f(c),\n'.repeat(n)}]`],
    ['lines of a comment', '// a - b: c\n'.repeat(n)],
  ])('%s', (_, text) => {
    expect(mayNestDeeper(text, LIMIT)).toBe(false);
  });

  it('a source of this project', () => {
    const text = readFileSync(fileURLToPath(import.meta.url), 'utf8');
    expect(mayNestDeeper(text.repeat(50), LIMIT)).toBe(false);
  });
});
