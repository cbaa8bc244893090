import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { runCheck, type CheckOptions } from '../../src/cli/commands/check.ts';
import { capturedIo } from '../support/captured-io.ts';
import { commitAll, git, makeFolder, makeRepository, writeFiles } from '../support/work-tree.ts';

type Checked = { readonly exitCode: number | string; readonly out: string };

/** The exit code, or the message of what ended the command, and what was printed. */
async function check(cwd: string, options: Partial<CheckOptions> = {}): Promise<Checked> {
  const io = capturedIo(cwd);
  const exitCode = await runCheck({ paths: [], ...options }, io).catch((error: unknown) => String(error));
  return { exitCode, out: io.out() };
}

const line = z.object({
  file: z.string(),
  verdict: z.string(),
  diagnostics: z.array(z.object({ line: z.number(), state: z.string().optional() })),
});

/** `file verdict line state …` of each file that is told, in the order of the names. */
async function changedIn(cwd: string, changed: string | true = true): Promise<readonly string[]> {
  const { out } = await check(cwd, { changed, format: 'json' });
  const files = out === '' ? [] : out.split('\n').map((one) => line.parse(JSON.parse(one)));
  return files.map(({ file, verdict, diagnostics }) =>
    [file, verdict, ...diagnostics.map((one) => `${one.line} ${String(one.state)}`)].join(' '),
  );
}

const OLD = 'class A:\n    def f(self):\n        return = 1\n\n\nx = 1\n';
const BOTH = OLD.replace('x = 1', 'import os\n\n\nx = = os');

describe('a named path that leads nowhere', () => {
  it('is told by its name with exit code 2, when all the others are judged', async () => {
    const root = makeFolder({ 'good.json': '{}', 'bad.json': '{' });
    symlinkSync('nowhere', join(root, 'dangling.json'));
    const { exitCode, out } = await check(root, {
      paths: ['dangling.json', 'good.json', 'gone.json', 'bad.json'],
    });
    expect(exitCode).toBe(
      'OuroborosError: dangling.json is a symbolic link to nowhere, which is not there. There is no file gone.json.',
    );
    expect(out).toContain('bad.json:1:2: ');
    expect(out).toContain('2 files: 1 valid, 1 invalid');
  });

  it('is left out where git or standard input lists it', async () => {
    const root = makeRepository({ 'good.json': '{}' });
    symlinkSync('nowhere', join(root, 'dangling.json'));
    expect(await check(root)).toEqual({ exitCode: 0, out: '1 file: 1 valid, 0 invalid' });
    expect((await check(root, { changed: true })).exitCode).toBe(0);
  });
});

describe('an error of a file that is compared with a commit', () => {
  const FORMATS = [
    ['text', 'm.py:9:5: ', 'in A.f, as before the change'],
    ['github', ')%2C new::', ') in A.f%2C old::'],
    ['sarif', '"baselineState": "new"', '"fullyQualifiedName": "A.f"'],
    ['json', '"state":"new"', '"symbol":"A.f","state":"old"'],
  ] as const;
  it.each(FORMATS)('is new or old and names its definition as %s', async (format, fresh, old) => {
    const root = makeRepository({ 'm.py': OLD });
    writeFiles(root, { 'm.py': BOTH });
    const { exitCode, out } = await check(root, { changed: true, format });
    expect(exitCode).toBe(1);
    expect(out).toContain(fresh);
    expect(out).toContain(old);
  });

  it('is neither without a commit to compare with, and new in a new file', async () => {
    const root = makeRepository({ 'm.py': OLD });
    expect(JSON.parse((await check(root, { format: 'json' })).out)).not.toHaveProperty('diagnostics.0.state');
    writeFiles(root, { 'n.py': 'x = = 1\n' });
    expect(await changedIn(root)).toEqual(['n.py invalid 1 new']);
  });

  it.each([
    ['by git', (root: string) => void git(root, 'mv', 'm.py', 'n.py')],
    [
      'and committed since',
      (root: string) => {
        git(root, 'mv', 'm.py', 'n.py');
        commitAll(root, 'move');
      },
    ],
  ])('is old in a file that was moved, %s, and new where the move brings it', async (_, move) => {
    const root = makeRepository({ 'm.py': `${OLD}${'y = 2\n'.repeat(9)}` });
    const commit = git(root, 'rev-parse', 'HEAD').trim();
    move(root);
    expect(await changedIn(root, commit)).toEqual([expect.stringMatching(/^n\.py invalid 3 old/)]);
    writeFiles(root, { 'n.py': `${BOTH}${'y = 2\n'.repeat(9)}`, 'm.py': 'z = = 1\n' });
    expect(await changedIn(root, commit)).toEqual([
      expect.stringMatching(/^m\.py invalid 1 new/),
      expect.stringMatching(/^n\.py invalid .*9 new.*3 old/),
    ]);
  });

  it('is one in HTML and CSS where nobody can dispute it, as for the gate', async () => {
    const page = '<!doctype html>\n<html><body>\n<p>a</p>\n</body></html>\n';
    const root = makeRepository({ 'a.html': page, 'a.css': 'a { b: c; }\n', 'old.html': '<p>a</div\n' });
    writeFiles(root, { 'a.html': page.replace('</p>', '</div'), 'a.css': 'a { b: c;\n' });
    writeFiles(root, { 'old.html': '<p>b</div\n', 'new.html': '<p>a</div\n' });
    expect(await changedIn(root)).toEqual([
      expect.stringMatching(/^a\.css invalid 1 new/),
      expect.stringMatching(/^a\.html invalid 3 new/),
      'new.html invalid 1 new',
      'old.html invalid 1 new',
    ]);
  });
});

describe('what has changed', () => {
  const divided = (): string => {
    const root = makeRepository({ 'a.json': '{"a": 0}', 'same.json': '{' });
    git(root, 'checkout', '--quiet', '-b', 'other');
    writeFiles(root, { 'a.json': '{"a": 1}', 'theirs.json': '{"a": }' });
    commitAll(root, 'theirs');
    git(root, 'checkout', '--quiet', 'main');
    writeFiles(root, { 'a.json': '{"a": 2}' });
    commitAll(root, 'ours');
    return root;
  };

  it.each([
    ['a merge', ['merge', '--quiet', 'other']],
    ['a rebase', ['rebase', '--quiet', 'other']],
    ['a cherry-pick', ['cherry-pick', 'other']],
  ])('is told in the middle of %s, the files in conflict once', async (_, command) => {
    const root = divided();
    expect(() => git(root, ...command)).toThrow('Command failed');
    const told = await changedIn(root);
    expect(told.filter((one) => one.startsWith('a.json'))).toEqual([
      expect.stringMatching(/^a\.json invalid 1 new/),
    ]);
    expect(told.filter((one) => one.startsWith('same.json'))).toEqual([]);
  });

  it('is everything before the first commit, with errors that are new', async () => {
    const root = makeFolder({ 'a.json': '{' });
    git(root, 'init', '--quiet');
    expect(await changedIn(root)).toEqual(['a.json invalid 1 new']);
  });

  it('is that of a linked work tree there, and leaves submodules out', async () => {
    const root = divided();
    const linked = join(makeFolder(), 'linked');
    git(root, 'worktree', 'add', '--quiet', linked, 'other');
    writeFileSync(join(linked, 'a.json'), '[');
    expect(await changedIn(linked)).toEqual(['a.json invalid 1 new']);
    const outer = makeRepository({ 'o.json': '{}' });
    git(outer, 'submodule', '--quiet', 'add', root, 'inner');
    commitAll(outer, 'with a submodule');
    writeFiles(outer, { 'o.json': '{', 'inner/a.json': '{' });
    expect(await changedIn(outer)).toEqual(['o.json invalid 1 new']);
    expect(await changedIn(join(outer, 'inner'))).toEqual(['a.json invalid 1 new']);
  });
});
