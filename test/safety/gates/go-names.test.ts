import { describe, expect, it } from 'vitest';
import { createGoNamesGate } from '../../../src/safety/gates/go-names.ts';
import { judgePatch, placesIn, type Patch } from '../../support/judge.ts';
import { makeFolder } from '../../support/work-tree.ts';

const MODULE = `module example.com/shop

go 1.22

require (
	github.com/google/go-cmp v0.6.0
	gopkg.in/yaml.v3 v3.0.1 // indirect
)

replace local => ../local
`;
const CART = `package shop

import (
	"fmt"

	"github.com/google/go-cmp/cmp"
)

type Cart struct {
	items []Item
}

func (c *Cart) Total() (sum int) {
	for _, item := range c.items {
		sum += priceOf(item)
	}
	return sum
}

func (c *Cart) Same(other *Cart) string {
	return fmt.Sprint(cmp.Diff(c, other))
}
`;
const ITEM = `package shop

type Item struct{ Price, Count int }

var rate, limit = 1, 2

func priceOf(item Item) int { return item.Price * item.Count * rate }
`;
const FILES = {
  'go.mod': MODULE,
  'cart.go': CART,
  'item.go': ITEM,
  'tax/tax.go': 'package tax\n\nvar Rate = 2\n',
};

/** What the gate says of a patch on a module. */
async function told(patch: Patch, files: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const root = makeFolder({ ...FILES, ...files });
  return placesIn(await judgePatch(createGoNamesGate({ root }), root, { patch }));
}

/** A file with one line more in a function of its own. */
const withLine = (line: string): string => `${CART}\nfunc added() {\n\t${line}\n}\n`;
const importing = (path: string): string => CART.replace('"fmt"', `"fmt"\n\t_ "${path}"`);

describe('names of a package', () => {
  it.each([
    ['a call', withLine('_ = prizeOf(Item{})'), 'cart.go:25 `prizeOf` is defined nowhere in its package.'],
    ['a type', withLine('var a []Itme; _ = a'), 'cart.go:25 `Itme` is defined nowhere in its package.'],
    [
      'a package',
      withLine('_ = strings.ToUpper("a")'),
      'cart.go:25 `strings` is defined nowhere in its package.',
    ],
    [
      'a value in a literal',
      withLine('_ = Item{Price: prize}'),
      'cart.go:25 `prize` is defined nowhere in its package.',
    ],
    [
      'a type of a package',
      withLine('var a url.URL; _ = a'),
      'cart.go:25 `url` is defined nowhere in its package.',
    ],
  ])('are refused where nothing defines %s', async (_what, after, place) => {
    expect(await told({ 'cart.go': after })).toEqual([place]);
  });

  it.each([
    'a, b := 1, 2; _, _ = a, b',
    'for i := range 3 { println(i) }',
    'for k, v := range map[string]int{} { println(k, v) }',
    'var a any; switch b := a.(type) { case int: println(b) }',
    'select { case a := <-make(chan int): println(a) }',
    'const a, b = iota, 1; println(a, b)',
    'type local[T comparable] struct{ at T }; var a local[string]; _ = a.at',
    'f := func(a int, b ...string) (err error) { return nil }; _ = f',
    'outer: for { break outer }',
    '_ = Item{Price: rate, Count: limit}; _ = map[string]int{"a": rate}',
    '_ = struct{ Here int }{Here: min(1, 2)}',
  ])('are known that the language, the file or another file defines: %s', async (line) => {
    expect(await told({ 'cart.go': withLine(line) })).toEqual([]);
  });

  it.each([
    'func (s *Set[E]) Add(v E) {}',
    'func (s Set[E]) All() []E { return nil }',
    'func (Set[_]) None() {}',
  ])('are known that a method gives the type parameters of its receiver: %s', async (method) => {
    const set = { 'set.go': 'package shop\n\ntype Set[T any] struct{ all []T }\n' };
    expect(await told({ 'cart.go': `${CART}\n${method}\n` }, set)).toEqual([]);
    expect(
      await told({ 'cart.go': `${CART}\n${method.replace('{}', '{ var _ F }').replace('nil', 'F')}\n` }, set),
    ).toEqual(['cart.go:24 `F` is defined nowhere in its package.']);
  });

  it.each([{ '.gitignore': '*.gz\nmade.go\n' }, { 'made.go.tmpl': '' }])(
    'are known that a build may write: %j',
    async (files) => {
      expect(await told({ 'cart.go': withLine('_ = Made') }, files)).toEqual([]);
      expect(await told({ 'cart.go': withLine('_ = Made') }, { '.gitignore': '*.gz\n' })).toHaveLength(1);
    },
  );

  it('are not those that another file has inside of a function', async () => {
    const other = {
      'local.go': 'package shop\n\nfunc local() {\n\tvar prizeOf = 1\n\tprintln(prizeOf)\n}\n',
    };
    expect(await told({ 'cart.go': withLine('_ = prizeOf') }, other)).toEqual([
      'cart.go:25 `prizeOf` is defined nowhere in its package.',
    ]);
  });

  it('are refused in every file that still uses what is taken away', async () => {
    const renamed = ITEM.replace('priceOf', 'costOf');
    expect(await told({ 'item.go': renamed })).toEqual([
      'cart.go:15 `priceOf` is defined nowhere in its package.',
    ]);
    expect(await told({ 'item.go': null })).toEqual([
      'cart.go:10 `Item` is defined nowhere in its package.',
      'cart.go:15 `priceOf` is defined nowhere in its package.',
    ]);
    expect(await told({ 'item.go': renamed, 'cart.go': CART.replace('priceOf', 'costOf') })).toEqual([]);
    expect(await told({ 'item.go': `${ITEM}\nvar a = rat\n` })).toEqual([
      'item.go:9 `rat` is defined nowhere in its package.',
    ]);
  });

  it('may be defined by another file for another system', async () => {
    const other = {
      'item_windows.go': '//go:build windows\n\npackage shop\n\nfunc priceOf(item Item) int { return 1 }\n',
    };
    expect(await told({ 'item.go': ITEM.replace('priceOf', 'costOf') }, other)).toEqual([]);
  });

  it('are not those of another package of the folder', async () => {
    const outside = 'package shop_test\n\nfunc helper() {}\n';
    expect(await told({ 'cart.go': withLine('helper()') }, { 'cart_test.go': outside })).toEqual([
      'cart.go:25 `helper` is defined nowhere in its package.',
    ]);
  });

  it.each([
    ['a dot import', 'import . "example.com/shop/tax"', {}],
    ['cgo', 'import "C"', {}],
    ['a generator', '//go:generate stringer -type=A', {}],
    ['a generator beside it', '', { 'gen.go': '//go:generate stringer -type=A\n\npackage shop\n' }],
    ['a broken file beside it', '', { 'broken.go': 'package shop\n\nfunc prizeOf( {\n' }],
    ['a module whose package nobody knows by name', 'import "gopkg.in/yaml.v3/other"', {}],
  ])('may come from %s', async (_what, line, files) => {
    const after = `package shop\n\n${line}\n\nvar a = prizeOf.B(1)\nvar _ = prizeOf\n`;
    const before = after.replaceAll(/^var.*\n/gm, '');
    const asked =
      after.includes('generate') || _what.startsWith('a module')
        ? after.replace('var _ = prizeOf\n', '')
        : after;
    expect(await told({ 'new.go': asked }, { ...files, 'new.go': before })).toEqual([]);
  });

  it('were refused before where they were wrong before', async () => {
    const before = withLine('_ = prizeOf(Item{})');
    expect(await told({ 'cart.go': `${before}\nvar more = 1\n` }, { 'cart.go': before })).toEqual([]);
  });
});

describe('variables', () => {
  it.each([
    ['one that is given a value', 'rest := 1', 'rest'],
    ['one that is declared', 'var rest int', 'rest'],
    ['one of a range', 'for _, rest := range []int{1} { println() }', 'rest'],
    ['one beside another', 'rest, more := 1, 2; println(more)', 'rest'],
  ])('are refused that nothing reads: %s', async (_what, line, name) => {
    const place = `cart.go:25 \`${name}\` is declared and not used.`;
    expect(await told({ 'cart.go': withLine(line) })).toEqual([place]);
  });

  it.each([
    'rest := 1; println(rest)',
    'rest := 1; func() { println(rest) }()',
    'var n int; for n = range 3 { println() }; println(n)',
    '_, rest := 1, 2; println(Item{Price: rest})',
  ])('pass that something reads: %s', async (line) => {
    expect(await told({ 'cart.go': withLine(line) })).toEqual([]);
  });

  it('pass that were there before', async () => {
    const before = withLine('rest := 1');
    expect(await told({ 'cart.go': `${before}\n` }, { 'cart.go': before })).toEqual([]);
  });
});

describe('imports', () => {
  it.each([
    ['errors', 'errors'],
    ['gopkg.in/yaml.v3', 'gopkg.in/yaml.v3'],
    ['math/rand/v2', 'math/rand/v2'],
  ])('that nothing uses are refused: %s', async (_name, path) => {
    expect(await told({ 'cart.go': importing(path).replace('_ "', '"') })).toEqual([
      `cart.go:5 \`${path}\` is imported and not used.`,
    ]);
    expect(await told({ 'cart.go': importing(path).replace('_ "', 'x "') })).toHaveLength(1);
    expect(await told({ 'cart.go': importing(path) })).toEqual([]);
  });

  it('that lose their last use are refused', async () => {
    expect(
      await told({ 'cart.go': CART.replace('fmt.Sprint(cmp.Diff(c, other))', 'cmp.Diff(c, other)') }),
    ).toEqual(['cart.go:4 `fmt` is imported and not used.']);
  });

  it.each([
    ['math/rand/v2', 'rand'],
    ['gopkg.in/yaml.v3', 'yaml'],
    ['gopkg.in/yaml.v3/v2', 'v2'],
    ['github.com/google/go-cmp', 'cmp'],
    ['github.com/google/go-cmp/v2', 'cmp'],
    ['github.com/google/go-cmp/go-set-map', 'setmap'],
    ['github.com/google/go-cmp/set-map-go', 'set_map'],
    ['example.com/shop/tax', 'tax'],
  ])('are used under a name that the path may mean: %s, %s', async (path, name) => {
    const file = (use: string): string => `package shop\n\nimport "${path}"\n\nvar a, _ = ${use}\n`;
    expect(await told({ 'new.go': file(`${name}.Make()`) })).toEqual([]);
    expect(await told({ 'new.go': file(`${name}.Make(strngs.A)`) })).toEqual([
      'new.go:5 `strngs` is defined nowhere in its package.',
    ]);
  });

  it('may be used under any name that is before a dot and known to nobody', async () => {
    const file = (use: string): string => `package shop\n\nimport "example.com/shop/tax"\n\nvar a = ${use}\n`;
    expect(await told({ 'new.go': file('odd.Rate') })).toEqual([]);
    expect(await told({ 'new.go': file('rate') })).toEqual([
      'new.go:3 `example.com/shop/tax` is imported and not used.',
    ]);
  });

  it('of the library are called as it says, whatever another import is called', async () => {
    const odd = 'package shop\n\nimport (\n\t"errors"\n\n\t"example.com/shop/tax"\n)\n\nvar a = odd.Rate\n';
    expect(await told({ 'new.go': odd })).toEqual(['new.go:4 `errors` is imported and not used.']);
  });

  it.each([
    ['github.com/fastlib/redir', 'is of no module that go.mod requires'],
    ['github.com/google/go-cmp2', 'is of no module that go.mod requires'],
    ['strings2', 'is no package of the standard library or of this project'],
    ['encoding/jsonx', 'is no package of the standard library or of this project'],
    ['example.com/shop/taxes', 'leads to no folder of its module'],
  ])('that lead nowhere are refused: %s', async (path, what) => {
    expect(await told({ 'cart.go': importing(path) })).toEqual([`cart.go:5 \`${path}\` ${what}.`]);
  });

  it.each([
    'encoding/json',
    'crypto/tls',
    'github.com/google/go-cmp/cmp/cmpopts',
    'gopkg.in/yaml.v3',
    'local/inside',
    'example.com/shop/tax',
    'example.com/shop',
  ])('are known by the library, go.mod or a folder: %s', async (path) => {
    expect(await told({ 'cart.go': importing(path) })).toEqual([]);
  });

  it('that only a copy of another project has lead nowhere', async () => {
    const copied = { 'testdata/go.mod': 'module github.com/fastlib/redir\n', 'testdata/a.go': 'package a\n' };
    expect(await told({ 'cart.go': importing('github.com/fastlib/redir') }, copied)).toHaveLength(1);
  });

  it('may lead to a folder or a requirement that the change brings', async () => {
    const patch = { 'cart.go': importing('example.com/shop/vat'), 'vat/vat.go': 'package vat\n' };
    expect(await told(patch)).toEqual([]);
    const required = MODULE.replace('require (', 'require github.com/fastlib/redir v1.0.0\n\nrequire (');
    expect(await told({ 'cart.go': importing('github.com/fastlib/redir'), 'go.mod': required })).toEqual([]);
  });

  it('may lead to a folder that git does not list', async () => {
    const after = importing('example.com/shop/gen');
    expect(
      await told({ 'cart.go': after }, { '.gitignore': 'gen/\n', 'gen/gen.go': 'package gen\n' }),
    ).toEqual([]);
  });

  it.each([
    ['a newer Go', { 'go.mod': MODULE.replace('1.22', '1.99') }, 'strings2'],
    ['no go.mod', { 'go.mod': '// no module\n' }, 'github.com/fastlib/redir'],
    [
      'a workspace that reaches out',
      { 'go.work': 'go 1.22\n\nuse (\n\t.\n\t../redir\n)\n' },
      'github.com/fastlib/redir',
    ],
    ['the library itself', { 'go.mod': 'module std\n\ngo 1.22\n' }, 'internal/abi2'],
    [
      'another module of the project',
      { 'tools/go.mod': 'module github.com/fastlib/redir\n', 'tools/a.go': 'package redir\n' },
      'github.com/fastlib/redir',
    ],
  ])('are not judged with %s', async (_what, files, path) => {
    expect(await told({ 'cart.go': importing(path) }, files)).toEqual([]);
  });
});

it.each(['. "strings"', '"C"'])('a file beside one that imports %s is judged', async (imported) => {
  const open = `package shop\n\nimport ${imported}\n\nvar a = ToUpper("a")\n`;
  expect(await told({ 'open.go': open, 'cart.go': withLine('prizeOf()') })).toEqual([
    'cart.go:25 `prizeOf` is defined nowhere in its package.',
  ]);
});

it('a change of which a file does not parse is not judged', async () => {
  expect(
    await told({ 'cart.go': withLine('prizeOf()'), 'broken.go': 'package shop\n\nfunc f( {\n' }),
  ).toEqual([]);
});

it.each(['testdata/a.go', 'vendor/x/a.go', '_examples/a.go', '.hidden/a.go', '_a.go'])(
  'a file that the go command leaves out is not judged: %s',
  async (path) => {
    expect(await told({ [path]: 'package a\n\nimport "strings2"\n\nvar a = b\n' })).toEqual([]);
  },
);

it('a file that is never built is not judged', async () => {
  const text = '//go:build ignore\n\npackage main\n\nimport "strings2"\n\nvar a = b\n';
  expect(await told({ 'gen.go': text })).toEqual([]);
  expect(await told({ 'gen.go': text.replace('ignore', 'linux') })).not.toEqual([]);
});
