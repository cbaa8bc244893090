import { describe, expect, it } from 'vitest';
import { oxcSyntax } from '../../../src/codebase/languages/oxc.ts';
import { typescriptSyntax } from '../../../src/codebase/languages/typescript.ts';
import type { ParserReport } from '../../../src/codebase/languages/syntax-problem.ts';

const shown = (report: ParserReport): readonly string[] =>
  report.kind === 'parsed' ? report.problems.map(({ offset, kind }) => `${offset} ${kind}`) : [report.kind];

const script = async (text: string, path = 'a.js'): Promise<readonly string[]> =>
  shown(await oxcSyntax({ language: 'javascript', path, text }));

describe('JavaScript by oxc', () => {
  it('gives offsets in code units, and tells early errors from what does not parse', async () => {
    expect(await script('"😀"; let a; let a;')).toEqual(['10 early-error']);
    expect(await script('"😀"; let = (;')).toEqual(['13 syntax']);
  });

  it('reports by the goal that the text seems to have', async () => {
    expect(await script('import "a";\nlet b; let b;')).toEqual(['16 early-error']);
    expect(await script('let b; let b; return;')).toEqual(['4 early-error']);
  });

  it.each(['x = /(/', 'return/(/', 'f(/(/)', 'x = /**//(/', 'y = a ? /(/ : /b/', '`${/(/}`', '!/(/.test(x)'])(
    'finds the invalid regular expression in %s',
    async (text) => {
      expect((await script(text)).map((one) => one.split(' ')[1])).toEqual(['early-error']);
    },
  );

  it.each(['x = a / b / (c)', 'x = "/(/"', '// a /(/ b', 'x = a++ / 2 /(c)', 'x = `/(/`', 'x = <a>/(/</a>'])(
    'takes nothing in %s for a regular expression',
    async (text) => {
      expect(await script(text)).toEqual([]);
    },
  );

  it('reads declarations by their extension', async () => {
    const typed = async (path: string, text: string): Promise<readonly string[]> =>
      shown(await oxcSyntax({ language: 'typescript', path, text }));
    expect(await typed('a.d.ts', 'const x: string;')).toEqual([]);
    expect(await typed('a.d.mts', 'const x: string;')).toEqual([]);
    expect(await typed('a.ts', 'const x: string;')).toEqual(['6 syntax']);
  });
});

describe('TypeScript by its own parser', () => {
  it('gives its code and place', async () => {
    const report = await typescriptSyntax({ language: 'typescript', path: 'a.ts', text: 'let x: = 1;' });
    expect(report).toEqual({
      kind: 'parsed',
      problems: [{ offset: 7, kind: 'syntax', code: 'TS1110', message: 'Type expected.' }],
    });
  });

  it('reads JSX only in the language that has it', async () => {
    const text = 'const x = <a>b</a>;';
    const as = async (language: string): Promise<number> =>
      shown(await typescriptSyntax({ language, path: 'code', text })).length;
    expect(await as('tsx')).toBe(0);
    expect(await as('typescript')).toBeGreaterThan(0);
  });

  it('is broken, and not silent, where a text is too deep for it', async () => {
    const text = `${'('.repeat(20_000)}1${')'.repeat(20_000)}`;
    expect((await typescriptSyntax({ language: 'typescript', path: 'a.ts', text })).kind).toBe('broken');
  });
});
