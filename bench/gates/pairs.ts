/**
 * Asks the gates of a run about what people did: commits of real projects, each as one change set, and real files as new
 * ones. Nothing is wrong with most of them, so a gate may fire for one file in 1,000. Prints all that fires, for a person to
 * decide; tests that a commit really removed or skipped are true findings, and are counted apart. Exit 1 over a bound.
 * Usage: node bench/gates/pairs.ts [--count=3000] REPOSITORY…, git directories with history: git clone --bare URL
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPython3 } from '../../src/codebase/languages/python3.ts';
import type { Gate } from '../../src/domain/ports.ts';
import { reportFigures, type Figure } from '../measure.ts';
import { randomFrom, sampleOf, useLauncherMode } from './corpus.ts';
import { asNewFiles, changeSetOf, commitsOf, filesOf, type ChangeSet } from './git-history.ts';
import { gatesIn, objectionsTo, type Objection } from './run-gates.ts';

const SEED = 1_000;
// Before it Python 2 was common, which no parser of ours reads.
const SINCE = '2020-01-01';
const MAX_FILES = 60;
const MAX_FIRED_PERCENT = 0.1;
// Nothing is named and nothing protected, so that these cannot fire.
const IDLE = new Set(['planned-symbols', 'protected-paths']);
const TRUE_FINDINGS = new Set(['weakened-tests']);

type Options = { readonly count: number; readonly gates: readonly Gate[] };
type Outcome = { readonly files: number; readonly fired: readonly Objection[] };

/** Judges so many changed files, and as many files as new, an equal share from each repository. */
export async function measurePairs(
  repositories: readonly string[],
  count: number,
): Promise<readonly Figure[]> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ouroboros-bench-')));
  const python = openPython3();
  try {
    const options = { count: Math.ceil(count / repositories.length), gates: gatesIn(root, python) };
    const changed: Outcome[] = [];
    const created: Outcome[] = [];
    for (const repository of repositories) {
      changed.push(await judgeCommits(repository, options));
      created.push(await judgeNewFiles(repository, options));
    }
    const ids = options.gates.map(({ id }) => id).filter((id) => !IDLE.has(id));
    return [...figuresOf('changed files', changed, ids), ...figuresOf('files as new', created, ids)];
  } finally {
    python.close();
    rmSync(root, { recursive: true, force: true });
  }
}

async function judgeCommits(repository: string, { count, gates }: Options): Promise<Outcome> {
  const random = randomFrom(SEED);
  const fired: Objection[] = [];
  let files = 0;
  for (const commit of sampleOf(commitsOf(repository, SINCE), Infinity, random)) {
    if (files >= count) break;
    const set = changeSetOf(repository, commit);
    if (set.changes.length > MAX_FILES) continue;
    files += set.changes.length;
    fired.push(...(await judge(set, { repository, gates })));
  }
  return { files, fired };
}

async function judgeNewFiles(repository: string, { count, gates }: Options): Promise<Outcome> {
  const fired: Objection[] = [];
  const sets = asNewFiles(repository, sampleOf(filesOf(repository), count, randomFrom(SEED)));
  for (const set of sets) fired.push(...(await judge(set, { repository, gates })));
  return { files: sets.length, fired };
}

async function judge(
  { name, changes, read }: ChangeSet,
  { repository, gates }: { readonly repository: string; readonly gates: readonly Gate[] },
): Promise<readonly Objection[]> {
  const objections = await objectionsTo(changes, { read, gates });
  const project = isFolderOfGit(repository) ? basename(dirname(repository)) : basename(repository);
  for (const { gate, summary } of objections)
    console.log(`  ${gate}, ${project} ${name}: ${summary.slice(0, 300)}`);
  return objections;
}

function isFolderOfGit(repository: string): boolean {
  return ['.git', 'repo'].includes(basename(repository));
}

function figuresOf(what: string, outcomes: readonly Outcome[], ids: readonly string[]): readonly Figure[] {
  const files = outcomes.reduce((sum, outcome) => sum + outcome.files, 0);
  const fired = outcomes.flatMap((outcome) => outcome.fired);
  return ids.flatMap((id): readonly Figure[] => {
    const ofGate = fired.filter(({ gate }) => gate === id);
    const paths = ofGate.reduce((sum, { paths }) => sum + Math.max(1, paths.length), 0);
    if (TRUE_FINDINGS.has(id)) {
      console.log(
        `apart: ${id} fires for ${paths} of ${files} ${what}; tests that were removed are true findings`,
      );
      return [];
    }
    const detail = `${paths} of ${files}`;
    return [
      {
        name: `${id} fires, ${what}`,
        value: (100 * paths) / files,
        unit: '%',
        bound: MAX_FIRED_PERCENT,
        detail,
      },
    ];
  });
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { count: { type: 'string', default: '3000' } },
    allowPositionals: true,
  });
  if (positionals.length === 0)
    throw new Error('Usage: node bench/gates/pairs.ts [--count=3000] REPOSITORY…');
  console.log(useLauncherMode());
  reportFigures(await measurePairs(positionals, Number(values.count)));
}
