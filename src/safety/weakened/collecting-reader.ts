import {
  PYTEST_SETTINGS,
  pythonNamesIn,
  USUAL_NAMES,
  type PythonNames,
} from '../../codebase/test-suites/python-names.ts';
import type { Candidate } from '../../domain/ports.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { textOf } from '../imports/added-imports.ts';
import type { TextReaders } from '../text-readers.ts';

type ReadSuite = TextReaders['suite'];
type Sided<T> = { readonly before: T; readonly after: T };

/** Readers of files of tests that know by which names a project collects those of Python, on each side of a change. */
export async function collectingReaders(
  tests: readonly TextChange[],
  candidate: Candidate,
  readUsual: ReadSuite,
): Promise<Sided<ReadSuite>> {
  if (!tests.some(({ path }) => path.endsWith('.py'))) return { before: readUsual, after: readUsual };
  const names = await collectedNames(candidate);
  return { before: await readerBy(names.before, readUsual), after: await readerBy(names.after, readUsual) };
}

/** Settings after which pytest collects fewer of the tests that stand in files the change leaves alone. */
export async function narrowedNames(
  candidate: Candidate,
  paths: readonly string[],
  readUsual: ReadSuite,
): Promise<readonly Finding[]> {
  const changed = candidate.changes.find(({ path }) => isSetting(path));
  const names = await collectedNames(candidate);
  if (changed === undefined || isSame(names.before, names.after)) return [];
  const [before, after] = [await readerBy(names.before, readUsual), await readerBy(names.after, readUsual)];
  const own = new Set(candidate.changes.map(({ path }) => path));
  for (const path of paths.filter((one) => one.endsWith('.py') && !own.has(one))) {
    const text = textOf(await candidate.read(path));
    const left = (await after(path, text)).tests.length;
    if (left >= (await before(path, text)).tests.length) continue;
    const message = `With this pytest does not collect all tests of ${path} any more. Leave none out.`;
    return [{ path: changed.path, line: 1, message }];
  }
  return [];
}

async function collectedNames(candidate: Candidate): Promise<Sided<PythonNames>> {
  const namesOn = async (side: 'before' | 'after'): Promise<PythonNames> =>
    pythonNamesIn(
      await Promise.all(
        PYTEST_SETTINGS.map(async (path) => {
          const change = candidate.changes.find((one) => one.path === path);
          return textOf(change === undefined ? await candidate.read(path) : change[side]);
        }),
      ),
    );
  return { before: await namesOn('before'), after: await namesOn('after') };
}

async function readerBy(names: PythonNames, readUsual: ReadSuite): Promise<ReadSuite> {
  if (isSame(names, USUAL_NAMES)) return readUsual;
  const { readSuite } = await import('../../codebase/test-suites/read-suite.ts');
  return (path, text) => readSuite(path, text, names);
}

function isSame(some: PythonNames, others: PythonNames): boolean {
  return some.functions.source === others.functions.source && some.classes.source === others.classes.source;
}

function isSetting(path: string): boolean {
  return PYTEST_SETTINGS.some((one) => one === path);
}
