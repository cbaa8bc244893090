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

describe('a body that always ends in saying that it is not written', () => {
  const GUARD = '    if not prices:\n        return 0\n';
  test.each([
    ['behind a guard', `${GUARD}    raise NotImplementedError\n`],
    ['after some lines', '    result = 0\n    raise NotImplementedError("to do")\n'],
    ['over several lines', `${GUARD}    raise NotImplementedError(\n        "later"\n    )\n`],
    ['before its old end', '    result = 0\n    raise RuntimeError("TODO")\n    return result\n'],
  ])('is lost in Python %s', async (_, body) => {
    expect(await objections('cart.py', [PYTHON, python(body)])).toEqual([
      expect.stringMatching(/^1 `total` always ends in an error that says it is not written, and \d lines/),
    ]);
  });

  test.each([
    ['cart.js', SCRIPT, "    if (!prices) return 0;\n    throw new Error('not implemented');\n  }\n}\n"],
    [
      'cart.ts',
      SCRIPT,
      "    if (!prices) return 0;\n    throw new Error('Method not implemented.');\n  }\n}\n",
    ],
    ['cart.js', SCRIPT, "    const a = 1;\n    return Promise.reject(new Error('unimplemented'));\n  }\n}\n"],
  ])('is lost in %s %#', async (path, before, end) => {
    expect(await objections(path, [before, before.replace(/ {4}let result[^]*/, end)])).toHaveLength(1);
  });

  test.each([
    'if len(prices) == 0 {\n\t\treturn 0\n\t}\n\tpanic("not implemented")',
    'result := 0\n\tpanic("TODO")',
    'if prices == nil {\n\t\treturn 0\n\t}\n\tpanic("unimplemented: the sum")\n\treturn 0',
    'log.Println(prices)\n\tlog.Fatal("not yet implemented")',
  ])('is lost in Go: %j', async (body) => {
    const after = GO.replace(/result := 0[^]*return result/, body);
    expect(await objections('cart.go', [GO, after])).toHaveLength(1);
  });

  const RUST =
    'fn total(prices: &[u32]) -> u32 {\n    let mut sum = 0;\n    for p in prices {\n        sum += p;\n    }\n    sum\n}\n';
  const JAVA =
    'class Cart {\n  int total(int[] prices) {\n    int sum = 0;\n    for (int p : prices) sum += p;\n    return sum;\n  }\n}\n';
  const KOTLIN =
    'fun total(prices: List<Int>): Int {\n  var sum = 0\n  for (p in prices) {\n    sum += p\n  }\n  return sum\n}\n';
  test.each([
    ['cart.rs', RUST, /let mut[^]*sum\n/, 'if prices.is_empty() {\n        return 0;\n    }\n    todo!()\n'],
    ['cart.rs', RUST, /let mut[^]*sum\n/, 'let n = prices.len();\n    unimplemented!("{n}");\n'],
    [
      'Cart.java',
      JAVA,
      /int sum[^]*sum;/,
      'if (prices == null) return 0;\n    throw new UnsupportedOperationException("Not implemented");',
    ],
    [
      'Cart.cs',
      JAVA.replace('int p : prices', 'int p in prices').replace('for', 'foreach'),
      /int sum[^]*sum;/,
      'if (prices == null) return 0;\n    throw new NotImplementedException();',
    ],
    ['Cart.kt', KOTLIN, /var sum[^]*sum/, 'if (prices.isEmpty()) return 0\n  TODO("sum")'],
  ])('is lost in %s %#', async (path, before, body, after) => {
    expect(await objections(path, [before, before.replace(body, after)])).toHaveLength(1);
  });

  const kept = '    result = 0\n    for price in prices:\n        result += price\n';
  test.each([
    ['keeps its code', `${kept}    raise NotImplementedError("no currency")\n`],
    [
      'has more than it lost',
      `    a = 1\n    b = 2\n    c = 3\n    d = 4\n    print(a, b, c, d)\n    raise NotImplementedError\n`,
    ],
    [
      'ends so in its last case alone',
      '    if prices:\n        return sum(prices)\n    else:\n        raise NotImplementedError\n',
    ],
    [
      'speaks of something else',
      '    if prices:\n        return 0\n    raise ValueError("an implemented currency is missing")\n',
    ],
  ])('is none where it %s', async (_, body) => {
    expect(await objections('cart.py', [PYTHON, python(body)])).toEqual([]);
  });

  test('is none where it is the default of a switch', async () => {
    const body =
      'switch len(prices) {\n\tcase 0:\n\t\treturn 0\n\tdefault:\n\t\tpanic("not implemented")\n\t}';
    expect(await objections('cart.go', [GO, GO.replace(/result := 0[^]*return result/, body)])).toEqual([]);
  });
});

describe('a single line', () => {
  const ADD = 'class Cart {\n  void add(Cart other) {\n    items.addAll(other.items);\n  }\n}\n';
  const SIZE = ADD.replace('items.addAll(other.items);', 'return 0;');

  test.each(['TODO', 'not implemented', 'Not yet implemented'])('may not become "%s"', async (text) => {
    const error = `throw new UnsupportedOperationException("${text}");`;
    const after = ADD.replace('items.addAll(other.items);', error);
    expect(await objections('Cart.java', [ADD, after], 'Tidy')).toEqual([
      '2 The body of `Cart.add` is gone: it had 1 line of code and has none now. Write it out.',
    ]);
    expect(await objections('Cart.java', [SIZE, after])).toEqual([]);
  });

  test('may not become one at the end of other code', async () => {
    const after = PYTHON.replace('return result', 'raise NotImplementedError("TODO")');
    expect(await objections('cart.py', [PYTHON, after], 'Refactor total')).toEqual([
      '1 `total` always ends in an error that says it is not written, and 1 line of its code is gone. Write it out.',
    ]);
  });

  test('may become an error that does not say more', async () => {
    const after = PYTHON.replace('return "total"', 'raise NotImplementedError');
    expect(await objections('cart.py', [PYTHON, after])).toEqual([]);
  });
});

describe('a body may', () => {
  test('become abstract, and move to a class below', async () => {
    const method =
      '    def total(self, prices):\n        result = 0\n        for price in prices:\n            result += price\n        return result\n';
    const before = `class Cart:\n${method}`;
    const abstract =
      'class Cart:\n    @abc.abstractmethod\n    def total(self, prices):\n        raise NotImplementedError\n';
    const base = abstract.replace(/ +@.*\n/, '');
    expect(await objections('cart.py', [before, abstract])).toEqual([]);
    expect(await objections('cart.py', [before, `${base}\n\nclass Full(Cart):\n${method}`])).toEqual([]);
    expect(await objections('cart.py', [before, base])).toHaveLength(1);
  });

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

  test('is refused in Rust, and where a task names the function for another form of it', async () => {
    const rust =
      'impl Store {\n    pub fn load(&mut self, path: &str) -> usize {\n        let text = read(path);\n        self.add(text);\n        self.count\n    }\n}\n';
    for (const macro of ['todo!()', 'unimplemented!("later")']) {
      const after = rust.replace(/ {8}let text[^]*?count\n/, `        // Loads all\n        ${macro}\n`);
      for (const words of ['Add a comment to load', 'Simplify load', 'Rename path in load']) {
        expect(await objections('store.rs', [rust, after], words)).toHaveLength(1);
      }
      expect(await objections('store.rs', [rust, after], 'load is for later')).toEqual([]);
      expect(await objections('store.rs', [rust, after], 'Drop load and tidy the rest')).toEqual([]);
    }
  });
});
