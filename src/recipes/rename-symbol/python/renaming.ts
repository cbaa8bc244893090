import type { PyNode } from '../../python/tree.ts';
import type { PythonFile } from '../../python/project.ts';

/** A place that gets the new name. `text` is what stands there afterwards: the name, or a clause or string that holds it. */
export type Renaming = { readonly file: PythonFile; readonly node: PyNode; readonly text: string };

/** A scope of a file in which the symbol's name means the symbol. */
export type Home = { readonly file: PythonFile; readonly scope: PyNode };

/** Every place of a symbol that is certain, and those that may be the symbol's or not, as `path:line`. */
export type SymbolUses = {
  readonly renamings: readonly Renaming[];
  readonly homes: readonly Home[];
  /** Without `untyped=leave` these refuse the rename. */
  readonly uncertain: readonly string[];
  /** Attributes of that name on values that are hardly the symbol's module. */
  readonly unknown: readonly string[];
  /** What makes the rename impossible, as a sentence; null when nothing does. */
  readonly obstacle: string | null;
};
