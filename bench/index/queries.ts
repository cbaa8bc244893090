/**
 * Measures what a question costs in a process that has just brought the index up to date after an edit: twenty questions,
 * four kinds in turn, the last of each kind told as a ratio to a `git grep` of one word in the same repository.
 * Usage: node bench/index/queries.ts FOLDER
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withCodeIndex } from '../../src/cli/code-index.ts';
import { openProject } from '../../src/cli/project.ts';
import { blastRadius } from '../../src/codebase/index/graph/blast-radius.ts';
import { graphOfIndex } from '../../src/codebase/index/graph/graph-of-index.ts';
import type { ImportGraph } from '../../src/codebase/index/graph/import-graph.ts';
import { rankFiles } from '../../src/codebase/index/rank/rank-files.ts';
import type { IndexQueries } from '../../src/codebase/index/store/queries.ts';
import { formatFigure, median, type Figure } from '../measure.ts';
import { copyRepository, editedPath } from './copied-repository.ts';

const QUESTIONS = 20;
const ROUNDS = 5;

type Asked = {
  readonly queries: IndexQueries;
  /** Made by the first question that needs it: it holds as long as the index does. */
  readonly graph: () => ImportGraph;
  readonly path: string;
  readonly name: string;
};
type Question = readonly [kind: string, ask: (asked: Asked) => unknown];

const KINDS: readonly Question[] = [
  [
    'files for a task',
    ({ queries, name }) => rankFiles({ queries, task: `Fix ${name} when it fails`, targets: [] }),
  ],
  ['symbols of a name', ({ queries, name }) => queries.symbolsNamed(name, 10)],
  ['importers of a file', ({ queries, path }) => queries.importersOf(path)],
  [
    'blast radius of a file',
    ({ graph, path }) => blastRadius(graph(), { path, symbols: ['*'], maxDepth: 3 }),
  ],
];

/** Edits a file, updates the index and asks, several times over. */
export async function measureQueries(folder: string): Promise<readonly Figure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  const { root, paths } = await copyRepository(folder, join(scratch, 'tree'));
  const rounds: (readonly number[])[] = [];
  const greps: number[] = [];
  await lastQuestions(root, editedPath(paths));
  for (let round = 0; round < ROUNDS; round++) {
    greps.push(grepMs(root));
    rounds.push(await lastQuestions(root, editedPath(paths)));
  }
  rmSync(scratch, { recursive: true, force: true });
  const grep = median(greps);
  return KINDS.map(([kind], at): Figure => {
    const ms = median(rounds.map((round) => round[at] ?? Number.NaN));
    return {
      name: `question after a change: ${kind}`,
      value: ms / grep,
      unit: 'x grep',
      bound: 2,
      detail: `${ms.toFixed(1)} ms; git grep ${grep.toFixed(0)} ms`,
    };
  });
}

/** The milliseconds of the last question of each kind. */
async function lastQuestions(root: string, edited: string): Promise<readonly number[]> {
  appendFileSync(join(root, edited), '\n');
  const { signal } = new AbortController();
  return withCodeIndex(await openProject(root), { signal }, (queries) => {
    const files = queries.files().filter(({ language }) => language !== 'json');
    const times: number[] = [];
    let made: ImportGraph | null = null;
    const graph = (): ImportGraph => (made ??= graphOfIndex(queries));
    for (let question = 0; question < QUESTIONS; question++) {
      const path = files[(question * 97) % files.length]?.path ?? edited;
      const name = queries.symbolsOf(path)[0]?.name ?? 'open';
      const [, ask] = KINDS[question % KINDS.length] ?? KINDS[0] ?? ['', () => null];
      const startedMs = performance.now();
      ask({ queries, graph, path, name });
      times.push(performance.now() - startedMs);
    }
    return times.slice(-KINDS.length);
  });
}

function grepMs(root: string): number {
  const startedMs = performance.now();
  const child = spawnSync('git', ['grep', '-l', '-w', 'function'], { cwd: root, encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return performance.now() - startedMs;
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('Usage: node bench/index/queries.ts FOLDER');
  for (const figure of await measureQueries(folder)) console.log(formatFigure(figure));
}
