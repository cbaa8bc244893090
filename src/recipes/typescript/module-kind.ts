import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { hasModifier, isExportsObject } from './syntax.ts';

/** Whether a file is certainly a module, whose variables nothing else can see; else it may be a script. */
export function isModule({ ts, file }: SingleFile): boolean {
  if (/\.[cm][jt]s$/.test(file.fileName)) return true;
  return file.text.startsWith('#!') || file.statements.some((statement) => isModulePart(ts, statement));
}

function isModulePart(ts: typeof TypeScript, statement: TypeScript.Statement): boolean {
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) return true;
  if (ts.isExportAssignment(statement) || ts.isImportEqualsDeclaration(statement)) return true;
  if (hasModifier(ts, statement, ts.SyntaxKind.ExportKeyword)) return true;
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.some(
      ({ initializer }) => initializer !== undefined && isRequired(ts, initializer),
    );
  if (!ts.isExpressionStatement(statement)) return false;
  return isRequired(ts, statement.expression) || setsExports(ts, statement.expression);
}

/** `require('a')`, `require('a').b` and `require('a')()`, outside of any condition: no page has it. */
function isRequired(ts: typeof TypeScript, expression: TypeScript.Expression): boolean {
  if (ts.isPropertyAccessExpression(expression)) return isRequired(ts, expression.expression);
  if (!ts.isCallExpression(expression)) return false;
  const { expression: called, arguments: given } = expression;
  const [only] = given;
  const isLoad = ts.isIdentifier(called) && called.text === 'require' && given.length === 1;
  return isLoad && only !== undefined ? ts.isStringLiteralLike(only) : isRequired(ts, called);
}

/** `module.exports = …`, `exports.name = …`, `module.exports.name = …`, outside of any condition. */
function setsExports(ts: typeof TypeScript, expression: TypeScript.Expression): boolean {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return false;
  const { left, right } = expression;
  const isMember = ts.isPropertyAccessExpression(left) && isExportsObject(ts, left.expression);
  return isMember || isExportsObject(ts, left) || setsExports(ts, right);
}
