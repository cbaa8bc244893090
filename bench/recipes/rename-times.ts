import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow, randomFrom, sampleOf } from '../gates/corpus.ts';
import { interleave, LAUNCHER } from '../measure.ts';
import { medianOf, type Spent } from './recipe-times.ts';

const SEED = 7;
const EXPORTED =
  /^export (?:default )?(?:abstract )?(?:async )?(?:function|class|interface) (?<name>[A-Za-z]\w{4,})/m;
/** Options that are deprecated would stop TypeScript 6 before it checks any type. */
const CHECK = ['--noEmit', '-p', '.', '--ignoreDeprecations', '6.0', '--diagnostics', '--pretty', 'false'];
const CODE = /(?<!\.d)\.tsx?$/;

/** A rename of something that a file exports, and how long it takes beside a check of all types. */
export type RenameTime = {
  readonly name: string;
  readonly path: string;
  /** The files that name it. */
  readonly uses: number;
  readonly files: number;
  readonly rename: Spent;
  readonly typeCheck: Spent;
};

type Exported = Pick<RenameTime, 'name' | 'path' | 'uses'>;

/**
 * Renames exports of a TypeScript project, each in a process of its own and without writing: so many, from the one
 * that the fewest files name to the one that the most name. The other side is `tsc --noEmit` on the same tree.
 */
export async function renameTimes(
  project: string,
  { symbols, rounds }: { readonly symbols: number; readonly rounds: number },
): Promise<readonly RenameTime[]> {
  const root = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  const folder = copyOf(project, join(root, 'project'));
  const files = filesBelow(folder, CODE);
  const chosen = spread(exportsOf(folder, files), symbols);
  const compiler = createRequire(import.meta.url).resolve('typescript-lib/bin/tsc');
  try {
    const [checks = [], ...renames] = await interleave(
      [
        { args: [compiler, ...CHECK], cwd: folder },
        ...chosen.map(({ name, path }) => ({
          args: [
            LAUNCHER,
            'refactor',
            '--recipe',
            'rename-symbol',
            `from=${name}`,
            `to=${name}Renamed`,
          ].concat(['-t', path, '--dry-run']),
          cwd: folder,
        })),
      ],
      rounds,
    );
    const unchecked = checks.find(({ output }) => !/^Check time:/m.test(output));
    if (unchecked !== undefined) throw new Error(`tsc checked no types: ${unchecked.output}`);
    const typeCheck = medianOf(checks);
    return chosen.map((one, index) => {
      const runs = renames[index] ?? [];
      const failed = runs.find(({ exitCode }) => exitCode !== 0);
      if (failed !== undefined) throw new Error(`${one.name} of ${one.path}: ${failed.output}`);
      return { ...one, files: files.length, rename: medianOf(runs), typeCheck };
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The project without its history; what is installed is linked, for the types of packages. */
function copyOf(project: string, folder: string): string {
  mkdirSync(folder);
  cpSync(project, folder, {
    recursive: true,
    filter: (path) => !/(?:^|\/)(?:node_modules|\.git)$/.test(path),
  });
  const installed = join(project, 'node_modules');
  if (existsSync(installed)) symlinkSync(installed, join(folder, 'node_modules'));
  return folder;
}

/** What the files export under a name that nothing else of the project has, the least used first. */
function exportsOf(folder: string, files: readonly string[]): readonly Exported[] {
  const naming = new Map<string, number>();
  const found = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    for (const word of new Set(text.match(/[A-Za-z]\w{4,}/g))) naming.set(word, (naming.get(word) ?? 0) + 1);
    const name = EXPORTED.exec(text)?.groups?.['name'];
    return name === undefined ? [] : [{ name, path: file.slice(folder.length + 1) }];
  });
  const byName = Map.groupBy(found, ({ name }) => name);
  return found
    .filter(({ name }) => byName.get(name)?.length === 1)
    .map((one) => ({ ...one, uses: naming.get(one.name) ?? 0 }))
    .toSorted((a, b) => a.uses - b.uses);
}

/** One of each part of the list, drawn, and the last. */
function spread(sorted: readonly Exported[], count: number): readonly Exported[] {
  const random = randomFrom(SEED);
  const size = Math.ceil((sorted.length - 1) / (count - 1));
  const parts = Array.from({ length: count - 1 }, (_, part) =>
    sorted.slice(0, -1).slice(part * size, (part + 1) * size),
  );
  return [...parts.flatMap((part) => sampleOf(part, 1, random)), ...sorted.slice(-1)];
}
