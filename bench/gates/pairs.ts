/**
 * Asks the gates of a run about what people did: commits of real projects, each as one change set with its message as the
 * task, and real files as new ones. Nothing is wrong with most of them, so a gate may fire for one file in 1,000.
 *
 * How "nothing is wrong" is judged: whatever fires counts against the gate, so that a figure is an upper bound. Two things
 * are counted apart: syntax that the language's own compiler refuses too, and tests that a commit really removed or skipped.
 * Doubts refuse nothing and count apart too. For a person to judge, it ends with a list for each gate of what it refuses
 * and one of what it doubts, drawn by chance, each with the command that shows the change.
 *
 * Exit 1 over a bound. Usage: node bench/gates/pairs.ts [--count=3000] [--gates=ID,…] [--listed=20] REPOSITORY…, git
 * directories with history: git clone --bare URL. Without --gates all but `types`, which takes seconds a file and
 * installed packages.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPython3 } from '../../src/codebase/languages/python3.ts';
import type { FileChange } from '../../src/domain/patch.ts';
import type { Gate } from '../../src/domain/ports.ts';
import { reportFigures, type Figure } from '../measure.ts';
import { randomFrom, sampleOf, useLauncherMode } from './corpus.ts';
import {
  asNewFiles,
  changeSetsOf,
  commitsOf,
  filesOf,
  ignoreFilesOf,
  type ChangeSet,
} from './git-history.ts';
import { refusalsOf, type ReferenceSource } from './references.ts';
import { gatesIn, objectionsAndDoubts, type Objection } from './run-gates.ts';

const SEED = 1_000;
// Before it Python 2 was common, which no parser of ours reads.
const SINCE = '2020-01-01';
const HAS_REFERENCE = /\.(?:py|[cm]?[jt]sx?)$/;
const MAX_FILES = 60;
const MAX_FIRED_PERCENT = 0.1;
// Nothing is named and nothing protected, so that these cannot fire.
const IDLE = new Set(['planned-symbols', 'protected-paths', 'public-interface']);
// People do remove and skip tests: each of these is true, though not wrong.
const TRUE_FINDINGS = new Set(['weakened-tests']);

const SLOW = new Set(['types']);

type Fired = Objection & {
  /** Shows the change or the file. */
  readonly command: string;
  /** The language's own compiler refuses the files too. */
  readonly isConfirmed: boolean;
};
type Options = { readonly count: number; readonly gates: readonly Gate[] };
type PairOptions = { readonly count: number; readonly only?: readonly string[]; readonly listed?: number };
type Outcome = { readonly files: number; readonly fired: readonly Fired[] };

/** Judges so many changed files, and as many files as new, an equal share from each repository. */
export async function measurePairs(
  repositories: readonly string[],
  { count, only = [], listed = 20 }: PairOptions,
): Promise<readonly Figure[]> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ouroboros-bench-')));
  const python = openPython3();
  try {
    const isAsked = ({ id }: Gate): boolean => (only.length === 0 ? !SLOW.has(id) : only.includes(id));
    const changed: Outcome[] = [];
    const created: Outcome[] = [];
    // The smallest first: what one cannot give is shared among those after it.
    const sorted = repositories.toSorted((a, b) => filesOf(a).length - filesOf(b).length);
    for (const [index, repository] of sorted.entries()) {
      const share = (done: readonly Outcome[]): number =>
        Math.ceil((count - countFiles(done)) / (sorted.length - index));
      const folder = join(root, String(index));
      writeIgnoreFiles(repository, folder);
      const gates = gatesIn(folder, python).filter(isAsked);
      changed.push(await judgeCommits(repository, { count: share(changed), gates }));
      created.push(await judgeNewFiles(repository, { count: share(created), gates }));
    }
    listSamples(
      [...changed, ...created].flatMap(({ fired }) => fired),
      listed,
    );
    const ids = gatesIn(root, python)
      .filter(isAsked)
      .map(({ id }) => id)
      .filter((id) => !IDLE.has(id));
    return [...figuresOf('changed files', changed, ids), ...figuresOf('files as new', created, ids)];
  } finally {
    python.close();
    rmSync(root, { recursive: true, force: true });
  }
}

/** What is ignored may be there once the project is built. */
function writeIgnoreFiles(repository: string, folder: string): void {
  mkdirSync(folder);
  for (const [path, bytes] of ignoreFilesOf(repository)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

async function judgeCommits(repository: string, { count, gates }: Options): Promise<Outcome> {
  const random = randomFrom(SEED);
  const fired: Fired[] = [];
  let files = 0;
  const commits = sampleOf(commitsOf(repository, SINCE), Infinity, random);
  for (const set of changeSetsOf(repository, commits)) {
    if (files >= count) break;
    if (set.changes.length > MAX_FILES) continue;
    files += set.changes.length;
    fired.push(...(await judge(set, { repository, gates })));
  }
  return { files, fired };
}

async function judgeNewFiles(repository: string, { count, gates }: Options): Promise<Outcome> {
  const fired: Fired[] = [];
  const sets = asNewFiles(repository, sampleOf(filesOf(repository), count, randomFrom(SEED)));
  for (const set of sets) fired.push(...(await judge(set, { repository, gates })));
  return { files: sets.length, fired };
}

async function judge(
  { name, words, changes, tree }: ChangeSet,
  { repository, gates }: { readonly repository: string; readonly gates: readonly Gate[] },
): Promise<readonly Fired[]> {
  const fired: Fired[] = [];
  for (const objection of await objectionsAndDoubts(changes, { tree, gates, words })) {
    const { gate, paths } = objection;
    const isConfirmed = gate === 'syntax' && (await isRefused(changes, paths));
    const [path = ''] = paths;
    const shown = name === 'HEAD' ? `HEAD:${path}` : `${name} -- ${path}`;
    fired.push({ ...objection, isConfirmed, command: `git --git-dir=${repository} show ${shown}` });
  }
  return fired;
}

/** Some of what each gate fired for, for a person to judge. */
function listSamples(fired: readonly Fired[], listed: number): void {
  const nameOf = ({ gate, isDoubt }: Fired): string => (isDoubt ? `${gate} in doubt` : gate);
  for (const [name, ofName = []] of Object.entries(Object.groupBy(fired, nameOf))) {
    const drawn = sampleOf(ofName, listed, randomFrom(SEED));
    console.log(`${name}: ${drawn.length} of ${ofName.length} to judge by hand`);
    for (const { isConfirmed, summary, command } of drawn) {
      const verdict = isConfirmed ? ' (the compiler refuses it too)' : '';
      console.log(`  ${command}\n    ${summary.slice(0, 300)}${verdict}`);
    }
  }
}

/** Whether the languages' own compilers refuse all of the files after the change. */
async function isRefused(changes: readonly FileChange[], paths: readonly string[]): Promise<boolean> {
  const sources = changes
    .filter(({ path }) => paths.includes(path) && HAS_REFERENCE.test(path))
    .map(({ path, after }): ReferenceSource => ({ path, text: String(after), goal: 'module' }));
  const refusals = await refusalsOf(sources);
  return sources.length === paths.length && sources.every((source) => refusals.get(source) !== null);
}

function countFiles(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, { files }) => sum + files, 0);
}

function countPaths(fired: readonly Fired[]): number {
  return fired.reduce((sum, { paths }) => sum + Math.max(1, paths.length), 0);
}

function figuresOf(what: string, outcomes: readonly Outcome[], ids: readonly string[]): readonly Figure[] {
  const files = countFiles(outcomes);
  const fired = outcomes.flatMap((outcome) => outcome.fired);
  return ids.flatMap((id): readonly Figure[] => {
    const ofGate = fired.filter(({ gate, isDoubt }) => gate === id && !isDoubt);
    const doubted = countPaths(fired.filter(({ gate, isDoubt }) => gate === id && isDoubt));
    if (doubted > 0) console.log(`in doubt: ${id} about ${doubted} of ${files} ${what}`);
    const isTrue = (one: Fired): boolean => one.isConfirmed || TRUE_FINDINGS.has(one.gate);
    const confirmed = countPaths(ofGate.filter(isTrue));
    if (confirmed > 0) console.log(`apart: ${id} is right about ${confirmed} of ${files} ${what}`);
    if (TRUE_FINDINGS.has(id)) return [];
    const paths = countPaths(ofGate.filter((one) => !isTrue(one)));
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
    options: {
      count: { type: 'string', default: '3000' },
      gates: { type: 'string', default: '' },
      listed: { type: 'string', default: '20' },
    },
    allowPositionals: true,
  });
  if (positionals.length === 0)
    throw new Error(
      'Usage: node bench/gates/pairs.ts [--count=3000] [--gates=ID,…] [--listed=20] REPOSITORY…',
    );
  console.log(useLauncherMode());
  const only = values.gates.split(',').filter(Boolean);
  const [count, listed] = [Number(values.count), Number(values.listed)];
  reportFigures(await measurePairs(positionals, { count, only, listed }));
}
