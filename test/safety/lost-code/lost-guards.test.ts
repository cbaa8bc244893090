import { describe, expect, test } from 'vitest';
import { PYTHON, SCRIPT, edited, lossesIn } from '../../support/lost-behaviour.ts';

const CHECK = `    if len(response.history) >= limit:
        raise TooManyRedirects(
            f"Exceeded {limit} redirects.", response=response
        )

`;
const GO = `package render

func (r Redirect) Render(w Writer) error {
	if r.Code < 300 || r.Code > 308 {
		panic("cannot redirect")
	}
	w.Redirect(r.Location, r.Code)
	return nil
}
`;

describe('what does the work of a check', () => {
  test('is the opposite condition, though another function has it already', async () => {
    const script = (body: string): string =>
      `class A {\n  one(local) {\n    if (!local) {\n      this.send(1);\n    }\n  }\n\n  two(local) {\n${body}  }\n}\n`;
    const before = script('    this.act();\n    if (local) {\n      return;\n    }\n    this.send(2);\n');
    const after = script('    if (!local) {\n      this.send(2);\n    }\n    this.act();\n');
    expect(await lossesIn({ 'a.js': [before, after] }, 'Keep the order')).toEqual([]);
  });

  test('is nothing where the type goes that it asked for', async () => {
    const check = '\t\tif _, is := r.(Wrapper); is {\n\t\t\tcontinue\n\t\t}\n';
    const page = (inner: string): string =>
      `package a\n\nfunc f() {\n\tfor _, r := range all() {\n${inner}\t\tshow(r)\n\t}\n}\n`;
    const types = 'package a\n\ntype Wrapper interface {\n\tWrapped() bool\n}\n\ntype Other interface{}\n';
    const left = 'package a\n\ntype Other interface{}\n';
    const pages = [page(check), page('')] as const;
    expect(await lossesIn({ 'a.go': pages, 'b.go': [types, left] }, 'Remove unused interface')).toEqual([]);
    expect(await lossesIn({ 'a.go': pages, 'b.go': [types, types] }, 'Remove unused interface')).toHaveLength(
      1,
    );
  });

  test('is another function that does at the end what was done at last', async () => {
    const before =
      'class A:\n    def serve(self):\n        try:\n            self.bind()\n            self.loop()\n        finally:\n            self.close()\n\n    def stop(self):\n        self.join()\n';
    const body = '        self.bind()\n        self.loop()\n';
    const moved = `class A:\n    def serve(self):\n${body}\n    def stop(self):\n        self.close()\n        self.join()\n`;
    expect(await lossesIn({ 'a.py': [before, moved] }, 'Fix the shutdown')).toEqual([]);
    expect(
      await lossesIn({ 'a.py': [before, moved.replace('        self.close()\n', '')] }, 'Fix it'),
    ).toHaveLength(1);
  });
});

describe('a check, an error or its handling that goes', () => {
  const guarded: readonly (readonly [what: string, path: string, before: string, after: string])[] = [
    ['a check that raises', 'a.py', PYTHON, edited(PYTHON, CHECK, '')],
    [
      'the handling of an error',
      'a.py',
      PYTHON,
      edited(
        PYTHON,
        `    try:
        target = parse(response.headers["location"])
    except ValueError as error:
        raise InvalidTarget(str(error)) from error
`,
        `    target = parse(response.headers["location"])
`,
      ),
    ],
    [
      'a check that skips an entry',
      'a.js',
      SCRIPT,
      edited(SCRIPT, "    if (key === '__proto__') {\n      continue;\n    }\n", ''),
    ],
    [
      'an assertion',
      'a.js',
      edited(
        SCRIPT,
        '  const result = {};\n',
        "  assert(text.length > 0, 'no text');\n  const result = {};\n",
      ),
      SCRIPT,
    ],
    [
      'an assertion, in TypeScript with markup',
      'a.tsx',
      edited(SCRIPT, '  const result = {};\n', '  assert(text);\n  const result = {};\n'),
      SCRIPT,
    ],
    [
      'an assertion by a method, in TypeScript',
      'a.ts',
      edited(SCRIPT, '  const result = {};\n', '  assert.ok(text);\n  const result = {};\n'),
      SCRIPT,
    ],
    ['what is thrown again', 'a.js', SCRIPT, edited(SCRIPT, ' else {\n      throw error;\n    }', '')],
    [
      'a check that panics',
      'a.go',
      GO,
      edited(GO, '\tif r.Code < 300 || r.Code > 308 {\n\t\tpanic("cannot redirect")\n\t}\n', ''),
    ],
  ];
  const tasks = [
    'Tidy the module',
    'Clean up follow',
    'Simplify parse',
    'Refactor run',
    'Remove the unused import',
    'Refactor without removing any check',
    'Tidy it. Do not change the logic',
    "Simplify, but don't drop the guards",
    'Remove unused imports from follow',
    'Tidy the checks around `drop_all` and skip_errors handling',
  ];

  test.each(guarded)('is refused where it is %s', async (_, path, before, after) => {
    for (const words of tasks) {
      expect(await lossesIn({ [path]: [before, after] }, words)).toHaveLength(1);
    }
  });

  test('is refused as well beside new code that has nothing to do with it', async () => {
    const after = edited(edited(PYTHON, CHECK, ''), 'import os\n', 'import os\n\nRETRIES = 3\nWAIT = 4\n');
    expect(await lossesIn({ 'a.py': [PYTHON, after] }, 'Tidy follow')).toEqual(['a.py:9']);
    const other = 'def first(rows):\n    if not rows:\n        raise Empty(rows)\n    return rows[0]\n';
    const moreChecks = { 'a.py': [PYTHON, edited(PYTHON, CHECK, '')], 'b.py': [null, other] } as const;
    expect(await lossesIn(moreChecks, 'Tidy follow')).toEqual(['a.py:6']);
  });

  test.each([
    'Remove the check of the limit in follow',
    'Remove the checks that nobody needs',
    'Drop the limit of redirects',
    'Drop toomanyredirects',
    'Rm unreachable code for the history',
    'follow no longer raises TooManyRedirects',
    'Allow any number of redirects in follow',
    "Don't count the history",
    'Revert "Limit redirects"',
  ])('passes where the task says so: %s', async (words) => {
    const after = edited(PYTHON, CHECK, '');
    expect(await lossesIn({ 'a.py': [PYTHON, after] }, words)).toEqual([]);
  });

  test('passes where another check does its work, there or in another file', async () => {
    const called = edited(PYTHON, CHECK, '    check_limit(response, limit)\n');
    const moved = edited(PYTHON, CHECK, '');
    const other = 'def send(target, response):\n    assert len(response.history) < 30, "redirects"\n';
    expect(await lossesIn({ 'a.py': [PYTHON, called] }, 'Refactor follow')).toEqual([]);
    expect(await lossesIn({ 'a.py': [PYTHON, moved], 'b.py': [null, other] }, 'Refactor follow')).toEqual([]);
  });

  test('passes where an assertion becomes another, goes with what follows, or the task speaks of it', async () => {
    const asserting = edited(SCRIPT, '  const result = {};\n', '  assert(text);\n  const result = {};\n');
    const checked = edited(
      SCRIPT,
      '  const result = {};\n',
      '  if (!text) throw none();\n  const result = {};\n',
    );
    const tried = edited(asserting, '  assert(text);\n  const result = {};\n', '');
    expect(await lossesIn({ 'a.js': [asserting, checked] }, 'Tidy')).toEqual([]);
    expect(await lossesIn({ 'a.js': [asserting, tried] }, 'Tidy')).toEqual([]);
    expect(await lossesIn({ 'a.js': [asserting, SCRIPT] }, 'Fix assertions')).toEqual([]);
    expect(await lossesIn({ 'test/a.js': [asserting, SCRIPT] }, 'Tidy')).toEqual([]);
  });

  test('passes where its function goes, or the code that it looked after', async () => {
    const without = SCRIPT.slice(SCRIPT.indexOf('export async'));
    expect(await lossesIn({ 'a.js': [SCRIPT, without] }, 'Tidy')).toEqual([]);
    const gone = PYTHON.slice(0, PYTHON.indexOf('def follow'));
    expect(await lossesIn({ 'a.py': [PYTHON, gone] }, 'Tidy')).toEqual([]);
    const from = PYTHON.indexOf('    try:');
    const unhandled = PYTHON.slice(0, from) + PYTHON.slice(PYTHON.indexOf('    if target'));
    expect(await lossesIn({ 'a.py': [PYTHON, unhandled] }, 'Tidy')).toEqual([]);
  });

  test('passes where what it let through goes as well', async () => {
    const before =
      'def load(path):\n    name = path.name\n    if not name:\n        return None\n    found = find(name)\n    show(found)\n    return path.read()\n';
    const after = 'def load(path):\n    return path.read()\n';
    expect(await lossesIn({ 'a.py': [before, after] }, 'Tidy load')).toEqual([]);
  });

  test('passes where two that are the same become one', async () => {
    const raised = "    raise self.make_error('invalid', kind=self.KIND)\n";
    const before = `def load(self, value):\n  if self.func:\n${raised}  else:\n    show(value)\n${raised}`;
    const after = `def load(self, value):\n  if not self.func:\n    show(value)\n${raised.slice(2)}`;
    expect(await lossesIn({ 'a.py': [before, after] }, 'Refactor load')).toEqual([]);
    const check = '    if value.size > self.limit:\n        raise TooLarge(value.size, self.limit)\n';
    const twice = `def put(self, value):\n${check}    self.seek(0)\n${check}    self.write(value)\n`;
    const once = `def put(self, value):\n${check}    self.seek(0)\n    self.write(value)\n`;
    expect(await lossesIn({ 'a.py': [twice, once] }, 'Tidy put')).toEqual([]);
  });

  test.each([
    [
      'a.py',
      'def pick(a):\n    start(a)\n',
      '    if a.is_old:\n        return old_of(a)\n',
      '    else:\n        log(a)\n',
      '    return new_of(a)\n',
    ],
    [
      'a.js',
      'function pick(a) {\n  start(a);\n',
      '  if (a.isOld) {\n    return oldOf(a);\n  }\n',
      '  else {\n    log(a);\n  }\n',
      '  return newOf(a);\n}\n',
    ],
  ])('passes where a condition chose one of two ways, in %s', async (path, head, guard, other, end) => {
    const after = head + end;
    expect(await lossesIn({ [path]: [head + guard + other + end, after] }, 'Tidy pick')).toEqual([]);
    expect(await lossesIn({ [path]: [head + guard + end, after] }, 'Tidy pick')).toEqual([`${path}:3`]);
  });

  test('passes where only an import was tried, or a check stands in another file', async () => {
    const tried = 'try:\n    from a import Chain\nexcept ImportError:\n    Chain = None\n\nx = Chain\n';
    const plain = 'from a import Chain\n\nx = Chain\n';
    expect(await lossesIn({ 'a.py': [tried, plain] }, 'Simplify the imports')).toEqual([]);
    const old =
      'try:\n    from a import Late\n    def wait(p):\n        return p.wait()\nexcept ImportError:\n    Late = Exception\n';
    const now = 'from a import Late\ndef wait(p):\n    return p.wait()\n';
    expect(await lossesIn({ 'a.py': [old, now] }, 'Tidy')).toEqual([]);
    const loaded = "try {\n  require('a');\n} catch (error) {\n  log(error);\n}\n";
    expect(await lossesIn({ 'a.js': [loaded, "require('a');\n"] }, 'Tidy')).toEqual([]);
    const moved = edited(PYTHON, CHECK, '');
    const other = 'def count(response, limit):\n    if len(response.history) >= limit:\n        stop()\n';
    expect(await lossesIn({ 'a.py': [PYTHON, moved], 'b.py': [null, other] }, 'Refactor')).toEqual([]);
  });

  test('passes where other behaviour is asked for, and more code comes than goes', async () => {
    const more = edited(
      edited(PYTHON, CHECK, ''),
      '    return send(target, response)',
      '    queue = Queue(target)\n    queue.push(response)\n    queue.run()\n    log(queue)\n    return queue.last()',
    );
    expect(await lossesIn({ 'a.py': [PYTHON, more] }, 'Send through a queue')).toEqual([]);
    expect(await lossesIn({ 'a.py': [PYTHON, more] }, 'Refactor follow')).toEqual(['a.py:6']);
  });
});

describe('a check, an error or its handling', () => {
  const ENDS = 'package a\n\nfunc Stop(code int) {\n\tlog(code)\n\tpanic("stopped")\n}\n';
  const NESTED = `def read(lines, strict):
    for line in lines:
        if strict:
            log(line)
            if not line.ok:
                raise BadLine(line)
            # that is all
        show(line)
`;

  test('is refused where a log line stands for an error', async () => {
    const logged = edited(
      PYTHON,
      /raise TooMany[^]*?\n {8}\)/.exec(PYTHON)?.[0] ?? '',
      'logger.warning("Too many")',
    );
    expect(await lossesIn({ 'a.py': [PYTHON, logged] }, 'Tidy follow')).toHaveLength(1);
  });

  test('is refused where a program went on, or an error goes with the block around it', async () => {
    const going = edited(ENDS, '\tpanic("stopped")\n', '');
    expect(await lossesIn({ 'a.go': [ENDS, going] }, 'Tidy')).toEqual(['a.go:5']);
    const flat = NESTED.replace(/ {8}if strict:[^]*all\n/, '');
    expect(await lossesIn({ 'a.py': [NESTED, flat] }, 'Tidy')).toEqual(['a.py:3']);
  });

  test('is refused where a comment stands behind what leaves', async () => {
    const check = '  if (!key) {\n    return null;\n    // There is nothing to read.\n  }\n';
    const before = `function read(key) {\n${check}  return store.get(key);\n}\n`;
    expect(await lossesIn({ 'a.js': [before, edited(before, check, '')] }, 'Tidy')).toEqual(['a.js:2']);
  });

  test('passes where an error is thrown on by other code', async () => {
    const after = edited(
      SCRIPT,
      ' else {\n      throw error;\n    }',
      '\n    finallyTell(error);\n    throw error;',
    );
    expect(await lossesIn({ 'a.js': [SCRIPT, after] }, 'Refactor run')).toEqual([]);
    const wrapped = edited(SCRIPT, ' else {\n      throw error;\n    }', '\n    throw wrapped();');
    expect(await lossesIn({ 'a.js': [SCRIPT, wrapped] }, 'Refactor run')).toEqual([]);
  });

  test('passes where the task names what the check of an error asked, and what it let through goes too', async () => {
    const before =
      'def read(line):\n    if line.history:\n        raise BadLine("too many")\n    show(line)\n    return line\n';
    const after = 'def read(line):\n    return line\n';
    expect(await lossesIn({ 'a.py': [before, after] }, "Don't count the history")).toEqual([]);
    expect(await lossesIn({ 'a.py': [before, after] }, 'Tidy read')).toHaveLength(1);
  });
});
