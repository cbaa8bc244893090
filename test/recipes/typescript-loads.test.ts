import { describe, expect, it } from 'vitest';
import { loadTypeScript } from '../../src/codebase/languages/typescript.ts';
import { loadsOf } from '../../src/recipes/typescript/importers.ts';

const TEXT =
  "const { add } = require('./a');\nconst all = require('./b');\nrequire('./c').add();\nconst { first, ...rest } = require('./d');\n";

describe('the uses of modules in a file', () => {
  it.each([true, false])('are the same whether its nodes know their parents (%s)', async (knowsParents) => {
    const ts = await loadTypeScript();
    const file = ts.createSourceFile('index.js', TEXT, ts.ScriptTarget.Latest, knowsParents);
    const loads = loadsOf(ts, file).map(({ specifier, isByName }) => ({ specifier, isByName }));
    expect(loads).toEqual([
      { specifier: './a', isByName: true },
      { specifier: './b', isByName: false },
      { specifier: './c', isByName: true },
      { specifier: './d', isByName: false },
    ]);
  });
});
