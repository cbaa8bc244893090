import { posix } from 'node:path';
import { findPython } from '../python-home.ts';
import {
  CACHE,
  problemOfSources,
  PROXY_NAMES,
  withoutPasswords,
  type PackageManager,
} from './package-manager.ts';
import { readRequirements } from './requirements.ts';

const INSTALL = [
  '-m',
  'pip',
  'install',
  '--only-binary=:all:',
  '--no-input',
  '--no-color',
  '--progress-bar=off',
  '--quiet',
];

/** What tests need besides is pinned in files of these names. */
const FILES = [
  'requirements.txt',
  'requirements-dev.txt',
  'requirements-test.txt',
  'requirements_dev.txt',
  'requirements_test.txt',
  'dev-requirements.txt',
  'test-requirements.txt',
  'requirements/dev.txt',
  'requirements/test.txt',
  'requirements/tests.txt',
];

/** The pip that comes with Python, from requirements with a version each; ready-made packages alone, as others run code. */
export const pip: PackageManager = {
  name: 'pip',
  family: 'python',
  locks: FILES,
  hidden: /(?:^|\/)pip\.conf$/,
  problemOf: ({ folder }, read) => {
    const problems = filesIn(folder, read).map((path) => {
      const found = readRequirements(path, read);
      return found.problem ?? problemOfSources(found.servers, path);
    });
    return problems.find((problem) => problem !== null) ?? null;
  },
  find: async (_environment, signal) => {
    const python = await findPython([], signal);
    return python === null ? null : { command: [python.command], mounts: python.mounts };
  },
  toGetIt: 'Install Python 3 with its venv and pip: apt install python3-venv.',
  commands: ({ command }, { folder }, read) => {
    const files = filesIn(folder, read);
    const hasHashes = files.every((path) => readRequirements(path, read).hasHashes);
    return [
      [...command, '-m', 'venv', '.venv'],
      [
        '.venv/bin/python',
        ...INSTALL,
        ...(hasHashes ? ['--require-hashes'] : []),
        ...files.flatMap((path) => ['-r', posix.relative(folder, path)]),
      ],
    ];
  },
  environment: (environment) => ({
    ...withoutPasswords(environment, ['PIP_INDEX_URL', 'PIP_EXTRA_INDEX_URL', ...PROXY_NAMES]),
    PIP_CACHE_DIR: CACHE,
    PIP_CONFIG_FILE: '/dev/null',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    LANG: 'C.UTF-8',
  }),
  complaint: /^(?:ERROR: |.*(?=ensurepip is not))(.+)/,
};

function filesIn(folder: string, read: (path: string) => string | null): readonly string[] {
  return FILES.map((name) => posix.join(folder, name)).filter((path) => read(path) !== null);
}
