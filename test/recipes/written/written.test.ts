import { assert, asyncProperty, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECIPES, recipesOf } from '../../../src/recipes/catalog.ts';
import { routeSentence } from '../../../src/recipes/router/router.ts';
import type { Recipe } from '../../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../../support/fixture.ts';

const RULES = 'ouroboros.recipes/rules.yml';

async function ownOf(yaml: string, path = RULES): Promise<readonly Recipe[]> {
  const all = await recipesOf(treeOfTexts({ [path]: yaml }));
  return all.filter((recipe) => !RECIPES.includes(recipe));
}

async function rewritten(
  yaml: string,
  files: Texts,
): Promise<{ readonly files: Texts; readonly notes: readonly string[] }> {
  const [recipe] = await ownOf(yaml);
  if (recipe === undefined) throw new Error('The rule made no recipe.');
  const request = { slots: {}, targets: Object.keys(files), signal: new AbortController().signal };
  const result = await recipe.run(request, treeOfTexts(files));
  if (result.kind === 'refused') throw new Error(result.reason);
  if (result.kind === 'unchanged') return { files, notes: [result.summary] };
  return { files: withChanges(files, result.changes), notes: result.notes };
}

function rule(language: string, pattern: string, fix: string, more = ''): string {
  const block = (text: string): string => `|-\n  ${text.replaceAll('\n', '\n  ')}`;
  return `id: own-rule\nlanguage: ${language}\nrule:\n  pattern: ${JSON.stringify(pattern)}\nfix: ${block(fix)}\n${more}`;
}

const EQUAL = rule('Python', 'assertEquals($A, $$$REST)', 'assertEqual($A, $$$REST)');

describe('a recipe of the project', () => {
  it.each([
    ['one node and several', EQUAL, 'assertEquals(a, b,  c)\n', 'assertEqual(a, b,  c)\n'],
    ['no node at all', rule('py', 'f($$$A)', 'g($$$A)'), 'f()\n', 'g()\n'],
    ['text that is not ASCII', rule('py', 'f($A)', 'g($A)'), '"ü😀"; f("ß")\n', '"ü😀"; g("ß")\n'],
    ['CRLF', rule('py', 'f($A)', 'g($A)\nh()'), 'x = 1\r\nf(1)\r\n', 'x = 1\r\ng(1)\r\nh()\r\n'],
    [
      'lines, indented as the match is',
      rule('py', 'f($A)', 'g()\nh($A)'),
      'def m():\n    f([\n        1,\n    ])\n',
      'def m():\n    g()\n    h([\n        1,\n    ])\n',
    ],
    [
      'a transformed name',
      rule(
        'py',
        '$O.$OLD()',
        '$O.$NEW()',
        'transform:\n  NEW: { convert: { source: $OLD, toCase: snakeCase } }\n',
      ),
      'a.someName()\n',
      'a.some_name()\n',
    ],
  ])('rewrites %s', async (_, yaml, before, after) => {
    expect((await rewritten(yaml, { 'a.py': before })).files).toEqual({ 'a.py': after });
  });

  it('takes a neighbour along where the fix says so', async () => {
    const fix = `id: own-rule\nlanguage: ts\nrule: { kind: pair, has: { field: key, regex: ^old$ } }\nfix:\n  template: ''\n  expandEnd: { regex: ',' }\n`;
    const { files } = await rewritten(fix, { 'a.ts': 'const x = {old: 1, new: 2};\n' });
    expect(files).toEqual({ 'a.ts': 'const x = { new: 2};\n' });
  });

  it('works only on the files that the rule means', async () => {
    const yaml = rule('py', 'f()', 'g()', 'files: ["./src/**"]\nignores: ["**/old/**"]\n');
    const files = { 'src/a.py': 'f()\n', 'src/old/b.py': 'f()\n', 'c.py': 'f()\n' };
    expect((await rewritten(yaml, files)).files).toEqual({ ...files, 'src/a.py': 'g()\n' });
  });

  it('rewrites the outermost of nested matches and notes the others', async () => {
    const { files, notes } = await rewritten(rule('py', 'f($A)', 'g($A)'), { 'a.py': 'f(f(1))\n' });
    expect(files).toEqual({ 'a.py': 'g(f(1))\n' });
    expect(notes).toEqual(['Left as it was: a.py:1, within another match.']);
  });

  it('leaves a string of several lines that would be indented anew', async () => {
    const yaml = rule('ts', 'f($A)', 'if (ok) {\n  f($A);\n}');
    const text = 'f(`a\n  b`)\n';
    const { files, notes } = await rewritten(yaml, { 'a.ts': text });
    expect(files).toEqual({ 'a.ts': text });
    expect(notes).toEqual([expect.stringContaining('string of several lines')]);
  });

  it('refuses what would no longer parse, and what did not before', async () => {
    const broken = rule('py', 'f($A)', 'f($A');
    await expect(rewritten(broken, { 'a.py': 'f(1)\n' })).rejects.toThrow('a.py would no longer parse');
    await expect(rewritten(EQUAL, { 'a.py': 'assertEquals(1, 2)\n(\n' })).rejects.toThrow(
      'a.py has a syntax error',
    );
  });

  it('refuses with the words of ast-grep what it does not take', async () => {
    const yaml = 'id: own-rule\nlanguage: py\nrule: { kind: no_such_kind }\nfix: x\n';
    await expect(rewritten(yaml, { 'a.py': 'f()\n' })).rejects.toThrow(/own-rule.*no_such_kind/);
  });

  it('changes nothing outside of what it rewrites', async () => {
    const line = constantFrom('x = 1', 'f(1)', '  # f(2)', 's = "f(3)"', '', '\tif y:', 'é = f(f(4))');
    await assert(
      asyncProperty(line, line, line, async (...lines) => {
        const text = lines.join('\n');
        const parses = await rewritten(rule('py', 'f($A)', 'g($A)'), { 'a.py': text }).catch(() => null);
        const after = parses?.files['a.py'] ?? text;
        return after.replaceAll('g(', 'f(') === text;
      }),
    );
  });
});

describe('the recipes of a project', () => {
  it('are asked for by the sentences that they name', async () => {
    const [own] = await ownOf(
      rule('py', 'f()', 'g()', 'metadata: { sentences: [Use g for f], effect: preserves }\n'),
    );
    expect(own).toMatchObject({
      id: 'own-rule',
      languages: ['python'],
      effect: 'preserves',
      title: expect.any(String),
    });
    const route = routeSentence(
      'use g for f in a.py',
      { targets: [], functions: [] },
      own === undefined ? [] : [own],
    );
    expect(route).toMatchObject({ kind: 'match', targets: ['a.py'] });
  });

  it('change the behaviour unless they say otherwise, and are marked by the bytes of their file', async () => {
    const [one] = await ownOf(EQUAL);
    const [other] = await ownOf(`${EQUAL}# changed\n`);
    expect(one?.effect).toBe('changes');
    expect(one?.version).toMatch(/^[\da-f]{12}$/);
    expect(other?.version).not.toBe(one?.version);
  });

  it.each([
    ['a rule that only finds', 'id: a\nlanguage: py\nrule: { pattern: f() }\n', 'fix is missing'],
    ['a language that cannot be read', rule('Cobol', 'f()', 'g()'), 'language: must be one of'],
    ['an unknown key', `${EQUAL}rewriters: []\n`, 'rewriters'],
    ['a pattern for a sentence', `${EQUAL}metadata: { sentences: ["use (f|g)"] }\n`, 'plain words'],
    ['two rules of one id', `${EQUAL}---\n${EQUAL}`, 'another rule has the id own-rule'],
    ['the id of a recipe', EQUAL.replace('own-rule', 'f-strings'), 'f-strings, which is that of a recipe'],
    ['what is no YAML', 'id: [a\n', 'ouroboros.recipes/rules.yml is no recipe'],
    ['a list', '- id: a\n', 'expected object'],
  ])('refuse %s', async (_, yaml, message) => {
    await expect(ownOf(yaml)).rejects.toThrow(message);
  });

  it('stand in their folder alone', async () => {
    expect(await ownOf(EQUAL, 'rules.yml')).toEqual([]);
    expect(await ownOf(EQUAL, 'ouroboros.recipes/deeper/rules.yml')).toEqual([]);
    expect(await ownOf(EQUAL, 'ouroboros.recipes/rules.txt')).toEqual([]);
  });
});
