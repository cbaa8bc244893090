import { PYTEST_SETTINGS, pythonNamesIn, USUAL_NAMES } from '../../codebase/test-suites/python-names.ts';
import type { SourceTree } from '../../domain/ports.ts';
import type { TextChange } from '../gates/text-guard.ts';
import { textOf } from '../imports/added-imports.ts';
import type { TextReaders } from '../text-readers.ts';

/** A reader of files of tests that knows by which names a project collects those of Python. */
export async function collectingReader(
  tests: readonly TextChange[],
  tree: SourceTree,
  readUsual: TextReaders['suite'],
): Promise<TextReaders['suite']> {
  if (!tests.some(({ path }) => path.endsWith('.py'))) return readUsual;
  const texts = await Promise.all(PYTEST_SETTINGS.map(async (path) => textOf(await tree.read(path))));
  const names = pythonNamesIn(texts);
  if (names.functions === USUAL_NAMES.functions && names.classes === USUAL_NAMES.classes) return readUsual;
  const { readSuite } = await import('../../codebase/test-suites/read-suite.ts');
  return (path, text) => readSuite(path, text, names);
}
