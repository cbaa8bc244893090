import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { languageOf } from '../../src/domain/language.ts';
import { walkFiles } from '../../src/codebase/walk-files.ts';

type SourceFile = { readonly path: string; readonly text: string };

/** Real files from which trees of any size are made: each copy of them is a folder of its own with names of its own. */
export type Pattern = {
  readonly files: readonly SourceFile[];
  /** Exported names that are told apart by copy. */
  readonly names: ReadonlySet<string>;
  /** The packages among the files, told apart by copy as well. */
  readonly packages: RegExp;
};

const MAX_CHARACTERS = 1_000_000;
const IDENTIFIER = /[A-Za-z_$][\w$]*/g;
// Long ones, because a short name may stand for something else; one with both cases is no part of a path.
const EXPORTED = /\bexport (?:async )?(?:function|class|const|interface|type) (\w*[a-z]\w*[A-Z]\w{3,})/g;

/** Reads whole folders (`packages/a`, `test/b`) of a tree until there are about so many files. */
export async function readPattern(root: string, count: number): Promise<Pattern> {
  const paths = (await walkFiles(root)).filter((path) => languageOf(path) !== null).toSorted();
  const folders = Map.groupBy(paths, (path) => path.split('/').slice(0, 2).join('/'));
  const chosen: string[] = [];
  for (const inside of folders.values()) if (chosen.length + inside.length <= count) chosen.push(...inside);
  const files = chosen
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => text.length <= MAX_CHARACTERS);
  const parts = new Set(chosen.flatMap((path) => path.split(/[/.]/)));
  const exported = files.flatMap(({ text }) => Array.from(text.matchAll(EXPORTED), ([, name = '']) => name));
  const packages = files.flatMap(({ path, text }) =>
    path.endsWith('package.json') ? (/"name":\s*"([^"]+)"/.exec(text)?.[1] ?? []) : [],
  );
  const named = packages.map((name) => name.replaceAll('.', '\\.')).join('|') || '(?!)';
  return {
    files,
    names: new Set(exported.filter((name) => !parts.has(name))),
    packages: new RegExp(`(?<=["'])(?:${named})(?=["'/])`, 'g'),
  };
}

/** Writes a repository of so many copies, everything committed, and gives the number of its files. */
export function writeTree(root: string, pattern: Pattern, copies: number): number {
  for (let copy = 0; copy < copies; copy++) {
    for (const { path, text } of pattern.files) {
      const file = join(root, `part${copy}`, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, textOfCopy(pattern, text, copy));
    }
  }
  const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost'];
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    [...identity, 'commit', '-q', '-m', 'tree'],
  ]) {
    const child = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
    if (child.status !== 0) throw new Error(child.stderr);
  }
  return copies * pattern.files.length;
}

function textOfCopy({ names, packages }: Pattern, text: string, copy: number): string {
  return text
    .replaceAll(packages, (name) => `${name}-${copy}`)
    .replaceAll(IDENTIFIER, (name) => (names.has(name) ? `${name}${copy}` : name));
}
