import { existsSync, globSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join, posix } from 'node:path';
import { homeOfEnvironment } from '../python-home.ts';
import {
  CACHE,
  problemOfSources,
  PROXY_NAMES,
  withoutPasswords,
  type PackageManager,
  type Tool,
} from './package-manager.ts';
import { mountOf } from './script-tool.ts';
import { tablesOf } from './toml-tables.ts';

/** Poetry 2 and newer: older ones cannot be kept from building packages, which runs their code. */
export const poetry: PackageManager = {
  name: 'poetry',
  family: 'python',
  locks: ['poetry.lock'],
  hidden: /(?:^|\/)(?:poetry\.toml|pip\.conf)$/,
  problemOf: ({ text, path, folder }, read) => {
    const manifest = posix.join(folder, 'pyproject.toml');
    const project = read(manifest) ?? '';
    if (tablesOf(project, 'tool.poetry.requires-plugins') !== '')
      return `${manifest} names code that poetry would run (requires-plugins)`;
    const servers = sourcesIn(tablesOf(project, 'tool.poetry.source'));
    return (
      problemOfSources(sourcesIn(tablesOf(text, 'package.source')), path) ??
      problemOfSources(servers, manifest)
    );
  },
  find: async (environment) => findPoetry(environment['PATH'] ?? ''),
  toGetIt: 'Install poetry 2 or newer: pipx install poetry.',
  commands: ({ command }) => [
    [...command, 'install', '--no-root', '--no-interaction', '--no-ansi', '--no-plugins', '--all-extras'],
  ],
  environment: (environment) => ({
    ...withoutPasswords(environment, PROXY_NAMES),
    POETRY_CACHE_DIR: CACHE,
    POETRY_VIRTUALENVS_CREATE: 'true',
    POETRY_VIRTUALENVS_IN_PROJECT: 'true',
    POETRY_INSTALLER_ONLY_BINARY: ':all:',
    POETRY_KEYRING_ENABLED: 'false',
    LANG: 'C.UTF-8',
  }),
  complaint: /^\s*((?:pyproject\.toml changed|poetry\.lock|Unable|Could not|The lock|.*Error:?).*)/,
};

function sourcesIn(tables: string): readonly string[] {
  return tables.split(/\n(?=\s*\[)/).flatMap((table) => {
    const [url] = [...table.matchAll(/^\s*url\s*=\s*["']([^"']+)/gm)].flatMap(([, address = '']) => address);
    return url === undefined ? [] : [/^\s*type\s*=\s*["']git/m.test(table) ? `git+${url}` : url];
  });
}

/** By the environment that its script starts in. */
function findPoetry(searchPath: string): Tool | null {
  const scripts = searchPath
    .split(delimiter)
    .map((folder) => join(folder, 'poetry'))
    .filter((path) => existsSync(path))
    .map((path) => realpathSync(path));
  for (const script of scripts) {
    const interpreter = /^#!\s*(\/\S*\/python[\d.]*)\s/.exec(readFileSync(script, 'latin1'))?.[1];
    if (interpreter === undefined) continue;
    const folder = dirname(dirname(interpreter));
    const isNewEnough = globSync(join(folder, 'lib', 'python3*', 'site-packages', 'poetry-*.dist-info')).some(
      (path) => /\/poetry-(?:[2-9]|\d\d)[^/]*$/.test(path),
    );
    const home =
      isNewEnough && existsSync(join(folder, 'pyvenv.cfg'))
        ? homeOfEnvironment({ at: folder, from: folder })
        : null;
    if (home !== null)
      return { command: [interpreter, script], mounts: [...home.mounts, ...mountOf(folder)] };
  }
  return null;
}
