import { describe, expect, it } from 'vitest';
import { addTypeHints } from '../../src/recipes/add-type-hints.ts';
import { fStrings } from '../../src/recipes/f-strings.ts';
import { modernizePython } from '../../src/recipes/modernize-python.ts';
import { optionalChaining } from '../../src/recipes/optional-chaining.ts';
import { promiseToAsync } from '../../src/recipes/promise-to-async.ts';
import { prototypeToClass } from '../../src/recipes/prototype-to-class.ts';
import type { Recipe, RecipeResult } from '../../src/recipes/recipe.ts';
import { toTemplateLiterals } from '../../src/recipes/to-template-literals.ts';
import { varToLetConst } from '../../src/recipes/var-to-let-const.ts';
import { treeOfTexts, type Texts } from '../support/fixture.ts';

async function run(recipe: Recipe, path: string, texts: Texts): Promise<RecipeResult> {
  const request = { slots: {}, targets: [path], signal: new AbortController().signal };
  return recipe.run(request, treeOfTexts(texts));
}

const PYTHON: Readonly<Record<string, readonly [recipe: Recipe, text: string, newEnough: string]>> = {
  'f-strings': [fStrings, 'x = "{} {}".format(a, b)\n', '3.6'],
  annotations: [addTypeHints, 'def f():\n    return True\n', '3.0'],
  idioms: [modernizePython, 'class A(object):\n    pass\n', '3.7'],
};

const NODE: Readonly<
  Record<string, readonly [recipe: Recipe, text: string, tooOld: string, newEnough: string]>
> = {
  'optional chaining': [optionalChaining, 'if (a && a.b) c();\n', '>=12.20', '>=14'],
  'async functions': [
    promiseToAsync,
    'function f() {\n  return fetch("a").then((b) => b.json());\n}\n',
    '>=6',
    '>= 7.6.0',
  ],
  'let and const': [
    varToLetConst,
    'module.exports = function () {\n  var a = 1;\n  return a;\n};\n',
    '>=4',
    '^6 || >=8',
  ],
  classes: [
    prototypeToClass,
    'function A() { this.b = 1; }\nA.prototype.c = function () { return this.b; };\nmodule.exports = new A();\n',
    '>= 0.10.0',
    '>=6',
  ],
  'template literals': [toTemplateLiterals, 'const a = "b" + String(c) + "d";\n', '0.12', '4.x'],
};

describe('a project that has to run on old versions', () => {
  it.each(Object.entries(PYTHON))('is not given %s of Python', async (_title, [recipe, text, newEnough]) => {
    const setup = (version: string): string => `[options]\npython_requires = >=${version}, !=3.1.*\n`;
    const old = { 'app.py': text, 'setup.cfg': setup('2.7') };
    expect(await run(recipe, 'app.py', old)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('setup.cfg says that Python 2.7 has to run app.py'),
    });
    const young = { 'app.py': text, 'setup.cfg': setup(newEnough) };
    expect(await run(recipe, 'app.py', young)).toMatchObject({ kind: 'changed' });
  });

  it('is given more f-strings in a file that has them already', async () => {
    const texts = {
      'app.py': 'y = f"{a}"\nx = "{} {}".format(a, b)\n',
      'setup.cfg': '[options]\npython_requires = >=3.5\n',
    };
    expect(await run(fStrings, 'app.py', texts)).toMatchObject({ kind: 'changed' });
  });

  it.each(Object.entries(NODE))(
    'is not given %s of JavaScript',
    async (_title, [recipe, text, tooOld, newEnough]) => {
      const manifest = (node: string, more: object = {}): string =>
        JSON.stringify({ engines: { node }, ...more });
      const texts = (json: string): Texts => ({ 'lib/a.js': text, 'package.json': json });
      expect(await run(recipe, 'lib/a.js', texts(manifest(tooOld)))).toMatchObject({
        kind: 'refused',
        reason: expect.stringContaining(`package.json says that Node ${tooOld} has to run lib/a.js`),
      });
      const kept = [manifest(newEnough), manifest(tooOld, { devDependencies: { '@babel/core': '7' } }), '{}'];
      for (const json of kept)
        expect(await run(recipe, 'lib/a.js', texts(json))).toMatchObject({ kind: 'changed' });
    },
  );
});
