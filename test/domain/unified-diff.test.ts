import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineChanges } from '../../src/domain/line-diff.ts';
import { countLines, unifiedDiff } from '../../src/domain/unified-diff.ts';

type Side = Uint8Array | null;
type Change = { readonly path: string; readonly before: Side; readonly after: Side };

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What `git apply` makes of the changed files, in a folder of its own and with no configuration of the machine. */
function gitApplied(changes: readonly Change[]): readonly Side[] {
  const root = mkdtempSync(join(tmpdir(), 'unified-diff-'));
  const diff = changes.map(({ path, before, after }) => unifiedDiff(path, before, after)).join('');
  try {
    for (const { path, before } of changes) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      if (before !== null) writeFileSync(join(root, path), before);
    }
    const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
    const run = (...args: string[]) =>
      execFileSync('git', ['-c', 'core.autocrlf=false', ...args], { cwd: root, input: diff, env });
    if (diff !== '') {
      run('apply', '--whitespace=nowarn', '--check', '-');
      run('apply', '--whitespace=nowarn', '-');
    }
    return changes.map(({ path }) => (existsSync(join(root, path)) ? readFileSync(join(root, path)) : null));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const line = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'return 1', '}', '-- ', '@@ -1 +1 @@', '\\ No newline at end of file', '\tx'),
  fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll(/[\0\n]/g, '')),
);
const text = fc
  .record({
    lines: fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\n')), { maxLength: 24 }),
    hasMark: fc.boolean(),
    tail: fc.constantFrom('', 'tail', 'tail\r'),
  })
  .map(
    ({ lines, hasMark, tail }) =>
      (hasMark ? '\uFEFF' : '') + lines.map((pair) => pair.join('')).join('') + tail,
  );

const edited = fc.tuple(text, text, fc.nat(), fc.nat()).map(([base, other, at, length]) => {
  const start = at % (base.length + 1);
  const spliced = base.slice(0, start) + other.slice(0, 20) + base.slice(start + (length % 12));
  return [base, spliced.toWellFormed()] as const;
});
const side = (source: string): Side => bytes(source.toWellFormed());
const change = fc.oneof(
  edited.map(([before, after]) => [side(before), side(after)] as const),
  fc.tuple(text, text).map(([before, after]) => [side(before), side(after)] as const),
  text.map((after) => [null, side(after)] as const),
  text.map((before) => [side(before), null] as const),
);

describe('unifiedDiff', () => {
  it('gives patches that git applies to exactly the bytes after', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 8, maxLength: 16 }), (sides) => {
        const changes = sides.map(([before, after], index) => ({ path: `file ${index}.txt`, before, after }));
        expect(gitApplied(changes)).toEqual(
          changes.map(({ after }) => (after === null ? null : Buffer.from(after))),
        );
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    'plain.ts',
    'with space.ts',
    'déjà/vu.ts',
    'quo"te.ts',
    'back\\slash.ts',
    'tab\tand\nnewline.ts',
    '-o.ts',
  ])('names the file %j as git reads it', (path) => {
    const changes = [{ path, before: bytes('a\n'), after: bytes('b\n') }];
    expect(gitApplied(changes)).toEqual([Buffer.from('b\n')]);
    expect(gitApplied([{ path, before: null, after: bytes('') }])).toEqual([Buffer.from('')]);
    expect(gitApplied([{ path, before: bytes('a'), after: null }])).toEqual([null]);
  });

  it('shows three lines of context and joins hunks that touch', () => {
    const before = Array.from({ length: 30 }, (_, index) => `${index + 1}\n`);
    const after = before.with(4, 'five\n').with(10, 'eleven\n').with(25, '');
    expect(unifiedDiff('n.txt', bytes(before.join('')), bytes(after.join('')))).toBe(
      [
        'diff --git a/n.txt b/n.txt',
        '--- a/n.txt',
        '+++ b/n.txt',
        '@@ -2,13 +2,13 @@',
        ' 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n 9\n 10\n-11\n+eleven\n 12\n 13\n 14',
        '@@ -23,7 +23,6 @@',
        ' 23\n 24\n 25\n-26\n 27\n 28\n 29\n',
      ].join('\n'),
    );
  });

  it('marks a missing newline on the side that lacks it', () => {
    expect(unifiedDiff('a', bytes('x'), bytes('x\n')).split('\n').slice(3)).toEqual([
      '@@ -1,1 +1,1 @@',
      '-x',
      '\\ No newline at end of file',
      '+x',
      '',
    ]);
  });

  it('is empty where nothing differs', () => {
    expect(unifiedDiff('a', bytes('x'), bytes('x'))).toBe('');
    expect(unifiedDiff('a', null, null)).toBe('');
  });

  it('says that files differ which are not text', () => {
    expect(unifiedDiff('a.bin', Uint8Array.of(0, 1), Uint8Array.of(0, 2))).toBe(
      'diff --git a/a.bin b/a.bin\nBinary files a/a.bin and b/a.bin differ\n',
    );
    expect(countLines(Uint8Array.of(0xff, 10), bytes('x\n'))).toEqual({ added: 0, removed: 0 });
  });
});

describe('countLines', () => {
  it.each([
    ['a rewritten line', 'a\nb\n', 'a\nc\n', { added: 1, removed: 1 }],
    ['a lost final newline', 'a\n', 'a', { added: 1, removed: 1 }],
    ['a new file', null, 'a\nb', { added: 2, removed: 0 }],
    ['a deleted file', 'a\nb\n', null, { added: 0, removed: 2 }],
    ['equal texts', 'a\n', 'a\n', { added: 0, removed: 0 }],
  ])('counts %s', (_, before, after, expected) => {
    expect(countLines(before === null ? null : bytes(before), after === null ? null : bytes(after))).toEqual(
      expected,
    );
  });

  it('counts a word renamed on every other line of 40,000 as those lines alone', () => {
    const before = Array.from(
      { length: 40_000 },
      (_, index) => `line(${index % 2 === 0 ? `old_${index}` : ''})\n`,
    );
    const after = before.map((each) => each.replace('old', 'new'));
    expect(countLines(bytes(before.join('')), bytes(after.join('')))).toEqual({
      added: 20_000,
      removed: 20_000,
    });
  });
});

describe('lineChanges', () => {
  it('turns the one list into the other and keeps a longest common subsequence', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 14 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const changes = lineChanges(before, after);
        const rebuilt = before.slice();
        for (const { beforeStart, beforeEnd, afterStart, afterEnd } of changes.toReversed()) {
          rebuilt.splice(beforeStart, beforeEnd - beforeStart, ...after.slice(afterStart, afterEnd));
        }
        const removed = changes.reduce((sum, each) => sum + each.beforeEnd - each.beforeStart, 0);
        expect(rebuilt).toEqual(after);
        expect(before.length - removed).toBe(commonLength(before, after));
      }),
      { numRuns: 500 },
    );
  });

  it('gives one block where two long lists hold the same lines in another order', () => {
    const lines = Array.from({ length: 6000 }, (_, index) => String(index));
    const shuffled = lines.map((_, index) => String((index * 7919 + 13) % 6000));
    expect(lineChanges(lines, shuffled)).toEqual([
      { beforeStart: 0, beforeEnd: 6000, afterStart: 0, afterEnd: 6000 },
    ]);
  });
});

/** The textbook table: the length of a longest common subsequence. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, () => 0);
  for (const item of a) {
    const next = [0];
    for (const [index, other] of b.entries()) {
      next.push(item === other ? row[index]! + 1 : Math.max(row[index + 1]!, next[index]!));
    }
    row = next;
  }
  return row[b.length]!;
}
