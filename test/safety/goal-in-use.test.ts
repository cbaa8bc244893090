import { describe, expect, it } from 'vitest';
import { createSyntaxGate } from '../../src/safety/gates/syntax.ts';
import { judgePatch, placesIn, type Patch } from '../support/judge.ts';
import { makeFolder } from '../support/work-tree.ts';

const COMMONJS = '{"type": "commonjs"}';
const MODULE = '{"type": "module"}';
const IMPORTS = 'import a from "./a.js";\nexport default a;\n';
const REQUIRES = 'const a = require("./a.js");\nif (!a) return;\nmodule.exports = a;\n';

const gate = createSyntaxGate({ python: null });

/** What the gate says of a patch on a package. */
async function told(files: Readonly<Record<string, string>>, patch: Patch): Promise<readonly string[]> {
  return placesIn(await judgePatch(gate, makeFolder(files), { patch }));
}

describe('a file that is not what its package says', () => {
  it.each([
    ['a module', COMMONJS, IMPORTS, `import b from "./b.js";\nb();\n${IMPORTS}`],
    ['a module that exports more', COMMONJS, IMPORTS, `${IMPORTS}export const b = await a();\n`],
    ['a CommonJS file', MODULE, REQUIRES, `${REQUIRES}if (a.b) return;\n`],
  ])('stays %s', async (_what, manifest, before, after) => {
    expect(await told({ 'package.json': manifest, 'src/x.js': before }, { 'src/x.js': after })).toEqual([]);
  });

  it('is refused for what is wrong in it, on its own line', async () => {
    const files = { 'package.json': COMMONJS, 'src/x.js': IMPORTS };
    const places = await told(files, { 'src/x.js': `${IMPORTS}export const b = (1;\n` });
    expect(places).toEqual([expect.stringMatching(/^src\/x\.js:3 /)]);
  });

  it('is read so from its first version on, where the files beside it are', async () => {
    const files = { 'package.json': COMMONJS, 'src/old.js': IMPORTS, 'lib/old.js': REQUIRES };
    expect(await told(files, { 'src/new.js': IMPORTS })).toEqual([]);
    expect(await told(files, { 'lib/new.js': IMPORTS })).not.toEqual([]);
    expect(await told(files, { 'other/new.js': IMPORTS })).not.toEqual([]);
    expect(await told(files, { 'lib/old.js': IMPORTS, 'lib/new.js': IMPORTS })).not.toEqual([]);
  });
});

describe('a file that is what its package says', () => {
  it.each([
    [COMMONJS, REQUIRES, `import b from "./b.js";\n${REQUIRES}`],
    [COMMONJS, 'a();\n', 'import a from "./a.js";\na();\n'],
    [COMMONJS, 'x = (;\n', 'import a from "./a.js";\nx = (;\n'],
    [MODULE, IMPORTS, `${IMPORTS}return;\n`],
    [MODULE, 'a();\n', 'with (a) b();\n'],
  ])('in %s does not become another: %j', async (manifest, before, after) => {
    expect(await told({ 'package.json': manifest, 'x.js': before }, { 'x.js': after })).not.toEqual([]);
  });
});
