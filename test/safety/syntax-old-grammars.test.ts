import { describe, expect, it } from 'vitest';
import { checkSyntax } from '../../src/safety/syntax-check.ts';

/** What becomes of a change. */
async function outcome(path: string, before: string | null, after: string): Promise<string> {
  const sides = { before: before === null ? null : Buffer.from(before), after: Buffer.from(after) };
  const { kind, valid, diagnostics } = await checkSyntax({ path, ...sides }, { python: null });
  return valid ? kind : `${kind} ${diagnostics[0]?.line}: ${diagnostics[0]?.message}`;
}

/** What its grammar cannot read, and may be right. */
const UNREAD = {
  'a.kt': 'fun A() {\n  val a = b\n    by.g()\n}\n',
  'a.scala': 'object A {\n  val Seq(b, c @ _*) = d\n}\n',
  'a.dart': 'class A {\n  abstract final B? c;\n}\n',
  'a.sol': 'using {f as ==} for A global;\ncontract B {\n}\n',
  'a.cs':
    'class A {\n  void F(params B h) { var i = j is { K: > 1 and < 2 } ? l : m!; }\n  int P => checked(q >>> 1);\n}\n',
} as const;

describe('a file in a language that its grammar knows in part', () => {
  it.each(Object.entries(UNREAD))(
    'is not judged where the grammar cannot read it: %s',
    async (path, text) => {
      expect(await outcome(path, null, text)).toBe('not-judged');
      expect(await outcome(path, text, text.replace('A', 'Z'))).toBe('not-judged');
    },
  );

  it.each(Object.entries(UNREAD))('but for brackets that do not close: %s', async (path, text) => {
    expect(await outcome(path, null, text.trimEnd().slice(0, -1))).toMatch(/^invalid \d: Missing `}`/);
    expect(await outcome(path, text, text.trimEnd().slice(0, -1))).toMatch(/^invalid \d: Missing `}`/);
  });

  it('is refused in Lua for a block that does not close too, of whatever version it is', async () => {
    const text =
      '#!/usr/bin/lua (\nglobal <const> *\nlocal a = [==[ ]] end ( ]==] --[[ do ]]\n' +
      'local function f(...b) -- if\n  while a do if b then c("end\\"") end end\n' +
      '  repeat d({"[["}) until e\nend\n';
    expect(await outcome('a.lua', null, text)).toBe('not-judged');
    expect(await outcome('a.lua', null, text.slice(0, -4))).toContain('Missing `end` for this `function`');
    expect(await outcome('a.lua', null, `${text}end\n`)).toContain('Nothing is open that this `end` closes');
    expect(await outcome('a.lua', 'f()\n', 'f() = = 1\n')).toContain('invalid 1');
  });

  it('is judged by the grammar where that could read it before', async () => {
    const before = 'fun f(x: Int): Int = x\n';
    expect(await outcome('a.kt', before, before.replace('= x', '= ='))).toContain('invalid 1');
    expect(await outcome('a.kt', before, 'fun f(x: Int): Int = x + 1\n')).toBe('valid');
  });
});

describe('a script with the types of Flow', () => {
  const text = (head: string): string => `${head}\nexport function f(a: ?number) {\n  return (a: any);\n}\n`;

  it.each(['// @flow', '/**\n * @flow strict\n */', '/* @flow */'])('is not judged: %j', async (head) => {
    expect(await outcome('a.js', null, text(head))).toBe('not-judged');
    expect(await outcome('a.js', `${head}\n`, text(head))).toBe('not-judged');
  });

  it.each(['', '// Of @flow we know nothing', '// @noflow'])('is one that says so: %j', async (head) => {
    expect(await outcome('a.js', null, text(head))).toContain('invalid');
  });
});

describe('what a grammar lacks is read another way', () => {
  it.each([
    ['a.cs', 'class A(int b) : C {\n  int[] d = [1, 2];\n  string e = """\n    {"f": 1}\n    """;\n}\n'],
    [
      'a.cs',
      'class A {\n  A()\n#pragma warning disable B\n    => c = 1;\n#pragma warning restore B\n}\nclass D : E;\n',
    ],
    ['a.sol', 'contract A {\n  mapping(address b => mapping(bytes32 c => uint256 d)) e;\n}\n'],
    ['a.kt', 'class A { val b: Int }\n'],
    ['a.dart', "library;\n\nimport 'a.dart';\n"],
    ['a.php', '<?php\n$a = $b |> trim(...) |> f(...);\n$c = new D(e(1))->f();\n'],
    ['a.cs', 'class A {\n  class B() : C<D>(E.F<D>());\n  record G(int H) : C<D>, I { }\n}\n'],
    ['a.cs', 'class A {\n  B C(params ReadOnlySpan<D> e) { return F([g]); }\n}\n'],
    [
      'a.cs',
      'class A {\n#if NET6\n  [C(D)]\n  int F(\n    int? b\n  )\n#else\n  int F(int b)\n#endif\n  {\n    return 1;\n  }\n}\n',
    ],
    ['a.vue', '<template>\n  <a-b c="d" #="{ e }" f>\n    {{ e }}\n  </a-b>\n</template>\n'],
    ['a.m', '@implementation A\nid g(int a) NS_RETURNS_RETAINED {\n  return h;\n}\n@end\n'],
    ['a.c', 'static void *MY_CDECL f(void *a, int b)\n{\n  return a;\n}\n'],
    ['a.rs', 'fn f() -> Result<u8, E> {\n    let a = try!(g());\n    Ok(a)\n}\n'],
  ])('%s %j', async (path, text) => {
    expect(await outcome(path, null, text)).toBe('valid');
  });
});

describe('a fault is told beside what a grammar lacks', () => {
  it.each([
    ['a.cs', 'class A {\n  A()\n#pragma warning disable B\n    => c = 1;\n#pragma warning restore B\n}\n'],
    ['a.cs', 'class A {\n  byte[] b = @"c"u8.ToArray();\n  byte[] d = """e"""u8.ToArray();\n}\n'],
    ['a.cs', 'file static class A {\n}\n'],
    ['a.cs', 'class A {\n  int[] b = [];\n}\n'],
  ])('%s %j', async (path, text) => {
    const rest = 'class Z {\n  int y = 1;\n}\n';
    const faulty = rest.replace('= 1', '= = 1');
    expect(await outcome(path, `${text}${rest}`, `${text}${faulty}`)).toContain('invalid');
  });

  it('a.cs with whole statements in both builds', async () => {
    const text = (value: string): string =>
      `class A {\n  int[] b = [1, 2];\n#if C\n  int d = 1;\n#else\n  int d = ${value};\n#endif\n}\n`;
    expect(await outcome('a.cs', text('2'), text('= 2'))).toContain('invalid');
  });
});

describe('a template of a generator', () => {
  const TEMPLATE = 'class <%= name %>Controller\n  <% if a %>\n  def b\n  end\n  <% end %>\nend\n';

  it('is read as it is when it is filled in', async () => {
    expect(await outcome('lib/generators/templates/a.rb', null, TEMPLATE)).toBe('valid');
    expect(await outcome('template/src/a.py', null, 'import {{ cookiecutter.name }}\n')).toBe('valid');
    const logic = 'class A {\n  <% if (b) { %>\n  int c = 1;\n  <% } %>\n}\n';
    expect(await outcome('template/A.java', null, logic)).toBe('valid');
    expect(await outcome('template/src/a.py', null, 'import {{ a }}\nb = (1\n')).toContain('invalid');
    expect(await outcome('templates/a.template.json', null, '{$ doc.data | json $}\n')).toBe('not-judged');
  });

  it('is not judged where its logic stands in the middle of code', async () => {
    const mixed =
      'config :a,\n  b: <%= if c do %>[d: 1]<% else %>[]<% end %>,\n  e: 1<%= if f do %>,\n  g: 2<% end %>\n';
    expect(await outcome('installer/templates/a.exs', null, mixed)).toBe('not-judged');
    expect(await outcome('installer/templates/a.exs', mixed, mixed.replace('1<', '2<'))).toBe('not-judged');
    expect(await outcome('config/a.exs', null, mixed)).toContain('invalid');
  });

  it('stands where such files stand', async () => {
    expect(await outcome('lib/a.rb', null, TEMPLATE)).toContain('invalid');
    expect(await outcome('src/a.py', null, 'import {{ cookiecutter.name }}\n')).toContain('invalid');
  });
});

describe('data of tests that says that it is wrong', () => {
  it.each([
    'toml/testdata/invalid/a.toml',
    'tests/data/bad-key.toml',
    'test/fixtures/a.error.toml',
    'examples/play/invalid-key.toml',
  ])('may be as it likes when it is new: %s', async (path) => {
    expect(await outcome(path, null, 'a = \n')).toBe('not-judged');
    expect(await outcome(path, null, 'a = "\0"\n')).toBe('not-judged');
    expect(await outcome(path, 'a = 1\n', 'a = \n')).toContain('invalid');
  });

  it('may be what a fuzzer of Go keeps, and empty by its name', async () => {
    const seed = 'go test fuzz v1\n[]byte("{}")\n';
    expect(await outcome('json/testdata/fuzz/FuzzParse/a.json', null, seed)).toBe('not-judged');
    expect(await outcome('json/fuzz/a.json', null, seed)).toContain('invalid');
    expect(await outcome('tests/keys/jwk_empty.json', null, '')).toBe('not-judged');
    expect(await outcome('tests/keys/jwk.json', null, '')).toContain('invalid');
    expect(await outcome('tests/keys/empty.py', null, 'a = \n')).toContain('invalid');
  });

  it.each(['toml/testdata/a.toml', 'src/invalid/a.toml', 'tests/data/badge.toml', 'examples/errors/a.toml'])(
    'is none by another name: %s',
    async (path) => {
      expect(await outcome(path, null, 'a = \n')).toContain('invalid');
    },
  );
});
