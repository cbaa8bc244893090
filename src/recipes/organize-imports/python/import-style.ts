import type { RuffSettings } from '../../../codebase/languages/ruff.ts';

/** How a project wants its imports: ruff's own settings, folders of its code, and the files that it leaves out. */
export type ImportStyle = {
  readonly general: Omit<RuffSettings, 'lint'>;
  readonly isort: Readonly<Record<string, unknown>>;
  /** The folders that modules are looked for in, from the folder of the settings. */
  readonly roots: readonly string[];
  readonly excluded: readonly string[];
};
