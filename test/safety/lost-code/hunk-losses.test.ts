import { describe, expect, test } from 'vitest';
import { objections } from '../../support/guards.ts';

const numbered = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `def f${index}(x):\n    y = x + ${index}\n    z = y * ${index}\n    return z + y\n\n\n`,
  ).join('');
const FILE = numbered(20);
const ADDED = 'def g(x):\n    return x\n';
const from = (name: string): string => FILE.slice(FILE.indexOf(`def ${name}(`));
const upTo = (name: string): string => FILE.slice(0, FILE.indexOf(`def ${name}(`));
const BODY = '    y = x + 7\n    z = y * 7\n    return z + y\n';

describe('code that nothing replaces', () => {
  test.each([
    ['the end of a file, while something is added', `${upTo('f14')}${ADDED}`, ['85']],
    ['a block in the middle, while something is added', `${upTo('f2')}${from('f5')}${ADDED}`, ['13']],
    [
      'lines with a comment for them',
      FILE.replace(BODY, '    # as the one above\n').replace('+ 1\n', '+ 1.0\n'),
      ['44'],
    ],
    [
      'a line with a comment between dots for it',
      FILE.replace('    z = y * 7\n', '    # ... bleibt, wie es war ...\n'),
      ['45'],
    ],
    ['the rest of a function', FILE.replace(BODY, '    y = x + 7\n    return y\n'), ['45']],
    ['the rest of a function but its return', FILE.replace(BODY, '    y = x + 7\n    return\n'), ['45']],
    [
      'the rests of many functions',
      FILE.replaceAll(/ {4}z = .*\n.*\n/g, '    return y\n'),
      Array.from({ length: 20 }, (_, index) => String(3 + index * 5)),
    ],
  ])('is %s', async (_, after, lines) => {
    expect(await objections({ 'a.py': [FILE, after] }, 'Improve the code')).toEqual(
      lines.map((line) => `shrinkage:a.py:${line}`),
    );
  });

  test.each([
    ['is replaced', FILE.replace(BODY, '    return sum(x, 7)\n').replace('+ 1\n', '+ 1.0\n')],
    ['is a line', FILE.replace('    z = y * 7\n', '').replace('+ 1\n', '+ 1.0\n')],
    [
      'stands elsewhere in the file',
      `${upTo('f2')}${from('f5')}${FILE.slice(upTo('f2').length, upTo('f5').length)}`,
    ],
    [
      'is made up for elsewhere',
      `${upTo('f2')}${from('f5')}${numbered(4).replaceAll('def f', 'def g').replaceAll('y', 'v')}`,
    ],
  ])('is none that %s', async (_, after) => {
    expect(await objections({ 'a.py': [FILE, after] }, 'Improve the code')).toEqual([]);
  });

  test('is none whose work new code of another file does with the same names', async () => {
    const old = `func composeHeaders(c *Client, hdrs http.Header) string {
\tfor _, k := range sortHeaderKeys(hdrs) {
\t\tvar v string
\t\tif k == "Cookie" {
\t\t\tcv := strings.TrimSpace(strings.Join(hdrs[k], ", "))
\t\t\tif c.Jar != nil {
\t\t\t\tfor _, cookie := range c.Jar.Cookies(c.URL) {
\t\t\t\t\tcv = cv + cookie.String()
\t\t\t\t}
\t\t\t}
\t\t\tv = format(k, cv)
\t\t} else {
\t\t\tv = format(k, hdrs[k])
\t\t}
\t\tstr = append(str, v)
\t}
}
`;
    const now = `${old.slice(0, old.indexOf('\t\tvar v'))}\t\tstr = append(str, format(k, hdrs[k]))\n\t}\n}\n`;
    const send = (lines: string): string =>
      `func send(c *Client, hdrs http.Header) {\n${lines}\tlog(hdrs)\n}\n`;
    const cookies = `\tif c.Jar != nil {
\t\tfor _, cookie := range c.Jar.Cookies(c.URL) {
\t\t\thdrs.Set("Cookie", strings.TrimSpace(cookie.String()))
\t\t}
\t}
`;
    const words = 'Fix the header of the log';
    const files = { 'util.go': [old, now], 'send.go': [send(''), send(cookies)] } as const;
    expect(await objections(files, words)).toEqual([]);
    const others = { ...files, 'send.go': [send(''), send('\tcheck(c)\n\tgo(hdrs)\n')] } as const;
    expect(await objections(others, words)).toEqual(['shrinkage:util.go:3']);
  });

  test('is none of a method of C# that the change stops using', async () => {
    const get = (name: string): string =>
      `        private EventHandler<int>? ${name}() =>\n            _all.TryGetValue("${name}", out var known)\n                ? (EventHandler<int>?)known\n                : null;\n\n`;
    const rest = (call: string): string =>
      `class A\n{\n    void F()\n    {\n        ${call}?.Invoke(this, 1);\n    }\n\n`;
    const old = `${rest('GetAdded()')}${get('GetAdded')}${get('GetOther').replaceAll('GetOther', 'GetAddedToo')}}\n`;
    const used = old.replace('?.Invoke(this, 1);', '?.Invoke(GetAddedToo(), 1);');
    const words = 'Use plain events';
    expect(await objections({ 'A.cs': [used, `${rest('Added')}}\n`] }, words)).toEqual([]);
    expect(await objections({ 'A.cs': [old, `${rest('Added')}}\n`] }, words)).toHaveLength(1);
  });

  test('is none of what a script had for that alone', async () => {
    const types = Array.from(
      { length: 8 },
      (_, index) => `type Part${index} =\n  | ${index}\n  | string;\n`,
    ).join('');
    const all = `${types}export type All = ${Array.from({ length: 8 }, (_, index) => `Part${index}`).join(' & ')};\n`;
    const rest = (what: string): string =>
      `export const rest = ${what};\nexport const more = rest;\n`.repeat(1);
    const use = (type: string): string => `export const registry${type} = { a: 1 };\n`;
    const files = {
      'a.ts': [
        `${rest('1')}${all}${'export const z = 1;\n'.repeat(40)}`,
        `${rest('2')}${'export const z = 1;\n'.repeat(40)}`,
      ],
      'b.ts': [use(': All'), use('')],
    } as const;
    expect(await objections(files, 'Fix the option')).toEqual([]);
    const exported = files['a.ts'][0].replace('type Part0', 'export type Part0');
    expect(
      await objections({ ...files, 'a.ts': [exported, files['a.ts'][1]] }, 'Fix the option'),
    ).toHaveLength(1);
  });

  test('is none of a constant that the change uses nowhere any more', async () => {
    const ciphers = Array.from({ length: 12 }, (_, index) => `    "ECDHE+${index}",\n`).join('');
    const old = `import ssl\n\nDEFAULT_CIPHERS = ":".join([\n${ciphers}])\n\nprint(1)\n`;
    const now = `import ssl\n\n\nprint(1)\n\n\nCIPHERS_OF_SYSTEM = ":".join(ssl.names())\n`;
    const use = (name: string): string => `from a import ${name}\n\nprint(${name})\n`;
    const files = { 'a.py': [old, now], 'b.py': [use('DEFAULT_CIPHERS'), use('CIPHERS_OF_SYSTEM')] } as const;
    expect(await objections(files, 'Take the ciphers of the system')).toEqual([]);
    const used = { ...files, 'b.py': [use('DEFAULT_CIPHERS'), `${use('DEFAULT_CIPHERS')}x = 1\n`] } as const;
    expect(await objections(used, 'Take the ciphers of the system')).toContain('shrinkage:a.py:3');
  });

  test('is none that became one long line', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `'icon-${index}'`);
    const list = (between: string): string => `const icons = [${between}${names.join(`,${between}`)}];\n`;
    expect(await objections({ 'a.js': [list('\n  '), list('')] }, 'Update the icons')).toEqual([]);
    const short = list('').replace(/\[.*\]/, '[]');
    expect(
      await objections({ 'a.js': [`x();\n${list('\n  ')}`, `y();\n${short}`] }, 'Update the icons'),
    ).toEqual(['shrinkage:a.js:1']);
  });

  test('is none of which more stands in another file than is gone', async () => {
    const after = `${upTo('f2')}${from('f12')}${ADDED}`;
    const movedTo = (name: string): string => FILE.slice(upTo('f2').length, upTo(name).length);
    const told = async (moved: string): Promise<readonly string[]> =>
      objections({ 'a.py': [FILE, after], 'b.py': [null, moved] }, 'Improve the code');
    expect(await told(movedTo('f10'))).toEqual([]);
    expect(await told(movedTo('f5'))).toEqual(['shrinkage:a.py:13']);
  });

  const WORK = Array.from({ length: 12 }, (_, index) => `        send(part_${index})\n`).join('');
  const GIVE = '        give(\n            x,\n        )\n';
  const FORKED = `def f(x, whole):\n    if not whole:\n${GIVE}\n    # by hand\n    else:\n${WORK}    end(x)\n`;
  const TURNED = `def f(x, whole):\n    if whole:\n${WORK}    else:\n${GIVE}    end(x)\n`;
  const merged = (line: string): string =>
    `def f(x, whole):\n    give(\n        x,\n${line}    )\n    end(x)\n`;

  test.each([
    [FORKED, merged('        whole=whole,\n'), []],
    [TURNED, merged('        whole=whole,\n'), []],
    [FORKED, merged('        more=1,\n'), ['shrinkage:a.py:6']],
    [FORKED, merged('        more=not 1,\n'), ['shrinkage:a.py:6']],
    [TURNED, merged('        more=1,\n'), ['shrinkage:a.py:2']],
  ])('is none where the other branch has what told them apart', async (before, after, told) => {
    expect(await objections({ 'a.py': [before, after] }, 'Improve the code')).toEqual(told);
  });

  test('may go where the task speaks of less', async () => {
    const after = `${upTo('f14')}${ADDED}`;
    expect(await objections({ 'a.py': [FILE, after] }, 'Remove what nothing uses')).toEqual([]);
  });

  test.each([
    ['a.css', (index: number) => `a${index} { color: red }\n`],
    ['a.html', (index: number) => `<p>a${index}</p>\n`],
    ['a.json', (index: number) => `  "a${index}": ${index},\n`],
    ['a.toml', (index: number) => `a${index} = ${index}\n`],
    ['a.yaml', (index: number) => `a${index}: ${index}\n`],
  ])('may go in data: %s', async (path, entry) => {
    const entries = Array.from({ length: 40 }, (_, index) => entry(index));
    const after = [...entries.slice(12), entry(99)].join('');
    expect(await objections({ [path]: [entries.join(''), after] }, 'Improve the code')).toEqual([]);
  });

  test('is not meant to go where the task has the words of a loop or a condition', async () => {
    const lines = Array.from({ length: 10 }, (_, index) => `  f${index}(x);\n`).join('');
    const before = `for (const x of all) {\n${lines}}\ng();\n`;
    const found = await objections({ 'a.js': [before, 'g(1);\n'] }, 'Use the cache for g');
    expect(found).toEqual(['shrinkage:a.js:1']);
  });

  test('is none where a value is given back at once', async () => {
    const before =
      'function f(v) {\n  let fn;\n  switch (v) {\n    case 1:\n      fn = all.weak;\n      break;\n    case 2:\n      fn = all.strong;\n      break;\n  }\n  return fn;\n}\n';
    const after =
      'function f(v) {\n  switch (v) {\n    case 1:\n      return all.weak;\n    case 2:\n      return all.strong;\n  }\n}\n';
    expect(await objections({ 'a.js': [before, after] }, 'Return directly from f')).toEqual([]);
  });

  test('is none that the change stopped using, or that the task names', async () => {
    const helper = `def helper(x):\n${numbered(1).repeat(4).replaceAll('def f0(x):\n', '').replaceAll('= ', '= -')}\n`;
    const before = `${helper}${FILE.replace('y = x + 3\n', 'y = helper(x)\n')}`;
    const after = FILE.replace('y = x + 3\n', 'y = abs(x)\n');
    expect(await objections({ 'a.py': [before, after] }, 'Improve the code')).toEqual([]);
    const unused = [`${helper}${FILE}`, FILE.replace('+ 3\n', '+ 3.0\n')] as const;
    expect(await objections({ 'a.py': unused }, 'Improve the code')).toEqual(['shrinkage:a.py:1']);
    expect(await objections({ 'a.py': unused }, 'Put the work of helper where it is used')).toEqual([]);
  });

  test.each([
    ['Use Worker.is_idle in f3', []],
    ['Replace the steps of f3 with `is_idle()`', []],
    ['Extend f3 with `is_idle`', ['shrinkage:a.py:20']],
    ['Add is_idle to f3', ['shrinkage:a.py:20']],
    ['Use the worker in f3', ['shrinkage:a.py:20']],
  ])('is none that what the task asks to use does instead: %s', async (words, expected) => {
    const long = Array.from({ length: 12 }, (_, index) => `    y = step(y, ${index})\n`).join('');
    const before = FILE.replace('    y = x + 3\n', long);
    const after = FILE.replace('    y = x + 3\n', '    y = worker.is_idle(x)\n');
    expect(await objections({ 'a.py': [before, after] }, words)).toEqual(expected);
  });

  test('is none that new lines nearby are there for', async () => {
    const body = (count: number, name: string): string =>
      Array.from({ length: count }, (_, index) => `    ${name}(${index})\n`).join('');
    const kept = '    begin(x)\n    follow(x)\n';
    const before = FILE.replace('    y = x + 3\n', `${body(10, 'old')}${kept}    y = x + 3\n`);
    const after = (count: number, gap = ''): string =>
      FILE.replace('    y = x + 3\n', `${kept}${gap}${body(count, 'fresh')}    y = x + 3\n`);
    expect(await objections({ 'a.py': [before, after(7)] }, 'Refactor f3')).toEqual([]);
    expect(await objections({ 'a.py': [before, after(3)] }, 'Refactor f3')).toEqual(['shrinkage:a.py:20']);
    const far = `${after(0)}${body(7, 'fresh').replaceAll('    ', '')}`;
    expect(await objections({ 'a.py': [before, far] }, 'Refactor f3')).toEqual(['shrinkage:a.py:20']);
  });

  test('is none that is written anew in another file', async () => {
    const before = `class Tunnel:\n${numbered(3).replaceAll(/^(?=.)/gm, '    ')}${FILE}`;
    const anew = 'class Tunnel:\n    def f0(self, x):\n        return 2 * x + 1\n';
    const after = `from b import Tunnel\n${FILE}`;
    expect(await objections({ 'a.py': [before, after], 'b.py': [null, anew] }, 'Share it')).toEqual([]);
    const other = anew.replace('Tunnel', 'Bridge');
    expect(await objections({ 'a.py': [before, after], 'b.py': [null, other] }, 'Share it')).toEqual([
      'shrinkage:a.py:1',
    ]);
  });

  test.each(['test/test_a.rb', 'spec/a_spec.rb', 'tests/a.rs'])(
    'is not judged in tests: %s',
    async (path) => {
      const cases = (count: number): string =>
        Array.from({ length: count }, (_, index) => `check(${index})\nshow(${index})\n`).join('');
      expect(await objections({ [path]: [cases(20), `more(1)\n${cases(12)}`] }, 'Restore the paths')).toEqual(
        [],
      );
      expect(
        await objections({ 'lib/a.rb': [cases(20), `more(1)\n${cases(12)}`] }, 'Restore the paths'),
      ).toEqual(['shrinkage:lib/a.rb:26']);
    },
  );

  test('is none that the change puts into another file', async () => {
    const moved = FILE.slice(upTo('f14').length);
    const files = { 'a.py': [FILE, `${upTo('f14')}from b import *\n`], 'b.py': [null, moved] } as const;
    expect(await objections(files, 'Improve the code')).toEqual([]);
  });
});

test('what nothing in its module used is not lost', async () => {
  const dead = `const traps = make({\n${Array.from({ length: 12 }, (_, at) => `  a${at}: (b) => b + ${at},\n`).join('')}});\n`;
  const text = (use: string): string => `import { make } from './make';\n\nexport const c = 1;\n${use}`;
  const words = 'Some build fixes';
  expect(await objections({ 'a.ts': [text(dead), text('export const d = 2;\n')] }, words)).toEqual([]);
  expect(await objections({ 'a.ts': [text(dead), text('run({\n});\n')] }, words)).toHaveLength(1);
  const used = `${dead}export const e = traps.a1;\n`;
  const left = 'export const e = make.a1;\n';
  expect(await objections({ 'a.ts': [text(`export ${used}`), text(left)] }, words)).toHaveLength(1);
});
