import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../measure.ts';
import { useLauncherMode } from './corpus.ts';
import { measureJavaScript } from './javascript.ts';
import { measureMutations } from './mutations.ts';
import { measurePairs } from './pairs.ts';
import { measurePython } from './python.ts';
import { measureSpeed } from './speed.ts';

const PAIRS = 3_000;
const SPEED = { files: 1_000, rounds: 3 };

/**
 * Every bench of the gates, with the corpora of the folder that BENCH_CORPORA names: `test262`, `test262-parser-tests`,
 * and below `projects` clones of projects in Python, JavaScript and TypeScript, with their history.
 */
export async function measureGates(): Promise<readonly Figure[]> {
  const folder = process.env['BENCH_CORPORA'];
  if (folder === undefined)
    throw new Error('Set BENCH_CORPORA to the folder of the corpora: see bench/gates/all.ts.');
  const projects = readdirSync(join(folder, 'projects')).map((name) => join(folder, 'projects', name));
  const suites = ['test262', 'test262-parser-tests'].map((name) => join(folder, name));
  const repositories = projects.map((project) => join(project, '.git'));
  console.log(useLauncherMode());
  return [
    ...(await measureJavaScript(suites.filter((suite) => existsSync(suite)))),
    ...(await measurePython('python3')),
    ...(await measureMutations(projects)),
    ...(await measurePairs(repositories, { count: PAIRS })),
    ...(await measureSpeed(projects, SPEED)),
  ];
}
