import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../src/domain/errors.ts';
import type { Figure } from '../measure.ts';
import { useLauncherMode } from './corpus.ts';
import { measureJavaScript } from './javascript.ts';
import { measureMutations } from './mutations.ts';
import { measurePairs } from './pairs.ts';
import { measurePython } from './python.ts';
import { measureSpeed } from './speed.ts';

const PAIRS = 3_000;
const SPEED = { files: 1_000, rounds: 3 };

type Bench = readonly [name: string, measure: () => Promise<readonly Figure[]>];

/**
 * Every bench of the gates, with the corpora of the folder that BENCH_CORPORA names: `test262`, `test262-parser-tests`,
 * and below `projects` clones of projects in Python, JavaScript and TypeScript, with their history. A bench that breaks
 * down, as for want of its corpus, is a figure that could not be measured, and keeps no other from being taken.
 */
export async function measureGates(): Promise<readonly Figure[]> {
  const folder = process.env['BENCH_CORPORA'];
  if (folder === undefined)
    throw new Error('Set BENCH_CORPORA to the folder of the corpora: see bench/gates/all.ts.');
  console.log(useLauncherMode());
  const figures: Figure[] = [];
  for (const [name, measure] of benchesOf(folder)) {
    console.log(`${name}.ts`);
    figures.push(...(await measure().catch((error: unknown) => [unmeasured(name, error)])));
  }
  return figures;
}

function benchesOf(folder: string): readonly Bench[] {
  const projects = foldersIn(join(folder, 'projects'));
  const suites = foldersIn(folder).filter((path) => /\/test262(?:-parser-tests)?$/.test(path));
  const repositories = projects.map((project) => join(project, '.git')).filter((path) => existsSync(path));
  return [
    ['javascript', async () => measureJavaScript(required(suites, 'test262 or test262-parser-tests'))],
    ['python', async () => measurePython('python3')],
    ['mutations', async () => measureMutations(required(projects, 'projects'))],
    ['pairs', async () => measurePairs(required(repositories, 'projects with history'), { count: PAIRS })],
    ['speed', async () => measureSpeed(required(projects, 'projects'), SPEED)],
  ];
}

function foldersIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

function required(paths: readonly string[], what: string): readonly string[] {
  if (paths.length === 0) throw new Error(`The folder of the corpora holds no ${what}.`);
  return paths;
}

function unmeasured(name: string, error: unknown): Figure {
  return { name: `${name}.ts`, value: Number.NaN, unit: '', bound: 0, detail: messageOf(error) };
}
