/**
 * Corrupts real files, one fault at a time, and asks the gates: all that the language's own compiler refuses has to be
 * caught by the syntax gate, python3 not asked; of what still compiles but lost code by elision, fence, truncation or a
 * vanished definition, at least 90 % by some gate of a run. Exit 1 over a bound.
 * Usage: node bench/gates/mutations.ts FOLDER…, checkouts of projects in Python, JavaScript and TypeScript.
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { openPython3, type Python3 } from '../../src/codebase/languages/python3.ts';
import { createGoalFinder } from '../../src/codebase/package-goal.ts';
import { checkSyntax } from '../../src/safety/syntax-check.ts';
import { reportFigures, type Figure } from '../measure.ts';
import { filesBelow, randomFrom, sampleOf, useLauncherMode, type Random } from './corpus.ts';
import type { JudgedMutant, Mutant, RealFile } from './judged-mutant.ts';
import { countKinds, figuresOf, printKinds } from './mutation-report.ts';
import { MUTATORS } from './mutators.ts';
import { refusalsOf } from './references.ts';
import { gatesIn, objectionsTo } from './run-gates.ts';

const SEED = 18;
const FILES_BY_LANGUAGE = 120;
const MUTANTS_BY_FILE = 7;
const MIN_BYTES = 800;
const MAX_BYTES = 15_000;
const LANGUAGES = [/\.py$/, /\.[cm]?js$/, /(?<!\.d)\.[cm]?tsx?$/];

/** Draws files and corruptions by chance, always the same ones, and judges them. */
export async function measureMutations(folders: readonly string[]): Promise<readonly Figure[]> {
  const random = randomFrom(SEED);
  const files: RealFile[] = [];
  for (const language of LANGUAGES) files.push(...(await soundFiles(folders, language, random)));
  const mutants = await mutantsOf(files, random);
  const refusals = await refusalsOf(mutants);
  const judged: JudgedMutant[] = [];
  const python = openPython3();
  for (const mutant of mutants) {
    const refusal = refusals.get(mutant) ?? null;
    judged.push({ ...mutant, refusal, ...(await judge(mutant, { python, isCompiled: refusal === null })) });
  }
  python.close();
  console.log(`${files.length} files, ${mutants.length} corruptions of ${MUTATORS.length} kinds`);
  printKinds(countKinds(judged));
  return figuresOf(judged);
}

/** Files of one language that its compiler accepts. */
async function soundFiles(
  folders: readonly string[],
  pattern: RegExp,
  random: Random,
): Promise<readonly RealFile[]> {
  const all = folders.flatMap((folder) =>
    filesBelow(resolve(folder), pattern).map((path) => ({ folder, path })),
  );
  const drawn = sampleOf(all, 4 * FILES_BY_LANGUAGE, random).map(({ folder, path }): RealFile => {
    const text = readFileSync(path, 'utf8');
    const goal = /^(?:import|export)\b/m.test(text) ? 'module' : 'commonjs';
    return { root: resolve(folder), path: relative(resolve(folder), path), text, goal };
  });
  const fit = drawn.filter(({ text }) => text.length >= MIN_BYTES && text.length <= MAX_BYTES);
  const refusals = await refusalsOf(fit);
  return fit.filter((file) => refusals.get(file) === null).slice(0, FILES_BY_LANGUAGE);
}

async function mutantsOf(files: readonly RealFile[], random: Random): Promise<readonly Mutant[]> {
  const mutants: Mutant[] = [];
  for (const [index, file] of files.entries()) {
    // In turn, so that every kind has its share.
    for (let turn = 0; turn < MUTANTS_BY_FILE; turn++) {
      const mutator = MUTATORS[(index * MUTANTS_BY_FILE + turn) % MUTATORS.length];
      const comment = file.path.endsWith('.py') ? '#' : '//';
      const text = await mutator?.mutate({ ...file, comment }, random);
      if (mutator === undefined || text === null || text === undefined || text === file.text) continue;
      mutants.push({ ...file, text, original: file.text, mutator });
    }
  }
  return mutants;
}

/** The other gates are asked about what still compiles; types aside, which takes seconds and installed packages. */
async function judge(
  mutant: Mutant,
  { python, isCompiled }: { readonly python: Python3; readonly isCompiled: boolean },
): Promise<Pick<JudgedMutant, 'isSyntaxCaught' | 'caughtBy'>> {
  const { root, path } = mutant;
  const before = Buffer.from(mutant.original);
  const after = Buffer.from(mutant.text);
  const read = (file: string): Promise<Uint8Array | null> => readFile(resolve(root, file)).catch(() => null);
  const goal = await createGoalFinder(read)(path);
  const { valid } = await checkSyntax({ path, before, after, goal }, { python: null });
  if (!isCompiled) return { isSyntaxCaught: !valid, caughtBy: valid ? [] : ['syntax'] };
  const guards = gatesIn(root, python).filter(({ id }) => id !== 'syntax' && id !== 'types');
  const objections = await objectionsTo([{ path, before, after, tolerances: [] }], {
    tree: { read, list: async () => filesBelow(root, /./).map((file) => relative(root, file)) },
    gates: guards,
  });
  return {
    isSyntaxCaught: !valid,
    caughtBy: [...(valid ? [] : ['syntax']), ...objections.map(({ gate }) => gate)],
  };
}

if (import.meta.main) {
  const folders = process.argv.slice(2);
  if (folders.length === 0) throw new Error('Usage: node bench/gates/mutations.ts FOLDER…');
  console.log(useLauncherMode());
  reportFigures(await measureMutations(folders));
}
