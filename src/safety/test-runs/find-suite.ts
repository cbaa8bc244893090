import { posix } from 'node:path';
import { isTestFile } from '../../codebase/test-files.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { goSuiteIn, hasRustTests, rustSuiteIn } from './compiled-suite.ts';
import { pythonSuiteIn } from './python-suite.ts';
import { scriptSuiteIn } from './script-suite.ts';
import type { Suite } from './suite.ts';

/** What is asked for the suites of a change. */
export type SuiteSearch = {
  /** The files of the change. */
  readonly paths: readonly string[];
  readonly tree: SourceTree;
  /** The project's own command line for its tests, which is taken as it is. */
  readonly command: string | null;
  /** Only suites whose project says how they are run; else names of files are enough. */
  readonly isDeclaredOnly: boolean;
};

/**
 * The suites that a change belongs to: for each file the nearest project around it that has tests in that language. A
 * folder without a manifest is no project: its tests are run where someone asks for them.
 */
export async function findSuites({
  paths,
  tree,
  command,
  isDeclaredOnly,
}: SuiteSearch): Promise<readonly Suite[]> {
  if (command !== null) return [{ runner: 'command', folder: '.', args: [command] }];
  const found = new Map<string, Suite>();
  for (const { family, folder } of placesOf(paths)) {
    const suite = await suiteAbove(folder, { family, tree, isDeclaredOnly });
    if (suite !== null) found.set(JSON.stringify([suite.runner, suite.folder]), suite);
  }
  return [...found.values()];
}

type Family = 'script' | 'python' | 'go' | 'rust';

const SUITE_IN = {
  script: scriptSuiteIn,
  python: pythonSuiteIn,
  go: goSuiteIn,
  rust: rustSuiteIn,
} as const satisfies Record<Family, unknown>;

type Place = { readonly family: Family; readonly folder: string };

/** Each folder once for each language in it. */
function placesOf(paths: readonly string[]): readonly Place[] {
  const places = paths.flatMap((path): readonly Place[] => {
    const family = familyOf(path);
    return family === null ? [] : [{ family, folder: posix.dirname(path) }];
  });
  return [...new Map(places.map((place) => [`${place.family} ${place.folder}`, place])).values()];
}

const FAMILIES: readonly (readonly [Family, RegExp])[] = [
  ['script', /\.(?:[cm]?[jt]sx?|vue|svelte)$/],
  ['python', /\.pyi?$/],
  ['go', /\.go$/],
  ['rust', /\.rs$/],
];

function familyOf(path: string): Family | null {
  return FAMILIES.find(([, pattern]) => pattern.test(path))?.[0] ?? null;
}

async function suiteAbove(
  folder: string,
  {
    family,
    tree,
    isDeclaredOnly,
  }: Pick<SuiteSearch, 'tree' | 'isDeclaredOnly'> & { readonly family: Family },
): Promise<Suite | null> {
  const look = SUITE_IN[family];
  let project: string | null = null;
  for (const above of foldersFrom(folder)) {
    const found = await look(above, tree);
    if (found.kind === 'no-project') continue;
    project ??= above;
    if (found.kind !== 'suite') continue;
    const isOwn = project === above && found.namesTests === true;
    return isOwn || (await hasTests(project, family, tree)) ? found.suite : null;
  }
  return isDeclaredOnly || family !== 'python' ? null : undeclaredPythonSuite(tree);
}

/** Without a manifest the tests themselves say what they are written for. */
async function undeclaredPythonSuite(tree: SourceTree): Promise<Suite | null> {
  const tests = (await tree.list()).filter((path) => isTestFile(path) && familyOf(path) === 'python');
  const [first] = tests;
  if (first === undefined) return null;
  const text = new TextDecoder().decode((await tree.read(first)) ?? undefined);
  return { runner: /\bunittest\b/.test(text) ? 'unittest' : 'pytest', folder: '.', args: [] };
}

/** The folder itself, then those above it up to the root of the work tree. */
function foldersFrom(folder: string): readonly string[] {
  return folder === '.' ? ['.'] : [folder, ...foldersFrom(posix.dirname(folder))];
}

async function hasTests(project: string, family: Family, tree: SourceTree): Promise<boolean> {
  const isInside = (path: string): boolean => project === '.' || path.startsWith(`${project}/`);
  const own = (await tree.list()).filter((path) => isInside(path) && familyOf(path) === family);
  return family === 'rust' ? hasRustTests(own, tree) : own.some(isTestFile);
}
