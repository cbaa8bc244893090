import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import { labelOf, type FunctionWithBody } from '../typescript/functions.ts';
import { writtenReturnType, type WrittenType } from '../typescript/written-types.ts';
import { isAssigned } from '../typescript/stable-names.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';

/** What a function gives, as its documentation would say; null for one that is no function to be called. */
export function resultType(project: TypeScriptProject, fn: FunctionWithBody): WrittenType | null {
  const { ts } = project;
  if (ts.getJSDocReturnType(fn) !== undefined || isConstructor(ts, fn)) return null;
  if (ts.isBlock(fn.body) && fn.body.statements.length === 0) return 'it is empty, and may be a stand-in';
  const written = writtenReturnType(project, fn);
  if (typeof written === 'string') return written;
  const { type } = written;
  if (
    /\b(?:unknown|object|Object|Function)\b|\{\s*\}|[@\\`]|\*\//.test(type) ||
    /^(?:null|undefined)$/.test(type)
  )
    return `its type says too little: ${type}`;
  return written;
}

/** A function that makes objects with `new`: it has a name in capitals, or sets up `this`. */
function isConstructor(ts: typeof TypeScript, fn: FunctionWithBody): boolean {
  if (ts.isMethodDeclaration(fn) || ts.isArrowFunction(fn)) return false;
  if (/^\W*[A-Z]/.test(labelOf(ts, fn))) return true;
  if (!ts.isFunctionDeclaration(fn) && !ts.isVariableDeclaration(fn.parent)) return false;
  let isSetUp = false;
  const visit = (node: TypeScript.Node): void => {
    if (ts.isClassLike(node)) return;
    const isOwn = ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;
    if (isOwn && isAssigned(ts, node)) isSetUp = true;
    ts.forEachChild(node, visit);
  };
  visit(fn.body);
  return isSetUp;
}
