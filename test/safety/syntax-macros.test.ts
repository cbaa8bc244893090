import { describe, expect, it } from 'vitest';
import { checkSyntax } from '../../src/safety/syntax-check.ts';
import type { SyntaxVerdict } from '../../src/safety/syntax-verdict.ts';

async function check(path: string, after: string, before: string | null = null): Promise<SyntaxVerdict> {
  const sides = { before: before === null ? null : Buffer.from(before), after: Buffer.from(after) };
  return checkSyntax({ path, ...sides }, { python: null });
}

const kindOf = async (path: string, after: string): Promise<string> => (await check(path, after)).kind;

/** No grammar knows what `each` is, and it may be right. */
const UNKNOWN_MACRO = 'void f(void) {\n  each(a in b) {\n    g(a);\n  }\n}\n';

describe('C and C++', () => {
  it.each([
    ['a.c', 'LUA_API int f (int n) { return n; }\n'],
    ['a.c', 'static FORCE_INLINE int f(int n) { return n; }\n'],
    ['a.cc', 'NS_BEGIN\nnamespace a {\nint f();\n}\nNS_END\n'],
    ['a.cc', 'struct A {\n  void f() FMT_NOEXCEPT;\n  int g() const ATTRIBUTE(a, (b)) { return 1; }\n};\n'],
    ['a.h', 'G_BEGIN_DECLS\nPRINTF_LIKE(1, 2) void f(const char *a, ...);\nG_END_DECLS\n'],
  ])('are read as their preprocessor leaves them: %s %j', async (path, text) => {
    expect(await kindOf(path, text)).toBe('valid');
  });

  it('are not judged where only their preprocessor can tell', async () => {
    expect(await check('a.c', UNKNOWN_MACRO)).toMatchObject({
      kind: 'not-judged',
      valid: true,
      verifiedBy: [],
    });
    expect(await kindOf('a.cc', UNKNOWN_MACRO)).toBe('not-judged');
  });

  it.each([
    [UNKNOWN_MACRO.slice(0, -2), '1:14 Missing `}` for this `{`'],
    [`${UNKNOWN_MACRO}}\n`, '6:1 Nothing is open that this `}` closes'],
    [UNKNOWN_MACRO.replace('g(a)', 'g(a'), '3:6 Missing `)` for this `(`'],
    [`#if 0\n}\n#else\n${UNKNOWN_MACRO}}\n#endif\n`, '9:1 Nothing is open that this `}` closes'],
  ])('are refused there for brackets, which no macro makes right: %j', async (text, fault) => {
    const { kind, diagnostics } = await check('a.c', text);
    expect(kind).toBe('invalid');
    expect(diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`)).toContain(fault);
  });

  it.each([
    `#ifdef A\nvoid h() {\n#else\nvoid i() {\n#endif\n}\n${UNKNOWN_MACRO}`,
    `#if A\nvoid h() {\n#elif B\nvoid i() {\n#else\nvoid j() {\n#endif\n}\n${UNKNOWN_MACRO}`,
    `#if 0\n((\n#elif A\n#else\n((\n#endif\n${UNKNOWN_MACRO}`,
    `#define OPEN { \\\n  (\n#error don't\n// don't (\n/* ( */\n${UNKNOWN_MACRO}`,
    `const char *a = "(\\"(", b = '(', c = '\\'';\nint d = 1'000;\n${UNKNOWN_MACRO}`,
    `auto a = R"x(()")x";\n${UNKNOWN_MACRO}`,
    `#define A(d) ((d) \\\r\n  | (d))\r\n// ( \\\r\n ( \r\nchar b[] = "\\\r\n(";\r\n${UNKNOWN_MACRO}`,
    `#ifdef A\nif (a)\n#else\nif (b) {\n#endif\nc();\n#ifndef A\n}\n#endif\n${UNKNOWN_MACRO}`,
  ])(
    'have brackets in texts, comments, directives and other alternatives that count for nothing: %j',
    async (text) => {
      expect(await kindOf('a.cc', text)).toBe('not-judged');
    },
  );

  it('are held to the file before, which shows what the grammar makes of its macros', async () => {
    const broken = UNKNOWN_MACRO.replace('g(a);', 'int x = = 3;');
    expect(await check('a.c', broken, UNKNOWN_MACRO)).toMatchObject({ valid: false });
    expect(await check('a.c', UNKNOWN_MACRO.replace('g(a)', 'h(a)'), UNKNOWN_MACRO)).toMatchObject({
      valid: true,
    });
  });
});

describe('Vue', () => {
  it('may have blocks that close themselves, and blocks of its tools with any text', async () => {
    const template = '<template>\n  <p />\n</template>\n';
    expect(await kindOf('a.vue', `${template}<style src="./a.css" module />\n`)).toBe('valid');
    expect(await kindOf('a.vue', `${template}<docs>\nUse "</" here.\n</docs>\n`)).toBe('valid');
    expect(await kindOf('a.vue', `${template}<style scoped>\na { b: c }\n`)).toBe('invalid');
  });

  it('are read without what is for C++ alone', async () => {
    const unknown = 'int f(const char *a) LIKE(1);\nint g(void);\n';
    const [opened, closed] = ['extern "C" {', '}'].map((line) => `#ifdef __cplusplus\n${line}\n#endif\n`);
    expect(await kindOf('a.h', `${opened}${unknown}${closed}`)).toBe('valid');
    expect((await check('a.h', `${opened}${unknown}${closed}`, unknown)).kind).toBe('valid');
    expect((await check('a.h', `${opened}int f(;\n${closed}`, 'int f();\n')).kind).toBe('invalid');
  });

  it('are not judged where their grammar made nothing of the file before', async () => {
    const odd = '#if A\n else {\n#endif\n}\n'.repeat(3);
    expect(await kindOf('a.c', odd)).toBe('not-judged');
    expect((await check('a.c', `// new\n${odd}`, `// old\n${odd}`)).kind).toBe('not-judged');
  });
});
