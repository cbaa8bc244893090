import {
  listOf,
  settingsFilesAbove,
  settingOf,
  type SettingsFile,
} from '../../codebase/manifests/python-settings.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';

/** The oldest Python that has to run a file, and who says so. */
export type OldestVersion = {
  /** The 9 of 3.9; that of Python 2 is below 0. */
  readonly minor: number;
  /** As people write it: 3.9. */
  readonly version: string;
  readonly saidBy: string;
};

const REQUIREMENTS = [
  'project.requires-python',
  'options.python_requires',
  'tool.poetry.dependencies.python',
  'metadata.requires-python',
];
const LOWER_BOUND = /(?<!!)(?:>=|~=|\^|==|~)\s*([23]\.\d+)/g;
const IN_SETUP = /python_requires\s*=\s*["']([^"']*)["']/;
const CLASSIFIER = /Programming Language :: Python :: ([23]\.\d+)/g;

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
    Array.from((values.get(key) ?? '').matchAll(/py([23])(\d+)/g), ([, major, minor]) => `${major}.${minor}`),
  );
  const stated = [...required, ...target];
  const classifiers = ['project.classifiers', 'metadata.classifiers', 'metadata.classifier'].flatMap((key) =>
    classified(listOf(values.get(key) ?? '').join('\n')),
  );
  return (stated.length > 0 ? stated : classifiers).map((version) => saying(version, path));
}

async function inSetup(tree: SourceTree): Promise<readonly OldestVersion[]> {
  const bytes = await tree.read('setup.py');
  const decoded = bytes === null ? null : decodeText(bytes);
  if (decoded?.kind !== 'text') return [];
  const required = lowerBounds(IN_SETUP.exec(decoded.text)?.[1] ?? '');
  return (required.length > 0 ? required : classified(decoded.text)).map((version) =>
    saying(version, 'setup.py'),
  );
}

function saying(version: string, saidBy: string): OldestVersion {
  const [major, minor] = version.split('.').map(Number);
  return { minor: major === 2 ? -1 : (minor ?? 0), version, saidBy };
}

function lowerBounds(requirement: string): readonly string[] {
  return Array.from(requirement.matchAll(LOWER_BOUND), ([, version = '']) => version);
}

function classified(text: string): readonly string[] {
  return Array.from(text.matchAll(CLASSIFIER), ([, version = '']) => version);
}
