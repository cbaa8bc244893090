import { expect, it, onTestFinished } from 'vitest';
import { createProject, eventsOf, type CliResult, type Project } from '../support/cli.ts';
import { startMessagesServer, type MessagesServer, type Scenario } from '../support/messages-server.ts';

const FILES = {
  'src/price.ts': 'export function net(price: number): number {\n  return price;\n}\n',
  'src/use.ts': "import { net } from './price.ts';\n\nexport const five = net(5);\n",
};
const EDIT_PRICE: Scenario = {
  edits: [{ file: 'src/price.ts', search: '  return price;', replace: '  return Math.max(price, 0);' }],
};
const RENAMED = 'export function netPrice(price: number): number {\n';

type PlannedStep = {
  readonly title: string;
  readonly files: readonly string[];
  readonly depends_on: readonly number[];
  readonly recipe?: string;
  readonly slots?: Readonly<Record<string, string>>;
};

const BY_MODEL: PlannedStep = { title: 'Refuse negative prices', files: ['src/price.ts'], depends_on: [] };

async function runPlan(
  project: Project,
  steps: readonly PlannedStep[],
  answers: readonly Scenario[],
): Promise<{ readonly result: CliResult; readonly server: MessagesServer }> {
  const server = await startMessagesServer({
    scenarios: [{ for: 'submit_plan', plan: { steps } }, ...answers],
  });
  onTestFinished(() => server.close());
  const env = { ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: 'test', OUROBOROS_RETRY_DELAYS: '0' };
  const options = ['-t', 'src', '--auto-apply', '--max-risk', '1', '-c', 'quality', '--json'];
  const result = await project.ouroboros(['refactor', 'Tidy up the prices', ...options], { env });
  return { result, server };
}

it('lets the reasoner give a step to a recipe, which costs nothing, and the rest to the model', async () => {
  const project = await createProject(FILES);
  const rename = {
    ...BY_MODEL,
    title: 'A clearer name',
    recipe: 'rename-symbol',
    slots: { from: 'net', to: 'netPrice' },
  };
  const { result } = await runPlan(project, [BY_MODEL, { ...rename, depends_on: [0] }], [EDIT_PRICE]);
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  expect(project.read('src/price.ts')).toBe(`${RENAMED}  return Math.max(price, 0);\n}\n`);
  expect(project.read('src/use.ts')).toContain('netPrice(5)');
  const [artifact] = project.artifacts();
  expect(artifact?.plan?.steps).toMatchObject([
    { engine: 'model' },
    { engine: 'recipe', recipe: 'rename-symbol', replaces_model: false },
  ]);
  expect(artifact?.models_used).toContainEqual(
    expect.objectContaining({ model_name: 'recipe:rename-symbol@1.0.0', tokens_used: 0, cost_usd: 0 }),
  );
});

it('does by the recipe what a step for the model asks for in words that it covers', async () => {
  const project = await createProject(FILES);
  const { result } = await runPlan(
    project,
    [{ ...BY_MODEL, title: 'Rename net to netPrice everywhere' }],
    [],
  );
  expect(result.exitCode).toBe(0);
  expect(project.read('src/use.ts')).toContain('netPrice(5)');
  expect(project.artifacts()[0]?.plan?.steps).toMatchObject([
    { recipe: 'rename-symbol', replaces_model: true },
  ]);
});

it.each([
  ['refuses', { from: 'net', to: 'class' }],
  ['cannot take', { size: '3' }],
])('leaves to the model a step whose recipe %s it', async (_, slots) => {
  const project = await createProject(FILES);
  const { result } = await runPlan(project, [{ ...BY_MODEL, recipe: 'rename-symbol', slots }], [EDIT_PRICE]);
  expect(result.exitCode).toBe(0);
  expect(project.read('src/price.ts')).toContain('Math.max(price, 0)');
});

it('tells the reasoner of recipes for the languages at hand, and of none under --engine model', async () => {
  const project = await createProject(FILES);
  const { server } = await runPlan(project, [BY_MODEL], [EDIT_PRICE]);
  const [planning] = server.requests;
  expect(JSON.stringify(planning)).toContain('- rename-symbol(from, to, ');
  expect(JSON.stringify(planning)).not.toContain('method-to-function');
  expect(eventsOf(await alone(project, server))).toContainEqual(
    expect.objectContaining({ type: 'run.finished' }),
  );
  expect(JSON.stringify(server.requests.at(-1))).not.toContain('rename-symbol');
});

async function alone(project: Project, server: MessagesServer): Promise<CliResult> {
  const env = { ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: 'test', OUROBOROS_RETRY_DELAYS: '0' };
  const options = ['-t', 'src', '-c', 'quality', '--engine', 'model', '--json'];
  return project.ouroboros(['refactor', 'Tidy up the prices', ...options], { env });
}
