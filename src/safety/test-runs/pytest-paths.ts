import { matchesGlob, posix } from 'node:path';
import type { SourceTree } from '../../domain/ports.ts';

/** Where pytest looks for its settings, in this order; the first file that holds some counts. */
const PLACES: readonly (readonly [name: string, section: string])[] = [
  ['pytest.ini', 'pytest'],
  ['pyproject.toml', 'tool.pytest.ini_options'],
  ['tox.ini', 'pytest'],
  ['setup.cfg', 'tool:pytest'],
];

/** Those of the files that pytest would collect by itself: below `testpaths`, where the project sets them, by `python_files`. */
export async function collectedByPytest(
  files: readonly string[],
  { folder, tree }: { readonly folder: string; readonly tree: SourceTree },
): Promise<readonly string[]> {
  const settings = await settingsIn(folder, tree);
  const paths = valuesOf('testpaths', settings).map((path) => posix.normalize(path).replace(/\/$/, ''));
  const names = valuesOf('python_files', settings);
  const patterns = names.length === 0 ? ['test_*.py', '*_test.py'] : names;
  const isBelow = (file: string): boolean =>
    paths.length === 0 ||
    paths.some(
      (path) => path === '.' || file === path || matchesGlob(file, `${path}/**`) || matchesGlob(file, path),
    );
  const isNamed = (file: string): boolean =>
    patterns.some((pattern) => matchesGlob(posix.basename(file), pattern));
  return files.filter((file) => isBelow(file) && isNamed(file));
}

async function settingsIn(folder: string, tree: SourceTree): Promise<string> {
  for (const [name, section] of PLACES) {
    const bytes = await tree.read(posix.join(folder, name));
    const text = bytes === null ? '' : new TextDecoder().decode(bytes);
    const [, after] = text.split(new RegExp(`^\\[${section.replaceAll('.', '\\.')}\\][^\\n]*$`, 'm'));
    if (after !== undefined) return after.split(/^\[\w/m)[0] ?? '';
    if (name === 'pytest.ini' && bytes !== null) return '';
  }
  return '';
}

/** The words of a setting, of a list in TOML or of lines of an ini file. */
function valuesOf(name: string, settings: string): readonly string[] {
  const [, rest] = settings.split(new RegExp(`^${name}[ \\t]*=`, 'm'));
  if (rest === undefined) return [];
  const isList = /^\s*\[/.test(rest);
  const [value = ''] = isList ? rest.split(']') : rest.split(/\n(?![ \t])/);
  return value
    .replace(/(?:^|\s)[#;].*$/gm, '')
    .split(/[\s,'"[\]]+/)
    .filter((word) => word !== '');
}
