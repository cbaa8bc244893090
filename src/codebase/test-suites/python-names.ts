/** The names by which pytest collects functions and classes, as `python_functions` and `python_classes` set them. */
export type PythonNames = { readonly functions: RegExp; readonly classes: RegExp };

/** What pytest collects where nothing else is set. */
export const USUAL_NAMES: PythonNames = { functions: /^test/, classes: /^Test/ };

/** The files in which pytest looks for its settings, the first that has any first. */
export const PYTEST_SETTINGS = ['pytest.ini', 'pyproject.toml', 'tox.ini', 'setup.cfg'] as const;

/** Reads the names that settings of pytest ask for; the usual ones where they ask for none. */
export function pythonNamesIn(settings: readonly string[]): PythonNames {
  return {
    functions: settingIn(settings, 'python_functions') ?? USUAL_NAMES.functions,
    classes: settingIn(settings, 'python_classes') ?? USUAL_NAMES.classes,
  };
}

function settingIn(settings: readonly string[], name: string): RegExp | null {
  const pattern = new RegExp(`^${name}[ \\t]*=[ \\t]*(\\[[^\\]]*\\]|[^\\n]*(?:\\n[ \\t]+\\S[^\\n]*)*)`, 'm');
  for (const text of settings) {
    const words = pattern.exec(text)?.[1]?.match(/[\w*?]+/g);
    if (words !== undefined && words !== null) return new RegExp(words.map(sourceOf).join('|'));
  }
  return null;
}

/** A prefix, or a glob of the whole name. */
function sourceOf(word: string): string {
  const source = `^${word.replaceAll('*', '\\w*').replaceAll('?', '\\w')}`;
  return /[*?]/.test(word) ? `${source}$` : source;
}
