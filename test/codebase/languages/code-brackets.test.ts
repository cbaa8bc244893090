import { expect, it } from 'vitest';
import { bracketFaults } from '../../../src/codebase/languages/bracket-faults.ts';
import { codeBrackets } from '../../../src/codebase/languages/code-brackets.ts';

const faultsOf = (language: string, text: string): readonly string[] =>
  bracketFaults(codeBrackets(language, text)).map(({ offset, message }) => `${offset} ${message}`);

it.each([
  ['kotlin', 'val a = "${b.joinToString("(") { "[${it}" }} $c $$ }"\nval d = \'(\'\n'],
  ['kotlin', '@Test fun `a(b`() { f("""{ "${g("}")}""""") } /* ( /* [ */ ( */ // {\n'],
  ['scala', 'val a = s"${b("(")} {"\nval c = \'d\nval e = \'(\'\nval f = "{"\nval g = \'{ 1 }\n'],
  ['scala', 'val a = s"""{ ${b.map { c => s"[$c" }} (""" \n'],
  ['dart', "var a = '${b['('] ?? \"{\"} }';\nvar c = r'\\{';\nvar d = '''{ ${e(']')} [''';\n"],
  ['dart', "var a = r'''\n{ ${ [\n''';\nvar b = '''\n{ (\n''';\nf(r'\\', 1);\n"],
  ['c_sharp', 'var a = @"\n{ (\n";\nF(@"C:\\", 1);\n'],
  ['c_sharp', 'var a = $"{b[")"]} {{ {c}";\nvar d = @"C:\\(""{";\nvar e = \'[\';\nvar f = \'\\\'\';\n'],
  ['c_sharp', 'var a = """\n  { "(" ""\n  """;\nvar b = $$"""{{c}} {""";\nvar d = $@"{e}""{{";\n'],
  ['c_sharp', '#region a (b\n#if A\nvoid F(int x) {\n#else\nvoid F() {\n#endif\n}\n#endregion\n'],
  ['solidity', 'string a = \'(\';\nbytes b = hex"19"; // {\n'],
  ['zig', 'const a =\n    \\\\ { (\n    \\\\ [\n;\nconst b = "{\\"";\nconst c = \'{\';\n'],
])('brackets of %s are told from those in texts and comments: %j', (language, text) => {
  expect(faultsOf(language, text)).toEqual([]);
});

it.each([
  ['kotlin', 'fun f() { g("${h(1)}"\n}\n', '11 Missing `)` for this `(`'],
  ['kotlin', 'val a = "${b.map { c }"\n', '10 Missing `}` for this `{`'],
  ['scala', 'object A { def f(x: Int = x\n', '16 Missing `)` for this `(`'],
  ['dart', 'void f() {\n  a([1, 2);\n}\n', '15 Missing `]` for this `[`'],
  ['c_sharp', 'class A { void F() { }\n', '8 Missing `}` for this `{`'],
  ['c_sharp', 'class A { }\n}\n', '12 Nothing is open that this `}` closes'],
  ['kotlin', 'fun f() { /* a */ g(1\n}\n', '19 Missing `)` for this `(`'],
  ['zig', 'fn f() void {\n', '12 Missing `}` for this `{`'],
  ['solidity', 'contract A { function f( { }\n', '23 Missing `)` for this `(`'],
])('a bracket of %s that does not close is found: %j', (language, text, fault) => {
  expect(faultsOf(language, text)).toEqual([fault]);
});

it('no brackets are told of a language whose texts are not known', () => {
  expect([...codeBrackets('python', 'f(')]).toEqual([]);
});
