import { describe, expect, test } from 'vitest';
import { judge, objections } from '../../support/guards.ts';
import type { Sides } from '../../support/judge.ts';

const SOURCE = `const SIGNS = /[&<>]/;

export const escape = (text: string): string => {
  if (text === '') throw new Error('nothing to escape');
  return text.replace(SIGNS, '_');
};

export const escapeAll = (texts: readonly string[]): readonly string[] => texts.map((one) => one.trim());
`;
const TESTS = `import { escape, escapeAll } from './html';

describe('html', () => {
  describe('escape', () => {
    it('escapes', () => {
      expect(escape('<')).toBe('_');
      expect(escape('&')).toBe('_');
    });
  });

  describe('escapeAll', () => {
    it('escapes', () => {
      expect(escapeAll(['a '])).toEqual(['a']);
    });

    it('keeps both', () => {
      expect(escapeAll(['a'])).toEqual(['a']);
      expect(escape('b')).toBe('b');
    });
  });
});
`;
const cut = (text: string, from: string, to: string): string =>
  text.slice(0, text.indexOf(from)) + text.slice(text.indexOf(to));
const SOURCE_WITHOUT = cut(SOURCE, 'export const escape =', 'export const escapeAll');
const TESTS_WITHOUT = cut(TESTS, "  describe('escape',", "  describe('escapeAll'").replace(
  "      expect(escape('b')).toBe('b');\n",
  '',
);

async function isRefused(sides: { readonly source: Sides; readonly tests: Sides }, words: string) {
  const found = await objections({ 'html.ts': sides.source, 'html.test.ts': sides.tests }, words);
  return found.some((one) => one.startsWith('weakened-tests'));
}

/** What may be meant by the task is held for a person. */
async function isDoubted(sides: { readonly source: Sides; readonly tests: Sides }, words: string) {
  const verdicts = await judge({ 'html.ts': sides.source, 'html.test.ts': sides.tests }, words);
  return verdicts.get('weakened-tests')?.doubts !== undefined;
}

describe('tests of what a change removes', () => {
  test.each([
    'refactor(`utils/html`): remove `escape` function',
    'Remove the function escape of src/utils/html.ts and its tests',
    'Delete dead code',
  ])('go along where the task says %j', async (words) => {
    expect(await isRefused({ source: [SOURCE, SOURCE_WITHOUT], tests: [TESTS, TESTS_WITHOUT] }, words)).toBe(
      false,
    );
  });

  test('are a doubt where the task removes nothing, and refused where the sources stay as they were', async () => {
    const words = 'Make html.ts easier to read';
    const tests: Sides = [TESTS, TESTS_WITHOUT];
    expect(await isDoubted({ source: [SOURCE, SOURCE_WITHOUT], tests }, words)).toBe(true);
    expect(await isRefused({ source: [SOURCE, SOURCE], tests }, words)).toBe(true);
  });

  test('are a doubt where the sources keep it', async () => {
    const kept = SOURCE.replace('SIGNS,', '/[&<>]/,');
    const words = 'Remove the constant SIGNS';
    expect(await isDoubted({ source: [SOURCE, kept], tests: [TESTS, TESTS_WITHOUT] }, words)).toBe(true);
  });

  test('take no other test along, even one of the same title', async () => {
    const words = 'Remove the function escape';
    const fewer = cut(TESTS_WITHOUT, "    it('escapes'", "    it('keeps both'");
    expect(await isDoubted({ source: [SOURCE, SOURCE_WITHOUT], tests: [TESTS, fewer] }, words)).toBe(true);
    const weaker = TESTS_WITHOUT.replace("(['a'])).toEqual(['a'])", "(['a'])).toBeDefined()");
    expect(await isRefused({ source: [SOURCE, SOURCE_WITHOUT], tests: [TESTS, weaker] }, words)).toBe(true);
  });

  test('are told by a text too that the sources say no more', async () => {
    const check = "  it('tells', () => {\n    expect(() => run()).toThrow('nothing to escape');\n  });\n";
    const source = SOURCE.replace(/ {2}if .*\n/, '');
    const tests: Sides = [`${TESTS}${check}`, TESTS];
    const words = 'Remove the check of empty texts';
    expect(await isRefused({ source: [SOURCE, source], tests }, words)).toBe(false);
    expect(await isDoubted({ source: [SOURCE, source], tests }, words)).toBe(false);
    expect(await isRefused({ source: [SOURCE, SOURCE], tests }, words)).toBe(true);
  });

  test('are told by what the task puts in quotes, of which the sources have less', async () => {
    const rest = 'export const links = { back: 1 };\n';
    const source: Sides = [
      `export const goTo = (to: string) => (to === 'back' ? '/' : to);\n${rest}`,
      `export const goTo = (to: string) => to;\n${rest}`,
    ];
    const kept =
      "import { goTo } from './html';\n\nit('goes on', () => {\n  expect(goTo('a')).toBe('a');\n});\n";
    const tests: Sides = [`${kept}\nit('goes home', () => {\n  expect(goTo('back')).toBe('/');\n});\n`, kept];
    const words = "Remove the value 'back'";
    expect(await isRefused({ source, tests }, words)).toBe(false);
    expect(await isDoubted({ source, tests }, words)).toBe(false);
    expect(await isDoubted({ source: [source[0], source[0]], tests }, words)).toBe(true);
  });

  test('go along with a commit that is taken back', async () => {
    const source: Sides = [SOURCE, SOURCE.replace('[&<>]', '[&<]')];
    const tests: Sides = [TESTS, TESTS_WITHOUT];
    expect(await isRefused({ source, tests }, 'Revert "Escape the signs of tags"')).toBe(false);
    expect(await isRefused({ source, tests }, 'fix: revert #12')).toBe(false);
    expect(await isDoubted({ source, tests }, 'Make escape reversible')).toBe(true);
  });
});

test('tests of a language without a reader are named as not judged', async () => {
  const files = {
    'auth_test.exs': ['x = 1\n', 'x = 2\n'],
    'f.test.ts': ['it("x");\n', 'it("x");\n\n'],
  } as const;
  expect((await judge(files)).get('weakened-tests')).toMatchObject({
    passed: true,
    summary: 'No weakened test found. Not judged, for want of a reader: auth_test.exs.',
  });
});

describe('errors that a test expects', () => {
  const before = `def test_sends():
    app = App()
    with pytest.raises(ValueError) as excinfo:
        app.send(name="file")
    assert "unknown" in str(excinfo)
`;
  const after = 'def test_sends():\n    app = App()\n    app.send(name="file")\n';
  const objectionsTo = async (words: string, text = after): Promise<readonly string[]> =>
    (await objections({ 'test_app.py': [before, text] }, words)).filter((one) =>
      one.startsWith('weakened-tests'),
    );

  test.each(['Do not raise for unknown names', "send() doesn't fail for unknown names any more"])(
    'go along where the task says %j',
    async (words) => {
      expect(await objectionsTo(words)).toEqual([]);
    },
  );

  test('stay where the task says nothing of it, and take no test along', async () => {
    expect(await objectionsTo('Make the tests shorter')).toEqual(['weakened-tests:test_app.py:1']);
    const verdicts = await judge(
      { 'test_app.py': [before, 'import pytest\n'] },
      'Do not raise for unknown names',
    );
    expect(verdicts.get('weakened-tests')?.doubts).toHaveLength(2);
  });

  test('stay where the call that they were about goes with them', async () => {
    const text = 'def test_sends():\n    app = App()\n';
    expect(await objectionsTo('Do not raise for unknown names', text)).not.toEqual([]);
  });

  test('go along with the function that is given to assertRaises only where it is called', async () => {
    const method = (call: string): string =>
      `class TestApp(TestCase):\n    def test_sends(self):\n        app = App()\n        ${call}\n`;
    const old = method('self.assertRaises(ValueError, app.send, 1)');
    const refusedFor = async (text: string): Promise<boolean> => {
      const verdicts = await judge({ 'test_app.py': [old, text] }, 'send must never raise');
      return verdicts.get('weakened-tests')?.passed === false;
    };
    expect(await refusedFor(method('app.send(1)'))).toBe(false);
    expect(await refusedFor(method('pass'))).toBe(true);
  });
});
