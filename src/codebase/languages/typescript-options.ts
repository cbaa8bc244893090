import type { TypeScript } from './typescript.ts';

const PAGE_WORDS =
  'document|window|navigator|addEventListener|fetch|Event|EventTarget|Request|Response|Headers|FormData|URL|Blob|AbortController|(?:HTML|SVG)\\w*Element';
const MAY_SPEAK = new RegExp(`\\b(?:${PAGE_WORDS})\\b`);
const PAGE_NAME = new RegExp(`^(?:${PAGE_WORDS})$`);
const MAX_PARSED = 8;

const KEPT = [
  'lib',
  'jsx',
  'jsxFactory',
  'jsxFragmentFactory',
  'jsxImportSource',
  'moduleDetection',
  'strict',
  'noImplicitAny',
  'noImplicitThis',
  'strictBindCallApply',
  'strictBuiltinIteratorReturn',
  'strictFunctionTypes',
  'strictNullChecks',
  'strictPropertyInitialization',
  'useUnknownInCatchVariables',
  'useDefineForClassFields',
  'experimentalDecorators',
] as const;

/** Whether code uses what browsers provide; of many files that seem to, it is believed. */
export function speaksOfPages(ts: typeof TypeScript, texts: ReadonlyMap<string, string>): boolean {
  const found = [...texts].filter(([, text]) => MAY_SPEAK.test(text));
  // The comments of JavaScript hold types.
  if (found.length > MAX_PARSED || found.some(([path]) => /\.[cm]?jsx?$/.test(path))) return true;
  return found.some(([path, text]) =>
    namesPages(ts, ts.createSourceFile(path, text, ts.ScriptTarget.ESNext)),
  );
}

/** Not in comments, which speak of requests and URLs everywhere. */
function namesPages(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  const isName = ts.isIdentifier(node) || ts.isStringLiteralLike(node);
  return isName
    ? PAGE_NAME.test(node.text)
    : (ts.forEachChild(node, (child) => namesPages(ts, child)) ?? false);
}

/**
 * The user's options where they bear on meaning; what bears on output, resolution or missing packages is fixed. Without
 * `lib` the declarations of browsers, which take half a second, are loaded only for code that speaks of pages.
 */
export function checkingOptions(
  ts: typeof TypeScript,
  configured: TypeScript.CompilerOptions,
  code: { readonly isolatesScripts: boolean; readonly isForPages: boolean },
): TypeScript.CompilerOptions {
  const kept = KEPT.filter((name) => configured[name] !== undefined).map(
    (name) => [name, configured[name]] as const,
  );
  return {
    ...(code.isForPages ? {} : { lib: ['lib.esnext.d.ts'] }),
    jsx: ts.JsxEmit.Preserve,
    ...Object.fromEntries(kept),
    ...(code.isolatesScripts ? { moduleDetection: ts.ModuleDetectionKind.Force } : {}),
    allowJs: true,
    checkJs: true,
    allowImportingTsExtensions: true,
    esModuleInterop: true,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noEmit: true,
    noErrorTruncation: true,
    noUncheckedSideEffectImports: false,
    resolveJsonModule: false,
    skipLibCheck: true,
    target: ts.ScriptTarget.ESNext,
    types: [],
  };
}
