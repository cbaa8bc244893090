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

test('a block may be left empty whose statement spoke of what the change has no more', async () => {
  const field = '  private final AtomicInteger depth = new AtomicInteger();\n\n';
  const before = `class A {\n${field}  public void rejected(Runnable r) {\n    depth.decrementAndGet();\n  }\n}\n`;
  const after = before.replace('    depth.decrementAndGet();\n', '');
  expect(await lossesIn({ 'A.java': [before, after] }, 'Use less memory')).toHaveLength(1);
  expect(await lossesIn({ 'A.java': [before, after.replace(field, '')] }, 'Use less memory')).toEqual([]);
});

test('an abstract method need not say that it is not written', async () => {
  const before = (mark: string): string =>
    `class A(ABC):\n    ${mark}\n    def f(self):\n        \\"\\"\\"F.\\"\\"\\"\n        raise NotImplementedError()\n`;
  const judged = async (mark: string): Promise<readonly string[]> =>
    lossesIn(
      { 'a.py': [before(mark), before(mark).replace('raise NotImplementedError()', 'pass')] },
      'Address review',
    );
  expect(await judged('@abstractmethod')).toEqual([]);
  expect(await judged('@other')).toEqual(['a.py:5']);
});

describe('a block of which nothing is left', () => {
  test.each([
    ['a `pass` in place of a statement', 'a.py', PYTHON, 'del response.headers["authorization"]', 'pass'],
    ['a pair of braces on two lines', 'a.js', SCRIPT, '      context.onError(error);\n', ''],
    ['a pair of braces on one line', 'a.js', CATCHING, '{\n    log(error);\n  }', '{}'],
  ])('is refused where it is %s', async (_, path, before, from, to) => {
    const after = edited(before, from, to);
    expect(await lossesIn({ [path]: [before, after] }, 'Add type hints')).toHaveLength(1);
    expect(await lossesIn({ [path]: [before, after] }, 'Add hints to `stub` and ignoreAll')).toHaveLength(1);
  });

  test.each([
    ['catches more now', 'except Exception:\n        pass'],
    ['catches the same by another name', 'except (ValueError,):\n        pass'],
  ])('is refused where a handler of Python %s', async (_, to) => {
    const python = PYTHON.replace('raise InvalidTarget(str(error)) from error', 'target = first(response)');
    const from = 'except ValueError as error:\n        target = first(response)';
    const after = edited(python, from, to);
    expect(await lossesIn({ 'a.py': [python, after] }, 'Simplify error handling')).toEqual(['a.py:13']);
    expect(await lossesIn({ 'a.py': [python, after] }, 'Ignore broken targets')).toEqual([]);
    const several = edited(
      python,
      from,
      'except (\n        ValueError,\n    ):\n        target = first(response)',
    );
    expect(await lossesIn({ 'a.py': [several, after] }, 'Simplify error handling')).toHaveLength(1);
  });

  test.each(['catch {\n  }', 'catch {}'])('is refused where a handler names no error now: %j', async (to) => {
    const after = edited(CATCHING, 'catch (error) {\n    log(error);\n  }', to);
    expect(await lossesIn({ 'a.js': [CATCHING, after] }, 'Simplify')).toHaveLength(1);
  });

  test('passes where only what a handler catches changes, or what it did goes before it', async () => {
    const python = PYTHON.replace('raise InvalidTarget(str(error)) from error', 'target = None');
    const from = 'except ValueError as error:';
    const wider = edited(python, from, 'except Exception:');
    expect(await lossesIn({ 'a.py': [python, wider] }, 'Simplify error handling')).toEqual([]);
    const empty = edited(wider, 'Exception:\n        target = None', 'Exception:\n        pass');
    const before = edited(empty, '    try:\n', '    target = None\n    try:\n');
    expect(await lossesIn({ 'a.py': [python, before] }, 'Simplify error handling')).toEqual([]);
    const retried = edited(CATCHING, 'catch (error) {\n    log(error);', 'catch {\n    retry(path);');
    expect(await lossesIn({ 'a.js': [CATCHING, retried] }, 'Simplify')).toEqual([]);
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
