import { describe, expect, test } from 'vitest';
import { createCandidate } from '../../../src/domain/candidate.ts';
import { digestOf } from '../../../src/domain/digest.ts';
import { createGuards } from '../../../src/safety/gates/guards.ts';
import { judge, objections } from '../../support/guards.ts';

const numbered = (count: number): string =>
  Array.from({ length: count }, (_, index) => `line_${index} = ${index}\n`).join('');

describe('the guards', () => {
  test('are healable gates that name themselves in the record', () => {
    expect(createGuards().map(({ id, checkType, isHealable }) => ({ id, checkType, isHealable }))).toEqual([
      { id: 'placeholder', checkType: 'placeholder', isHealable: true },
      { id: 'hidden-characters', checkType: 'hidden-characters', isHealable: true },
      { id: 'indentation', checkType: 'indentation', isHealable: true },
      { id: 'shrinkage', checkType: 'shrinkage', isHealable: true },
      { id: 'weakened-tests', checkType: 'weakened-tests', isHealable: true },
      { id: 'secrets', checkType: 'secrets', isHealable: true },
    ]);
  });

  test('tell place, reason and the bytes they judged', async () => {
    const after = 'x = 1\n# ... rest of the code unchanged ...\n';
    expect((await judge({ 'a.py': ['x = 0\ny = 2\n', after] })).get('placeholder')).toEqual({
      passed: false,
      summary: 'a.py:2 This line stands in place of code. Write the code out, or keep what was there.',
      diagnostics: [
        {
          path: 'a.py',
          line: 2,
          column: 1,
          kind: 'placeholder',
          message: 'This line stands in place of code. Write the code out, or keep what was there.',
          source: 'guard',
          context: '  1 | x = 1\n> 2 | # ... rest of the code unchanged ...\n    | ^\n  3 | ',
        },
      ],
      judged: [{ path: 'a.py', digest: digestOf(after), verifiedBy: [] }],
    });
  });

  test('judge no file that is no text', async () => {
    const change = { path: 'a.bin', before: null, after: Buffer.from([0, 1, 2]), tolerances: [] };
    const candidate = createCandidate({ read: async () => null, list: async () => [] }, [change]);
    const verdicts = createGuards()
      .slice(0, 4)
      .map(async (gate) => (await gate.check(candidate, new AbortController().signal)).passed);
    expect(await Promise.all(verdicts)).toEqual([true, true, true, true]);
  });
});

describe('a placeholder', () => {
  test.each([
    '# rest of the code unchanged',
    '    /* unchanged */',
    '// unchanged',
    '# same as before',
    '<!-- no changes here -->',
    '    # ... (rest of the methods unchanged)',
    '# ...rest of class...',
    '# [... rest of file ...]',
    '# The rest of the function stays the same',
    '# existing code unchanged',
    '# everything else remains the same',
    '# rest of __init__ unchanged',
    '# (omitted for brevity)',
    '// ... existing code ...',
    '// (rest of methods …)',
    '// Other methods remain unchanged',
    '// [rest of the code]',
    '// ... rest of UserService unchanged',
    '// Keep existing imports',
    '// the remaining code goes here',
    '/* ... rest of the file ... */',
    ' * ... existing methods ...',
    '{/* ... existing JSX ... */}',
    '<!-- rest of the template remains the same -->',
    '-- rest of the query unchanged',
    '; rest of the code',
    '% ... existing code ...',
    '    ... existing code ...',
    '[... rest of the file ...]',
    '    pass  # rest of the method unchanged',
    'function f() { /* ... existing code ... */ }',
    '"""... rest of the code ..."""',
    '// other branches unchanged',
    '# other arms unchanged',
    '    _ => { /* other arms unchanged */ }',
    '    _ => { /* other match arms remain unchanged */ },',
    '// Remaining cases stay the same',
    '# same logic as above',
    '    # Same implementation as before',
    '    // implementation continues as before',
    '/* ... logic continues here */',
    '    default => { /* same handling as above */ }',
    '# the exact same code as in the original',
    '<<<<<<< HEAD',
    '>>>>>>> theirs',
  ])('is %j', async (line) => {
    expect(await objections({ 'a.py': ['x = 1\n', `x = 1\n${line}\n`] })).toEqual(['placeholder:a.py:2']);
  });

  test.each([
    '# ...',
    '...',
    '    ...',
    'const { a, ...rest } = props;',
    '  ...rest,',
    '...others',
    '...(existing ?? {}),',
    'x = 1  # unchanged',
    '"99",  # truncated file',
    '// Omitted fields.',
    'var decorate = function (text, color /*, ...rest*/) {',
    '# Please let me know if you find out!',
    '# unchanged since 1.2',
    '# Same as before, but for bytes',
    '# The rest of the arguments are passed on to the handler',
    '// Other methods',
    '# same as above',
    '# same logic as above, for bytes',
    '# processing continues as before when the lock is gone',
    'x = { /* the original */ }',
    '//     // other routes...',
    '# existing users keep their tokens',
    '* the original string is returned unchanged.',
    'print("... loading the rest ...")',
    '======= ',
    '>>> f(1)',
  ])('is not %j', async (line) => {
    expect(await objections({ 'a.py': ['x = 1\n', `x = 1\n${line}\n`] })).toEqual([]);
  });

  test('is none in data of tests that are about conflicts', async () => {
    const merged = '<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> theirs\n';
    expect(await objections({ 'tests/Json/Fixtures/lock.txt': [null, merged] })).toEqual([]);
  });

  test('is not what says that a branch has nothing to do', async () => {
    const after = (head: string): string => `int f(int a) {\n  ${head} {\n    // no change\n  }\n}\n`;
    expect(await objections({ 'a.c': [null, after('if (a == 0)')] })).toEqual([]);
    expect(await objections({ 'a.c': [null, after('while (a == 0)')] })).toEqual(['placeholder:a.c:3']);
  });

  test('is not the end of a sentence that begins in the comment above', async () => {
    const after =
      'x = 1\n# Gives what comes behind the prefix if there is one, and otherwise the path\n# unchanged.\n';
    expect(await objections({ 'a.py': ['x = 1\n', after] })).toEqual([]);
    const whole = after.replace('path\n', 'path.\n');
    expect(await objections({ 'a.py': ['x = 1\n', whole] })).toEqual(['placeholder:a.py:3']);
    for (const above of [
      'the rest of the code of this function and the one below it, which',
      'Check the input',
    ])
      expect(await objections({ 'a.py': ['x = 1\n', `x = 1\n# ${above}\n# unchanged\n`] })).toEqual([
        'placeholder:a.py:3',
      ]);
  });

  test('is a fence around the file, or a first line of chat', async () => {
    expect(await objections({ 'a.py': ['x = 1\n', '```python\nx = 2\n```\n'] })).toEqual([
      'placeholder:a.py:1',
      'placeholder:a.py:3',
    ]);
    expect(await objections({ 'a.ts': [null, "Here's the updated code:\nconst x = 1;\n"] })).toEqual([
      'placeholder:a.ts:1',
    ]);
    expect(await objections({ 'a.ts': [null, 'Sure, I can do that.\nconst x = 1;\n'] })).toEqual([
      'placeholder:a.ts:1',
    ]);
  });

  test.each([
    ['a.go', '\tname := “Ada”'],
    ['a.rb', 'return ‘Ada’'],
    ['a.py', 'print(“Ada”)'],
    ['a.rs', 'let a = 1;\\nlet b = 2;\\nlet c = 3;'],
    ['a.py', '"def f():\\n    return 1\\n\\n\\ndef g():\\n    return 2\\n"'],
  ])('is text that was mangled on its way, in %s: %j', async (path, line) => {
    expect(await objections({ [path]: [null, `${line}\n`] })).toEqual([`placeholder:${path}:1`]);
  });

  test.each([
    ['a.go', '\tname := "“Ada”"'],
    ['a.go', '// name := “Ada”'],
    ['a.html', '<p title=“Ada”>'],
    ['a.md', 'name = “Ada”'],
    ['a.rs', 'print!("a\\nb\\n");'],
    ['a.py', '# a\\nb\\n'],
    ['a.py', '"a\\n"'],
    ['a.json', '"a\\nb\\nc\\n"'],
    ['a.rb', 'assert_match %r{list do\\n  one {|row| row}\\n  two\\nend}, content'],
    ['a.ex', 'assert text =~ ~r{list do\\n  one(row)\\n  two\\nend}'],
  ])('is not what only looks mangled, in %s: %j', async (path, line) => {
    expect(await objections({ [path]: [null, `${line}\n`] })).toEqual([]);
  });

  test('is not what was there before, nor a fence in a text for people', async () => {
    const known = 'x = 1\n# rest of the code unchanged\n```\n';
    expect(await objections({ 'a.py': [known, `${known}y = 2\n`] })).toEqual([]);
    expect(await objections({ 'a.md': [null, '```sh\nnpm test\n```\n'] })).toEqual([]);
  });
});

describe('shrinkage', () => {
  test('is the loss of more than half of a file of over 20 lines', async () => {
    expect(await objections({ 'a.py': [numbered(40), numbered(19)] })).toEqual(['shrinkage:a.py:1']);
    const asked = 'Remove what nobody uses';
    expect(await objections({ 'a.py': [numbered(40), numbered(20)] }, asked)).toEqual([]);
    expect(await objections({ 'a.py': [numbered(20), numbered(1)] }, asked)).toEqual([]);
    expect(await objections({ 'a.py': [numbered(40), ''] }, asked)).toEqual(['shrinkage:a.py:1']);
  });

  test('is not a rewrite of the same size, a deletion, or a move into another file', async () => {
    const rewritten = numbered(40).replaceAll('line', 'row');
    expect(await objections({ 'a.py': [numbered(40), rewritten] })).toEqual([]);
    expect(await objections({ 'a.py': [numbered(40), null] })).toEqual([]);
    expect(
      await objections({ 'a.py': [numbered(40), 'from b import *\n'], 'b.py': [null, numbered(40)] }),
    ).toEqual([]);
  });
});

describe('a file that ends too early', () => {
  const source = 'def f(a):\n    b = a\n    c = b\n    return c\n\n\ndef g():\n    return 1\n';

  test('ends in the middle of a block that went on, with more behind it', async () => {
    const cut = source.slice(0, source.indexOf('    return c'));
    expect(await objections({ 'a.py': [source, cut] })).toEqual(['shrinkage:a.py:3']);
  });

  test('does not end before a definition, nor before the last lines of one', async () => {
    expect(await objections({ 'a.py': [source, source.slice(0, source.indexOf('\n\ndef g'))] })).toEqual([]);
    const first = source.slice(0, source.indexOf('\n\ndef g'));
    expect(await objections({ 'a.py': [first, first.replace('    return c\n', '')] })).toEqual([]);
  });
});

describe('weakened tests', () => {
  const python =
    'def test_a():\n    assert f(1) == 2\n\n\ndef test_b(self):\n    self.assertEqual(f(2), 3)\n';
  const script =
    "it('adds', () => {\n  expect(f(1)).toBe(2);\n});\ntest.each([1, 2])('is %i', (n) => {\n  assert.equal(f(n), n);\n});\n";

  test.each([
    ['removed', 'test_f.py', python, 'def test_a():\n    assert f(1) == 2\n    assert f(1) > 1\n'],
    ['turned into comments', 'test_f.py', python, python.replaceAll(/^/gm, '# ')],
    ['skipped', 'test_f.py', python, `@pytest.mark.skip\n${python}`],
    ['expected to fail', 'tests/f.py', python, `@unittest.expectedFailure\n${python}`],
    ['emptied', 'test_f.py', python, python.replace('    assert f(1) == 2', '    pass')],
    ['made trivial', 'test_f.py', python, python.replace('assert f(1) == 2', 'assert True')],
    ['deleted with their file', 'test_f.py', python, null],
    ['removed', 'f.test.ts', script, script.slice(0, script.indexOf('test.each'))],
    ['turned into comments', 'f.test.ts', script, `/*${script}*/`],
    ['skipped', 'f.spec.js', script, script.replace("it('adds'", "it.skip('adds'")],
    ['skipped by the name', 'f.spec.js', script, script.replace("it('adds'", "xit('adds'")],
    ['left out by an only', '__tests__/f.tsx', script, script.replace("it('adds'", "it.only('adds'")],
    ['emptied', 'f.test.mjs', script, script.replace('expect(f(1)).toBe(2);', '')],
    ['made trivial', 'f.test.ts', script, script.replace('expect(f(1)).toBe(2)', 'expect(true).toBe(true)')],
  ])('are %s in %s', async (_, path, before, after) => {
    const found = await objections({ [path]: [before, after] });
    expect(new Set(found.map((objection) => objection.split(':')[0]))).toEqual(new Set(['weakened-tests']));
  });

  test.each([
    ['renamed', 'test_f.py', python, python.replace('test_a', 'test_first')],
    ['added', 'test_f.py', python, `${python}\ndef test_c():\n    assert f(3) == 4\n`],
    ['formatted', 'f.test.ts', script, script.replaceAll("'", '"')],
    ['new', 'f.test.ts', null, "it.skip('waits', () => {});\n"],
    ['in no test file', 'src/contest.py', python, 'x = 1\n'],
    [
      'kept though a comment sign stands in a string',
      'f.test.ts',
      `app.get('/api/*');\n${script}`,
      `app.get('/api/*');\n${script}app.get('/x/*/');\n`,
    ],
  ])('are not tests that are %s (%s)', async (_, path, before, after) => {
    expect(await objections({ [path]: [before, after] })).toEqual([]);
  });

  test('are not tests that moved to another file', async () => {
    const [a, b] = [python.slice(0, python.indexOf('\n\n')), python.slice(python.indexOf('def test_b'))];
    expect(await objections({ 'test_f.py': [python, a], 'test_g.py': [null, b] })).toEqual([]);
  });

  test('name the line of a new skip', async () => {
    const before = "it.skip('old', () => {});\nit('new', () => {});\n";
    expect(await objections({ 'f.test.ts': [before, before.replace("it('new'", "it.todo('new'")] })).toEqual([
      'weakened-tests:f.test.ts:2',
    ]);
  });
});
