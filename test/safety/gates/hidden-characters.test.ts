import { describe, expect, test } from 'vitest';
import { judge, objections } from '../../support/guards.ts';

const RLO = '\u202e';
const RLM = '\u200f';
const ZWSP = '\u200b';
const ZWJ = '\u200d';
const TAG_A = '\u{e0061}';

describe('a hidden character', () => {
  test.each([
    ['a direction override in a comment', `/*${RLO} } if (isAdmin) \u2066 begin */`],
    ['one in a string, among letters of a script that runs to the left', `const a = "שלום${RLO}";`],
    ['a mark of direction', `const a = 1;${RLM}`],
    ['a character without width in a name', `const a${ZWSP}b = 1;`],
    ['a byte order mark inside of a line', 'const a\ufeff = 1;'],
    ['a joiner between letters of Latin', `const a${ZWJ}b = 1;`],
    ['tags that spell a word', `const a = "${TAG_A}${TAG_A}";`],
    ['a run of variation selectors', 'const a = "a\u{e0100}\u{e0101}\u{e0102}";'],
    ['a filler that is a letter', 'const \u3164 = 1;'],
    ['a backspace', 'const a = "\b";'],
    ['a colour', 'const a = "\u001b[31mred";'],
  ])('is %s', async (_, line) => {
    expect(await objections({ 'a.ts': ['let a;\n', `let a;\n${line}\n`] })).toEqual([
      'hidden-characters:a.ts:2',
    ]);
  });

  test.each([
    ['an emoji of several', 'a.ts', `const a = "👩${ZWJ}💻 👩🏽${ZWJ}🚀 ❤️${ZWJ}🔥 ❤️";`],
    [
      'a flag that is spelled with tags',
      'a.ts',
      'const a = "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";',
    ],
    ['a joiner in a script that has them', 'a.ts', 'const a = "می\u200cخواهم क्\u200dष";'],
    ['an escape of one', 'a.ts', String.raw`const a = "\u202e";`],
    ['text that runs to the left', 'a.ts', 'const a = "שלום";'],
    ['a mark of direction in a translation', 'src/locales/ar.ts', `const a = "${RLM}";`],
    ['one in a text for people', 'a.md', `a${ZWSP}b`],
    [
      'a colour that a test expects of a terminal',
      'tests/Helper/TableTest.php',
      '$a = "\u001b[31mred\u001b[0m";',
    ],
    ['what a tool of tests has recorded', 'test/highlighted/a.rs', '\u001b[38;5;81mfn\u001b[0m'],
    [
      'a link that a test expects of a terminal',
      'tests/a.test.ts',
      '"\u001b]8;;https://a.b\u0007c\u001b]8;;\u0007"',
    ],
    ['a title in what was recorded of a terminal', 'docs/demo.ansi', '\u001b]0;a\u0007\u001b(B\u001b[1mb'],
    ['one without width that a test is about', 'src/TrimTest.php', `$a = "${ZWSP}b";`],
    [
      'what a notebook printed',
      'a.ipynb',
      `{"cells": [\n{"x": 1,\n "cell_type": "code",\n "outputs": [\n "a${ZWSP}"\n ]}]}`,
    ],
    ['a control character on a minified line', 'a.min.js', `a="\u0001";${'b();'.repeat(300)}`],
    ['what somebody said', 'data/tweets.csv', `1,"a${ZWSP}b"`],
    ['data of a test without an ending', 'test/multipart/encodings', '\u001b$B'],
    ['two variation selectors', 'a.ts', 'const a = "\u2b55\ufe0f\ufe0f";'],
    ['one in the data of a test', 'tests/data/urls.json', `["${RLO}"]`],
    ['one in a page that a test reads', 'tests/pages/bidi.html', `<p>${RLO}</p>`],
    ['one in data of any name', 'toml/testdata/invalid/only-vt.toml', 'a = "\u000b"'],
  ])('is not %s', async (_, path, line) => {
    expect(await objections({ [path]: [null, `${line}\n`] })).toEqual([]);
  });

  test.each([
    ['a Cyrillic letter in a Latin name', 'a.py', 'r\u0435sult = 1'],
    ['a Greek capital in one', 'a.ts', 'const \u0391dmin = 1;'],
    ['a space that does not break, in code', 'a.js', 'const\u00a0a = 1;'],
    ['a line separator in code', 'a.js', 'a();\u2028b();'],
    ['an ideographic space as indentation', 'a.mjs', '\u3000a();'],
  ])('is %s, for it looks like another', async (_, path, line) => {
    expect(await objections({ [path]: ['let_a\n', `let_a\n${line}\n`] })).toContain(
      `hidden-characters:${path}:2`,
    );
  });

  test.each([
    ['a name in a script of its own', 'a.py', 'результат = 1'],
    ['one with a prefix of Latin', 'a.py', 'get_имя = xКоордината'],
    ['the letters of formulas', 'a.py', 'Δt = λ * μs + α1'],
    ['letters with accents', 'a.ts', 'const größe = naïve;'],
    ['a space that does not break in a string or a comment', 'a.js', 'a("10\u00a0km"); // 5\u00a0km'],
    ['one in markup', 'a.tsx', 'const a = <p>10\u00a0km</p>;'],
    ['a Cyrillic letter in a string', 'a.js', 'a("r\u0435sult");'],
    ['another language', 'a.go', 'x\u00a0:= 1'],
  ])('is not %s', async (_, path, line) => {
    const found = await objections({ [path]: ['let_a\n', `let_a\n${line}\n`] });
    expect(found.filter((one) => one.startsWith('hidden-characters'))).toEqual([]);
  });

  test('is refused in a translation too where it turns the text', async () => {
    expect(await objections({ 'locales/ar.ts': [null, `a = "${RLO}";\n`] })).toHaveLength(1);
  });

  test('is no news where the files have as many of it already', async () => {
    const line = `const a = "${RLO}";\n`;
    expect(await objections({ 'a.ts': [line, `let b;\n${line.replace('a', 'c')}`] })).toEqual([]);
    expect(await objections({ 'a.ts': [line, ''], 'b.ts': [null, line] })).toEqual([]);
    expect(await objections({ 'a.ts': [line, `${line}${line.replace('a', 'b')}`] })).toEqual([
      'hidden-characters:a.ts:2',
    ]);
  });

  test('is told by its number', async () => {
    const verdicts = await judge({ 'a.ts': [null, `a${ZWSP};\n`] });
    expect(verdicts.get('hidden-characters')?.summary).toBe(
      'a.ts:1 U+200B in this line has no width. Write it as an escape, or leave it out.',
    );
  });
});

describe('foreign indentation', () => {
  const lines = (indent: string, count: number): string =>
    Array.from({ length: count }, (_, index) => `f${count} {\n${indent}x${index};\n}\n`).join('');

  test('is that of new lines that are all indented otherwise than the file', async () => {
    const tabs = lines('\t', 10);
    const spaces = lines('  ', 10);
    expect(await objections({ 'a.go': [tabs, tabs + lines('    ', 3)] })).toEqual(['indentation:a.go:32']);
    expect(await objections({ 'a.js': [spaces, spaces + lines('\t', 3)] })).toEqual(['indentation:a.js:32']);
  });

  test('is not that of a few lines, of some among others, of a mixed or small file, or what the task asks for', async () => {
    const tabs = lines('\t', 10);
    expect(await objections({ 'a.go': [tabs, tabs + lines('    ', 2)] })).toEqual([]);
    expect(await objections({ 'a.go': [tabs, tabs + lines('    ', 3) + lines('\t', 11)] })).toEqual([]);
    expect(await objections({ 'a.go': [tabs + lines('  ', 8), tabs + lines('    ', 9)] })).toEqual([]);
    expect(await objections({ 'a.go': [lines('\t', 9), lines('    ', 9)] })).toEqual([]);
    expect(await objections({ 'a.go': [tabs, lines('    ', 10)] }, 'Indent with spaces')).toEqual([]);
    expect(await objections({ 'a.md': [tabs, tabs + lines('    ', 3)] })).toEqual([]);
    expect(await objections({ 'package-lock.json': [tabs, lines('    ', 10)] })).toEqual([]);
    expect(await objections({ 'a.go': [tabs, lines('    ', 10)] }, 'Apply the format plugin')).toEqual([]);
    for (const words of ['ci: apply automated fixes', '[autofix.ci] apply fixes'])
      expect(await objections({ 'a.go': [tabs, lines('    ', 10)] }, words)).toEqual([]);
    expect(await objections({ 'a.go': [tabs, tabs + lines('    ', 3)] }, 'Change the format')).toHaveLength(
      1,
    );
    expect(await objections({ 'a.c': [tabs, `${tabs}/**\n * a\n   * b\n  * c\n  * d\n*/\n`] })).toEqual([]);
  });
});

test('a hidden character in the code of a notebook is refused', async () => {
  const cell = `{"cells": [{\n "cell_type": "code",\n "source": [\n  "a = 'b${ZWSP}'\\n"\n ]}]}\n`;
  expect(await objections({ 'a.ipynb': [null, cell] })).toEqual(['hidden-characters:a.ipynb:4']);
  expect(await objections({ 'a.ipynb': [null, cell.replaceAll('\n ', '')] })).toEqual([
    'hidden-characters:a.ipynb:1',
  ]);
});
