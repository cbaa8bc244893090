import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createLibraryFiles, type LibraryFiles } from '../../src/codebase/languages/typescript-libraries.ts';
import type { SourceTree } from '../../src/domain/ports.ts';
import { languageOf } from '../../src/domain/language.ts';
import type { Recipe, RecipeResult } from '../../src/recipes/recipe.ts';
import { randomFrom, sampleOf, type Random } from '../gates/corpus.ts';
import { interleave, LAUNCHER, median, type Measured } from '../measure.ts';
import { plantedIn } from './planted-places.ts';
import { drawPlace, readPlaceFile, type Place } from './random-places.ts';

const SEED = 7;
const MAX_TRIES = 150;
const WARM_UPS = 3;
const MAX_COLD_TRIES = 4;

/** Wall time, and the time of the processor, which is the same on a machine that is busy with other things. */
export type Spent = Pick<Measured, 'wallMs' | 'cpuMs'>;

/** A file alone, with the place in it at which a recipe changes something. */
export type Fitting = { readonly name: string; readonly place: Place; readonly text: string };

/** How long a recipe took at each place once it was warm, and where. */
export type WarmTimes = { readonly fitting: readonly Fitting[]; readonly times: readonly Spent[] };

/** Runs a recipe at places of the files, each alone, until it has changed something at so many, after a few that warm it up. */
export async function warmTimes(recipe: Recipe, files: readonly string[], count: number): Promise<WarmTimes> {
  const random = randomFrom(SEED);
  const libraries = createLibraryFiles();
  const fits = (path: string): boolean => recipe.languages.includes(languageOf(path) ?? 'text');
  const fitting: Fitting[] = [];
  const times: Spent[] = [];
  for (const path of sampleOf(files.filter(fits), MAX_TRIES, random)) {
    const one = await fittingIn(recipe, path, random);
    if (one === null) continue;
    const startedMs = performance.now();
    const startedCpu = process.cpuUsage();
    const result = await runAt(recipe, one, libraries);
    const { user, system } = process.cpuUsage(startedCpu);
    if (result.kind !== 'changed') continue;
    if (fitting.length >= WARM_UPS)
      times.push({ wallMs: performance.now() - startedMs, cpuMs: (user + system) / 1000 });
    fitting.push(one);
    if (times.length === count) break;
  }
  return { fitting, times };
}

async function fittingIn(recipe: Recipe, path: string, random: Random): Promise<Fitting | null> {
  const text = readFileSync(path, 'utf8');
  const name = basename(path);
  const planted = plantedIn(recipe.id, name, text);
  if (planted !== null) return { name, place: { targets: [name], slots: planted.slots }, text: planted.text };
  const place = drawPlace(recipe, await readPlaceFile(name, text), random);
  return place === null ? null : { name, place, text };
}

function runAt(recipe: Recipe, one: Fitting, libraries: LibraryFiles): Promise<RecipeResult> {
  const { slots, targets } = one.place;
  const bytes = new Map(
    Object.entries(treeAround(recipe, one)).map(([path, content]) => [
      path,
      new TextEncoder().encode(content),
    ]),
  );
  const tree: SourceTree = {
    read: async (path) => bytes.get(path) ?? null,
    list: async () => [...bytes.keys()],
  };
  return recipe.run({ slots, targets, signal: new AbortController().signal, libraries }, tree);
}

/** The file alone; modules change with their package. */
function treeAround({ id }: Recipe, { name, text }: Fitting): Readonly<Record<string, string>> {
  const manifest = `{\n  "name": "bench",\n  "version": "1.0.0",\n  "main": "${name}"\n}\n`;
  return { [name]: text, ...(id === 'commonjs-to-esm' ? { 'package.json': manifest } : {}) };
}

/** The whole process on the first of the files, each alone in a folder, at which it changes something; so many times. */
export async function coldTimes(
  recipe: Recipe,
  fitting: readonly Fitting[],
  rounds: number,
): Promise<readonly Spent[]> {
  let refused = '';
  for (const one of fitting.slice(0, MAX_COLD_TRIES)) {
    const runs = await coldRuns(recipe, one, rounds);
    const failed = runs.find(({ exitCode }) => exitCode !== 0);
    if (failed === undefined) return runs;
    refused = failed.output;
  }
  // A gate may hold back at one place what the recipe made.
  throw new Error(`${recipe.id} changes nothing as a whole process: ${refused}`);
}

async function coldRuns(recipe: Recipe, one: Fitting, rounds: number): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  const { slots, targets } = one.place;
  const given = Object.entries(slots).map(([name, value]) => `${name}=${value}`);
  for (const [path, text] of Object.entries(treeAround(recipe, one))) writeFileSync(join(folder, path), text);
  try {
    const named = (targets.length === 0 ? [one.name] : targets).flatMap((target) => ['-t', target]);
    const args = [LAUNCHER, 'refactor', '--recipe', recipe.id, ...given, ...named, '--dry-run'];
    const [runs = []] = await interleave([{ args, cwd: folder }], rounds);
    return runs;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function medianOf(spent: readonly Spent[]): Spent {
  return {
    wallMs: median(spent.map(({ wallMs }) => wallMs)),
    cpuMs: median(spent.map(({ cpuMs }) => cpuMs)),
  };
}
