import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createWorkspace } from '../../src/codebase/workspace.ts';
import { treeOf } from '../../src/domain/candidate.ts';
import type { SourceTree } from '../../src/domain/ports.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder with these files; it is removed when the test ends. */
export function makeFolder(files: Files = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ouroboros-test-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeFiles(root, files);
  return root;
}

/** A git repository with these files, all of them committed. */
export function makeRepository(files: Files = {}): string {
  const root = makeFolder(files);
  git(root, 'init', '--quiet', '--initial-branch=main');
  commitAll(root, 'first');
  return root;
}

export function writeFiles(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

export function commitAll(root: string, message: string): void {
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', '-m', message);
}

/** Runs git without the person's own configuration and returns what it printed. */
export function git(folder: string, ...args: readonly string[]): string {
  const identity = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.org',
    '-c',
    'commit.gpgsign=false',
  ];
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ALLOW_PROTOCOL: 'file',
  };
  return execFileSync('git', [...identity, ...args], { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
}

/** The files of a new folder, read through the work tree as a run reads them. */
export function treeWith(files: Files): SourceTree {
  return treeOf(createWorkspace({ root: makeFolder(files), vcs: null }));
}
