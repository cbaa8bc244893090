import { expect, test } from 'vitest';
import { collectedByPytest } from '../../../src/safety/test-runs/pytest-paths.ts';
import { treeWith, type Files } from '../../support/work-tree.ts';

const FILES = ['examples/t/test_e.py', 'tests/check_a.py', 'tests/test_a.py', 'web/tests/test_w.py'];

test.each([
  ['no settings', {}, ['examples/t/test_e.py', 'tests/test_a.py', 'web/tests/test_w.py']],
  [
    'pytest.ini',
    { 'pytest.ini': '[pytest]\ntestpaths = tests  # ours\naddopts = -q\n' },
    ['tests/test_a.py'],
  ],
  [
    'several paths on lines of their own, with a pattern',
    { 'setup.cfg': '[a]\ntestpaths = x\n[tool:pytest]\ntestpaths =\n  tests\n  */tests\n' },
    ['tests/test_a.py', 'web/tests/test_w.py'],
  ],
  [
    'a list of TOML',
    {
      'pyproject.toml':
        '[tool.pytest.ini_options]\ntestpaths = [\n  "tests/",\n]\n[tool.x]\npython_files = "a"\n',
    },
    ['tests/test_a.py'],
  ],
  [
    'names of its own',
    { 'tox.ini': '[tox]\n[pytest]\ntestpaths = tests\npython_files = check_*.py\n' },
    ['tests/check_a.py'],
  ],
  [
    'an empty pytest.ini, which goes before others',
    { 'pytest.ini': '', 'tox.ini': '[pytest]\ntestpaths = no\n' },
    ['examples/t/test_e.py', 'tests/test_a.py', 'web/tests/test_w.py'],
  ],
] satisfies readonly (readonly [string, Files, readonly string[]])[])(
  'with %s only what pytest collects is handed to it',
  async (_, files, collected) => {
    expect(await collectedByPytest(FILES, { folder: '.', tree: treeWith(files) })).toEqual(collected);
  },
);
