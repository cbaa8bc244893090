import { describe, expect, it } from 'vitest';
import { createCandidate } from '../../src/domain/candidate.ts';
import { digestOf } from '../../src/domain/digest.ts';
import type { Verdict } from '../../src/domain/ports.ts';
import { createSyntaxGate } from '../../src/safety/gates/syntax.ts';

type Sides = readonly [before: string | null, after: string | null];

const gate = createSyntaxGate({ python: null });

async function judge(
  files: Readonly<Record<string, Sides>>,
  signal = new AbortController().signal,
): Promise<Verdict> {
  const bytes = (text: string | null): Uint8Array | null => (text === null ? null : Buffer.from(text));
  const changes = Object.entries(files).map(([path, [before, after]]) => {
    return { path, before: bytes(before), after: bytes(after), tolerances: [] };
  });
  return gate.check(createCandidate({ read: async () => null, list: async () => [] }, changes), signal);
}

describe('the syntax gate', () => {
  it('is the syntax validation of the record and can be healed', () => {
    expect(gate).toMatchObject({ id: 'syntax', checkType: 'syntax_validation', isHealable: true });
  });

  it('applies to files of a known language, and to those whose content may tell one', () => {
    const paths = ['a.py', 'src/b.tsx', 'Gemfile', 'bin/run', 'README.md', 'a.in'];
    expect(paths.filter((path) => gate.appliesTo(path))).toEqual(paths.slice(0, 4));
  });

  it('judges a script without an extension by its first line, also when that is lost', async () => {
    const good = '#!/usr/bin/env node\nx = 1;\n';
    const sides: Sides = [good, '#!/usr/bin/env node\nx = (1;\n'];
    expect((await judge({ 'bin/run': sides })).summary).toBe('New syntax errors in 1 file: bin/run');
    expect((await judge({ 'bin/run': [good, 'x = (1;\n'] })).passed).toBe(false);
    expect((await judge({ 'bin/run': [null, good] })).judged[0]?.verifiedBy).toEqual(['tree-sitter', 'oxc']);
    expect((await judge({ Makefile: [null, 'all:\n\tx = (1;\n'] })).judged).toEqual([]);
  });

  it('passes clean changes with the digests of the bytes that it judged', async () => {
    const verdict = await judge({ 'a.py': ['x = 1\n', 'x = 2\n'], 'b.js': [null, 'y = 1;\n'] });
    expect(verdict).toEqual({
      passed: true,
      summary: '2 files without new syntax errors by tree-sitter, ruff, oxc',
      diagnostics: [],
      judged: [
        { path: 'a.py', digest: digestOf('x = 2\n'), verifiedBy: ['tree-sitter', 'ruff'] },
        { path: 'b.js', digest: digestOf('y = 1;\n'), verifiedBy: ['tree-sitter', 'oxc'] },
      ],
    });
  });

  it('fails when one of the files has a new error and names it', async () => {
    const verdict = await judge({ 'a.py': ['x = 1\n', 'x = 2\n'], 'b.js': ['y = 1;\n', 'y = (1;\n'] });
    expect(verdict).toMatchObject({ passed: false, summary: 'New syntax errors in 1 file: b.js' });
    expect(verdict.diagnostics.map(({ path, line, source }) => `${path}:${line} ${source}`)).toEqual([
      'b.js:1 oxc',
    ]);
    expect(verdict.judged.map(({ path }) => path)).toEqual(['a.py', 'b.js']);
  });

  it('reads JavaScript as the package.json of the candidate tree says', async () => {
    const script: Sides = [null, 'with (a) b();\n'];
    const module: Sides = ['{}', '{"type": "module"}'];
    expect((await judge({ 'src/a.js': script })).passed).toBe(true);
    expect((await judge({ 'src/a.js': script, 'package.json': module })).passed).toBe(false);
  });

  it('counts as warnings the errors that were there before', async () => {
    const verdict = await judge({ 'a.py': ['x = = 1\n', 'x = = 1\ny = 2\n'] });
    expect(verdict).toMatchObject({
      passed: true,
      summary: '1 file without new syntax errors by tree-sitter, ruff; 1 warning',
    });
  });

  it('does not judge deleted files or files of no known language', async () => {
    const verdict = await judge({ 'a.py': ['x = (\n', null], 'notes.md': [null, ')('] });
    expect(verdict).toMatchObject({ passed: true, diagnostics: [], judged: [] });
  });

  it('throws the reason of an aborted run', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(judge({ 'a.py': [null, 'x = 1\n'] }, signal)).rejects.toThrow('enough');
  });
});
