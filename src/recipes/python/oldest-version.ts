import {
  listOf,
  settingsFilesAbove,
  settingOf,
  type SettingsFile,
} from '../../codebase/manifests/python-settings.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';

/** The oldest Python that has to run a file, as the 9 of 3.9, and who says so. */
export type OldestVersion = { readonly minor: number; readonly saidBy: string };

const REQUIREMENTS = [
  'project.requires-python',
  'options.python_requires',
  'tool.poetry.dependencies.python',
  'metadata.requires-python',
];
const LOWER_BOUND = /(?:>=|~=|\^|==|~)\s*3\.(\d+)/g;
const IN_SETUP = /python_requires\s*=\s*["']([^"']*)["']/;
const CLASSIFIER = /Programming Language :: Python :: 3\.(\d+)/g;

/** Reads the settings of the project: the lowest of the versions that those nearest to the file name; null where none does. */
export async function oldestVersion(path: string, tree: SourceTree): Promise<OldestVersion | null> {
  const files = await settingsFilesAbove(path, tree);
  const said = files.flatMap((file) => inSettings(file));
  const stated = said.length > 0 ? said : await inSetup(tree);
  return stated.toSorted((a, b) => a.minor - b.minor)[0] ?? null;
}

function inSettings({ path, values }: SettingsFile): readonly OldestVersion[] {
  const required = REQUIREMENTS.flatMap((key) => lowerBounds(String(settingOf(values.get(key) ?? ''))));
  const target = ['target-version', 'tool.ruff.target-version'].flatMap((key) =>
    Array.from((values.get(key) ?? '').matchAll(/py3(\d+)/g), ([, minor]) => Number(minor)),
  );
  const stated = [...required, ...target];
  const classifiers = ['project.classifiers', 'metadata.classifiers', 'metadata.classifier'].flatMap((key) =>
    classified(listOf(values.get(key) ?? '').join('\n')),
  );
  return (stated.length > 0 ? stated : classifiers).map((minor) => ({ minor, saidBy: path }));
}

async function inSetup(tree: SourceTree): Promise<readonly OldestVersion[]> {
  const bytes = await tree.read('setup.py');
  const decoded = bytes === null ? null : decodeText(bytes);
  if (decoded?.kind !== 'text') return [];
  const required = lowerBounds(IN_SETUP.exec(decoded.text)?.[1] ?? '');
  return (required.length > 0 ? required : classified(decoded.text)).map((minor) => ({
    minor,
    saidBy: 'setup.py',
  }));
}

function lowerBounds(requirement: string): readonly number[] {
  return Array.from(requirement.matchAll(LOWER_BOUND), ([, minor]) => Number(minor));
}

function classified(text: string): readonly number[] {
  return Array.from(text.matchAll(CLASSIFIER), ([, minor]) => Number(minor));
}
