import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { bashSyntax } from '../../../src/codebase/languages/bash.ts';
import type { ParserReport } from '../../../src/codebase/languages/syntax-problem.ts';

const judge = (text: string): Promise<ParserReport> => bashSyntax({ text, timeoutMs: 10_000 });
const VALID = { kind: 'parsed', problems: [] };

it.each([
  ['a choice', 'case $1 in\n  a | b) echo 1 ;;\n  *) exit 1 ;;\nesac\n'],
  ['patterns that a script turns on', 'shopt -s extglob\nrm !(*.txt|*.md)\n'],
  ['lines of Windows', 'if true; then\r\n  echo 1\r\nfi\r\n'],
  ['a here-document', 'cat <<EOF\n(\nEOF\n'],
])('accepts %s', async (_what, text) => {
  expect(await judge(text)).toEqual(VALID);
});

it.each([
  ['case $1 in\n  a) echo 1 ;;\nesac\nif true; then\n', 5, /end of file/],
  ['echo 1\nfi\necho 2\n', 2, /unexpected token `fi'.*\(bash \d\.\d+\)$/],
  ['echo "open\n', 1, /matching/],
])('says what it has against %j, and where', async (text, line, message) => {
  const report = await judge(text);
  const [problem] = report.kind === 'parsed' ? report.problems : [];
  expect(problem?.message).toMatch(message);
  expect(text.slice(0, problem?.offset).split('\n')).toHaveLength(line);
});

it('leaves scripts of other shells to the grammar', async () => {
  expect(await judge('#!/usr/bin/env zsh\nprint ${(f)lines}\n')).toMatchObject({ kind: 'absent' });
});

it('runs nothing: neither the script nor a file that the environment names', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-bash-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const made = join(folder, 'made');
  const startFile = join(folder, 'start.sh');
  writeFileSync(startFile, `touch ${made}\n`);
  vi.stubEnv('BASH_ENV', startFile);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await judge(`set +n\ntouch ${made}\necho "$(touch ${made})"\n`)).toEqual(VALID);
  expect(existsSync(made)).toBe(false);
});

it('is asked of a bash that reads no file of the user first', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-bash-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const told = 'case " $* " in *" --norc "*) exit 0 ;; esac\necho "bash: line 1: of the user" >&2\nexit 2\n';
  writeFileSync(join(folder, 'bash'), `#!/bin/sh\n${told}`, { mode: 0o755 });
  vi.stubEnv('PATH', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await judge('echo 1\n')).toEqual(VALID);
});

it('says nothing where there is no bash', async () => {
  vi.stubEnv('PATH', '/nonexistent');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await judge('fi\n')).toMatchObject({ kind: 'absent' });
});

it('is ended when it is aborted', async () => {
  const aborted = AbortSignal.abort(new Error('enough'));
  await expect(bashSyntax({ text: 'fi\n', timeoutMs: 10_000, signal: aborted })).rejects.toThrow('enough');
});
