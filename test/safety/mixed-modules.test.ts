import { describe, expect, it } from 'vitest';
import { createSyntaxGate } from '../../src/safety/gates/syntax.ts';
import { judgePatch, placesIn } from '../support/judge.ts';
import { makeFolder } from '../support/work-tree.ts';

const PLAIN = '{"dependencies": {"debug": "^4.0.0"}, "devDependencies": {"mocha": "^11.0.0"}}';
const REQUIRES = 'const a = require("./a");\n\nmodule.exports = a;\n';

const gate = createSyntaxGate({ python: null });

type Change = { readonly before: string; readonly after: string; readonly rest?: Record<string, string> };

async function told({ before, after, rest = { 'package.json': PLAIN } }: Change): Promise<readonly string[]> {
  const verdict = await judgePatch(gate, makeFolder({ ...rest, 'lib/x.js': before }), {
    patch: { 'lib/x.js': after },
  });
  return placesIn(verdict);
}

describe('a CommonJS file that becomes a module', () => {
  it.each([
    ['an import', `import b from "./b.js";\n${REQUIRES}`, 2],
    ['an export', 'const a = require("./a");\n\nexport default a;\n', 1],
    ['an exported function', `${REQUIRES}export function b() {}\n`, 1],
    ['a member of exports', 'import a from "./a.js";\nexports.a = a;\n', 2],
    ['members of module', 'import a from "./a.js";\nmodule.exports.a = a;\n', 2],
    ['a chain', 'import a from "./a.js";\nexports = module.exports = a;\n', 2],
  ])('is refused for what is left of CommonJS, beside %s', async (_what, after, line) => {
    expect(await told({ before: REQUIRES, after })).toEqual([
      expect.stringMatching(new RegExp(`^lib/x\\.js:${line} .*not defined`)),
    ]);
  });

  it.each([
    ['nothing is left', 'import a from "./a.js";\nexport default a;\n'],
    [
      'it makes its own',
      'import { createRequire } from "module";\nconst require = createRequire(import.meta.url);\nexport const a = require("./a");\n',
    ],
    [
      'only what may not run is left',
      'import a from "./a.js";\nif (typeof module !== "undefined") module.exports = a;\nexport const b = () => require("b");\n',
    ],
    ['it imports by a call', `${REQUIRES}import("./b.mjs").then(a);\n`],
    ['it holds JSX', 'import a from "./a.js";\nmodule.exports = <a />;\n'],
  ])('passes where %s', async (_what, after) => {
    expect(await told({ before: REQUIRES, after })).toEqual([]);
  });

  const after = `import b from "./b.js";\n${REQUIRES}`;

  it.each([
    ['was both before', `import c from "./c.js";\n${REQUIRES}`],
    ['was neither before', 'a();\n'],
    ['was for both before', 'if (typeof module === "object") module.exports = a;\n'],
  ])('passes where it %s', async (_what, before) => {
    expect(await told({ before, after })).toEqual([]);
  });

  it.each([
    ['a bundler is declared', { 'package.json': '{"devDependencies": {"webpack": "5"}}' }],
    [
      'a compiler is declared above',
      { 'package.json': '{"devDependencies": {"@babel/core": "7"}}', 'lib/package.json': '{}' },
    ],
    ['a compiler is called', { 'package.json': '{"scripts": {"build": "esbuild src"}}' }],
    ['a compiler is set up', { 'package.json': PLAIN, '.babelrc': '{}' }],
    [
      'TypeScript reads JavaScript',
      { 'package.json': PLAIN, 'tsconfig.json': '{"compilerOptions": {"allowJs": true}}' },
    ],
    ['no package is known', {}],
  ])('passes where %s', async (_what, rest) => {
    expect(await told({ before: REQUIRES, after, rest })).toEqual([]);
  });
});
