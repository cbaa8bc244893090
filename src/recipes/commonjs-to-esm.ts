import type { Recipe } from './recipe.ts';
import { turningGists, wantingGists } from './router/concepts.ts';
import { conversionGists } from './router/gist-phrases.ts';
import { LINT_RULES } from './router/lint-rules.ts';
import { conversionPatterns } from './router/phrases.ts';

const CALLS = '[call|calls|statement|statements|syntax]';
const COMMONJS = `(commonjs|cjs|common js|require [s] ${CALLS}|requires|module.exports|require/module.exports|
  require (and|or|,) (module.exports|exports)|(commonjs|cjs|common js) (module|modules|package|format|code|file|files|syntax|import|imports|require|requires))`;
const MODULES =
  '[native] (esm|es module|es modules|esmodules|ecmascript (module|modules)|es6 (module|modules)|(esm|es module|es6 module|es modules) (syntax|format|import|imports|package|only|style))';
const ESM = `(${MODULES}|es6|es2015|(es6|es2015) (syntax|format)|import ${CALLS}|imports|export ${CALLS}|exports|
  import/export ${CALLS}|(import|imports) (and|or|,) (export|exports) ${CALLS})`;
const WHOLE = '[this|whole|entire] (package|project|repo|repository|library|codebase|code base|@code|@files)';

const OLD_MODULES = `(commonjs|cjs|common js|require|requires|require()|module.exports|module dot exports|require (call|calls|statement|statements))`;
const KNOWN = [
  OLD_MODULES,
  MODULES,
  WHOLE,
  LINT_RULES.commonjsToEsm,
  '(module|modules|format|syntax|call|calls|statement|statements|exports|export|import|imports|and|es|es6|native|ecmascript|node|type)',
];

/** Makes ES modules of all CommonJS modules of a package, or of none. */
export const commonjsToEsm: Recipe = {
  id: 'commonjs-to-esm',
  version: '1.0.0',
  title: 'Turn a CommonJS package into ES modules',
  languages: ['javascript', 'json'],
  slots: [],
  patterns: [
    ...conversionPatterns({ from: COMMONJS, to: ESM, isToEnough: false, isFromEnough: false }),
    `(@turn|port|switch|go|move|migrate) [over] [${WHOLE}|{file}] [from ${COMMONJS}] @into ${MODULES} [@everywhere]`,
    `make ${WHOLE} [be] [use] ${MODULES}`,
    `make @all ${COMMONJS} ${ESM}`,
  ],
  gists: [
    ...conversionGists({ from: COMMONJS, to: ESM, isToEnough: false, isFromEnough: false }, [
      WHOLE,
      'will be esm only',
    ]),
    ...wantingGists(`[es|ecmascript] ${MODULES} [${WHOLE}]`, KNOWN, [
      '(for|only|some|one|single) (file|module|script)',
    ]),
    ...turningGists({ from: OLD_MODULES, to: `[es|ecmascript] ${ESM}`, knows: KNOWN }),
  ],
  proves: ['S', 'A', 'D', 'R'],
  effect: 'changes',
  examples: [
    'Convert the package from CommonJS to ES modules',
    'Migrate from require to import',
    'Use import instead of require',
  ],
  refuses: [
    'a part of a package: all of its `.js` files change together with `"type": "module"`, or none',
    '`require` in functions, conditions and `try`, but for modules of Node; computed names; `require.cache`; modules that load each other',
    'a load behind code that acts, such as setting `process.env`, as an import would load it before that',
    'exports that are set in functions or conditions, twice, or assigned again; UMD; `this` and `module` at the top level',
    'an exports object that is changed or handed on, where it is written as `exports.a = …`',
    'packages that are not installed, or give `import` another file than `require`; packages that are ES modules',
    'what strict mode reads otherwise: undeclared variables, `arguments` beside assigned parameters, `this` of plain calls',
    'settings that tools load with `require` (`.eslintrc.js`), scripts without an ending, TypeScript, `export =`, jest, browserify, proxyquire',
  ],
  run: async (request, tree) => (await import('./commonjs-to-esm/run.ts')).commonjsToEsmIn(request, tree),
};
