import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPython3, type Python3 } from '../../../src/codebase/languages/python3.ts';
import type { ParserReport } from '../../../src/codebase/languages/syntax-problem.ts';
import { testsPython } from '../../support/python.ts';
import { scratchFolders } from '../../support/scratch.ts';

const makeFolder = scratchFolders();

async function judgeAll(python: Python3, texts: readonly string[]): Promise<readonly ParserReport[]> {
  try {
    return await Promise.all(texts.map((text) => python.judge({ bytes: Buffer.from(text), text })));
  } finally {
    python.close();
  }
}

/** A command that takes the place of Python. */
function command(script: string): string {
  const path = join(makeFolder(), 'python3');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

const offsetsOf = (reports: readonly ParserReport[]): readonly (readonly number[] | string)[] =>
  reports.map((report) =>
    report.kind === 'parsed' ? report.problems.map(({ offset }) => offset) : report.kind,
  );

describe.runIf(testsPython)('the interpreter', () => {
  it('compiles many texts in one process, each answer with its text', async () => {
    const texts = ['x = 1\n', 'x = (\n', 'y = 2\n', 'return 1\n', ''];
    expect(offsetsOf(await judgeAll(openPython3(), texts))).toEqual([[], [4], [], [0], []]);
  });

  it('gives offsets in code units from columns in code points or bytes', async () => {
    const placed = ['s = "😀é"; y = = 2\n', '\tx = 1', 's = "é"\r\nx = = 1\r\n', 'x = 1\r\x0cy = = "é"'];
    expect(offsetsOf(await judgeAll(openPython3(), placed))).toEqual([[15], [0], [13], [11]]);
    const texts = ['a = "😀"; )\n', 'a = "😀"; return\n', 'a = 1\rb = 2\r\nreturn\n'];
    expect(offsetsOf(await judgeAll(openPython3(), texts))).toEqual([[10], [10], [13]]);
  });

  it('runs nothing of what it compiles', async () => {
    const marker = join(makeFolder(), 'ran');
    const text = `open(${JSON.stringify(marker)}, "w").close()\nraise SystemExit(3)\n`;
    expect(offsetsOf(await judgeAll(openPython3(), [text, 'x = 1\n']))).toEqual([[], []]);
    expect(() => chmodSync(marker, 0o644)).toThrow('ENOENT');
  });

  it('judges null bytes and unknown encodings', async () => {
    const texts = ['x = 1\0\n', '# -*- coding: nope -*-\n'];
    expect(offsetsOf(await judgeAll(openPython3(), texts))).toEqual([[0], [0]]);
  });

  it('goes on with another process after a text that is too deep for it', async () => {
    const reports = await judgeAll(openPython3(), [`${'-'.repeat(200_000)}1\n`, 'x = 1\n']);
    expect(offsetsOf(reports)).toEqual(['broken', []]);
  });
});

describe('without an interpreter', () => {
  it.each([
    ['there is no such command', 'no-such-python3'],
    ['the command fails', 'false'],
    ['the command talks of something else', 'echo'],
  ])('every report is absent when %s', async (_what, name) => {
    expect(offsetsOf(await judgeAll(openPython3({ command: name }), ['x', 'y']))).toEqual([
      'absent',
      'absent',
    ]);
  });

  it('a text is broken when the process ends over it', async () => {
    const python = openPython3({ command: command('echo \'{"version":"3.99"}\'; exit 1') });
    expect(await judgeAll(python, ['x = 1\n'])).toEqual([
      { kind: 'broken', reason: 'Python 3.99 ended or took too long' },
    ]);
  });

  it('a text is broken when the answer takes too long', async () => {
    const python = openPython3({
      command: command('echo \'{"version":"3.99"}\'; exec sleep 60'),
      timeoutMs: 300,
    });
    expect(offsetsOf(await judgeAll(python, ['x = 1\n']))).toEqual(['broken']);
  });

  it('a text is broken when the answer makes no sense', async () => {
    const python = openPython3({
      command: command('echo \'{"version":"3.99"}\'; echo \'{"line":"x"}\'; cat'),
    });
    expect(offsetsOf(await judgeAll(python, ['x = 1\n']))).toEqual(['broken']);
  });
});
