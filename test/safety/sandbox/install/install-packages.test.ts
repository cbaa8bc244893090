import { expect, test } from 'vitest';
import { installPackages } from '../../../../src/safety/sandbox/install/install-packages.ts';
import { noBoxReason, theBox } from '../../../support/box.ts';
import { makeFolder } from '../../../support/work-tree.ts';

test.skipIf(noBoxReason !== null).each([
  ['package-lock.json', '{"lockfileVersion":3,"packages":{}}', 'script', 'npm', /nodejs\.org/],
  ['pnpm-lock.yaml', '', 'script', 'pnpm', /npm install -g pnpm/],
  ['yarn.lock', '# yarn lockfile v1\n', 'script', 'yarn', /yarn@1/],
  ['yarn.lock', '__metadata:\n', 'script', 'yarn', /@yarnpkg\/cli-dist/],
  ['uv.lock', '', 'python', 'uv', /astral/],
  ['poetry.lock', '', 'python', 'poetry', /poetry 2/],
] as const)(
  'a package manager that is missing is told with the way to get it (%s, %#)',
  async (path, text, family, name, hint) => {
    const root = makeFolder({ [path]: text });
    const environment = { PATH: makeFolder(), COREPACK_HOME: makeFolder() };
    const request = { root, paths: [path], folder: '.', family, box: theBox(), environment };
    expect(await installPackages(request, new AbortController().signal)).toEqual({
      kind: 'none',
      reason: `--install needs ${name} for ${path}, and it was not found`,
      hint: expect.stringMatching(hint),
    });
  },
);
