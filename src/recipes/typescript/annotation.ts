import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import type { Attempt } from './annotation-trial.ts';
import type { FunctionWithBody } from './functions.ts';

/** What was found at a function: the edits that write types at it, or why nothing is written, as the end of a sentence. */
export type Found =
  | { readonly node: FunctionWithBody; readonly edits: readonly TextEdit[] }
  | { readonly node: FunctionWithBody; readonly why: string };

/** A kind of annotation; what else a trial changed keeps it from being made. */
export type AnnotationKind = {
  readonly find: (project: TypeScriptProject, file: TypeScript.SourceFile) => readonly Found[];
  readonly whatElseChanged: (attempt: Attempt) => string | null;
  /** Whether others may see another type than before. */
  readonly touchesExports: boolean;
  /** Whether calls are held to it: a function that a call gives what TypeScript does not take is left. */
  readonly bindsCalls: boolean;
};
