import { describe, expect, test } from 'vitest';
import { createLintGate } from '../../../src/safety/gates/lint.ts';
import { judgePatch, placesIn } from '../../support/judge.ts';
import { makeFolder, type Files } from '../../support/work-tree.ts';

async function places(text: string, after: string, others: Files = {}): Promise<readonly string[]> {
  const root = makeFolder({ 'a.js': text, ...others });
  const patch = { 'a.js': after };
  return placesIn(await judgePatch(createLintGate({ root }), root, { patch }));
}

const STRICT = "'use strict';\nmodule.exports = at;\n";
const body = (line: string): string => `${STRICT}function at(str) {\n  ${line}\n  return str;\n}\n`;
const MANIFEST = '{ "name": "x", "files": ["index.js"], "eslintConfig": { "globals": { "gadget": false } } }';

describe('a name whose declaration is lost is missed', () => {
  test.each([
    ['what pages call so', 'var length = 1;', 'length = 1;', 'length'],
    ['what pages call so, only read', 'var name = 1; at(name);', 'at(name);', 'name'],
    ['what a manifest has as part of a path', 'var index = 1;', 'index = 1;', 'index'],
    ['what types have as a member', 'var size = 1;', 'size = 1;', 'size'],
    ['what settings have as a part of a path', 'var shared = 1;', 'shared = 1;', 'shared'],
    ['in a loop', 'for (var top of at) at(top);', 'for (top of at) at();', 'top'],
    ['in a pattern', 'var { event } = str;', '({ event } = str);', 'event'],
    ['in a sum', 'let count = 0; count += 1;', 'count += 1;', 'count'],
    ['what other code only compares', 'var total = 1; at(total);', 'at(total);', 'total'],
  ])('%s', async (_, before, after, name) => {
    const others = {
      'package.json': MANIFEST,
      'types.d.ts': 'interface Box { size: number }\ndeclare module "y" { export const size: number }\n',
      'other.js': 'if (window.total === 1) window.total();\n',
      'eslint.config.js': 'export default { globals: { a: true }, files: ["src/shared.js", "./shared"] };',
    };
    expect(await places(body(before), body(after), others)).toEqual([
      `a.js:4 \`${name}\` is not defined (TS${name === 'event' ? 18_004 : 2304})`,
    ]);
  });

  test('that other files declare, quote, or have as a member', async () => {
    const others = {
      'b.js': 'const step = 1;\nmodule.exports = step;\n',
      'c.js': '// step\nmodule.exports = "step" + it.step;\n',
      'd.js': 'module.exports = (step) => step + 1;\n',
      'e.js': "import { step } from './b';\nstep();\n",
      'f.js': "const { step } = require('./b');\nstep();\n",
      'dist/all.js': 'step();\n',
      'public/all.min.js': 'step();\n',
    };
    expect(await places(body('const step = 1; at(step);'), body('at(step);'), others)).toHaveLength(1);
  });

  test('in a strict module that is loaded with others for their effect', async () => {
    const effect = "require('./globals-of-tests');\n";
    expect(await places(body('var a = 1;') + effect, body('a = 1;') + effect)).toHaveLength(1);
  });
});

describe('a tool that imports names by itself', () => {
  const COMPONENT = ['v', 'value'].map(
    (name) => `<script setup>\nfunction set(v) {\n  show(${name});\n}\nconst show = () => set;\n</script>\n`,
  );
  const NUXT = '{ "dependencies": { "nuxt": "3" } }';
  const objections = async (path: string, others: Files): Promise<readonly string[]> => {
    const [before = '', after = ''] = COMPONENT;
    const root = makeFolder({ [path]: before, ...others });
    return placesIn(await judgePatch(createLintGate({ root }), root, { patch: { [path]: after } }));
  };

  test('gives them to its own package', async () => {
    expect(await objections('app/a.vue', { 'app/package.json': NUXT })).toEqual([]);
    expect(await objections('app/a.vue', { 'package.json': NUXT })).toEqual([]);
    expect(
      await objections('app/a.vue', { 'nuxt.config.ts': 'export default defineNuxtConfig({})' }),
    ).toEqual([]);
  });

  test('leaves open whether it gives those that nothing else speaks of', async () => {
    const summaryWith = async (others: Files): Promise<string> => {
      const [before = '', after = ''] = COMPONENT;
      const root = makeFolder({ 'app/a.vue': before, 'package.json': NUXT, ...others });
      return (await judgePatch(createLintGate({ root }), root, { patch: { 'app/a.vue': after } })).summary;
    };
    expect(await summaryWith({})).toBe(
      'No new lint errors. Not judged: app/a.vue: whether a tool imports `value` by itself.',
    );
    expect(await summaryWith({ 'app/utils/value.ts': 'export const value = 1;\n' })).toBe(
      'No new lint errors.',
    );
    expect(await summaryWith({ 'app/b.vue': COMPONENT[1] ?? '' })).toBe('No new lint errors.');
  });

  test('gives none to a package beside it', async () => {
    const others = { 'app/package.json': '{}', 'other/package.json': NUXT, 'package.json': '{}' };
    expect(await objections('app/a.vue', { ...others, 'app/nuxt.md': 'defineNuxtConfig()' })).toEqual([
      'app/a.vue:3 `value` is not defined (TS2304)',
    ]);
  });
});

describe('a name that is there passes', () => {
  test.each([
    ['of the runtime, assigned', 'exports = module.exports = at;', {}],
    ['of the language, replaced', 'Promise = at;', {}],
    [
      'that another file has from nowhere too',
      'at(BUILD_STEP);',
      { 'b.js': 'module.exports = () => BUILD_STEP + 1;\n' },
    ],
    ['declared for eslint in a manifest', 'gadget = 1;', { 'package.json': MANIFEST }],
    ['declared in types', 'length = 1;', { 'all.d.ts': 'declare let length: number;\n' }],
    [
      'declared to a tool',
      'at(shared);',
      { 'eslint.config.js': 'export default { globals: { shared: "off" } };' },
    ],
    ['of pages, that nothing else is called', 'at(IntersectionObserver);', {}],
    ['of pages, that is compared', 'at(IntersectionObserver === at);', {}],
    [
      'that two blocks take from a module',
      'if (str) { const { b } = require("b"); at(b); } else { const { b } = require("b"); at(b); }',
      {},
    ],
    ['of pages, in their code', 'window.at = name;', {}],
    [
      'put on the global object elsewhere',
      'at(fetchIt());',
      { 'test/helpers.js': 'window.fetchIt = () => 1;\n' },
    ],
    ['put there by a key', 'at(fetchIt());', { 'helpers.ts': "globalThis['fetchIt'] = 1;\n" }],
    [
      'of pages, in a project for them',
      'at(event);',
      { 'package.json': '{ "dependencies": { "react": "1" } }' },
    ],
    ['of pages, a handler', 'document.x = onmessage = at;', {}],
  ])('%s', async (_, line, others: Files) => {
    expect(await places(body(''), body(line), others)).toEqual([]);
  });
});
