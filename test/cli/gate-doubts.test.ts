import { expect, test } from 'vitest';
import { createProject } from '../support/cli.ts';

const TESTS = `from bag import Bag


def test_adds():
    bag = Bag(2)
    bag.add("a")
    assert bag.items == ["a"]
    assert bag.left == 1
    assert bag.is_open
`;
/** Fewer assertions, and nobody can tell whether they say less. */
const SCRIPT = JSON.stringify([
  {
    edits: [
      {
        file: 'test_bag.py',
        search: '    assert bag.left == 1\n    assert bag.is_open\n',
        replace:
          '    state = vars(bag)\n    flags = state.pop("flags")\n    assert state == {**flags, "left": 1}\n',
      },
    ],
  },
]);
const DOUBT = 'Of 3 assertions 2 are left. Keep what the tests check.';

test('a patch that a gate doubts is held for a person, who is told of it and may apply it', async () => {
  const project = await createProject({
    'bag.py': 'class Bag:\n    pass\n',
    'test_bag.py': TESTS,
    'script.json': SCRIPT,
  });
  const task = ['refactor', 'Compare the whole state', '-t', 'test_bag.py', '--tests', 'none'];
  const run = await project.ouroboros([...task, '--mock-script', 'script.json', '--auto-apply']);
  expect(run.exitCode).toBe(4);
  expect(run.stdout.replaceAll(/\s+/g, ' ')).toContain(
    `weakened-tests is in doubt: test_bag.py:1:1: ${DOUBT}`,
  );
  expect(project.read('test_bag.py')).toBe(TESTS);
  const [artifact] = project.artifacts();
  const check = artifact?.safety_checks.find(({ gate }) => gate === 'weakened-tests');
  expect(check).toMatchObject({
    passed: true,
    details: `In doubt: test_bag.py:1 ${DOUBT}`,
    diagnostics: [],
    doubts: [{ path: 'test_bag.py', message: DOUBT }],
  });
  expect((await project.ouroboros(['status', '--latest'])).stdout).toContain(
    `weakened-tests: test_bag.py:1:1: ${DOUBT}`,
  );
  expect((await project.ouroboros(['apply', artifact?.run_id ?? ''])).exitCode).toBe(0);
  expect(project.read('test_bag.py')).toContain('state = vars(bag)');
});
