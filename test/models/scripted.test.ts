import { describe, expect, test } from 'vitest';
import type { ModelReply } from '../../src/domain/ports.ts';
import { parseMockScript } from '../../src/models/mock-script.ts';
import { createMockModel, createScriptModel } from '../../src/models/scripted.ts';
import { builderPrompt, modelRequest, timeless } from '../support/model-requests.ts';

const SIGNAL = new AbortController().signal;
const COMMENT = 'Checked by the mock model of Ouroboros.';

async function mockReply(
  prompt: string,
  role: 'generator' | 'reasoner' | 'compressor' = 'generator',
): Promise<object> {
  const request = modelRequest({ role, system: 'abc', messages: [{ role: 'user', text: prompt }] });
  return timeless(await createMockModel().complete(request, SIGNAL));
}

function play(
  script: unknown,
  stallTimeoutMs = 1000,
): (role?: 'generator' | 'reasoner') => Promise<ModelReply> {
  const model = createScriptModel(parseMockScript(JSON.stringify(script)), stallTimeoutMs);
  return async (role = 'generator') => {
    const messages = [{ role: 'user', text: builderPrompt({ 'a.py': 'x = 1\n' }) }] as const;
    return model.complete(modelRequest({ role, messages }), SIGNAL);
  };
}

describe('the mock model', () => {
  test('adds one comment to each file that may be changed', async () => {
    const prompt = builderPrompt({ 'a.py': 'x = 1\n', 'b/c.ts': 'f();\n\n', 'd.css': 'a {}\n' }, [
      'a.py',
      'b/c.ts',
    ]);
    expect(await mockReply(prompt)).toEqual({
      kind: 'reply',
      text: '',
      toolInput: {
        edits: [
          { file: 'a.py', search: 'x = 1', replace: `x = 1\n# ${COMMENT}` },
          { file: 'b/c.ts', search: 'f();', replace: `f();\n// ${COMMENT}` },
        ],
        files: [],
        explanation: 'Adds a remark of the mock model.',
      },
      stopReason: 'tool_use',
      model: 'mock',
      usage: {
        tokensIn: 1 + Math.ceil(prompt.length / 3),
        tokensOut: expect.any(Number),
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
      },
      requestId: null,
    });
  });

  test('gives the same reply for the same request', async () => {
    const prompt = builderPrompt({ 'a.py': 'x = 1\n' });
    expect(await mockReply(prompt)).toEqual(await mockReply(prompt));
  });

  test('searches for as many lines as it takes to be unique', async () => {
    const text = 'if a:\n    f()\nif b:\n    f()\n';
    expect(await mockReply(builderPrompt({ 'a.py': text }))).toMatchObject({
      toolInput: { edits: [{ search: 'if b:\n    f()' }] },
    });
  });

  test('reads files that hold the marks of the prompt itself', async () => {
    const text = 'a = """\n</file>\n"""\nb = 1';
    expect(await mockReply(builderPrompt({ 'a.py': text, 'b.py': 'c = 1' }))).toMatchObject({
      toolInput: {
        edits: [
          { file: 'a.py', search: 'b = 1' },
          { file: 'b.py', search: 'c = 1' },
        ],
      },
    });
  });

  test('gives JSON an empty last line, which is no comment', async () => {
    expect(await mockReply(builderPrompt({ 'a.json': '{\n  "a": 1\n}\n' }))).toMatchObject({
      toolInput: { edits: [{ search: '}', replace: '}\n' }] },
    });
  });

  test('puts its comment above a definition where only a part of the file is shown', async () => {
    const prompt = `<file path="a.py" note="Only a part.">\nimport os\n…\ndef f():\n    pass\n</file>\n\nChangeable files: a.py\nTask: t`;
    expect(await mockReply(prompt)).toMatchObject({
      toolInput: { edits: [{ search: 'def f():', replace: `# ${COMMENT}\ndef f():` }] },
    });
  });

  test.each([
    ['a language without known comments', { 'a.xyz': 'text\n' }],
    ['an empty file', { 'a.py': '' }],
  ])('says that it knows no safe change of %s', async (_, files) => {
    const [path] = Object.keys(files);
    expect(await mockReply(builderPrompt(files))).toMatchObject({
      toolInput: undefined,
      stopReason: 'end_turn',
      text: `The mock model knows no safe change of ${path}.`,
    });
  });

  test('plans one step over all files, and sums up by their names', async () => {
    const prompt = builderPrompt({ 'a.py': 'x = 1\n', 'b.py': 'y = 1\n' });
    expect(await mockReply(prompt, 'reasoner')).toMatchObject({
      toolInput: { steps: [{ title: 'Change the files', files: ['a.py', 'b.py'], depends_on: [] }] },
      stopReason: 'tool_use',
    });
    expect(await mockReply(prompt, 'compressor')).toMatchObject({
      text: 'The mock model read a.py, b.py.',
      stopReason: 'end_turn',
    });
  });

  test('throws the reason of an abort', async () => {
    const call = createMockModel().complete(modelRequest(), AbortSignal.abort(new Error('the user left')));
    await expect(call).rejects.toThrow('the user left');
  });
});

describe('a script', () => {
  const edits = [{ file: 'a.py', search: 'x = 1', replace: 'x = 2' }];
  const files = [{ file: 'b.py', content: 'y = 1\n' }];

  test('answers the calls of the builder in order', async () => {
    const next = play([
      { edits },
      { files, edits },
      { text: 'No.' },
      { tool_input: { edits: 'all' } },
      { tool_input: null },
    ]);
    const explanation = 'Played from a script.';
    expect(await next()).toMatchObject({
      toolInput: { edits, files: [], explanation },
      stopReason: 'tool_use',
      text: '',
    });
    expect(await next()).toMatchObject({ toolInput: { edits, files, explanation }, stopReason: 'tool_use' });
    expect(await next()).toMatchObject({ toolInput: undefined, stopReason: 'end_turn', text: 'No.' });
    expect(await next()).toMatchObject({ toolInput: { edits: 'all' }, stopReason: 'tool_use' });
    expect(await next()).toMatchObject({ toolInput: null, stopReason: 'tool_use' });
  });

  test('that has run out is a fault of its own', async () => {
    const next = play([{ edits }]);
    await next();
    expect(await next()).toMatchObject({
      kind: 'fault',
      fault: 'script-exhausted',
      message: 'The mock script answers 1 call of the builder, no more.',
    });
  });

  test.each([
    ['429', { kind: 'fault', fault: 'rate-limited', httpStatus: 429 }],
    ['500', { kind: 'fault', fault: 'server-error', httpStatus: 500 }],
    ['529', { kind: 'fault', fault: 'overloaded', httpStatus: 529 }],
    ['reset', { kind: 'fault', fault: 'stream-broken', httpStatus: null }],
    ['stall', { kind: 'fault', fault: 'stalled', httpStatus: null }],
    ['truncated', { kind: 'reply', toolInput: undefined, stopReason: 'max_tokens', text: '' }],
  ])('plays %s', async (fault, expected) => {
    expect(await play([{ fault }])()).toMatchObject(expected);
  });

  test('vouches for a tool call only with the stop reason tool_use', async () => {
    expect(await play([{ edits, stop_reason: 'max_tokens' }])()).toMatchObject({
      toolInput: undefined,
      stopReason: 'max_tokens',
    });
  });

  test('plans with its first element, and like the mock without one', async () => {
    const plan = { steps: [{ title: 'One', files: ['a.py'] }] };
    const planned = play([{ plan }, { text: 'first' }]);
    expect(await planned('reasoner')).toMatchObject({ toolInput: plan });
    expect(await planned('reasoner')).toMatchObject({ toolInput: plan });
    expect(await planned()).toMatchObject({ text: 'first' });
    expect(await play([{ plan: plan.steps }])('reasoner')).toMatchObject({ toolInput: plan });
    expect(await play([])('reasoner')).toMatchObject({ toolInput: { steps: [{ files: ['a.py'] }] } });
  });

  test('that stalls ends at once by an abort', async () => {
    const controller = new AbortController();
    const model = createScriptModel(parseMockScript('[{"fault":"stall"}]'), 60_000);
    const call = model.complete(modelRequest(), controller.signal);
    controller.abort(new Error('the user left'));
    await expect(call).rejects.toThrow('the user left');
  });

  test.each([
    ['no JSON', '[{"text":', 'is not JSON'],
    ['no array', '{"text":"a"}', 'expected array'],
    ['an element that is no object', '[{"text":"a"}, "b"]', '1: '],
    ['an element without a known key', '[{"txt":"a"}]', 'element 0: has none of the keys'],
    [
      'a key that is not known',
      '[{"text":"a"},{"text":"b","stopreason":"x"}]',
      'element 1: Unrecognized key: "stopreason"',
    ],
    ['an unknown fault', '[{"fault":"418"}]', 'element 0: fault: '],
    ['an edit without its search', '[{"edits":[{"file":"a","replace":"b"}]}]', 'element 0: edits.0.search: '],
    [
      'a plan that is not first',
      '[{"text":"a"},{"plan":{}}]',
      'element 1: only the first element may be a plan',
    ],
  ])('with %s is a usage error that says where', (_, text, message) => {
    expect(() => parseMockScript(text)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(message) }),
    );
  });
});
