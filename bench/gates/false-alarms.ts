import { createGuards } from '../../src/safety/gates/guards.ts';
import { createVanishedDefinitionsGate } from '../../src/safety/gates/vanished-definitions.ts';
import { commitsOf } from './commits.ts';

// node bench/gates/false-alarms.ts MOST GIT_DIR… : what the guards object to in commits that people made.
const [most = '300', ...gitDirs] = process.argv.slice(2);
const counts = new Map<string, number>();
let seen = 0;
let files = 0;
for (const gitDir of gitDirs) {
  for (const { hash, subject, candidate } of commitsOf(gitDir, Number(most))) {
    seen++;
    files += candidate.changes.length;
    for (const gate of [...createGuards(), createVanishedDefinitionsGate()]) {
      if (!candidate.changes.some(({ path }) => gate.appliesTo(path))) continue;
      const verdict = await gate.check(candidate, new AbortController().signal);
      if (verdict.passed) continue;
      counts.set(gate.id, (counts.get(gate.id) ?? 0) + 1);
      console.log(`${gate.id}\t${hash.slice(0, 10)}\t${subject}\t${verdict.summary.slice(0, 220)}`);
    }
  }
}
console.log(JSON.stringify({ commits: seen, files, ...Object.fromEntries(counts) }));
