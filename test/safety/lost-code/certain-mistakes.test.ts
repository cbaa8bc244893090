import { describe, expect, test } from 'vitest';
import { lossesIn } from '../../support/lost-behaviour.ts';

describe('an error that was handed on', () => {
  const LOAD =
    'fn load(p: &Path) -> io::Result<String> {\n    let text = fs::read_to_string(p)?;\n    Ok(text)\n}\n';

  test('may not end the program where more was said of it', async () => {
    const after = LOAD.replace('(p)?', '(p).unwrap()');
    const said = LOAD.replace('(p)?', '(p).map_err(|e| Error::new(e, p))?');
    const lines = LOAD.replace('(p)?', '(p).with_context(|| {\n        format!("{p}")\n    })?');
    expect(await lossesIn({ 'a.rs': [said, after] }, 'Tidy load')).toEqual(['a.rs:2']);
    expect(await lossesIn({ 'a.rs': [lines, after] }, 'Tidy load')).toEqual(['a.rs:2']);
  });

  test.each(['unwrap()', 'expect("a file")'])('may not end the program by %s', async (call) => {
    const after = LOAD.replace('(p)?', `(p).${call}`);
    expect(await lossesIn({ 'a.rs': [LOAD, after] }, 'Simplify load of unexpected files')).toEqual([
      'a.rs:2',
    ]);
    expect(await lossesIn({ 'a.rs': [LOAD, after] }, 'Panic where the file is missing')).toEqual([]);
  });

  test.each([
    ['an error that ended the program before', LOAD.replace('(p)?', '(p).unwrap()'), LOAD],
    ['a new call of its own', LOAD, LOAD.replace('    Ok', '    let n: u8 = "1".parse().unwrap();\n    Ok')],
  ])('%s is fine', async (_, before, after) => {
    expect(await lossesIn({ 'a.rs': [before, after] }, 'Simplify load')).toEqual([]);
  });
});

describe('a member of an object that uses `this`', () => {
  const METHOD = 'export const shop = {\n  price: 2,\n  total(n) {\n    return n * this.price\n  },\n}\n';
  const FIELD = METHOD.replace('total(n)', 'total: function (n)');
  const ARROW = METHOD.replace('total(n)', 'total: (n) =>');

  test.each([
    ['a method', METHOD],
    ['a function', FIELD],
  ])('may not become an arrow function where it was %s', async (_, before) => {
    expect(await lossesIn({ 'a.js': [before, ARROW] }, 'Use arrow functions')).toEqual(['a.js:3']);
  });

  test.each(['a.ts', 'a.tsx'])('may not in %s either', async (path) => {
    expect(await lossesIn({ [path]: [METHOD, ARROW] }, 'Use arrow functions')).toEqual([`${path}:3`]);
  });

  test('may not where a comment in it speaks of functions', async () => {
    const [before, after] = [METHOD, ARROW].map((text) =>
      text.replace('return', '// a function\n    return'),
    );
    expect(await lossesIn({ 'a.js': [before ?? '', after ?? ''] }, 'Use arrow functions')).toEqual([
      'a.js:3',
    ]);
  });

  test.each([
    [
      'a function that uses none',
      METHOD.replace('this.price', 'price'),
      ARROW.replace('this.price', 'price'),
    ],
    [
      'a function that uses none, behind a class that does',
      `class Cart {\n  size() {\n    return this.rows.length\n  }\n}\n${METHOD.replace('this.price', 'price')}`,
      `class Cart {\n  size() {\n    return this.rows.length\n  }\n}\n${ARROW.replace('this.price', 'price')}`,
    ],
    [
      'a function with one of its own',
      METHOD,
      ARROW.replace('n * this.price', 'function () { return this.price }'),
    ],
    [
      'one that asks the object around for what is its own',
      METHOD.replace('this.price', 'this.price * rate'),
      ARROW.replace('this.price', 'this.#price * this.rate'),
    ],
    ['an arrow function that was one', ARROW, ARROW.replace('price: 2', 'price: 3')],
    ['a method that stays one', METHOD, FIELD],
  ])('%s is fine', async (_, before, after) => {
    expect(await lossesIn({ 'a.js': [before, after] }, 'Use arrow functions')).toEqual([]);
  });
});

describe('a promise that a name holds', () => {
  const RUN = 'export async function run(make) {\n  const done = make()\n  await done\n  return 1\n}\n';

  test('is waited for as before', async () => {
    const after = RUN.replace('await done', 'done');
    expect(await lossesIn({ 'a.js': [RUN, after] }, 'Tidy run')).toEqual(['a.js:3']);
    expect(await lossesIn({ 'a.js': [RUN, after] }, 'Do not await the promise')).toEqual([]);
  });

  test('may be given back', async () => {
    const after = RUN.replace('await done\n  return 1', 'return done');
    expect(await lossesIn({ 'a.js': [RUN, after] }, 'Tidy run')).toEqual([]);
  });
});
