import { describe, expect, test } from 'vitest';
import { PYTHON, SCRIPT, edited, lossesIn } from '../../support/lost-behaviour.ts';

describe('a function that gives back nothing any more', () => {
  test.each([
    [
      'its only return is gone and a caller uses it',
      'a.py',
      PYTHON,
      '    return send(target, response)\n',
      '    send(target, response)\n',
    ],
    [
      'its last return went into a branch',
      'a.py',
      PYTHON,
      '    return send(target, response)\n',
      '        return send(target, response)\n',
    ],
    ['a caller in the file spreads it', 'a.js', SCRIPT, '  return result;\n', ''],
    ['the file is TypeScript', 'a.ts', SCRIPT, '  return result;\n', ''],
    ['the file is TypeScript with markup', 'a.tsx', SCRIPT, '  return result;\n', ''],
  ])('is refused where %s', async (_, path, before, from, to) => {
    const after = edited(before, from, to);
    expect(await lossesIn({ [path]: [before, after] }, 'Tidy')).toHaveLength(1);
  });

  test.each([
    [[], '.then((rows) => {\n    show(rows);\n  })'],
    [[], '.then((rows) => {\n    show(rows);\n  })\n  .catch((error) => {\n    log(error);\n  })'],
    [['a.js:1'], '.then((rows) => {\n    show(rows);\n    return rows;\n  })'],
    [['a.js:1'], '.then((rows) => show(rows))'],
    [['a.js:1'], '.then(show)'],
  ])('tells %j of a promise that is awaited now, where it was %s', async (found, chain) => {
    const used = '\nexport const all = () => Promise.all([fill()]);\n';
    const before = `function fill() {\n  return load()${chain};\n}\n${used}`;
    const after = `async function fill() {\n  const rows = await load();\n  show(rows);\n}\n${used}`;
    expect(await lossesIn({ 'a.js': [before, after] }, 'Use async/await')).toEqual(found);
  });

  test.each([
    [
      'a.py',
      'def total(rows):\n    sum = 0\n    for row in rows:\n        sum += row\n    return sum\n',
      '    return sum\n',
      '        return sum\n',
    ],
    [
      'a.js',
      'export function total(rows) {\n  let sum = 0;\n  for (const row of rows) {\n    sum += row;\n  }\n  return sum;\n}\n',
      '  }\n  return sum;\n',
      '    return sum;\n  }\n',
    ],
  ])(
    'is refused where its last return went into the loop before it, whoever uses it: %s',
    async (path, before, from, to) => {
      const after = edited(before, from, to);
      expect(await lossesIn({ [path]: [before, after] }, 'Add type hints')).toHaveLength(1);
      expect(await lossesIn({ [path]: [before, after] }, 'Return after the first row')).toEqual([]);
      expect(
        await lossesIn({ [path]: [before, after.replace(/return sum/, 'return sum + 1')] }, 'Add type hints'),
      ).toEqual([]);
    },
  );

  test.each([
    [[], '(rows) => {\n    if (rows.length > 0) return rows[0];\n  }'],
    [['a.js:1'], '(rows) => {\n    return rows[0];\n  }'],
    [['a.js:1'], '(rows) => rows[0]'],
  ])(
    'tells %j of a promise that has its value on one way, where its handler was %s',
    async (found, handler) => {
      const used = '\nexport const all = () => Promise.all([first()]);\n';
      const before = `function first() {\n  return load().then(${handler});\n}\n${used}`;
      const after = `async function first() {\n  const rows = await load();\n  if (rows.length > 0) return rows[0];\n}\n${used}`;
      expect(await lossesIn({ 'a.js': [before, after] }, 'Use async/await')).toEqual(found);
      const without = after.replace(/\n.*return.*/, '');
      expect(await lossesIn({ 'a.js': [before, without] }, 'Use async/await')).toEqual(['a.js:1']);
    },
  );

  const GENERATOR =
    'def rows(all):\n    for one in all:\n        yield one.row\n\n\ndef show(all):\n    return list(rows(all))\n';

  test.each([
    [['a.py:1'], 'its only `yield` is gone', '        yield one.row\n', '        print(one.row)\n'],
    [
      [],
      'another way to give them',
      '    for one in all:\n        yield one.row\n',
      '    return [one.row for one in all]\n',
    ],
    [[], 'nobody runs over it', GENERATOR, 'def rows(all):\n    print(all)\n'],
    [
      [],
      'it is awaited now',
      GENERATOR,
      'async def rows(all):\n    await all\n\n\nasync def show(all):\n    return [await rows(all)]\n',
    ],
  ])('tells %j of a generator where %s', async (found, _, from, to) => {
    expect(await lossesIn({ 'a.py': [GENERATOR, edited(GENERATOR, from, to)] }, 'Tidy')).toEqual(found);
  });

  test('is none of a method that stands behind another member and is used nowhere', async () => {
    const before =
      "export default define({\n  meta: {\n    name: 'a',\n  },\n  setup(options) {\n    return check('b')\n  },\n})\n";
    const after = edited(
      before,
      "    return check('b')",
      "    if (options.on) {\n      return check('b')\n    }",
    );
    expect(await lossesIn({ 'a.js': [before, after] }, 'Add an option')).toEqual([]);
    const used = (text: string): string => `${text}const made = setup({})\n`;
    expect(await lossesIn({ 'a.js': [used(before), used(after)] }, 'Add an option')).toEqual(['a.js:5']);
  });

  test('is refused where its type or its text says that it gives a value', async () => {
    const typed = 'def token(user) -> str:\n    made = encode(user)\n    return made\n';
    const told =
      '/**\n * Encodes.\n * @returns {string} the token\n */\nfunction token(user) {\n  const made = encode(user);\n  return made;\n}\n';
    expect(
      await lossesIn({ 'a.py': [typed, edited(typed, '    return made\n', '')] }, 'Add a comment'),
    ).toEqual(['a.py:1']);
    expect(await lossesIn({ 'a.js': [told, edited(told, '  return made;\n', '')] }, 'Add a comment')).toEqual(
      ['a.js:5'],
    );
  });

  test('is refused where a type of something or nothing is left without something on any way', async () => {
    const before =
      'def join(base, part) -> str | None:\n    parts = [base]\n    if part == "..":\n        return None\n    parts.append(part)\n    return "/".join(parts)\n';
    const cut = before.slice(0, before.indexOf('    if part'));
    expect(await lossesIn({ 'a.py': [before, cut] }, 'Tidy join')).toContain('a.py:1');
    const one = 'function find(x: string): Row | undefined {\n  const row = look(x);\n  return row;\n}\n';
    expect(await lossesIn({ 'a.ts': [one, edited(one, '  return row;\n', '')] }, 'Tidy find')).toHaveLength(
      1,
    );
    const first =
      'def first(rows) -> str | None:\n    for row in rows:\n        return row\n    return None\n';
    expect(await lossesIn({ 'a.py': [first, edited(first, '    return None\n', '')] }, 'Tidy first')).toEqual(
      [],
    );
    const nothing = edited(before, ' -> str | None', ' -> None');
    expect(
      await lossesIn({ 'a.py': [nothing, edited(nothing, '    return "/".join(parts)\n', '')] }, 'Tidy'),
    ).toEqual([]);
  });

  test.each([
    ['a try', '    try:\n        n = count(fd)\n    finally:\n        close(fd)\n'],
    [
      'a try with an else',
      '    try:\n        n = count(fd)\n    except E:\n        raise\n    else:\n        show(n)\n',
    ],
    ['a with', '    with opened(fd):\n        n = count(fd)\n'],
  ])('is refused where it came behind %s', async (_, body) => {
    const before = `def size(fd) -> int:\n    if fd == 0:\n        return 0\n${body}    return n\n`;
    const after = edited(before, '    return n\n', '');
    expect(await lossesIn({ 'a.py': [before, after] }, 'Tidy size')).toEqual(['a.py:1']);
  });

  test('passes where the code before it always gives a value', async () => {
    const before =
      'def size(fd) -> int:\n    try:\n        return count(fd)\n    finally:\n        close(fd)\n    return 0\n';
    const after = edited(before, '    return 0\n', '');
    expect(await lossesIn({ 'a.py': [before, after] }, 'Tidy size')).toEqual([]);
  });

  test('is refused where it is a method that its own class uses', async () => {
    const before =
      'class Cart {\n  sum() {\n    const all = this.prices;\n    return add(all);\n  }\n\n  show() {\n    log(this.sum());\n  }\n}\nclass Other {\n  sum() {}\n}\n';
    const after = edited(before, '    return add(all);', '    add(all);');
    expect(await lossesIn({ 'a.js': [before, after] }, 'Tidy')).toEqual(['a.js:2']);
    expect(await lossesIn({ 'dist/a.js': [before, after] }, 'Tidy')).toEqual([]);
  });

  test('passes where it gives its values one by one', async () => {
    const after = edited(PYTHON, '    return send(target, response)\n', '    yield send(target, response)\n');
    expect(await lossesIn({ 'a.py': [PYTHON, after] }, 'Refactor follow')).toEqual([]);
  });

  test('passes where it has no name by which it is called', async () => {
    const before = 'const table = {\n  "a(b": (x) => {\n    return x;\n  },\n};\n';
    const after = edited(before, '    return x;', '    show(x);');
    expect(await lossesIn({ 'a.js': [before, after] }, 'Show it')).toEqual([]);
  });

  test('passes where its type promises nothing to who awaits it', async () => {
    const typed = (body: string): string => `def reload(self) -> Awaitable[None]:\n    ${body}\n`;
    const [before, after] = [typed('return run()'), typed('log("no more")')];
    expect(await lossesIn({ 'a.py': [before, after] }, 'Deprecate it')).toEqual([]);
  });

  test('passes where its text says that it gives nothing', async () => {
    const told = (type: string, end: string): string =>
      `/**\n * Reads all.\n * @returns {${type}} What was read.\n */\nasync function load(all) {\n  const read = await get(all);\n  ${end}\n}\n`;
    const before = told('Promise<string>', 'return read;');
    expect(await lossesIn({ 'a.js': [before, told('undefined', 'show(read);')] }, 'Show it')).toEqual([]);
    expect(await lossesIn({ 'a.js': [before, told('string', 'show(read);')] }, 'Show it')).toEqual([
      'a.js:5',
    ]);
  });

  test('passes where nobody uses it, where it is asked for, or where its type says so', async () => {
    const unused = 'def show(text):\n    shown = text.strip()\n    return shown\n';
    const without = edited(unused, '    return shown\n', '    print(shown)\n');
    expect(await lossesIn({ 'a.py': [unused, without] }, 'Print it')).toEqual([]);
    const after = edited(PYTHON, '    return send(target, response)\n', '    send(target, response)\n');
    expect(await lossesIn({ 'a.py': [PYTHON, after] }, 'follow returns nothing')).toEqual([]);
    const typed = 'def show(text) -> str:\n    return text\n';
    const now = 'def show(text) -> None:\n    print(text)\n';
    expect(await lossesIn({ 'a.py': [typed, now] }, 'Print it')).toEqual([]);
  });
});

test('a method that gets its body by its prototype may be empty', async () => {
  const before =
    'class A {\n  on(b) {\n    return this;\n  }\n\n  add(b) {\n    return this.on(b);\n  }\n}\n\nconst c = new A();\nexport const d = this.add(c);\n';
  const empty = edited(before, '    return this.on(b);', '    // See below.\n    this.b = b;');
  expect(await lossesIn({ 'a.js': [before, empty] }, 'Align add')).not.toEqual([]);
  expect(
    await lossesIn({ 'a.js': [before, `${empty}A.prototype.add = A.prototype.on;\n`] }, 'Align add'),
  ).toEqual([]);
});
