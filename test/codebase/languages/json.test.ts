import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonSyntax } from '../../../src/codebase/languages/json.ts';

/** Where and why a text is not JSON, or null. */
function faultOf(text: string, path = 'a.json'): string | null {
  const report = jsonSyntax({ path, text });
  if (report.kind !== 'parsed') return report.kind;
  const [problem] = report.problems;
  return problem === undefined ? null : `${problem.offset} ${problem.message}`;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('JSON', () => {
  it.each([
    ['', '0 Unexpected end of JSON input'],
    ['{', "1 Expected property name or '}'"],
    ['{"a":1,}', '7 Expected double-quoted property name'],
    ['[1,]', "3 Unexpected token ']'"],
    ['[nulx]', "4 Unexpected token 'x'"],
    [`[${'1, '.repeat(40)}tRue]`, "122 Unexpected token 'R'"],
    ['{"a": 1} b', '9 Unexpected non-whitespace character after JSON'],
    ['"a\nb"', '2 Bad control character in string literal'],
  ])('%j is at fault at %s', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  it('is what JSON.parse accepts, and a fault lies within the text', () => {
    const token = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', 'null', ' ', '-', 'x', '"', '\\');
    fc.assert(
      fc.property(fc.array(token, { maxLength: 8 }), (tokens) => {
        const text = tokens.join('');
        const fault = faultOf(text);
        expect(fault === null).toBe(parses(text));
        expect(Number.parseInt(fault ?? '0', 10)).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps note of keys that their object has twice', () => {
    const report = jsonSyntax({ path: 'a.json', text: '{"a": 1, "b": {"a": "a"}, "c": ["a"], "a": 2}' });
    expect(report).toMatchObject({ kind: 'parsed', problems: [], notes: [{ offset: 38 }] });
  });

  it('may be a template for values in data of tests', () => {
    const text = '{ "host": __host__, "ports": [__a__, 1] }';
    expect(faultOf(text, 'tests/fixtures/a.json')).toBe(null);
    expect(faultOf(text, 'tests/a.json')).toBe(null);
    expect(faultOf(text, 'a.json')).toBe("10 Unexpected token '_'");
    expect(faultOf('{ "host": host }', 'tests/fixtures/a.json')).not.toBe(null);
  });

  it('may hold comments and trailing commas where its readers allow them', () => {
    const text = '{ // one\n "a": "//x", /* , } */ "b": [1, 2,],\n}\n';
    for (const path of [
      'tsconfig.json',
      'pkg/tsconfig.base.json',
      '.vscode/settings.json',
      '.eslintrc.json',
      'deno.jsonc',
      'apps/turbo.json',
      '.oxlintrc.json',
      'web/appsettings.Development.json',
      '.luarc.json',
    ]) {
      expect(faultOf(text, path)).toBe(null);
    }
    expect(faultOf(text, 'package.json')).toBe("2 Expected property name or '}'");
    expect(faultOf('{ /* a */ "b": ]', 'tsconfig.json')).toBe("15 Unexpected token ']'");
  });
});
