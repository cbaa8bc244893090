import { describe, expect, test } from 'vitest';
import { objections } from '../../support/guards.ts';

const ELISION = '# ... existing code ...';
const MARKER = '<<<<<<< SEARCH';

describe('text that stands in place of code', () => {
  test.each([
    ['a.py', `PROMPT = """Write\n${ELISION}\n${MARKER}\nas it was."""\n`],
    ['a.ts', `export const prompt = \`Write\n// ... existing code ...\n${MARKER}\nas it was.\`;\n`],
    ['a.md', `As follows:\n\n\`\`\`\n${MARKER}\nx\n\`\`\`\n`],
    ['a.py', '# ...rest\nx = 1\n'],
  ])('is none that a value or an example quotes, in %s: %j', async (path, text) => {
    expect(await objections({ [path]: [null, text] })).toEqual([]);
  });

  test.each([
    ['a.py', `"""Write.\n${ELISION}\n"""\n`, 2],
    ['a.py', `x = """\n"""\n${ELISION}\n`, 3],
    ['a.py', `x = "${ELISION.slice(2)}"\n${MARKER}\n`, 2],
    ['a.md', `\`\`\`\nx\n\`\`\`\n${MARKER}\n`, 4],
  ])('is what stands outside of values, in %s: %j', async (path, text, line) => {
    expect(await objections({ [path]: [null, text] })).toEqual([`placeholder:${path}:${line}`]);
  });

  test('is the fence that makes a string of a script', async () => {
    expect(
      await objections({ 'a.test.js': ["it('is', () => {});\n", "```js\nit('is', () => {});\n```\n"] }),
    ).toEqual(expect.arrayContaining(['placeholder:a.test.js:1', 'placeholder:a.test.js:3']));
  });
});

test('a fence is fine in a Livebook and in a sheet for its documentation', async () => {
  const text = '## One\n\n```elixir\nRepo.all(Person)\n```\n';
  for (const path of ['guides/a.cheatmd', 'guides/a.livemd'])
    expect(await objections({ [path]: [null, text] })).toEqual([]);
});

test('a test may say above its code that nothing changes', async () => {
  const text = (below: string): string => `def test_a():\n    a = cast(1)\n\n    # No changes\n${below}`;
  expect(await objections({ 'tests/test_a.py': [null, text('    a = cast({})\n')] })).toEqual([]);
  expect(await objections({ 'src/a.py': [null, text('    a = cast({})\n')] })).toEqual([
    'placeholder:src/a.py:4',
  ]);
  expect(await objections({ 'tests/test_a.py': [null, text('\n\ndef test_b():\n    b()\n')] })).toEqual([
    'placeholder:tests/test_a.py:4',
  ]);
  const said = (what: string): string => text('    assert a\n').replace('No changes', what);
  for (const what of ['Content is unchanged', 'The position should be unmodified.'])
    expect(await objections({ 'tests/test_a.py': [null, said(what)] })).toEqual([]);
  for (const what of ['The rest is unchanged', 'Code is unchanged'])
    expect(await objections({ 'tests/test_a.py': [null, said(what)] })).toEqual([
      'placeholder:tests/test_a.py:4',
    ]);
  const ofClass = 'class TestA:\n    # No changes\n    def test_b(self):\n        b()\n';
  expect(await objections({ 'tests/test_a.py': [null, ofClass] })).toEqual(['placeholder:tests/test_a.py:2']);
});
