import { settingOf, settingsFilesAbove } from '../../codebase/manifests/python-settings.ts';
import type { SourceTree } from '../../domain/ports.ts';

const KEYS = [
  'line-length',
  'tool.ruff.line-length',
  'tool.black.line-length',
  'flake8.max-line-length',
  'pycodestyle.max-line-length',
  'pycodestyle.max_line_length',
];
const FORMATTERS = /^tool\.(?:ruff|black)(?:\.|$)/;
const FORMATTER_WIDTH = 88;
const PEP8_WIDTH = 79;

/** How wide the lines of a Python file may be: what the settings nearest to it say, else as wide as its widest line. */
export async function lineWidthOf(
  { path, text }: { readonly path: string; readonly text: string },
  tree: SourceTree,
): Promise<number> {
  const settings = await settingsFilesAbove(path, tree);
  for (const { values } of settings) {
    const said = KEYS.flatMap((key) => settingOf(values.get(key) ?? '')).find(
      (one) => typeof one === 'number',
    );
    if (said !== undefined) return said;
  }
  const isFormatted = settings.some(({ values }) => [...values.keys()].some((key) => FORMATTERS.test(key)));
  if (isFormatted) return FORMATTER_WIDTH;
  return Math.max(PEP8_WIDTH, ...text.split(/\r?\n/).map((line) => line.length));
}
