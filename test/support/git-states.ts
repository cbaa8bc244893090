import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, makeFolder, writeFiles } from './work-tree.ts';

/** Brings a repository with `aside.txt` into a state, and gives the folder to work in. */
export type Arrange = (root: string) => string;

const tryGit = (root: string, ...args: readonly string[]): void => {
  try {
    git(root, ...args);
  } catch {
    // Conflicts are what these states are made of.
  }
};

/** Two branches that change the same line of `aside.txt`. */
function diverge(root: string): void {
  git(root, 'checkout', '--quiet', '-b', 'theirs');
  writeFiles(root, { 'aside.txt': 'theirs\n' });
  git(root, 'commit', '--quiet', '-m', 'theirs', '--', 'aside.txt');
  git(root, 'checkout', '--quiet', 'main');
  writeFiles(root, { 'aside.txt': 'ours\n' });
  git(root, 'commit', '--quiet', '-m', 'ours', '--', 'aside.txt');
}

const conflicted =
  (...args: readonly string[]): Arrange =>
  (root) => {
    diverge(root);
    tryGit(root, ...args);
    return root;
  };

export const STATES: Readonly<Record<string, Arrange>> = {
  'on a branch': (root) => root,
  'on an unborn branch': (root) => {
    git(root, 'checkout', '--quiet', '--orphan', 'unborn');
    return root;
  },
  'with a detached HEAD': (root) => {
    git(root, 'checkout', '--quiet', '--detach');
    return root;
  },
  'in a work tree of its own': (root) => {
    const tree = join(makeFolder(), 'tree');
    git(root, 'worktree', 'add', '--quiet', tree);
    return tree;
  },
  'in a submodule': (root) => {
    git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', root, 'sub');
    git(root, 'config', '--file', '.git/modules/sub/config', 'user.name', 'Test');
    git(root, 'config', '--file', '.git/modules/sub/config', 'user.email', 'test@example.org');
    return join(root, 'sub');
  },
  'in a sparse checkout': (root) => {
    git(root, 'sparse-checkout', 'set', '--no-cone', '/*', '!/aside.txt');
    return root;
  },
  'in a merge with a conflict': conflicted('merge', '--quiet', 'theirs'),
  'in a rebase that stopped': conflicted('rebase', '--quiet', 'theirs'),
  'in a cherry-pick that stopped': conflicted('cherry-pick', 'theirs'),
  'in a revert that stopped': conflicted('revert', '--no-edit', 'theirs'),
  'in a bisect': (root) => {
    git(root, 'commit', '--quiet', '--allow-empty', '-m', 'second');
    git(root, 'bisect', 'start', 'HEAD', 'HEAD~1');
    return root;
  },
  'with the index locked': (root) => {
    writeFileSync(join(root, '.git/index.lock'), '');
    return root;
  },
};
