import type { TypeScript } from './typescript.ts';

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
