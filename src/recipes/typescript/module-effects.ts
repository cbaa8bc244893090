import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { unwrapped } from './syntax.ts';

type Ts = typeof TypeScript;

// What these call returns a value and leaves the rest of the program as it was.
const QUIET_FUNCTION =
  /^(?:require|Symbol(?:\.for)?|Object\.(?:freeze|keys|values|entries|fromEntries|create)|Array\.(?:from|of)|Math\.\w+|JSON\.(?:parse|stringify)|String(?:\.raw)?|Number|Boolean|BigInt|parseInt|parseFloat|fileURLToPath|path\.\w+|(?:React\.)?(?:createContext|memo|forwardRef|lazy))$/;
const QUIET_METHOD =
  /\.(?:join|split|includes|slice|concat|trim|toLowerCase|toUpperCase|startsWith|endsWith)$/;
const QUIET_CLASS =
  /^(?:Map|Set|WeakMap|WeakSet|RegExp|Date|URL|Error|AbortController|TextEncoder|TextDecoder)$/;
const EXPORTS = /^(?:module\.exports|exports)(?:\.\w+)*$/;

/** The first statement of a module that does more on loading than declare, import or export something, or null. */
export function effectIn(ts: Ts, file: TypeScript.SourceFile): TypeScript.Statement | null {
  return file.statements.find((statement) => !isQuietStatement(ts, statement)) ?? null;
}

/** Whether a module does more on loading than give names to values: calls whose value nobody keeps, conditions, loops. */
export function runsAtLoad(ts: Ts, file: TypeScript.SourceFile): boolean {
  return file.statements.some((statement) => actsAtLoad(ts, statement));
}

/** Whether a statement at the top of a module does more than give names to values. */
export function actsAtLoad(ts: Ts, statement: TypeScript.Statement): boolean {
  return !isNaming(ts, statement) && !isQuietStatement(ts, statement);
}

/** Whether making the values of a module takes anything that it imports, so that the other module has to be there. */
export function takesAtLoad(ts: Ts, file: TypeScript.SourceFile): boolean {
  const imported = new Set(file.statements.flatMap((statement) => importedNames(ts, statement)));
  const takes = (node: TypeScript.Node): boolean => {
    if (ts.isIdentifier(node)) return imported.has(node.text);
    // What a function holds that is called on the spot runs too, with whatever else it calls.
    if (ts.isCallExpression(node) && ts.isFunctionLike(unwrapped(ts, node.expression))) return true;
    const isLater = ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node);
    if (isLater || ts.isFunctionLike(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
      return false;
    return ts.forEachChild(node, (child) => takes(child) || undefined) === true;
  };
  return takes(file);
}

function importedNames(ts: Ts, statement: TypeScript.Statement): readonly string[] {
  if (!ts.isImportDeclaration(statement) || statement.importClause?.isTypeOnly === true) return [];
  const { name, namedBindings: named } = statement.importClause ?? {};
  const others = named === undefined ? [] : ts.isNamespaceImport(named) ? [named] : named.elements;
  return [...(name === undefined ? [] : [name.text]), ...others.map((other) => other.name.text)];
}

function isNaming(ts: Ts, statement: TypeScript.Statement): boolean {
  return (
    ts.isVariableStatement(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isExportAssignment(statement)
  );
}

function isQuietStatement(ts: Ts, statement: TypeScript.Statement): boolean {
  if (ts.isExpressionStatement(statement)) return isQuietExpressionStatement(ts, statement.expression);
  const declares =
    ts.isImportDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isNamespaceExportDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isEmptyStatement(statement);
  if (declares) return true;
  if (ts.isModuleDeclaration(statement)) return isQuietNamespace(ts, statement);
  const binds =
    ts.isVariableStatement(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isExportAssignment(statement);
  return binds && isQuiet(ts, statement);
}

function isQuietNamespace(ts: Ts, { body }: TypeScript.ModuleDeclaration): boolean {
  if (body === undefined || ts.isIdentifier(body)) return true;
  if (ts.isModuleDeclaration(body)) return isQuietNamespace(ts, body);
  return !ts.isModuleBlock(body) || body.statements.every((statement) => isQuietStatement(ts, statement));
}

/** `'use strict'`, and what CommonJS writes for an export. */
function isQuietExpressionStatement(ts: Ts, expression: TypeScript.Expression): boolean {
  if (ts.isStringLiteral(expression)) return true;
  if (isMarkOfModule(ts, expression)) return true;
  return ts.isBinaryExpression(expression) && EXPORTS.test(expression.left.getText())
    ? isQuietExpressionStatement(ts, expression.right) || isQuiet(ts, expression.right)
    : false;
}

/** `Object.defineProperty(exports, '__esModule', …)`, and the getters that compilers write. */
function isMarkOfModule(ts: Ts, expression: TypeScript.Expression): boolean {
  return (
    ts.isCallExpression(expression) &&
    expression.expression.getText() === 'Object.defineProperty' &&
    expression.arguments[0]?.getText() === 'exports'
  );
}

/** Whether evaluating a node only makes values. What functions and fields of instances hold does not run. */
function isQuiet(ts: Ts, node: TypeScript.Node): boolean {
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return true;
  if (ts.isFunctionLike(node)) return isQuietMember(ts, node);
  if (ts.isPropertyDeclaration(node) && !isStatic(ts, node)) return isQuietMember(ts, node);
  return !acts(ts, node) && ts.forEachChild(node, (child) => !isQuiet(ts, child) || undefined) !== true;
}

/** Decorators and computed names run when the class is defined. */
function isQuietMember(
  ts: Ts,
  node: TypeScript.SignatureDeclaration | TypeScript.PropertyDeclaration,
): boolean {
  const isDecorated = ts.canHaveDecorators(node) && (ts.getDecorators(node) ?? []).length > 0;
  return !isDecorated && (node.name === undefined || isQuiet(ts, node.name));
}

function isStatic(ts: Ts, node: TypeScript.PropertyDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
}

function acts(ts: Ts, node: TypeScript.Node): boolean {
  if (ts.isCallExpression(node)) {
    const called = node.expression.getText();
    return !QUIET_FUNCTION.test(called) && !QUIET_METHOD.test(called);
  }
  if (ts.isNewExpression(node)) return !QUIET_CLASS.test(node.expression.getText());
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return ts.SyntaxKind.FirstAssignment <= kind && kind <= ts.SyntaxKind.LastAssignment;
  }
  return (
    ts.isDecorator(node) ||
    ts.isClassStaticBlockDeclaration(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isDeleteExpression(node) ||
    ts.isPostfixUnaryExpression(node) ||
    (ts.isPrefixUnaryExpression(node) &&
      (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken))
  );
}
