/**
 * Asks the gate against weakened tests about commits of real projects that touch tests, with their messages as the task.
 * People do remove tests and assertions and say nothing of it, so no bound is set: what fires is printed for a person to
 * decide, and counted.
 * Usage: node bench/gates/weakened-tests.ts [--commits=150] REPOSITORY…, git directories with history: git clone --bare URL
 */
import { parseArgs } from 'node:util';
import { isTestFile } from '../../src/codebase/test-files.ts';
import { createWeakenedTestsGate } from '../../src/safety/gates/weakened-tests.ts';
import { randomFrom, sampleOf, useLauncherMode } from './corpus.ts';
import { changeSetsOf, commitsOf } from './git-history.ts';
import { objectionsTo } from './run-gates.ts';

const SEED = 1_000;
const SINCE = '2018-01-01';
const MAX_FILES = 60;

const { values, positionals } = parseArgs({
  options: { commits: { type: 'string', default: '150' } },
  allowPositionals: true,
});
if (positionals.length === 0)
  throw new Error('Usage: node bench/gates/weakened-tests.ts [--commits=150] REPOSITORY…');
console.log(useLauncherMode());

const gate = createWeakenedTestsGate();
const sum = { files: 0, fired: 0, commits: 0 };
for (const repository of positionals) {
  let left = Number(values.commits);
  const commits = sampleOf(commitsOf(repository, SINCE), Infinity, randomFrom(SEED));
  for (const { name, words, changes, tree } of changeSetsOf(repository, commits)) {
    if (left === 0) break;
    if (changes.length > MAX_FILES || !changes.some(({ path }) => isTestFile(path))) continue;
    left -= 1;
    sum.commits += 1;
    sum.files += changes.filter(({ path }) => gate.appliesTo(path)).length;
    for (const { summary } of await objectionsTo(changes, { tree, gates: [gate], words })) {
      sum.fired += 1;
      console.log(`  ${name} (${words.split('\n')[0]}): ${summary.slice(0, 300)}`);
    }
  }
}
console.log(`fires for ${sum.fired} of ${sum.commits} commits, which hold ${sum.files} files of tests`);
