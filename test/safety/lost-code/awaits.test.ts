import { describe, expect, test } from 'vitest';
import { SCRIPT, edited, lossesIn } from '../../support/lost-behaviour.ts';

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
    expect(await lossesIn({ [path]: [before, after] }, 'Tidy')).toHaveLength(1);
  });

  test.each(['Tidy BackgroundTasks', 'Tidy AsyncClient', 'Clean up PromisePool'])(
    'is refused where only a name speaks of waiting: %s',
    async (words) => {
      const before = 'async def run(tasks):\n    for task in tasks:\n        await task()\n';
      const after = edited(before, 'await task()', 'task()');
      expect(await lossesIn({ 'a.py': [before, after] }, words)).toEqual(['a.py:3']);
      expect(await lossesIn({ 'a.py': [before, after] }, 'Run the tasks in the background')).toEqual([]);
    },
  );

  test('is refused in C#, and passes where a task is awaited later', async () => {
    const before =
      'class Users\n{\n    public async Task<bool> Disable(int id)\n    {\n        var user = await Find(id);\n        await Audit(user);\n        return true;\n    }\n}\n';
    const dropped = edited(before, 'await Audit', 'Audit');
    expect(await lossesIn({ 'Users.cs': [before, dropped] }, 'Tidy Disable')).toEqual(['Users.cs:6']);
    const later = edited(edited(before, '= await Find', '= Find'), 'Audit(user)', 'Audit(await user)');
    expect(await lossesIn({ 'Users.cs': [before, later] }, 'Tidy Disable')).toEqual([]);
    const both = edited(edited(before, '= await Find', '= Find'), 'Audit(user)', 'Task.WhenAll(user)');
    expect(await lossesIn({ 'Users.cs': [before, both] }, 'Tidy Disable')).toEqual([]);
  });

  test('passes where the same change makes the called function one that needs no waiting', async () => {
    const before =
      'async function total(rows) {\n  return sum(rows);\n}\n\nasync function show(rows) {\n  await total(rows);\n  done();\n}\n';
    const after = edited(edited(before, 'async function total', 'function total'), 'await ', '');
    expect(await lossesIn({ 'a.js': [before, after] }, 'Tidy it')).toEqual([]);
    const show = before.slice(before.indexOf('async function show'));
    const apart = {
      'a.js': [show, edited(show, 'await ', '')],
      'total.js': [before, edited(before, 'async function total', 'function total')],
    } as const;
    expect(await lossesIn(apart, 'Tidy it')).toEqual([]);
    expect(await lossesIn({ 'a.js': apart['a.js'] }, 'Tidy it')).toEqual(['a.js:2']);
  });

  test('passes where it is given on, awaited later, asked for, or needs no waiting', async () => {
    const before =
      'async function run(task) {\n  const result = await task.run();\n  log(task);\n  return (await result.json()).a;\n}\n';
    const later = edited(
      edited(before, 'await task', 'task'),
      '(await result.json())',
      '(await (await result).json())',
    );
    const removed = edited(SCRIPT, 'await handler(context);', 'handler(context);');
    expect(await lossesIn({ 'a.js': [before, later] }, 'Tidy')).toEqual([]);
    expect(await lossesIn({ 'a.js': [SCRIPT, removed] }, 'Do not await the handler')).toEqual([]);
    const given = 'async function run(task) {\n  return await task.run();\n}\n';
    expect(await lossesIn({ 'a.js': [given, edited(given, 'await ', '')] }, 'Tidy')).toEqual([]);
    const own =
      'async function load() {\n  return 1;\n}\nexport async function run() {\n  show(1);\n  await load();\n}\n';
    const plain = edited(edited(own, 'async function load', 'function load'), 'await load', 'load');
    expect(await lossesIn({ 'a.js': [own, plain] }, 'Tidy')).toEqual([]);
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
    expect(await lossesIn(files, 'Make dispatch asynchronous')).toEqual(['src/use.py:5']);
    expect(
      await lossesIn({ 'a.js': [STAT, waiting(STAT, 'function tryStat')] }, 'Make tryStat asynchronous'),
    ).toEqual(['a.js:6']);
    const arrow = edited(STAT, 'function tryStat(path) {', 'const tryStat = (path) => {');
    expect(
      await lossesIn({ 'a.js': [arrow, edited(arrow, '= (path)', '= async (path)')] }, 'Wait for tryStat'),
    ).toEqual(['a.js:6']);
    const chained = 'import { load } from "./load.js";\nexport const first = () => load().rows[0];\n';
    const load = 'export function load() {\n  return read();\n}\n';
    const both = {
      'load.js': [load, edited(load, 'function', 'async function')],
      'b.js': [chained, `${chained}\n`],
    } as const;
    expect(await lossesIn(both, 'Load asynchronously')).toEqual(['b.js:2']);
  });

  test('passes where its callers wait, give it on, or take another function of the name', async () => {
    const now = waiting(HOOKS, 'def dispatch');
    const awaited = edited(edited(USE, 'def send', 'async def send'), '= dispatch', '= await dispatch');
    const started = edited(USE, 'r = dispatch(None, data)', 'r = asyncio.run(dispatch(None, data))');
    const other = edited(USE, '.hooks', '.others');
    for (const use of [awaited, started, other]) {
      expect(await lossesIn({ 'src/hooks.py': [HOOKS, now], 'src/use.py': [USE, use] }, 'Wait')).toEqual([]);
    }
    const then = edited(
      STAT,
      'if (stat && stat.isFile()) return path;',
      'return stat.then((found) => found.isFile());',
    );
    expect(await lossesIn({ 'a.js': [STAT, waiting(then, 'function tryStat')] }, 'Wait')).toEqual([]);
  });
});
