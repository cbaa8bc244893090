import { describe, expect, test } from 'vitest';
import { createLostBehaviourGate } from '../../../src/safety/gates/lost-behaviour.ts';
import { judgeBy, type Sides } from '../../support/judge.ts';

const gate = createLostBehaviourGate();

async function objectionsTo(
  files: Readonly<Record<string, Sides>>,
  words: string,
): Promise<readonly string[]> {
  const { diagnostics } = await judgeBy(gate, files, words);
  return diagnostics.map(({ path, line }) => `${path}:${line}`);
}

/** A text with some of it replaced: what is not there fails. */
function edited(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

const PYTHON = `import os


def follow(response, limit):
    """Follows redirects."""
    if len(response.history) >= limit:
        raise TooManyRedirects(
            f"Exceeded {limit} redirects.", response=response
        )

    try:
        target = parse(response.headers["location"])
    except ValueError as error:
        raise InvalidTarget(str(error)) from error
    if target.scheme != "https":
        del response.headers["authorization"]
    return send(target, response)


def all_of(first, limit):
    response = follow(first, limit)
    return [first, response]
`;
const CHECK = `    if len(response.history) >= limit:
        raise TooManyRedirects(
            f"Exceeded {limit} redirects.", response=response
        )

`;
const SCRIPT = `export function parse(text) {
  const result = {};
  for (const [key, value] of pairs(text)) {
    if (key === '__proto__') {
      continue;
    }
    result[key] = value;
  }
  return result;
}

export async function run(handler, context) {
  try {
    await handler(context);
  } catch (error) {
    if (context.onError) {
      context.onError(error);
    } else {
      throw error;
    }
  }
}

export function both(first, second) {
  return { ...parse(first), ...parse(second) };
}
`;
const CATCHING = `export function load(path) {
  try {
    read(path);
  } catch (error) {
    log(error);
  }
}
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
  ];

  test.each(guarded)('is refused where it is %s', async (_, path, before, after) => {
    for (const words of tasks) {
      expect(await objectionsTo({ [path]: [before, after] }, words)).toHaveLength(1);
    }
  });

  test('is refused as well beside new code that has nothing to do with it', async () => {
    const after = edited(edited(PYTHON, CHECK, ''), 'import os\n', 'import os\n\nRETRIES = 3\nWAIT = 4\n');
    expect(await objectionsTo({ 'a.py': [PYTHON, after] }, 'Tidy follow')).toEqual(['a.py:9']);
  });

  test.each([
    'Remove the check of the limit in follow',
    'Drop the limit of redirects',
    'follow no longer raises TooManyRedirects',
    'Allow any number of redirects in follow',
    "Don't count the history",
    'Revert "Limit redirects"',
  ])('passes where the task says so: %s', async (words) => {
    const after = edited(PYTHON, CHECK, '');
    expect(await objectionsTo({ 'a.py': [PYTHON, after] }, words)).toEqual([]);
  });

  test('passes where another check does its work, there or in another file', async () => {
    const called = edited(PYTHON, CHECK, '    check_limit(response, limit)\n');
    const moved = edited(PYTHON, CHECK, '');
    const other = 'def send(target, response):\n    assert len(response.history) < 30, "redirects"\n';
    expect(await objectionsTo({ 'a.py': [PYTHON, called] }, 'Refactor follow')).toEqual([]);
    expect(await objectionsTo({ 'a.py': [PYTHON, moved], 'b.py': [null, other] }, 'Refactor follow')).toEqual(
      [],
    );
  });

  test('passes where its function goes, or the code that it looked after', async () => {
    const without = SCRIPT.slice(SCRIPT.indexOf('export async'));
    expect(await objectionsTo({ 'a.js': [SCRIPT, without] }, 'Tidy')).toEqual([]);
    const from = PYTHON.indexOf('    try:');
    const unhandled = PYTHON.slice(0, from) + PYTHON.slice(PYTHON.indexOf('    if target'));
    expect(await objectionsTo({ 'a.py': [PYTHON, unhandled] }, 'Tidy')).toEqual([]);
  });

  test('passes where other behaviour is asked for, and more code comes than goes', async () => {
    const more = edited(
      edited(PYTHON, CHECK, ''),
      '    return send(target, response)',
      '    queue = Queue(target)\n    queue.push(response)\n    queue.run()\n    log(queue)\n    return queue.last()',
    );
    expect(await objectionsTo({ 'a.py': [PYTHON, more] }, 'Send through a queue')).toEqual([]);
    expect(await objectionsTo({ 'a.py': [PYTHON, more] }, 'Refactor follow')).toEqual(['a.py:6']);
  });
});

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
  ])('is refused where %s', async (_, path, before, from, to) => {
    const after = edited(before, from, to);
    expect(await objectionsTo({ [path]: [before, after] }, 'Tidy')).toHaveLength(1);
  });

  test('is refused where its type or its text says that it gives a value', async () => {
    const typed = 'def token(user) -> str:\n    made = encode(user)\n    return made\n';
    const told =
      '/**\n * Encodes.\n * @returns {string} the token\n */\nfunction token(user) {\n  const made = encode(user);\n  return made;\n}\n';
    expect(
      await objectionsTo({ 'a.py': [typed, edited(typed, '    return made\n', '')] }, 'Add a comment'),
    ).toEqual(['a.py:1']);
    expect(
      await objectionsTo({ 'a.js': [told, edited(told, '  return made;\n', '')] }, 'Add a comment'),
    ).toEqual(['a.js:5']);
  });

  test('passes where nobody uses it, where it is asked for, or where its type says so', async () => {
    const unused = 'def show(text):\n    shown = text.strip()\n    return shown\n';
    const without = edited(unused, '    return shown\n', '    print(shown)\n');
    expect(await objectionsTo({ 'a.py': [unused, without] }, 'Print it')).toEqual([]);
    const after = edited(PYTHON, '    return send(target, response)\n', '    send(target, response)\n');
    expect(await objectionsTo({ 'a.py': [PYTHON, after] }, 'follow returns nothing')).toEqual([]);
    const typed = 'def show(text) -> str:\n    return text\n';
    const now = 'def show(text) -> None:\n    print(text)\n';
    expect(await objectionsTo({ 'a.py': [typed, now] }, 'Print it')).toEqual([]);
  });
});

describe('a block of which nothing is left', () => {
  test.each([
    ['a `pass` in place of a statement', 'a.py', PYTHON, 'del response.headers["authorization"]', 'pass'],
    ['a pair of braces on two lines', 'a.js', SCRIPT, '      context.onError(error);\n', ''],
    ['a pair of braces on one line', 'a.js', CATCHING, '{\n    log(error);\n  }', '{}'],
  ])('is refused where it is %s', async (_, path, before, from, to) => {
    const after = edited(before, from, to);
    expect(await objectionsTo({ [path]: [before, after] }, 'Add type hints')).toHaveLength(1);
  });

  test('passes where the statement stands elsewhere, or the task names it', async () => {
    const after = edited(PYTHON, 'del response.headers["authorization"]', 'pass');
    expect(await objectionsTo({ 'a.py': [PYTHON, after] }, 'Stop deleting the authorization header')).toEqual(
      [],
    );
    const moved = edited(
      after,
      '    return send',
      '    del response.headers["authorization"]\n    return send',
    );
    expect(await objectionsTo({ 'a.py': [PYTHON, moved] }, 'Tidy')).toEqual([]);
  });
});

describe('a call that waits no more', () => {
  test.each([
    ['a statement', 'a.js', SCRIPT, 'await handler(context);', 'handler(context);'],
    [
      'a value that is used as it is',
      'a.py',
      'async def run(task):\n    result = await task.run()\n    return show(result)\n',
      'await task',
      'task',
    ],
  ])('is refused where it is %s', async (_, path, before, from, to) => {
    const after = edited(before, from, to);
    expect(await objectionsTo({ [path]: [before, after] }, 'Tidy')).toHaveLength(1);
  });

  test('passes where it is given on, awaited later, asked for, or needs no waiting', async () => {
    const before =
      'async function run(task) {\n  const result = await task.run();\n  log(task);\n  return (await result.json()).a;\n}\n';
    const later = edited(
      edited(before, 'await task', 'task'),
      '(await result.json())',
      '(await (await result).json())',
    );
    const removed = edited(before, 'await task', 'task');
    expect(await objectionsTo({ 'a.js': [before, later] }, 'Tidy')).toEqual([]);
    expect(await objectionsTo({ 'a.js': [before, removed] }, 'Do not await the task')).toEqual([]);
    const given = 'async function run(task) {\n  return await task.run();\n}\n';
    expect(await objectionsTo({ 'a.js': [given, edited(given, 'await ', '')] }, 'Tidy')).toEqual([]);
    const own =
      'async function load() {\n  return 1;\n}\nexport async function run() {\n  show(1);\n  await load();\n}\n';
    const plain = edited(edited(own, 'async function load', 'function load'), 'await load', 'load');
    expect(await objectionsTo({ 'a.js': [own, plain] }, 'Tidy')).toEqual([]);
  });
});

describe('a function that waits now', () => {
  const HOOKS = 'def dispatch(hooks, data):\n    return hooks(data)\n';
  const USE =
    'from .hooks import dispatch\n\n\ndef send(data):\n    r = dispatch(None, data)\n    if r.ok:\n        return r\n';
  const STAT =
    'function tryStat(path) {\n  return fs.statSync(path);\n}\n\nfunction look(path) {\n  const stat = tryStat(path);\n  if (stat && stat.isFile()) return path;\n}\n';
  const waiting = (text: string, head: string): string => edited(text, head, `async ${head}`);

  test('is refused where a caller, in its file or in another, uses what it gives at once', async () => {
    const now = waiting(HOOKS, 'def dispatch');
    const files = { 'src/hooks.py': [HOOKS, now], 'src/use.py': [USE, `${USE}\n`] } as const;
    expect(await objectionsTo(files, 'Make dispatch asynchronous')).toEqual(['src/use.py:5']);
    expect(
      await objectionsTo({ 'a.js': [STAT, waiting(STAT, 'function tryStat')] }, 'Make tryStat asynchronous'),
    ).toEqual(['a.js:6']);
    const chained = 'import { load } from "./load.js";\nexport const first = () => load().rows[0];\n';
    const load = 'export function load() {\n  return read();\n}\n';
    const both = {
      'load.js': [load, edited(load, 'function', 'async function')],
      'b.js': [chained, `${chained}\n`],
    } as const;
    expect(await objectionsTo(both, 'Load asynchronously')).toEqual(['b.js:2']);
  });

  test('passes where its callers wait, give it on, or take another function of the name', async () => {
    const now = waiting(HOOKS, 'def dispatch');
    const awaited = edited(edited(USE, 'def send', 'async def send'), '= dispatch', '= await dispatch');
    const started = edited(USE, 'r = dispatch(None, data)', 'r = asyncio.run(dispatch(None, data))');
    const other = edited(USE, '.hooks', '.others');
    for (const use of [awaited, started, other]) {
      expect(await objectionsTo({ 'src/hooks.py': [HOOKS, now], 'src/use.py': [USE, use] }, 'Wait')).toEqual(
        [],
      );
    }
    const then = edited(
      STAT,
      'if (stat && stat.isFile()) return path;',
      'return stat.then((found) => found.isFile());',
    );
    expect(await objectionsTo({ 'a.js': [STAT, waiting(then, 'function tryStat')] }, 'Wait')).toEqual([]);
  });
});
