import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isAssignmentTarget } from '../typescript/syntax.ts';
import type { NameNode } from './occurrences.ts';

/**
 * Whether a name is only used where it stands, or names a variable or an import that its module keeps to itself: whatever else, such as
 * a member, an export or the short form `{ add }`, may give what the module exports another shape.
 */
export function isUseAlone(project: TypeScriptProject, node: NameNode): boolean {
  const { ts } = project;
  const { parent } = node;
  // `Object.defineProperty(exports, 'add', …)`
  if (!ts.isIdentifier(node)) return false;
  if (ts.isPropertyAccessExpression(parent)) return !isAssignmentTarget(ts, parent);
  if (ts.isVariableDeclaration(parent)) return parent.name === node && isOwn(project, parent);
  // `const { add } = …`; in a parameter, it is a part of what the function takes.
  if (ts.isBindingElement(parent)) {
    return ts.isVariableDeclaration(ts.walkUpBindingElementsAndPatterns(parent)) && isOwn(project, parent);
  }
  return ts.isCallExpression(parent) || ts.isImportSpecifier(parent) || ts.isImportClause(parent);
}

/** In a script, a variable at the top belongs to every other script too. */
function isOwn(
  { ts, moduleOf }: TypeScriptProject,
  variable: TypeScript.VariableDeclaration | TypeScript.BindingElement,
): boolean {
  const isExported = (ts.getCombinedModifierFlags(variable) & ts.ModifierFlags.Export) !== 0;
  return !isExported && moduleOf(variable.getSourceFile()) !== null;
}
