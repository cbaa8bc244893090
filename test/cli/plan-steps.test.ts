import { expect, it, onTestFinished } from 'vitest';
import { createProject, eventsOf, type CliResult, type Project } from '../support/cli.ts';
import { startMessagesServer, type MessagesServer, type Scenario } from '../support/messages-server.ts';

const FILES = {
  'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\ndependencies = []\n',
  'orders.py': 'def total(prices):\n    return sum(prices)\n',
  'test_orders.py':
    'from orders import total\n\n\ndef test_sum():\n    assert total([1, 2]) == 3\n\n\ndef test_none():\n    assert total([]) == 0\n',
};

const TOTAL_BY_MONEY = {
  edits: [
    {
      file: 'orders.py',
      search: 'def total(prices):\n    return sum(prices)',
      replace: 'from money import rounded\n\n\ndef total(prices):\n    return rounded(sum(prices))',
    },
  ],
};
const MONEY = {
  files: [{ file: 'money.py', content: 'def rounded(amount):\n    return round(amount, 2)\n' }],
};

/** Runs a task whose plan changes the files one after another, in one step each. */
async function runPlan(
  project: Project,
  paths: readonly string[],
  answers: readonly Scenario[],
): Promise<{ readonly result: CliResult; readonly server: MessagesServer }> {
  const steps = paths.map((path, index) => ({
    title: `Change ${path}`,
    files: [path],
    depends_on: index === 0 ? [] : [index - 1],
  }));
  const server = await startMessagesServer({
    scenarios: [{ for: 'submit_plan', plan: { steps } }, ...answers],
  });
  onTestFinished(() => server.close());
  const targets = paths.filter((path) => Object.hasOwn(FILES, path)).flatMap((path) => ['-t', path]);
  const env = { ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: 'test', OUROBOROS_RETRY_DELAYS: '0' };
  const options = ['--auto-apply', '--max-risk', '1', '-c', 'quality', '--json'];
  const result = await project.ouroboros(['refactor', 'Round the total', ...targets, ...options], { env });
  return { result, server };
}

it('lets a step import what a later step makes', async () => {
  const project = await createProject(FILES);
  const { result } = await runPlan(project, ['orders.py', 'money.py'], [TOTAL_BY_MONEY, MONEY]);
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  expect(project.read('money.py')).toContain('def rounded');
});

it('refuses the import of a file that no step makes', async () => {
  const project = await createProject(FILES);
  const { result } = await runPlan(project, ['orders.py'], [TOTAL_BY_MONEY, TOTAL_BY_MONEY]);
  expect(result.exitCode).toBe(1);
  expect(eventsOf(result)).toContainEqual(
    expect.objectContaining({ type: 'gate.failed', gate: 'new-imports' }),
  );
});

it('asks at the last step for what the whole change must hold, and lets it mend what an earlier step did', async () => {
  const project = await createProject(FILES);
  const endsTest = {
    edits: [
      { file: 'test_orders.py', search: '    assert total([]', replace: '    return\n    assert total([]' },
    ],
  };
  const rounds = { file: 'orders.py', search: 'return sum(prices)', replace: 'return round(sum(prices), 2)' };
  const putsBack = {
    file: 'test_orders.py',
    search: '    return\n',
    replace: '',
  };
  const { result, server } = await runPlan(
    project,
    ['test_orders.py', 'orders.py'],
    [endsTest, { edits: [rounds] }, { edits: [rounds, putsBack] }],
  );
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  expect(project.read('test_orders.py')).toBe(FILES['test_orders.py']);
  const failed = eventsOf(result).filter(({ type }) => type === 'gate.failed');
  expect(failed).toMatchObject([{ gate: 'weakened-tests', step_id: 'step-2' }]);
  expect(JSON.stringify(server.requests.at(-1)?.body.messages)).toContain(
    'Files of earlier steps may be changed now, too: test_orders.py',
  );
});

it('asks at the last step about what a gate doubts of an earlier one, and lets it mend that', async () => {
  const project = await createProject(FILES);
  const test = '\n\ndef test_none():\n    assert total([]) == 0\n';
  const dropsTest = { file: 'test_orders.py', search: test, replace: '' };
  const lastLine = '    assert total([1, 2]) == 3\n';
  const putsBack = { file: 'test_orders.py', search: lastLine, replace: lastLine + test };
  const rounds = { file: 'orders.py', search: 'return sum(prices)', replace: 'return round(sum(prices), 2)' };
  const { result, server } = await runPlan(
    project,
    ['test_orders.py', 'orders.py'],
    [{ edits: [dropsTest] }, { edits: [rounds] }, { edits: [rounds, putsBack] }],
  );
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  expect(project.read('test_orders.py')).toBe(FILES['test_orders.py']);
  expect(JSON.stringify(server.requests.at(-1)?.body.messages)).toContain(
    'Files of earlier steps may be changed now, too: test_orders.py',
  );
});
