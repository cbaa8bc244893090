import { expect, it, onTestFinished } from 'vitest';
import { createProject, eventsOf } from '../support/cli.ts';
import { startMessagesServer } from '../support/messages-server.ts';

it.each([
  ['an edit', { edits: [{ file: 'a.json', search: '1', replace: '2' }] }],
  ['a whole file', { files: [{ file: 'a.json', content: '{"a": 2}\n' }] }],
])('keeps what somebody saved while the model was asked for %s', async (_name, answer) => {
  const project = await createProject({ 'a.json': '{"a": 1}\n' });
  const server = await startMessagesServer({
    scenarios: [answer],
    onRequest: () => project.write('a.json', '{"mine": 1}\n'),
  });
  onTestFinished(() => server.close());
  const env = { ANTHROPIC_API_KEY: 'sk-test', ANTHROPIC_BASE_URL: server.url };
  const args = ['refactor', 'Tidy', '-t', 'a.json', '--auto-apply', '--json', '--engine', 'model'];

  const result = await project.ouroboros(args, { env });

  expect(project.read('a.json')).toBe('{"mine": 1}\n');
  expect(eventsOf(result).at(-1)).toMatchObject({
    outcome: 'error',
    exit_code: 5,
    artifact: expect.any(String),
  });
});
