import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { Found } from '../typescript/annotation.ts';
import { functionsIn, isOverloaded, type FunctionWithBody } from '../typescript/functions.ts';
import { writtenReturnType } from '../typescript/written-types.ts';

/** The functions of a file with a name and no return type whose type nothing else gives, each with its type written down. */
export function returnTypesIn(project: TypeScriptProject, file: TypeScript.SourceFile): readonly Found[] {
  const { ts } = project;
  return functionsIn(ts, file)
    .filter((node) => node.type === undefined && isNamed(ts, node) && !isOverloaded(project, node))
    .map((node) => {
      const end = node.getChildren().find(({ kind }) => kind === ts.SyntaxKind.CloseParenToken)?.end;
      if (end === undefined) return { node, why: 'its parameter stands without brackets' };
      const written = writtenReturnType(project, node);
      if (typeof written === 'string') return { node, why: written };
      return { node, edits: [{ start: end, end, newText: `: ${written.type}` }] };
    });
}

/** Whether nothing else gives a function its type: a declaration, a method of a class, or the value of a variable or field without a type. */
export function isNamed(ts: typeof TypeScript, node: FunctionWithBody): boolean {
  if (ts.isFunctionDeclaration(node)) return true;
  const { parent } = node;
  if (ts.isMethodDeclaration(node)) return ts.isClassLike(parent);
  const isValue = ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent);
  return isValue && parent.type === undefined && parent.initializer === node;
}
