import { describe, expect, test } from 'vitest';
import { hasLiveText, liveText } from '../../../src/safety/lost-code/live-text.ts';

/** The lines of which something is left, without their indentation. */
async function runningLines(path: string, text: string): Promise<readonly string[] | null> {
  const live = await liveText(path, text);
  return live?.split('\n').flatMap((line) => (/\w/.test(line) ? [line.trim()] : [])) ?? null;
}

describe('what runs of a text', () => {
  test.each([
    ['comments', 'a.py', 'x = 1\n# y = 2\nz = 3  # three\n', ['x = 1', 'z = 3']],
    ['block comments', 'a.go', 'package a\n/*\nvar y = 2\n*/\nvar z = 3\n', ['package a', 'var z = 3']],
    ['a string as statement', 'a.py', 'x = 1\n"y = 2"\n', ['x = 1']],
    ['strings over lines', 'a.py', 'x = """\ny = 2\n"""\nz = 3\n', ['x =', 'z = 3']],
    ['template strings over lines', 'a.ts', 'const x = `\ny();\n`;\nz();\n', ['const x =', 'z();']],
    ['a branch never taken', 'a.py', 'if False:\n    y()\nelse:\n    z()\n', ['if False:', 'else:', 'z()']],
    ['its like', 'a.py', 'while 0:\n    y()\nz()\n', ['while 0:', 'z()']],
    ['that of a script', 'a.js', 'if (false) {\n  y();\n}\nz();\n', ['if (false)', 'z();']],
    ['the other branch', 'a.js', 'if (true) {\n  z();\n} else {\n  y();\n}\n', ['if (true) {', 'z();', '}']],
    [
      'what the preprocessor drops',
      'a.c',
      '#if 0\nint y;\n#else\nint z;\n#endif\n',
      ['#if 0', '#else', 'int z;', '#endif'],
    ],
    [
      'what follows a return',
      'a.py',
      'def f():\n    return 1\n    y()\n\n\nz()\n',
      ['def f():', 'return 1', 'z()'],
    ],
    [
      'what follows a throw',
      'a.ts',
      'function f() {\n  throw new Error();\n  y();\n}\n',
      ['function f() {', 'throw new Error();'],
    ],
    [
      'what follows a break',
      'a.java',
      'class A { void f() { while (a) {\nbreak;\ny();\n} } }\n',
      ['class A { void f() { while (a) {', 'break;'],
    ],
    ['a part of a condition that never holds', 'a.py', 'if False and x:\n    y()\n', ['if False and x:']],
    [
      'a branch never taken in a shell',
      'a.sh',
      'if false; then\n  y\nfi\nz\n',
      ['if false; then', 'fi', 'z'],
    ],
    [
      'what follows a branch that always leaves',
      'a.py',
      'def f():\n    if True:\n        return\n    y()\n',
      ['def f():', 'if True:', 'return'],
    ],
  ])('is without %s (%s)', async (_, path, text, lines) => {
    const running = (await runningLines(path, text)) ?? [];
    expect(running.filter((line) => /\w/.test(line))).toEqual(lines.filter((line) => /\w/.test(line)));
  });

  test.each([
    ['conditions that may hold', 'a.py', 'if DEBUG:\n    y()\n'],
    ['conditions of which one may hold', 'a.py', 'if False or x:\n    y()\n'],
    ['functions behind the end', 'a.js', 'function f() {\n  return g();\n  function g() {}\n}\n'],
    [
      'labels behind the end',
      'a.c',
      'int f(int a) {\n  if (a) goto end;\n  return 1;\nend:\n  return 2;\n}\n',
    ],
    ['strings on a line', 'a.py', 'x = "y = 2"\n'],
    ['strings that look like comments', 'a.ts', "const x = '/* y */';\nconst z = '// z';\n"],
    ['patterns with quotes', 'a.ts', 'const x = /^[`"]/;\nf();\nconst y = /`/;\n'],
  ])('is with %s (%s)', async (_, path, text) => {
    expect(await liveText(path, text)).toBe(text);
  });

  test('keeps its lines where they are', async () => {
    const text = 'x = 1\n# é𝒳\n"""\n𝒳\n"""\ny = 2\n';
    const live = await liveText('a.py', text);
    expect(live).toHaveLength(text.length);
    expect(live?.split('\n').map((line) => line.trim())).toEqual(['x = 1', '', '', '', '', 'y = 2', '']);
  });

  test('is not told of markup, data and unknown languages', async () => {
    const paths = ['a.html', 'a.json', 'a.txt', 'a.toml', 'a.yaml', 'a.css', 'a.vue', 'a.erb'];
    expect(paths.filter(hasLiveText)).toEqual([]);
    expect(await liveText('a.json', '{}')).toBeNull();
  });
});
