import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCheck, type CheckOptions } from '../../src/cli/commands/check.ts';
import { OuroborosError } from '../../src/domain/errors.ts';
import { createProject } from '../support/cli.ts';
import { capturedIo } from '../support/captured-io.ts';
import { testsPython } from '../support/python.ts';
import { makeFolder, type Files } from '../support/work-tree.ts';

const FILES: Files = {
  'good.js': 'const a = 1;\n',
  'bad.js': 'const a = (1;\n',
  'data.json': '{"a": 1,}',
  'notes.txt': ')(',
  'latin.ts': Uint8Array.from([0x61, 0xe9, 0x0a]),
  'packed.js': Uint8Array.from([0x61, 0, 0x62]),
  'escape.js': 'const \u001b[2J = 1;\n',
};

async function check(
  options: CheckOptions,
  stdin = '',
): Promise<{ readonly exitCode: number; readonly lines: readonly string[] }> {
  const io = capturedIo(makeFolder(FILES));
  const exitCode = await runCheck(options, { ...io, readStdin: async () => stdin });
  return { exitCode, lines: io.out().split('\n') };
}

async function refusalOf(options: CheckOptions): Promise<OuroborosError> {
  const refusal = await check(options).catch((error: unknown) => error);
  if (refusal instanceof OuroborosError) return refusal;
  throw new Error('The command did not refuse.');
}

describe('check as text', () => {
  it('says nothing of valid files but their number', async () => {
    expect(await check({ paths: ['good.js'] })).toEqual({
      exitCode: 0,
      lines: ['1 file: 1 valid, 0 invalid'],
    });
  });

  it('shows place, message and lines of each error, and counts at the end', async () => {
    expect(await check({ paths: ['good.js', 'bad.js', 'notes.txt'] })).toEqual({
      exitCode: 1,
      lines: [
        'bad.js:1:13: Expected `,` or `)` but found `;` (oxc)',
        '> 1 | const a = (1;',
        '    |             ^',
        '  2 | ',
        '3 files: 1 valid, 1 invalid, 1 of a language without a parser',
      ],
    });
  });

  it('names what is wrong with a file that is not text', async () => {
    expect((await check({ paths: ['latin.ts', 'packed.js'] })).lines).toEqual([
      'latin.ts:1:1: The file is not valid UTF-8 at byte 2. (ouroboros)',
      'packed.js:1:1: The file is binary: a NUL byte at offset 1. (ouroboros)',
      '2 files: 0 valid, 2 invalid',
    ]);
  });

  it('prints no escape sequence of a file', async () => {
    const { lines } = await check({ paths: ['escape.js'] });
    expect(lines.join('\n')).not.toContain('\u001b');
  });
});

const SHA256 = /^sha256:[0-9a-f]{64}$/;

describe('check as JSON', () => {
  it('prints one object a file', async () => {
    const { exitCode, lines } = await check({ paths: ['good.js', 'data.json', 'notes.txt'], json: true });
    expect(exitCode).toBe(1);
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      {
        file: 'good.js',
        digest: expect.stringMatching(SHA256),
        language: 'javascript',
        valid: true,
        verdict: 'valid',
        verified_by: ['oxc'],
        diagnostics: [],
      },
      {
        file: 'data.json',
        digest: expect.stringMatching(SHA256),
        language: 'json',
        valid: false,
        verdict: 'invalid',
        verified_by: ['tree-sitter', 'json'],
        diagnostics: [
          {
            line: 1,
            column: 9,
            kind: 'syntax',
            message: 'Expected double-quoted property name',
            source: 'json',
            context: '> 1 | {"a": 1,}\n    |         ^',
          },
        ],
      },
      {
        file: 'notes.txt',
        digest: null,
        language: null,
        valid: true,
        verdict: 'not-judged',
        verified_by: [],
        diagnostics: [],
      },
    ]);
  });
});

describe('the files to check', () => {
  it('come from standard input too, each once, by line or by NUL', async () => {
    const byLine = await check({ paths: ['good.js'], stdinFiles: true }, 'good.js\nnotes.txt\r\n');
    expect(byLine.lines).toEqual(['2 files: 1 valid, 0 invalid, 1 of a language without a parser']);
    const byNul = await check({ paths: [], stdinFiles: true }, 'good.js\0notes.txt\0');
    expect(byNul).toEqual({ ...byLine, exitCode: 0 });
  });

  it('may be none on standard input, as in a hook where nothing changed', async () => {
    const none = await check({ paths: [], stdinFiles: true }, '\n');
    expect(none).toEqual({ exitCode: 0, lines: ['0 files: 0 valid, 0 invalid'] });
  });

  it('are skipped on standard input when they are folders or deleted', async () => {
    const listed = await check({ paths: [], stdinFiles: true }, 'good.js\0.\0gone.js\0');
    expect(listed).toEqual({ exitCode: 0, lines: ['1 file: 1 valid, 0 invalid'] });
  });

  it('are named on standard error where standard input lists what is not there', async () => {
    const io = capturedIo(makeFolder({ 'good.js': '', 'folder/a.js': '' }));
    symlinkSync('nowhere', join(io.cwd, 'dangling.js'));
    const readStdin = async (): Promise<string> => 'good.js\nfolder\ngone.js\ndangling.js\n';
    expect(await runCheck({ paths: [], stdinFiles: true }, { ...io, readStdin })).toBe(0);
    expect(io.err()).toBe('gone.js is listed on standard input and is not there: left out.');
  });

  it.each([
    ['a missing one', ['good.js', 'gone.js'], 'not-found'],
    ['what is no file', ['/dev/null'], 'usage'],
    ['a path through a file', ['good.js/a.js'], 'bad-file'],
  ])('are refused before any is judged when there is %s', async (_what, files, code) => {
    expect((await refusalOf({ paths: files })).code).toBe(code);
  });
});

describe('the command line', () => {
  it('counts only what could be looked at', async () => {
    const project = await createProject(FILES, { git: false });
    const outputOf = async (...args: readonly string[]): Promise<string> =>
      (await project.ouroboros(['check', ...args])).stdout;
    expect(await outputOf('gone.js')).toBe('');
    expect(await outputOf('good.js', 'gone.js')).toBe('1 file: 1 valid, 0 invalid\n');
  });

  it('ends with 0, 1 or 2', async () => {
    const project = await createProject(FILES, { git: false });
    mkdirSync(join(project.root, 'folder'));
    const exitCodeOf = async (...args: readonly string[]): Promise<number> =>
      (await project.ouroboros(['check', ...args])).exitCode;
    expect(await exitCodeOf('good.js')).toBe(0);
    expect(await exitCodeOf('good.js', 'bad.js')).toBe(1);
    expect(await exitCodeOf('folder')).toBe(0);
    expect(await exitCodeOf()).toBe(1);
    expect(await exitCodeOf('gone.js')).toBe(2);
    expect(await exitCodeOf('--json', '--format', 'sarif')).toBe(2);
    expect(await exitCodeOf('--changed', '--stdin-files')).toBe(2);
    expect(await exitCodeOf('--max-size', 'much')).toBe(2);
  });

  it.runIf(testsPython)('judges Python by the interpreter too, once for all files', async () => {
    const project = await createProject({ 'a.py': 'x = 1\n', 'b.py': 'obj.__debug__ = 1\n' }, { git: false });
    const { exitCode, stdout } = await project.ouroboros(['check', '--json', 'a.py', 'b.py']);
    const seen = stdout
      .trim()
      .split('\n')
      .map((line): { readonly valid: boolean } => JSON.parse(line));
    expect({ exitCode, valid: seen.map(({ valid }) => valid) }).toEqual({
      exitCode: 1,
      valid: [true, false],
    });
  });
});
