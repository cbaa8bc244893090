import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { exists } from '../../codebase/manifests/installed-packages.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { textOf } from '../imports/added-imports.ts';

/** How pyright can be run for a project: the command, and the configuration to put beside the project's own. */
export type PyrightSetup =
  | {
      readonly kind: 'ready';
      readonly command: string;
      readonly args: readonly string[];
      readonly configs: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-installed' };

const OWN_CONFIG = 'pyrightconfig.json';
const BASE_CONFIG = 'pyrightconfig.base.json';
const SECTION = /^\[tool\.(?:based)?pyright\b/m;
const NAMES = ['basedpyright', 'pyright'];
const ENVIRONMENTS = ['.venv', 'venv'];

/** Finds out whether a project is configured for pyright or basedpyright, and where one of them is installed. */
export async function readPyrightSetup(tree: SourceTree, root: string): Promise<PyrightSetup> {
  const own = textOf(await tree.read(OWN_CONFIG).catch(() => null));
  const project = textOf(await tree.read('pyproject.toml').catch(() => null));
  if (own === '' && !SECTION.test(project)) return { kind: 'absent' };
  const listed = new Set(await tree.list());
  const command = await installed(root, listed, environment());
  if (command === null) return { kind: 'not-installed' };
  const base = own === '' ? 'pyproject.toml' : BASE_CONFIG;
  const settings = { extends: `./${base}`, ...(await environmentOf(root, own || project)) };
  const configs = new Map([[OWN_CONFIG, JSON.stringify(settings)]]);
  return { kind: 'ready', ...command, configs: configs.set(base, own || project) };
}

/** The folders of commands that this process would search. */
function environment(): readonly string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

type Command = { readonly command: string; readonly args: readonly string[] };

/** What git tracks came with the repository, and is not run. */
async function installed(
  root: string,
  listed: ReadonlySet<string>,
  searched: readonly string[],
): Promise<Command | null> {
  for (const name of NAMES) {
    const script = `node_modules/${name}/index.js`;
    if (!listed.has(script) && (await exists(join(root, script)))) {
      return { command: process.execPath, args: [join(root, script)] };
    }
  }
  const inRoot = ENVIRONMENTS.map((folder) => `${folder}/bin`);
  const places = [...inRoot.map((folder) => join(root, folder)), ...searched];
  for (const command of places.flatMap((folder) => NAMES.map((name) => join(folder, name)))) {
    const isTracked = inRoot.some((folder) => NAMES.some((name) => listed.has(`${folder}/${name}`)));
    if (!isTracked && (await isExecutable(command))) return { command, args: [] };
  }
  return null;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The virtual environment of the project, which the configuration may only name from where it stands. */
async function environmentOf(root: string, config: string): Promise<Readonly<Record<string, string>>> {
  if (/\bvenv\b/.test(config.replace(/"\*\*\/\.?venv"|"\.?venv"\s*[,\]]/g, ''))) return {};
  for (const venv of ENVIRONMENTS) {
    if (await exists(join(root, venv, 'pyvenv.cfg'))) return { venvPath: root, venv };
  }
  return {};
}
