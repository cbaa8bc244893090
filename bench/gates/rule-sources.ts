import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';

const GATES = 'src/safety/gates';
/** The box that programs run in holds no verdict; its own tests attack it. */
const NO_RULES = /^src\/safety\/sandbox\//;

/**
 * The sources that verdicts rest on, whose path holds one of the parts, all without one: the gates, and what they import,
 * however far.
 */
export function ruleSources(root: string, parts: readonly string[]): readonly string[] {
  const own = readdirSync(join(root, GATES), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${GATES}/${name}`);
  return [...reachedFrom(root, own)]
    .filter((path) => path.startsWith('src/') && !NO_RULES.test(path))
    .filter((path) => parts.length === 0 || parts.some((part) => path.includes(part)))
    .toSorted();
}

/** The test files that come by one of the sources when they are loaded. */
export function testsThatReach(
  root: string,
  tests: readonly string[],
  sources: ReadonlySet<string>,
): readonly string[] {
  return tests.filter((test) => [...reachedFrom(root, [test])].some((path) => sources.has(path)));
}

function reachedFrom(root: string, entries: readonly string[]): ReadonlySet<string> {
  const reached = new Set(entries);
  for (const path of reached) for (const imported of importsOf(root, path)) reached.add(imported);
  return reached;
}

const known = new Map<string, readonly string[]>();

function importsOf(root: string, path: string): readonly string[] {
  const imports = known.get(path) ?? readImports(root, path);
  known.set(path, imports);
  return imports;
}

function readImports(root: string, path: string): readonly string[] {
  const text = readFileSync(join(root, path), 'utf8');
  const { staticImports, staticExports, dynamicImports } = parseSync(path, text).module;
  const named = [
    ...staticImports.flatMap(({ moduleRequest, entries }) =>
      entries.length > 0 && entries.every(({ isType }) => isType) ? [] : [moduleRequest.value],
    ),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ isType, moduleRequest }) =>
        isType || moduleRequest === null ? [] : [moduleRequest.value],
      ),
    ),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
    // Threads are named by their file.
    ...[...text.matchAll(/new URL\('([^']+\.ts)', import\.meta\.url\)/g)].flatMap(([, name]) => name ?? []),
  ];
  return named
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(dirname(path), name))
    .filter((imported) => existsSync(join(root, imported)));
}
