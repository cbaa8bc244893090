import type { TypeScript } from '../../../codebase/languages/typescript.ts';

/** A file that may import the moved name. */
export type Script = { readonly path: string; readonly text: string; readonly file: TypeScript.SourceFile };

/** Where the name goes, and whether its old module still gives it on. */
export type Target = { readonly path: string; readonly keeps: boolean };

/** Whether a string names the module that has the name now. */
export type Sources = {
  readonly isSource: (node: TypeScript.Node | undefined) => node is TypeScript.StringLiteral;
};
