/**
 * Asks the gate against weakened tests about commits of real projects that touch tests, with their messages as the task.
 * People do remove tests and assertions and say nothing of it: what is refused or doubted is printed by its rule for a
 * person to decide, and counted.
 * Usage: node bench/gates/weakened-tests.ts [--commits=150] REPOSITORY…, git directories with history: git clone --bare URL
 */
import { parseArgs } from 'node:util';
import { isTestFile } from '../../src/codebase/test-files.ts';
import { createCandidate } from '../../src/domain/candidate.ts';
import type { Diagnostic } from '../../src/domain/diagnostic.ts';
import { createWeakenedTestsGate } from '../../src/safety/gates/weakened-tests.ts';
import { randomFrom, sampleOf, useLauncherMode } from './corpus.ts';
import { changeSetsOf, commitsOf } from './git-history.ts';

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
const sum = { tests: 0, files: 0, refused: 0, doubted: 0, commits: 0 };
const rules = new Map<string, number>();
for (const repository of positionals) {
  let left = Number(values.commits);
  const commits = sampleOf(commitsOf(repository, SINCE), Infinity, randomFrom(SEED));
  for (const { name, words, changes, tree } of changeSetsOf(repository, commits)) {
    if (left === 0) break;
    if (changes.length > MAX_FILES || !changes.some(({ path }) => isTestFile(path))) continue;
    left -= 1;
    sum.commits += 1;
    sum.tests += changes.filter(({ path }) => gate.appliesTo(path)).length;
    sum.files += changes.length;
    const candidate = createCandidate(tree, changes, { words, later: [] });
    const { passed, diagnostics, doubts = [] } = await gate.check(candidate, AbortSignal.timeout(60_000));
    if (passed && doubts.length === 0) continue;
    if (passed) sum.doubted += 1;
    else sum.refused += 1;
    console.log(`  ${name} (${words.split('\n')[0]})`);
    tell('refused', diagnostics);
    tell('doubted', doubts);
  }
}
console.log(
  `refuses ${sum.refused} and doubts ${sum.doubted} of ${sum.commits} commits, which hold ${sum.files} files, ${sum.tests} of them of tests`,
);
for (const [rule, count] of [...rules].toSorted(([, one], [, other]) => other - one))
  console.log(`  ${count} ${rule}`);

function tell(what: string, found: readonly Diagnostic[]): void {
  for (const { path, line, message } of found) {
    console.log(`    ${what} ${path}:${line} ${message.slice(0, 200)}`);
    // A rule says the same of each place, but for numbers and names.
    const rule = `${what}: ${message.replaceAll(/`.*?`|\(.*?\)/g, '…').replaceAll(/\d+/g, 'N')}`;
    rules.set(rule, (rules.get(rule) ?? 0) + 1);
  }
}
