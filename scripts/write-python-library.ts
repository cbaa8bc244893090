// Writes src/codebase/python-library/library.json: what Python's standard library has, of all given versions together.
// Usage: node scripts/write-python-library.ts STUBS PYTHON… with the folder of the library's stubs that mypy brings along
// (typeshed, for what other systems and newer versions have) and interpreters, each asked for what it can import.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readFacts } from '../src/codebase/index/facts/read-facts.ts';

const told = z.object({
  names: z.record(z.string(), z.array(z.string())),
  classes: z.record(z.string(), z.object({ bases: z.array(z.string()), members: z.array(z.string()) })),
  aliases: z.record(z.string(), z.string()),
});
const PROGRAM = fileURLToPath(new URL('python-library.py', import.meta.url));
const TABLE = new URL('../src/codebase/python-library/library.json', import.meta.url);

type Sets = Map<string, Set<string>>;
const [names, bases, members]: readonly [Sets, Sets, Sets] = [new Map(), new Map(), new Map()];
const aliases = new Map<string, string>();

function add(to: Sets, key: string, some: readonly string[]): void {
  const known = to.get(key) ?? new Set();
  for (const one of some) known.add(one);
  to.set(key, known);
}

function addInterpreter(python: string): void {
  const { stdout, status } = spawnSync(python, ['-I', PROGRAM], { encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`${python} failed`);
  const library = told.parse(JSON.parse(stdout));
  for (const [module, some] of Object.entries(library.names)) add(names, module, some);
  for (const [key, one] of Object.entries(library.classes)) {
    add(bases, key, one.bases);
    add(members, key, one.members);
  }
  for (const [alias, key] of Object.entries(library.aliases)) if (alias !== key) aliases.set(alias, key);
}

/** What the stubs define, in modules that an interpreter told of: what is left out there is left out here. */
async function addStubs(folder: string): Promise<void> {
  const paths = new Map(
    globSync('**/*.pyi', { cwd: folder }).map((path) => [
      path.replace(/(?:\/__init__)?\.pyi$/, '').replaceAll('/', '.'),
      path,
    ]),
  );
  const definedIn = async (module: string, seen: Set<string>): Promise<readonly string[]> => {
    const path = seen.has(module) ? undefined : paths.get(module);
    seen.add(module);
    const text = path === undefined ? '' : readFileSync(join(folder, path), 'utf8');
    const facts = path === undefined ? null : await readFacts(path, text);
    const own = (facts?.symbols ?? []).filter(({ name, qualifiedName }) => name === qualifiedName);
    const stars = text.matchAll(/^[ \t]*from[ \t]+(\S+)[ \t]+import[ \t]+\*/gm).map(([, from = '']) => from);
    const given = await Promise.all(stars.map(async (from) => definedIn(absolute(module, from), seen)));
    return [...own.map(({ name }) => name), ...givenOn(text), ...given.flat()];
  };
  for (const module of names.keys()) add(names, module, await definedIn(module, new Set()));
}

/** What a stub gives on from another: `from _winapi import SW_HIDE as SW_HIDE`, and what its `__all__` lists. */
function givenOn(text: string): readonly string[] {
  const renamed = text.matchAll(/\b(\w+) as \1\b/g).map(([, name = '']) => name);
  const lists = text.matchAll(/^[ \t]*__all__[ \t]*\+?=[ \t]*\[([^\]]*)\]/gm);
  const listed = lists.flatMap(([, inner = '']) => inner.matchAll(/"(\w+)"/g).map(([, name = '']) => name));
  return [...renamed, ...listed];
}

function absolute(module: string, specifier: string): string {
  return specifier.startsWith('.') ? `${module}${specifier}` : specifier;
}

function listed(some: ReadonlySet<string>, isWanted: (name: string) => boolean = () => true): string {
  return [...some].filter(isWanted).toSorted().join(' ');
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const [stubs = '', ...interpreters] = process.argv.slice(2);
interpreters.forEach(addInterpreter);
await addStubs(stubs);
const isPublic = (name: string): boolean => !/(?:^|\.)_/.test(name);
// A module that others import is no name that is asked for.
const isAsked = (name: string): boolean => isPublic(name) && !names.has(name);
const modules = [...names].map(([module, some]) => [module, listed(some, isAsked)] as const);
const classes = [...bases].map(
  ([key, some]) => [key, `${listed(some)}|${listed(members.get(key) ?? new Set(), isPublic)}`] as const,
);
const table = { modules: sorted(modules), classes: sorted(classes), aliases: sorted([...aliases]) };
writeFileSync(TABLE, `${JSON.stringify(table, null, 1)}\n`);
