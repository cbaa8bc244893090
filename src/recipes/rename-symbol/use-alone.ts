import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isAssignmentTarget } from '../typescript/syntax.ts';
import type { NameNode } from './occurrences.ts';

/**
 * Whether a name is only used where it stands, or names what its module keeps to itself: whatever else, such as a member,
 * an export or the short form `{ add }`, may give what the module exports another shape.
 */
export function isUseAlone(project: TypeScriptProject, node: NameNode): boolean {
  const { ts } = project;
  const { parent } = node;
  // `Object.defineProperty(exports, 'add', …)`
  if (!ts.isIdentifier(node)) return false;
  if (ts.isPropertyAccessExpression(parent)) return !isAssignmentTarget(ts, parent);
  if (ts.isCallExpression(parent) || ts.isImportSpecifier(parent) || ts.isImportClause(parent)) return true;
  const declaration = declarationOf(ts, parent);
  return declaration !== null && isKept(project, declaration);
}

function declarationOf(ts: typeof TypeScript, parent: TypeScript.Node): TypeScript.Declaration | null {
  if (ts.isVariableDeclaration(parent) || ts.isFunctionDeclaration(parent)) return parent;
  // `const { add } = …`; in a parameter, it is a part of what the function takes.
  const isTaken = ts.isBindingElement(parent) && isOfVariable(ts, parent);
  return isTaken ? parent : null;
}

function isOfVariable(ts: typeof TypeScript, element: TypeScript.BindingElement): boolean {
  return ts.isVariableDeclaration(ts.walkUpBindingElementsAndPatterns(element));
}

/** In a script, what stands at the top belongs to every other script too, as in `declare global` and namespaces. */
function isKept({ ts, moduleOf }: TypeScriptProject, declaration: TypeScript.Declaration): boolean {
  const isExported = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
  const isInside = ts.findAncestor(declaration, ts.isModuleDeclaration) !== undefined;
  return !isExported && !isInside && moduleOf(declaration.getSourceFile()) !== null;
}
