/**
 * Asks the gate against weakened tests about commits of real projects that touch tests, with their messages as the task.
 * People do remove tests and assertions, and say nothing of it: what fires is printed for a person to decide, and was
 * decided so once for the commits below. Exit 1 over a bound.
 * Usage: node bench/gates/weakened-tests.ts [--commits=150] REPOSITORY…, git directories with history: git clone --bare URL
 */
import { parseArgs } from 'node:util';
import { isTestFile } from '../../src/codebase/test-files.ts';
import { createWeakenedTestsGate } from '../../src/safety/gates/weakened-tests.ts';
import { reportFigures } from '../measure.ts';
import { randomFrom, sampleOf, useLauncherMode } from './corpus.ts';
import { changeSetOf, commitsOf } from './git-history.ts';
import { objectionsTo } from './run-gates.ts';

const SEED = 1_000;
const SINCE = '2018-01-01';
const MAX_FILES = 60;
const MAX_FALSE_PERCENT = 0.1;
/** Commits that rewrite tests, and take nothing away from what they check. */
const FALSE_ALARMS: ReadonlySet<string> = new Set([
  '1e5dd43022',
  'b46f5942a5',
  '011f88f7e7',
  '3f4eab3f8f',
  'a740ef2036',
]);

const { values, positionals } = parseArgs({
  options: { commits: { type: 'string', default: '150' } },
  allowPositionals: true,
});
if (positionals.length === 0)
  throw new Error('Usage: node bench/gates/weakened-tests.ts [--commits=150] REPOSITORY…');
console.log(useLauncherMode());

const gate = createWeakenedTestsGate();
const sum = { files: 0, fired: 0, falseAlarms: 0 };
for (const repository of positionals) {
  let left = Number(values.commits);
  for (const commit of sampleOf(commitsOf(repository, SINCE), Infinity, randomFrom(SEED))) {
    if (left === 0) break;
    const { name, words, changes, tree } = changeSetOf(repository, commit);
    if (changes.length > MAX_FILES || !changes.some(({ path }) => isTestFile(path))) continue;
    left -= 1;
    sum.files += changes.filter(({ path }) => gate.appliesTo(path)).length;
    for (const { summary } of await objectionsTo(changes, { tree, gates: [gate], words })) {
      sum.fired += 1;
      if (FALSE_ALARMS.has(name)) sum.falseAlarms += 1;
      const judged = FALSE_ALARMS.has(name) ? 'false alarm' : 'fires';
      console.log(`  ${judged}, ${name} (${words.split('\n')[0]}): ${summary.slice(0, 300)}`);
    }
  }
}
console.log(`fires for ${sum.fired} commits with ${sum.files} files of tests`);
reportFigures([
  {
    name: 'weakened-tests is wrong about commits, by files of tests',
    value: (100 * sum.falseAlarms) / sum.files,
    unit: '%',
    bound: MAX_FALSE_PERCENT,
    detail: `${sum.falseAlarms} of ${sum.files}`,
  },
]);
