import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';

/** A file with the identifiers that may stand for a variable, by their text. */
export type NamedFile = {
  readonly checked: SingleFile;
  readonly names: ReadonlyMap<string, readonly TypeScript.Identifier[]>;
};

/** The identifiers of a file that may stand for a variable, by their text, in order. Names of members and labels do not. */
export function variableNames({
  ts,
  file,
}: Pick<SingleFile, 'ts' | 'file'>): ReadonlyMap<string, readonly TypeScript.Identifier[]> {
  const found: TypeScript.Identifier[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isIdentifier(node) && !isOtherName(ts, node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return Map.groupBy(found, ({ text }) => text);
}

/** What a name means: the symbol of the variable, also where the name is that of a property as well. */
export function symbolOf(
  { ts, checker }: SingleFile,
  node: TypeScript.Identifier,
): TypeScript.Symbol | undefined {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent) && parent.name === node)
    return checker.getShorthandAssignmentValueSymbol(parent);
  if (ts.isExportSpecifier(parent)) return checker.getExportSpecifierLocalTargetSymbol(parent);
  return checker.getSymbolAtLocation(node);
}

/** The function, class field or block of a namespace or file whose variables a `var` at this place would be among. */
export function homeOf(ts: typeof TypeScript, node: TypeScript.Node): TypeScript.Node {
  let at = node.parent;
  while (!isHome(ts, at)) at = at.parent;
  return at;
}

/** Whether an identifier is given a value: by an assignment, a pattern, a loop or `++`. */
export function isWritten(ts: typeof TypeScript, name: TypeScript.Identifier): boolean {
  let at: TypeScript.Node = name;
  while (isTargetPart(ts, at)) at = at.parent;
  const { parent } = at;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(parent.operator);
  }
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return parent.initializer === at;
  if (!ts.isBinaryExpression(parent) || parent.left !== at) return false;
  const { kind } = parent.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** A part of a pattern or a wrapper that changes nothing, so that what happens to its parent happens to it. */
function isTargetPart(ts: typeof TypeScript, { parent }: TypeScript.Node): boolean {
  return (
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isTypeAssertionExpression(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isArrayLiteralExpression(parent)
  );
}

function isHome(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return (
    ts.isSourceFile(node) ||
    ts.isFunctionLike(node) ||
    ts.isModuleBlock(node) ||
    ts.isClassStaticBlockDeclaration(node) ||
    ts.isPropertyDeclaration(node)
  );
}

function isOtherName(ts: typeof TypeScript, node: TypeScript.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isMetaProperty(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isExportSpecifier(parent)) {
    return (
      parent.parent.parent.moduleSpecifier !== undefined || (parent.propertyName ?? parent.name) !== node
    );
  }
  if (ts.isImportSpecifier(parent)) return parent.propertyName === node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  return isMemberName(ts, node) || ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent);
}

function isMemberName(ts: typeof TypeScript, node: TypeScript.Identifier): boolean {
  const { parent } = node;
  const isMember =
    ts.isPropertyAssignment(parent) ||
    ts.isClassElement(parent) ||
    ts.isTypeElement(parent) ||
    ts.isEnumMember(parent) ||
    ts.isJsxAttribute(parent);
  return isMember && parent.name === node;
}
