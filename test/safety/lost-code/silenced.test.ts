import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { silencedIn } from '../../../src/safety/lost-code/silenced.ts';
import { mayBeSilenced } from '../../../src/safety/lost-code/silencing-lines.ts';

const PYTHON = `import math


def area(r):
    scale = 2
    return math.pi * r * scale


def edge(r):
    return 2 * r
`;
const REST = PYTHON.slice(0, PYTHON.indexOf('def edge'));
const SCRIPT = `function area(r) {
  const scale = 2;
  return Math.PI * r * scale;
}

area(1);
`;

const placesIn = async (sides: readonly [string, string, string], words = ''): Promise<readonly string[]> => {
  const [path, before, after] = sides;
  const found = await silencedIn([{ path, before, after }], words);
  return found.map(({ line, message }) => `${line} ${message.slice(0, message.indexOf(' lines'))}`);
};

const inside = (text: string): string => text.replaceAll(/^(?=.)/gm, '    ');

describe('code that runs no more', () => {
  test.each([
    ['a comment', 'a.py', PYTHON, PYTHON.replaceAll(/^(?=.)/gm, '# '), '1 6'],
    ['comments for one function', 'a.py', PYTHON, `${REST}# def edge(r):\n#     return 2 * r\n`, '9 2'],
    ['a block comment', 'a.js', SCRIPT, `/*\n${SCRIPT}*/\n`, '2 4'],
    [
      'comments below a line that does less',
      'a.py',
      'def f(a):\n    b = a + 1\n    c = b * b\n    return c + b\n',
      'def f(a):\n    return\n    # b = a + 1\n    # c = b * b\n    # return c + b\n',
      '3 3',
    ],
    ['comments with an end', 'a.js', SCRIPT, SCRIPT.replaceAll(/^(.+)$/gm, '/* $1 */'), '1 4'],
    ['a string', 'a.py', PYTHON, `"""\n${PYTHON}"""\n`, '2 6'],
    ['a value', 'a.py', PYTHON, `CODE = """\n${PYTHON}"""\n`, '2 6'],
    ['a template string', 'a.js', SCRIPT, `export default \`\n${SCRIPT}\`;\n`, '2 4'],
    ['a branch never taken', 'a.py', PYTHON, `if False:\n${inside(PYTHON)}`, '2 6'],
    ['a branch of a script', 'a.js', SCRIPT, `if (false) {\n${SCRIPT}}\n`, '2 4'],
    [
      'what the preprocessor drops',
      'a.c',
      'int a = 1;\nint b = 2;\n',
      '#if 0\nint a = 1;\nint b = 2;\n#endif\n',
      '2 2',
    ],
    ['a rest behind a return', 'a.py', PYTHON, PYTHON.replace('    scale', '    return r\n    scale'), '6 2'],
    [
      'a rest behind a throw',
      'a.js',
      SCRIPT,
      SCRIPT.replace('  const', '  throw new Error();\n  const'),
      '3 2',
    ],
  ])('is in %s (%s)', async (_, path, before, after, place) => {
    expect(await placesIn([path, before, after])).toEqual([place]);
  });

  test.each([
    ['is new', 'a.py', 'x = 1\n', 'x = 1\n# y = 2\n# z = 3\n'],
    ['was a comment before', 'a.py', '# y = 2\n# z = 3\nx = 1\n', '# y = 2\n# z = 3\nx = 2  # two\n'],
    [
      'is an entry or two of a list',
      'a.py',
      'A = [\n    1,\n    2,\n    b,\n    c,\n]\n',
      'A = [\n    1,\n    2,\n    # b,\n    # c,\n]\n',
    ],
    [
      'is a function known behind a return',
      'a.cs',
      'class A {\n  int F() {\n    Log();\n    int One() {\n      return 1;\n    }\n  }\n}\n',
      'class A {\n  int F() {\n    Log();\n    return One();\n    int One() {\n      return 1;\n    }\n  }\n}\n',
    ],
    [
      'is an item known behind a return',
      'a.rs',
      'fn f() {\n    log();\n    fn one() -> u8 {\n        1\n    }\n    struct B {\n        c: u8,\n    }\n}\n',
      'fn f() {\n    log();\n    return;\n    fn one() -> u8 {\n        1\n    }\n    struct B {\n        c: u8,\n    }\n}\n',
    ],
    [
      'stays as a comment beside what does its work',
      'a.js',
      SCRIPT,
      SCRIPT.replace(/ {2}const[^}]*/, (body) => `  return circle(r);\n${body.replaceAll(/^(?=.)/gm, '//')}`),
    ],
    ['is one line', 'a.py', PYTHON, PYTHON.replace('    scale = 2', '    # scale = 2')],
    ['runs elsewhere in the file', 'a.py', PYTHON, `"""\n${PYTHON}"""\n${PYTHON}`],
    ['is in a branch that may be taken', 'a.py', PYTHON, `if math:\n${inside(PYTHON)}`],
    ['is in a test', 'test_a.py', PYTHON, PYTHON.replaceAll(/^(?=.)/gm, '# ')],
    ['is markup', 'a.html', '<p>a</p>\n<p>b</p>\n', '<!--\n<p>a</p>\n<p>b</p>\n-->\n'],
  ])('is none that %s', async (_, path, before, after) => {
    expect(await placesIn([path, before, after])).toEqual([]);
  });

  test.each(['Comment out the shapes', 'Turn the old shapes off', 'Disable area for now'])(
    'is what the task asks for: %s',
    async (words) => {
      expect(await placesIn(['a.js', SCRIPT, `/*\n${SCRIPT}*/\n`], words)).toEqual([]);
      expect(await placesIn(['a.js', SCRIPT, `/*\n${SCRIPT}*/\n`], 'Add comments')).toEqual(['2 4']);
      const named = 'Speed up `skip_list` and disableAll()';
      expect(await placesIn(['a.js', SCRIPT, `/*\n${SCRIPT}*/\n`], named)).toEqual(['2 4']);
    },
  );

  test('is none that the change puts into another file', async () => {
    const changes = [
      { path: 'a.js', before: SCRIPT, after: `/*\n${SCRIPT}*/\nimport './b.js';\n` },
      { path: 'b.js', before: null, after: SCRIPT },
    ];
    expect(await silencedIn(changes, '')).toEqual([]);
  });

  test('is told of wherever three lines or more become comments', async () => {
    const lines = fc.uniqueArray(fc.stringMatching(/^[a-z]{3,6}$/), { minLength: 6, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(lines, fc.nat(5), fc.integer({ min: 0, max: 4 }), async (names, from, count) => {
        const code = names.map((name) => `${name}_ = 1`);
        const after = code.map((line, index) => (index >= from && index < from + count ? `# ${line}` : line));
        const commented = after.filter((line) => line.startsWith('#')).length;
        const found = await placesIn(['a.py', code.join('\n'), after.join('\n')]);
        expect(found).toEqual(commented < 3 ? [] : [`${from + 1} ${commented}`]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a quote of a shell that is left open', () => {
  const SHELL = 'set -e\necho "Build"\nmake all\nmake check\nmake install\necho "Done, isn\'t it"\n';

  test('takes the commands below into its string', async () => {
    const after = SHELL.replace('"Build"', '"Build').replace('"Done', 'Done');
    expect(await placesIn(['a.sh', SHELL, after])).toEqual(['3 3']);
  });

  test('takes them below another new line too', async () => {
    const after = SHELL.replace('echo "Build"', 'echo "Begin"\necho "Build').replace('"Done', 'Done');
    expect(await placesIn(['a.sh', SHELL, after])).toEqual(['4 3']);
  });

  test('takes the commands below into what is only printed', async () => {
    const after = SHELL.replace('make all', "echo '\nmake all").replace('install\n', "install\n'\n");
    expect(await placesIn(['a.sh', SHELL, after])).toEqual(['4 3']);
  });

  test.each([
    [
      'for another shell',
      SHELL.replace('make all', "docker run x sh -c '\nmake all").replace('install\n', "install\n'\n"),
    ],
    [
      'around commands',
      SHELL.replace('make all', 'made="$(\nmake all').replace('install\n', 'install\n)"\n'),
    ],
    [
      'around lines that have a name',
      SHELL.replace('make all', "steps='\nmake all").replace('install\n', "install'\n"),
    ],
    ['and is closed', SHELL.replace('Build', 'Built')],
    ['in a comment', SHELL.replace('make all', "# It's all\nmake all")],
  ])('silences nothing where it stands %s', async (_, after) => {
    expect(await placesIn(['a.sh', SHELL, after])).toEqual([]);
  });
});

describe('a new line that leaves its block', () => {
  test.each([
    ['ends it', 'def f(x):\n    a()\n    return x\n'],
    ['stands before another branch', 'if x:\n    a()\n    return\nelse:\n    b()\n'],
    ['stands before another case', 'switch (x) {\n  case 1:\n  return;\n  case 2:\n  b();\n}\n'],
  ])('silences nothing where it %s', (_, after) => {
    expect(mayBeSilenced(after.replace(/^ *return.*\n/m, ''), after)).toBe(false);
  });

  test('may silence what goes on behind it', () => {
    expect(mayBeSilenced('a()\nb()\n', 'a()\nreturn\nb()\n')).toBe(true);
  });
});

test('code may be a comment beside what was written for it, blank lines between', async () => {
  const old =
    'print(1)\n\nif name == "a":\n    from x import one\n\n    one.show("the first of all")\n\n    one.show("the second of all")\n';
  const silenced = old.replace(/if [^]*/, (block) => block.replaceAll(/^(?=.)/gm, '# '));
  const other = 'if name == "b":\n    from y import two\n\n    two.tell(1, 2, 3)\n    two.tell(4, 5, 6)\n\n';
  const placed = silenced.replace('# if', `${other}# if`);
  expect(await placesIn(['a.py', old, silenced])).toEqual(['3 4']);
  expect(await placesIn(['a.py', old, placed])).toEqual([]);
});

test('what new code does with the same names may stay as a comment elsewhere', async () => {
  const measured =
    '# scale_factor = measure(shape)\n# corners = corners_of(shape)\n# print(scale_factor, corners)\n';
  const before = `import math\n\n${measured.replaceAll('# ', '')}\n\ndef edge(r):\n    return 2 * r\n`;
  const silenced = before.replace(measured.replaceAll('# ', ''), measured);
  const anew = `${silenced}\n\ndef main(shape):\n    scale_factor = measure(shape) * 2\n    corners = corners_of(shape, scale_factor)\n    tell(corners)\n`;
  expect(await placesIn(['a.py', before, silenced])).toEqual(['3 3']);
  expect(await placesIn(['a.py', before, anew])).toEqual([]);
});

test('what the task lets go may stay as a comment', async () => {
  const sides = ['a.py', PYTHON, `${REST}# def edge(r):\n#     return 2 * r\n`] as const;
  expect(await placesIn([...sides], 'Remove edge, which nothing uses')).toEqual([]);
  expect(await placesIn([...sides], 'Remove the unused import')).toEqual(['9 2']);
});
