import { expect, test } from 'vitest';
import { createWeakenedTestsGate } from '../../../src/safety/gates/weakened-tests.ts';
import { judgeBy } from '../../support/judge.ts';

const GATE = createWeakenedTestsGate();
const TESTS = `def test_warns(capsys):
    run()
    assert 'please turn around' in capsys.readouterr().err


def test_runs():
    assert run() == 1
`;
const [, RUNS = ''] = TESTS.split('\n\n\n');

test.each([
  ['what it expected to be said', "    print('please turn around')\n    return 1\n", true],
  ['something else that was said', "    print('all went quite well')\n    return 1\n", false],
])('a test may go with %s', async (_, body, isPassed) => {
  const files = {
    'run.py': [`def run():\n${body}`, 'def run():\n    return 1\n'],
    'test_run.py': [TESTS, RUNS],
  } as const;
  const { passed, doubts } = await judgeBy(GATE, files, 'Remove the warning');
  expect(passed && doubts === undefined).toBe(isPassed);
});
