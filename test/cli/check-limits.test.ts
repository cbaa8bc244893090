import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCheck, type CheckOptions } from '../../src/cli/commands/check.ts';
import { parseDuration, parseSize } from '../../src/cli/option-values.ts';
import { OuroborosError } from '../../src/domain/errors.ts';
import { capturedIo } from '../support/captured-io.ts';
import { testsPython } from '../support/python.ts';
import { makeFolder } from '../support/work-tree.ts';

async function check(
  options: Partial<CheckOptions>,
  cwd: string,
): Promise<{ readonly exitCode: number; readonly lines: readonly string[] }> {
  const io = capturedIo(cwd);
  const exitCode = await runCheck({ paths: [], ...options }, io);
  return { exitCode, lines: io.out().split('\n') };
}

/** A file of a length that no memory need hold. */
function makeLong(path: string, sizeBytes: number): void {
  const file = openSync(path, 'w');
  ftruncateSync(file, sizeBytes);
  closeSync(file);
}

it('rejects a file above the size by name, and none of that size', async () => {
  const root = makeFolder({ 'large.js': 'let a = 1;\n', 'small.js': 'let a;\n' });
  expect(await check({ maxSize: 7 }, root)).toEqual({
    exitCode: 1,
    lines: [
      'large.js:1:1: The file has 11 bytes; files above 7 are not judged. (ouroboros)',
      '2 files: 1 valid, 0 invalid, 1 not judged',
    ],
  });
  expect((await check({ maxSize: 11 }, root)).exitCode).toBe(0);
});

it('rejects what is too large to be read at all, and leaves alone what no parser knows', async () => {
  const root = makeFolder();
  makeLong(join(root, 'dump.json'), 5_000_000_000);
  makeLong(join(root, 'film.mp4'), 5_000_000_000);
  expect(await check({ paths: ['dump.json', 'film.mp4'] }, root)).toEqual({
    exitCode: 1,
    lines: [
      'dump.json:1:1: The file has 5000000000 bytes; files above 4000000 are not judged. (ouroboros)',
      '2 files: 0 valid, 0 invalid, 1 not judged, 1 of a language without a parser',
    ],
  });
});

it('rejects a file that takes the parser too long by name, and goes on with the next', async () => {
  const root = makeFolder({
    'long.go': `package a\n${'var x = f(1, 2, 3)\n'.repeat(40_000)}`,
    'z.go': 'package a\n',
  });
  const { exitCode, lines } = await check({ maxParseTime: 5 }, root);
  expect(exitCode).toBe(1);
  expect(lines[0]).toBe(
    'long.go:1:1: tree-sitter cannot judge it: the parser was stopped after 5 ms (tree-sitter)',
  );
  expect(lines.at(-1)).toBe('2 files: 1 valid, 0 invalid, 1 not judged');
});

it('ends at the time for a whole file, inside of native parsers too, and goes on with the next', async () => {
  const root = makeFolder({
    'a.ts': 'let abcdefghijklmnopqrstuvwxyz_something_long = 1;\n'.repeat(52_000),
    'b.ts': 'async('.repeat(24),
    'c.ts': 'const f = (a: number): number => a;\n',
  });
  const { exitCode, lines } = await check({ maxFileTime: 1_500 }, root);
  expect(exitCode).toBe(1);
  expect(lines.filter((line) => /^[a-c]\.ts|files/.test(line))).toEqual([
    'a.ts:1:1: Not judged: all parsers together took too long (ouroboros)',
    'b.ts:1:1: typescript cannot judge it: it took too long (typescript)',
    '3 files: 1 valid, 0 invalid, 2 not judged',
  ]);
});

it('judges a long file in a process of its own as it judges a short one', async () => {
  const long = `let b = 1;\n${'// long\n'.repeat(40_000)}`;
  const root = makeFolder({ 'a.js': `${long}let c = (1;\n`, 'b.js': long });
  const { lines } = await check({}, root);
  expect(lines[0]).toBe('a.js:40002:11: Expected `,` or `)` but found `;` (oxc)');
  expect(lines.at(-1)).toBe('2 files: 1 valid, 1 invalid');
});

it('asks the parsers that decide on a long file, and no grammar beside them', async () => {
  const long = `var a = [${'1,'.repeat(150_000)}1`;
  const root = makeFolder({
    'bad.js': `${long};\n`,
    'good.js': `${long}];\n`,
    'long.json': `[${'1,'.repeat(150_000)}`,
  });
  const { lines } = await check({ format: 'json' }, root);
  const seen = lines.map((line): unknown => JSON.parse(line));
  expect(seen).toMatchObject([
    { file: 'bad.js', valid: false, verified_by: ['oxc'] },
    { file: 'good.js', valid: true, verified_by: ['oxc'] },
    { file: 'long.json', valid: false, verified_by: ['json'] },
  ]);
});

it.runIf(testsPython)(
  'asks the interpreter within the shortest time, and passes nothing unasked',
  async () => {
    const root = makeFolder({ 'a.py': 'obj.__debug__ = 1\n' });
    const { exitCode, lines } = await check({ maxParseTime: 1 }, root);
    expect(exitCode).toBe(1);
    expect(lines[0]).toMatch(/ \(python3\)$/);
  },
);

it.each([
  ['1', 1],
  ['500k', 500_000],
  ['4M', 4_000_000],
  ['1.5mb', 1_500_000],
  ['2G', 2_000_000_000],
])('reads the size %s', (value, sizeBytes) => {
  expect(parseSize('--max-size')(value)).toBe(sizeBytes);
});

it.each(['', '0', '-1', '4 M', '4T', 'k', '0.1'])('takes %j for no size', (value) => {
  expect(() => parseSize('--max-size')(value)).toThrow(OuroborosError);
});

it('names the option in what it says of a wrong duration', () => {
  expect(() => parseDuration('--max-parse-time')('soon')).toThrow(/^--max-parse-time takes a duration/);
});
