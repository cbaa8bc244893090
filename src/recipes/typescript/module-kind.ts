import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { hasModifier, isExportsObject } from './syntax.ts';

/** Whether a file is certainly a module, whose variables nothing else can see; else it may be a script. */
export function isModule({ ts, file }: SingleFile): boolean {
  if (/\.[cm][jt]s$/.test(file.fileName)) return true;
  return file.statements.some((statement) => isModulePart(ts, statement));
}

function isModulePart(ts: typeof TypeScript, statement: TypeScript.Statement): boolean {
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) return true;
  if (ts.isExportAssignment(statement) || ts.isImportEqualsDeclaration(statement)) return true;
  if (hasModifier(ts, statement, ts.SyntaxKind.ExportKeyword)) return true;
  return ts.isExpressionStatement(statement) && setsExports(ts, statement.expression);
}

/** `module.exports = …`, `exports.name = …`, `module.exports.name = …`, outside of any condition. */
function setsExports(ts: typeof TypeScript, expression: TypeScript.Expression): boolean {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return false;
  const { left, right } = expression;
  const isMember = ts.isPropertyAccessExpression(left) && isExportsObject(ts, left.expression);
  return isMember || isExportsObject(ts, left) || setsExports(ts, right);
}
