import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { refused, type Refused } from '../recipe.ts';
import type { Named, Sought } from '../typescript/find-named.ts';
import { isAssigned, valueSymbolOf } from '../typescript/stable-names.ts';
import { placeAt } from '../place.ts';

/** The variable to inline, with all that refers to it. */
export type Inlining = {
  readonly kind: 'inlining';
  readonly found: Named<TypeScript.VariableDeclaration>;
  readonly statement: TypeScript.VariableStatement;
  readonly value: TypeScript.Expression;
  readonly uses: readonly TypeScript.Identifier[];
};

/** Variables with a plain name, by that name. */
export const VARIABLE: Sought<TypeScript.VariableDeclaration> = {
  noun: 'variable',
  match: (ts, node, name) =>
    ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name ? node : null,
};

/** Collects the uses of a variable, or says why it is none that can be inlined. */
export function inliningOf(found: Named<TypeScript.VariableDeclaration>): Inlining | Refused {
  const { project, node, name, place } = found;
  const { ts } = project;
  const statement = node.parent.parent;
  const value = node.initializer;
  if (!ts.isVariableStatement(statement) || value === undefined) {
    return refused(
      `${name} at ${place} has no value of its own: a loop, a catch or an assignment gives it.`,
      null,
    );
  }
  const why = whyNotInlined(found, statement);
  if (why !== null) return refused(`${name} at ${place} ${why}.`, null);
  const uses = usesOf(found);
  if (uses.length === 0) return refused(`Nothing uses ${name} at ${place}.`, 'Remove it instead.');
  const odd = uses.find((use) => whyNotReplaced(ts, use) !== null);
  if (odd === undefined) return { kind: 'inlining', found, statement, value, uses };
  return refused(
    `${name} ${whyNotReplaced(ts, odd) ?? ''} at ${placeAt(found.path, found.file.text, odd.getStart(found.file))}.`,
    null,
  );
}

function whyNotInlined(
  { project, file, node }: Named<TypeScript.VariableDeclaration>,
  statement: TypeScript.VariableStatement,
): string | null {
  const { ts } = project;
  const { declarationList, modifiers = [] } = statement;
  if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return 'is exported';
  if (modifiers.length > 0) return 'is declared without a value';
  if (declarationList.declarations.length > 1) return 'shares its statement with other variables';
  if ((ts.getCombinedNodeFlags(node) & ts.NodeFlags.Using) !== 0) {
    return 'is disposed of at the end of its block';
  }
  const isTop = ts.isSourceFile(statement.parent);
  if (isTop && project.moduleOf(file) === null) return 'is global: other scripts may use it';
  const symbol = project.checker.getSymbolAtLocation(node.name);
  return (symbol?.declarations?.length ?? 0) === 1 ? null : 'is declared more than once';
}

function usesOf(found: Named<TypeScript.VariableDeclaration>): readonly TypeScript.Identifier[] {
  const { project, node, name, file } = found;
  const { ts, checker } = project;
  const symbol = checker.getSymbolAtLocation(node.name);
  const uses: TypeScript.Identifier[] = [];
  const visit = (one: TypeScript.Node): void => {
    const isNamed = ts.isIdentifier(one) && one.text === name && one !== node.name;
    if (isNamed && meaningOf(found, one) === symbol) uses.push(one);
    ts.forEachChild(one, visit);
  };
  visit(file);
  return uses;
}

function meaningOf(
  { project }: Named<TypeScript.VariableDeclaration>,
  use: TypeScript.Identifier,
): TypeScript.Symbol | undefined {
  const { ts, checker } = project;
  return ts.isExportSpecifier(use.parent)
    ? checker.getExportSpecifierLocalTargetSymbol(use.parent)
    : valueSymbolOf(project, use);
}

function whyNotReplaced(ts: typeof TypeScript, use: TypeScript.Identifier): string | null {
  const { parent } = use;
  if (isAssigned(ts, use)) return 'is assigned again';
  if (ts.isExportSpecifier(parent) || ts.isExportAssignment(parent)) return 'is exported';
  if (ts.isTypeQueryNode(parent) || ts.isQualifiedName(parent) || ts.isExpressionWithTypeArguments(parent)) {
    return 'is used as a type';
  }
  if (ts.isJsxOpeningLikeElement(parent) || ts.isJsxClosingElement(parent)) return 'is used as an element';
  if (ts.isDeleteExpression(parent)) return 'is deleted';
  const isKept = ts.isShorthandPropertyAssignment(parent) && parent.objectAssignmentInitializer !== undefined;
  return isKept ? 'is taken apart' : null;
}
