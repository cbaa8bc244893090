import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isModule } from '../typescript/module-kind.ts';
import { hasModifier } from '../typescript/syntax.ts';
import { homeOf, isWritten, symbolOf, type NamedFile } from '../typescript/variable-names.ts';
import { bare } from './concatenations.ts';

const GLOBAL_FUNCTIONS = new Set([
  'String',
  'Number',
  'Boolean',
  'parseInt',
  'parseFloat',
  'encodeURIComponent',
  'encodeURI',
  'decodeURIComponent',
  'decodeURI',
  'isNaN',
  'escape',
  'unescape',
]);
const GLOBAL_METHODS =
  /^(?:Math\.\w+|Date\.now|JSON\.stringify|Number\.(?:parseInt|parseFloat)|String\.(?:fromCharCode|fromCodePoint))$/;
const STRING_MEMBERS = new Set([
  'length',
  'trim',
  'trimStart',
  'trimEnd',
  'toUpperCase',
  'toLowerCase',
  'slice',
  'substring',
  'substr',
  'replace',
  'replaceAll',
  'padStart',
  'padEnd',
  'repeat',
  'charAt',
  'charCodeAt',
  'indexOf',
  'lastIndexOf',
  'toString',
  'concat',
  'toFixed',
  'toPrecision',
  'toLocaleString',
]);

/**
 * Whether an expression certainly yields a primitive value, whose text is the same however it is asked for. Types count
 * where TypeScript holds a file to them; in JavaScript only what the code shows.
 */
export function isPrimitive(named: NamedFile, node: TypeScript.Expression): boolean {
  return isPrimitiveValue(named, node, new Set());
}

function isPrimitiveValue(
  named: NamedFile,
  wrapped: TypeScript.Expression,
  open: Set<TypeScript.Node>,
): boolean {
  const { checked } = named;
  const { ts } = checked;
  const node = bare(ts, wrapped);
  const isTyped = /\.[cm]?tsx?$/.test(checked.file.fileName);
  if (isTyped && hasPrimitiveType(checked, node)) return true;
  const again = (part: TypeScript.Expression): boolean => isPrimitiveValue(named, part, open);
  if (ts.isLiteralExpression(node)) return node.kind !== ts.SyntaxKind.RegularExpressionLiteral;
  if (ts.isTemplateExpression(node) || ts.isTypeOfExpression(node) || ts.isVoidExpression(node)) return true;
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node) || ts.isDeleteExpression(node))
    return true;
  if (ts.isConditionalExpression(node)) return again(node.whenTrue) && again(node.whenFalse);
  if (ts.isBinaryExpression(node)) return isPrimitiveOperation(ts, node, again);
  if (ts.isIdentifier(node)) return isPrimitiveVariable(named, node, open);
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'length' && again(node.expression);
  if (ts.isCallExpression(node)) return isPrimitiveCall(checked, node, again);
  const { TrueKeyword, FalseKeyword, NullKeyword } = ts.SyntaxKind;
  return [TrueKeyword, FalseKeyword, NullKeyword].some((kind) => kind === node.kind);
}

function hasPrimitiveType({ ts, checker }: SingleFile, node: TypeScript.Expression): boolean {
  const { StringLike, NumberLike, BigIntLike, BooleanLike, Null, Undefined } = ts.TypeFlags;
  const flags = StringLike | NumberLike | BigIntLike | BooleanLike | Null | Undefined;
  const type = checker.getTypeAtLocation(node);
  const types = type.isUnion() ? type.types : [type];
  return types.every((one) => (one.flags & flags) !== 0);
}

function isPrimitiveOperation(
  ts: typeof TypeScript,
  { left, operatorToken: { kind }, right }: TypeScript.BinaryExpression,
  again: (part: TypeScript.Expression) => boolean,
): boolean {
  const { SyntaxKind } = ts;
  if (
    [SyntaxKind.BarBarToken, SyntaxKind.AmpersandAmpersandToken, SyntaxKind.QuestionQuestionToken].includes(
      kind,
    )
  )
    return again(left) && again(right);
  if (kind === SyntaxKind.CommaToken || kind === SyntaxKind.EqualsToken) return again(right);
  // Sums, products, comparisons: whatever is put in, a primitive value comes out.
  return kind < SyntaxKind.FirstAssignment || kind > SyntaxKind.LastAssignment;
}

/** A variable that is only ever given primitive values, in its declaration and wherever else it is written. */
function isPrimitiveVariable(
  named: NamedFile,
  node: TypeScript.Identifier,
  open: Set<TypeScript.Node>,
): boolean {
  const { checked, names } = named;
  const { ts } = checked;
  const symbol = symbolOf(checked, node);
  const [declaration, ...others] = symbol?.declarations ?? [];
  if (declaration === undefined) return node.text === 'undefined';
  if (others.length > 0 || !ts.isVariableDeclaration(declaration)) return false;
  if (open.has(declaration)) return true;
  open.add(declaration);
  if (!isOwn(checked, declaration)) return false;
  const again = (part: TypeScript.Expression): boolean => isPrimitiveValue(named, part, open);
  if (declaration.initializer !== undefined && !again(declaration.initializer)) return false;
  const writes = (names.get(node.text) ?? []).filter(
    (use) => isWritten(ts, use) && symbolOf(checked, use) === symbol,
  );
  return writes.every(({ parent }) => {
    if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return true;
    return ts.isBinaryExpression(parent) && ts.isIdentifier(parent.left) && again(parent.right);
  });
}

/** A variable that nothing beyond the file writes, and nothing but assignments. */
function isOwn(checked: SingleFile, declaration: TypeScript.VariableDeclaration): boolean {
  const { ts } = checked;
  const { parent: list, name } = declaration;
  if (!ts.isVariableDeclarationList(list) || !ts.isIdentifier(name)) return false;
  if (ts.isForOfStatement(list.parent) || isAmbient(ts, list)) return false;
  const isConstant = (list.flags & ts.NodeFlags.Const) !== 0;
  return isConstant || !ts.isSourceFile(homeOf(ts, declaration)) || isModule(checked);
}

function isAmbient(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  for (let at = node; !ts.isSourceFile(at); at = at.parent)
    if (hasModifier(ts, at, ts.SyntaxKind.DeclareKeyword)) return true;
  return false;
}

/** A call of a function of the language that gives a primitive value, unless the file has its own of that name. */
function isPrimitiveCall(
  checked: SingleFile,
  { expression: callee }: TypeScript.CallExpression,
  again: (part: TypeScript.Expression) => boolean,
): boolean {
  const { ts, file } = checked;
  if (ts.isIdentifier(callee)) return GLOBAL_FUNCTIONS.has(callee.text) && isGlobal(checked, callee);
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const { expression, name } = callee;
  if (ts.isIdentifier(expression) && GLOBAL_METHODS.test(callee.getText(file)))
    return isGlobal(checked, expression);
  return STRING_MEMBERS.has(name.text) && again(expression);
}

function isGlobal(checked: SingleFile, name: TypeScript.Identifier): boolean {
  return (symbolOf(checked, name)?.declarations ?? []).length === 0;
}
