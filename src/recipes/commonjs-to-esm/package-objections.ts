import type { SourceTree } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';
import { isRecord } from './manifest.ts';
import type { Objection } from './objection.ts';
import { hasCondition } from './resolve.ts';
import type { PackageScope } from './scope.ts';

// Tools that find these by their names load them with `require`.
const SETTINGS =
  /(?:^|\/)(?:\.(?:eslintrc|prettierrc|babelrc|mocharc|stylelintrc|lintstagedrc|commitlintrc|c8rc|nycrc)|(?:webpack|rollup|babel|jest|karma|postcss|tailwind|prettier|stylelint|commitlint|lint-staged|protractor|metro|vue|next|nuxt)(?:\.[\w-]+)*\.(?:config|conf)|[Gg]runtfile|[Gg]ulpfile|\.pnpmfile|\.remarkrc|\.verb|verbfile|assemblefile)\.js$/;
const COMMONJS = /\bmodule\.exports\b|\bexports\.\w+\s*=|\brequire\s*\(/;
const EXPORT_ASSIGNMENT = /^\s*export\s*=/m;
const REPLACES_LOADS =
  /^(?:proxyquire|rewire|mockery|mock-require|require-uncached|import-fresh|clear-module)$/;

/** What of a package besides its modules needs it to be CommonJS. */
export async function packageObjections(
  scope: PackageScope,
  tree: SourceTree,
): Promise<readonly Objection[]> {
  const objections: Objection[] = [...manifestObjections(scope)];
  const scripts = new Set(scope.scripts);
  for (const path of scope.files) {
    const why = SETTINGS.test(path)
      ? 'is loaded with `require` by its tool: rename it to end in .cjs first'
      : await whyNot(tree, path, scripts.has(path));
    if (why !== null) objections.push({ place: path, why });
  }
  return objections;
}

/** Why a file that is no module to change keeps the package as it is. */
async function whyNot(tree: SourceTree, path: string, isScript: boolean): Promise<string | null> {
  if (isScript) return null;
  if (/\.[cm]?tsx?$/.test(path) && !/\.d\.[cm]?ts$/.test(path))
    return 'is TypeScript, of which a compiler makes modules';
  if (/\.(?:jsx|coffee|ls)$/.test(path)) return 'is made into modules by a compiler';
  const isAsked =
    /\.(?:js|cjs|mjs|d\.ts)$/.test(path) || !path.slice(path.lastIndexOf('/') + 1).includes('.');
  const bytes = isAsked ? await tree.read(path) : null;
  const decoded = bytes === null ? null : decodeText(bytes);
  if (decoded?.kind !== 'text') return null;
  const { text } = decoded;
  if (path.endsWith('.d.ts'))
    return EXPORT_ASSIGNMENT.test(text) ? 'describes the package by `export =`' : null;
  if (path.endsWith('.js')) return COMMONJS.test(text) ? 'is built or vendored, and CommonJS' : null;
  if (path.endsWith('.mjs'))
    return /\b(?:import|require)\s*\(|\bcreateRequire\b/.test(text)
      ? 'loads files of the package as it runs'
      : null;
  if (path.endsWith('.cjs'))
    return /['"]\.{1,2}(?:\/|['"])/.test(text) ? 'loads other files of the package in its own way' : null;
  return /^#!.*\bnode\b/.test(text) ? 'is run by Node without an ending that says what it is' : null;
}

function manifestObjections({ json, manifest }: PackageScope): readonly Objection[] {
  const { exports, scripts, devDependencies, dependencies, jest } = json;
  const place = (name: string): string => {
    const line = manifest.text.split('\n').findIndex((one) => one.includes(`"${name}"`)) + 1;
    return line === 0 ? manifest.path : `${manifest.path}:${line}`;
  };
  const used = [devDependencies, dependencies].flatMap((one) => (isRecord(one) ? Object.keys(one) : []));
  const replacing = used.find((name) => REPLACES_LOADS.test(name));
  const commands = isRecord(scripts) ? Object.values(scripts).join('\n') : '';
  const bundler = used.find((name) => /^(?:browserify|uglifyify|brfs)$/.test(name));
  const isJest = jest !== undefined || /\bjest\b/.test(commands);
  return [
    ...(hasCondition(exports)
      ? [{ place: place('exports'), why: 'gives `import` and `require` files of their own' }]
      : []),
    ...(isJest ? [{ place: place('jest'), why: 'tests with jest, which loads CommonJS' }] : []),
    ...(replacing === undefined
      ? []
      : [{ place: place(replacing), why: `tests with ${replacing}, which replaces what \`require\` loads` }]),
    ...(bundler !== undefined && commands.includes('browserify')
      ? [{ place: place(bundler), why: 'is bundled by browserify, which reads `require` alone' }]
      : []),
  ];
}
