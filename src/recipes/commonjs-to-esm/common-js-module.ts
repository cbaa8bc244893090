import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { Exports } from './exports.ts';
import type { Load } from './loads.ts';

/** What makes a file a CommonJS module: what it loads and exports, and which names of the module wrapper it uses. */
export type CommonJsModule = {
  readonly path: string;
  /** What its value is called where a name has to be made up: by the file, or the package for its index. */
  readonly calling: string;
  readonly checked: SingleFile;
  readonly names: ReadonlyMap<string, readonly TypeScript.Identifier[]>;
  readonly loads: readonly Load[];
  readonly exports: Exports;
  /** `require.main === module`. */
  readonly mainChecks: readonly TypeScript.BinaryExpression[];
  /** `require.resolve(…)`, which `createRequire` has as well. */
  readonly resolutions: readonly TypeScript.Node[];
  /** `__dirname` and `__filename`. */
  readonly ownPaths: readonly TypeScript.Identifier[];
};
