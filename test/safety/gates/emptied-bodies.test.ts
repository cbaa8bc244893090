import { describe, expect, test } from 'vitest';
import { createEmptiedBodiesGate } from '../../../src/safety/gates/emptied-bodies.ts';
import { judgeBy } from '../../support/judge.ts';

const PYTHON = `def total(prices):
    result = 0
    for price in prices:
        result += price
    return result


def name():
    return "total"
`;
const SCRIPT = `export class Cart {
  total(prices) {
    let result = 0;
    for (const price of prices) result += price;
    return result;
  }
}
`;
const GO = `package cart

func Total(prices []int) int {
	result := 0
	for _, price := range prices {
		result += price
	}
	return result
}
`;

async function objections(
  path: string,
  sides: readonly [string, string],
  words = '',
): Promise<readonly string[]> {
  const { diagnostics } = await judgeBy(createEmptiedBodiesGate(), { [path]: sides }, words);
  return diagnostics.map(({ line, message }) => `${line} ${message}`);
}

function python(body: string): string {
  return PYTHON.replace(/ {4}result = 0[^]*?return result\n/, body);
}

function script(body: string): string {
  return SCRIPT.replace(/ {4}let result[^]*?return result;\n/, body);
}

describe('a body without code', () => {
  test.each([
    ['pass', '    pass\n'],
    ['dots', '    ...\n'],
    ['a comment and pass', '    # same as before\n    pass\n'],
    ['a doc string', '    """Sum. [implementation unchanged]"""\n'],
    ['a doc string and dots', '    """Sum."""\n    ...\n'],
    ['an error', '    raise NotImplementedError("rest of function stays the same")\n'],
  ])('is %s in Python', async (_, body) => {
    expect(await objections('cart.py', [PYTHON, python(body)])).toEqual([
      expect.stringMatching(/^1 The body of `total` is gone: it had 4 lines/),
    ]);
  });

  test.each([
    ['nothing', ''],
    ['dots in a comment', '    // ...\n'],
    ['a comment in a block', '    /* unchanged */\n'],
    ['an error', "    throw new Error('not implemented');\n"],
  ])('is %s in JavaScript', async (_, body) => {
    expect(await objections('cart.js', [SCRIPT, script(body)])).toEqual([
      expect.stringMatching(/^2 The body of `Cart.total` is gone/),
    ]);
  });

  test('is a panic in Go, and a pair of braces', async () => {
    for (const body of ['{\n\tpanic("todo")\n}', '{}'])
      expect(await objections('cart.go', [GO, GO.replace(/\{[^]*\}/, body)])).toHaveLength(1);
  });
});

describe('a body may', () => {
  test.each([
    ['become shorter', '    return sum(prices)\n'],
    [
      'become longer',
      '    result = 0\n    for price in prices:\n        result += price\n    print(result)\n    return result\n',
    ],
    ['give back a text', '    return "none"\n'],
    ['refuse what it did', '    raise ValueError("no prices any more")\n'],
  ])('%s', async (_, body) => {
    expect(await objections('cart.py', [PYTHON, python(body)])).toEqual([]);
  });

  test('follow a pattern with a sign of a text in it', async () => {
    const [before, after] = [SCRIPT, `const SIGN = /[^\`]/;\n\n${SCRIPT}`];
    expect(await objections('cart.js', [before, after])).toEqual([]);
  });

  test('be emptied where the task names it or asks for it', async () => {
    for (const words of ['Let total do nothing', 'Make the cart abstract', 'Leave stubs'])
      expect(await objections('cart.py', [PYTHON, python('    pass\n')], words)).toEqual([]);
  });

  test('have been empty before, or be new', async () => {
    const stub = python('    pass\n');
    expect(await objections('cart.py', [stub, `${stub}\n\ndef later():\n    pass\n`])).toEqual([]);
  });
});
