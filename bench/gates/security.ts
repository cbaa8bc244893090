// Judges real commits by the gate `security`, each against its parent, and lists what it objects to: a person decides
// which of it is false. `node bench/gates/security.ts SINCE GIT_FOLDER…`, e.g. `2025-06-01 ../project/.git`.
import { createCandidate } from '../../src/domain/candidate.ts';
import type { Verdict } from '../../src/domain/ports.ts';
import { createSecurityGate } from '../../src/safety/gates/security.ts';
import { changeSetsOf, commitsOf, type ChangeSet } from './git-history.ts';

/** A commit that changes more files moves or formats the project. */
const MAX_FILES = 50;
const gate = createSecurityGate();

async function judge({ changes, tree }: ChangeSet): Promise<Verdict> {
  return gate.check(createCandidate(tree, changes), AbortSignal.timeout(60_000));
}

const [since = '', ...repositories] = process.argv.slice(2);
const report = { commits: 0, files: 0, filesWithFindings: 0 };
for (const repository of repositories) {
  for (const set of changeSetsOf(repository, commitsOf(repository, since))) {
    const changes = set.changes.filter(({ path }) => gate.appliesTo(path));
    if (changes.length === 0 || changes.length > MAX_FILES) continue;
    const { diagnostics } = await judge({ ...set, changes });
    report.commits++;
    report.files += changes.length;
    report.filesWithFindings += new Set(diagnostics.map(({ path }) => path)).size;
    for (const { path, line, message, context } of diagnostics) {
      const shown = context.split('\n').find((text) => text.startsWith('>'));
      process.stdout.write(`${set.name} ${path}:${line} ${message}\n${shown}\n`);
    }
  }
}
process.stdout.write(`${JSON.stringify(report)}\n`);
