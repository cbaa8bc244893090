import { posix } from 'node:path';
import { PYTEST_SETTINGS } from '../../codebase/test-suites/python-names.ts';
import { isTestFile } from '../../codebase/test-files.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import type { SourceTree } from '../../domain/ports.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { textOf } from '../imports/added-imports.ts';
import { isSelected } from './narrowed-selection.ts';
import type { Sides } from './sides.ts';

/** The names that Django and unittest look for, whatever pytest is told. */
const OF_UNITTEST = /(?:^|\/)tests?[^/]*\.py$/;
const MARKED_SCRIPT = /[._](?:test|spec)(?:-d)?\.[cm]?[jt]sx?$/;
/** Runners that look for `.test.` and `.spec.` alone, and settings or runners that may look for others. */
const BY_MARK = /"(?:vitest|jest)"/;
const OTHERWISE = /\b(?:testMatch|testRegex|include|mocha|ava|tap|jasmine|uvu)\b/;

type Tree = Pick<SourceTree, 'list' | 'read'>;

/** Tests that are moved to a file in which no runner looks for tests, and which nothing imports. */
export async function unfoundFiles(
  changes: readonly TextChange[],
  { before, after }: Sides,
  tree: Tree,
): Promise<readonly Finding[]> {
  const gone = changes
    .filter((change) => change.before !== null && change.after === null)
    .map(({ path }) => path);
  const known = before.filter(({ path }) => gone.includes(path));
  const isNew = new Set(changes.filter((change) => change.before === null).map(({ path }) => path));
  const moved = after.flatMap(({ path, tests }) => {
    const from = known.find((file) =>
      file.tests.some(({ title }) => tests.some((test) => test.title === title)),
    );
    return isNew.has(path) && from !== undefined ? [{ path, from: from.path }] : [];
  });
  const findings: Finding[] = [];
  for (const { path, from } of moved) {
    if (
      !(await isFound(from, tree)) ||
      (await isFound(path, tree)) ||
      (await isImported(path, changes, tree))
    )
      continue;
    const message = `No runner looks for tests in a file of this name, as it did in \`${from}\`. Keep that name.`;
    findings.push({ path, line: 1, message });
  }
  return findings;
}

async function isFound(path: string, tree: Tree): Promise<boolean> {
  if (path.endsWith('.py')) {
    const texts = await Promise.all(PYTEST_SETTINGS.map(async (name) => textOf(await tree.read(name))));
    const settings = PYTEST_SETTINGS.map((name, index) => ({ path: name, text: texts[index] ?? '' }));
    return OF_UNITTEST.test(path) || isSelected(path, settings);
  }
  if (MARKED_SCRIPT.test(path) || path.includes('__tests__/')) return true;
  const settings = (await tree.list()).filter((one) =>
    /^(?:package\.json|(?:jest|vitest|vite)\.config\.\w+|\.mocharc\.\w+)$/.test(one),
  );
  const texts = await Promise.all(settings.map(async (one) => textOf(await tree.read(one))));
  return !texts.some((text) => BY_MARK.test(text)) || texts.some((text) => OTHERWISE.test(text));
}

/** By another file of tests: a base of tests, or a part of a suite. */
async function isImported(path: string, changes: readonly TextChange[], tree: Tree): Promise<boolean> {
  const stem = posix.basename(path).replace(/\.\w+$/, '');
  const own = path.endsWith('.py') ? /\.py$/ : /\.[cm]?[jt]sx?$/;
  const others = (await tree.list()).filter((one) => one !== path && own.test(one) && isTestFile(one));
  const imports = new RegExp(
    `\\b(?:import|from|require)\\b[^\\n]*(?<![\\w-])${literalPattern(stem)}(?![\\w-])`,
  );
  const written = changes.filter((change) => change.path !== path).map(({ after }) => after ?? '');
  const texts = await Promise.all(others.map(async (one) => textOf(await tree.read(one))));
  return [...written, ...texts].some((text) => imports.test(text));
}
