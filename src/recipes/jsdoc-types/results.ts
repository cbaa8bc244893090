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
    /\b(?:unknown|object|Object|Function|typeof)\b|\?: undefined|\{\s*\}|[@\\`]|\*\//.test(type) ||
    /^(?:null|undefined|void)$/.test(type)
  )
    return `its type says too little: ${type}`;
  const mayEnd = /\bundefined\b/.test(type) && hasUnknownCall(project, fn.body);
  return mayEnd ? 'a call in it that TypeScript does not know may never come back' : written;
}

/** A statement that calls what TypeScript does not know, which may end the process or throw. */
function hasUnknownCall(project: TypeScriptProject, node: TypeScript.Node): boolean {
  const { ts, checker } = project;
  if (ts.isFunctionLike(node)) return false;
  if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
    const { flags } = checker.getTypeAtLocation(node.expression);
    if ((flags & ts.TypeFlags.Any) !== 0) return true;
  }
  return ts.forEachChild(node, (child) => hasUnknownCall(project, child)) ?? false;
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
