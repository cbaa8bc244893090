import { join } from 'node:path';
import { expect, test } from 'vitest';
import { homeOfEnvironment } from '../../../src/safety/sandbox/python-home.ts';
import { makeFolder } from '../../support/work-tree.ts';

test.each([
  ['true', 'python3.11', true],
  ['false', 'python3.11', false],
  ['true', 'python3.12', false],
])('include-system-site-packages = %s shows the packages of %s: %s', (setting, version, hasPytest) => {
  const system = makeFolder({ [`lib/${version}/site-packages/pytest/__init__.py`]: '' });
  const from = makeFolder({
    'pyvenv.cfg': `home = ${join(system, 'bin')}\ninclude-system-site-packages = ${setting}\n`,
    'bin/python': '',
    'lib/python3.11/site-packages/pip/__init__.py': '',
  });
  expect(homeOfEnvironment({ at: '/project/.venv', from })).toMatchObject({ hasPytest });
});
