import { describe, expect, test } from 'vitest';
import { PYTHON, SCRIPT, edited, lossesIn } from '../../support/lost-behaviour.ts';

const CATCHING = `export function load(path) {
  try {
    read(path);
  } catch (error) {
    log(error);
  }
}
`;

describe('a block of which nothing is left', () => {
  test.each([
    ['a `pass` in place of a statement', 'a.py', PYTHON, 'del response.headers["authorization"]', 'pass'],
    ['a pair of braces on two lines', 'a.js', SCRIPT, '      context.onError(error);\n', ''],
    ['a pair of braces on one line', 'a.js', CATCHING, '{\n    log(error);\n  }', '{}'],
  ])('is refused where it is %s', async (_, path, before, from, to) => {
    const after = edited(before, from, to);
    expect(await lossesIn({ [path]: [before, after] }, 'Add type hints')).toHaveLength(1);
  });

  test('passes where it is a class without entries, or is asked to be empty', async () => {
    const type = 'export interface Options {\n  most: number;\n}\n';
    expect(await lossesIn({ 'a.ts': [type, edited(type, '  most: number;\n', '')] }, 'Tidy')).toEqual([]);
    const mixed = 'class Options extends mixed(Base) {\n  most = 1;\n}\n';
    expect(await lossesIn({ 'a.js': [mixed, edited(mixed, '  most = 1;\n', '')] }, 'Tidy')).toEqual([]);
    const after = edited(CATCHING, '    log(error);\n', '');
    expect(await lossesIn({ 'a.js': [CATCHING, after] }, 'Tidy')).toHaveLength(1);
    expect(await lossesIn({ 'a.js': [CATCHING, after] }, 'Ignore what read throws')).toEqual([]);
    expect(await lossesIn({ 'a.js': [CATCHING, after] }, 'Make the handler a no-op')).toEqual([]);
  });

  test('passes where the statement stands elsewhere, or the task names it', async () => {
    const after = edited(PYTHON, 'del response.headers["authorization"]', 'pass');
    expect(await lossesIn({ 'a.py': [PYTHON, after] }, 'Stop deleting the authorization header')).toEqual([]);
    const moved = edited(
      after,
      '    return send',
      '    del response.headers["authorization"]\n    return send',
    );
    expect(await lossesIn({ 'a.py': [PYTHON, moved] }, 'Tidy')).toEqual([]);
  });
});
