import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join, posix } from 'node:path';
import { findPython } from '../python-home.ts';
import {
  CACHE,
  problemOfSources,
  PROXY_NAMES,
  withoutPasswords,
  type PackageManager,
} from './package-manager.ts';
import { isNative, mountOf } from './script-tool.ts';
import { tablesOf } from './toml-tables.ts';

const ARGUMENTS = ['sync', '--locked', '--no-build', '--no-install-project', '--no-install-workspace'];
/** Nobody knows which of them the tests need. */
const EVERYTHING = ['--all-groups', '--all-extras'];

/** uv, without building anything: neither the project nor its packages. */
export const uv: PackageManager = {
  name: 'uv',
  family: 'python',
  locks: ['uv.lock'],
  hidden: /(?:^|\/)pip\.conf$/,
  problemOf: ({ text, path, folder }, read) => {
    const manifest = posix.join(folder, 'pyproject.toml');
    const settings = posix.join(folder, 'uv.toml');
    return (
      problemOfSources(sourcesIn(text), path) ??
      problemOfSources(sourcesIn(tablesOf(read(manifest) ?? '', 'tool.uv')), manifest) ??
      problemOfSources(sourcesIn(read(settings) ?? ''), settings)
    );
  },
  find: async (environment, signal) => {
    const program = (environment['PATH'] ?? '')
      .split(delimiter)
      .map((folder) => join(folder, 'uv'))
      .find((path) => existsSync(path) && isNative(path));
    const python = program === undefined ? null : await findPython([], signal);
    if (program === undefined || python === null) return null;
    const command = [realpathSync(program), ...ARGUMENTS, ...EVERYTHING, '--python', python.command];
    return { command, mounts: [...python.mounts, ...mountOf(realpathSync(program))] };
  },
  toGetIt: 'Install uv and a Python 3: https://docs.astral.sh/uv.',
  commands: ({ command }) => [command],
  environment: (environment) => ({
    ...withoutPasswords(environment, ['UV_DEFAULT_INDEX', 'UV_INDEX_URL', ...PROXY_NAMES]),
    UV_CACHE_DIR: CACHE,
    UV_LINK_MODE: 'copy',
    UV_PYTHON_DOWNLOADS: 'never',
    UV_KEYRING_PROVIDER: 'disabled',
    UV_PROJECT_ENVIRONMENT: '.venv',
    UV_NO_PROGRESS: '1',
    NO_COLOR: '1',
    LANG: 'C.UTF-8',
  }),
  complaint: /^\s*(?:error:|×|╰─▶)\s*(.+)/,
};

/** Addresses of registries, of files and of repositories, in the lock file and in the settings. */
function sourcesIn(text: string): readonly string[] {
  const named = text.matchAll(
    /\b(registry|url|git|(?:extra-|default-)?index(?:-url)?|find-links)\s*=\s*(.*)/g,
  );
  return [...named].flatMap(([, name = '', values = '']) => {
    const addresses = [...values.matchAll(/["']([^"']+)["']/g)].flatMap(([, address = '']) => address);
    return name === 'git'
      ? addresses.slice(0, 1).map((address) => `git+${address}`)
      : addresses.filter(isAddress);
  });
}

function isAddress(text: string): boolean {
  return /^[a-z][a-z+]+:\/\//i.test(text);
}
