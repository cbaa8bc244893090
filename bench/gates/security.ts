// Judges real commits by the gate `security`, each against its parent, and lists what it objects to: a person decides
// which of it is false. `node bench/gates/security.ts COMMITS REPOSITORY…` (bare or not), the newest commits of each.
import { execFileSync } from 'node:child_process';
import { createCandidate } from '../../src/domain/candidate.ts';
import type { FileChange } from '../../src/domain/patch.ts';
import { createSecurityGate } from '../../src/safety/gates/security.ts';

const MAX_FILES = 50;
const gate = createSecurityGate();
const { signal } = new AbortController();

function git(repository: string, ...args: readonly string[]): Buffer {
  return execFileSync('git', ['-C', repository, ...args], {
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** The bytes of a path in a commit; null where there is none. */
function bytesAt(repository: string, commit: string, path: string): Uint8Array | null {
  try {
    return git(repository, 'show', `${commit}:${path}`);
  } catch {
    return null;
  }
}

function changesOf(repository: string, commit: string): readonly FileChange[] {
  const listed = git(repository, 'diff-tree', '-r', '--no-commit-id', '--name-only', '-z', commit).toString();
  const paths = listed.split('\0').filter((path) => path !== '' && gate.appliesTo(path));
  if (paths.length > MAX_FILES) return [];
  return paths.map((path) => ({
    path,
    before: bytesAt(repository, `${commit}^`, path),
    after: bytesAt(repository, commit, path),
    tolerances: [],
  }));
}

const [count = '100', ...repositories] = process.argv.slice(2);
const report = { commits: 0, files: 0, filesWithFindings: 0, findings: 0 };
for (const repository of repositories) {
  const commits = git(repository, 'log', '--no-merges', `-${count}`, '--format=%H', 'HEAD')
    .toString()
    .split('\n');
  for (const commit of commits.filter((hash) => hash !== '')) {
    const changes = changesOf(repository, commit);
    if (changes.length === 0) continue;
    const candidate = createCandidate({ read: async () => null, list: async () => [] }, changes);
    const { diagnostics } = await gate.check(candidate, signal);
    report.commits++;
    report.files += changes.length;
    report.filesWithFindings += new Set(diagnostics.map(({ path }) => path)).size;
    report.findings += diagnostics.length;
    for (const { path, line, message, context } of diagnostics) {
      const shown = context.split('\n').find((text) => text.startsWith('>'));
      process.stdout.write(`${commit.slice(0, 9)} ${path}:${line} ${message}\n${shown}\n`);
    }
  }
}
process.stdout.write(`${JSON.stringify(report)}\n`);
