import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { placeAt } from '../place.ts';
import { refused, type Refused } from '../recipe.ts';
import type { NameIndex, ResolvedOccurrence } from '../rename-symbol/name-index.ts';
import { placesText } from '../rename-symbol/places-text.ts';
import { isFunctionWithBody, type FunctionWithBody } from '../typescript/functions.ts';
import { isExportedLiteral, isExportsObject, isLoaded } from '../typescript/syntax.ts';

/** Everything of the project that one function is: its code, its calls, and how many imports and exports pass it on. */
export type Uses = {
  readonly kind: 'uses';
  readonly node: FunctionWithBody;
  readonly path: string;
  readonly calls: readonly TypeScript.CallExpression[];
  readonly passed: number;
};

type Group = { readonly index: NameIndex; readonly group: string };

/** Sorts the occurrences of a function; refused where one is no declaration, call, import or export. */
export function usesOf(project: TypeScriptProject, { index, group }: Group): Uses | Refused {
  const { ts } = project;
  const functions = new Map<FunctionWithBody, string>();
  const calls: TypeScript.CallExpression[] = [];
  const others: ResolvedOccurrence[] = [];
  let passed = 0;
  for (const occurrence of index.occurrences) {
    const own = occurrence.sides.filter((side) => index.groupOf(side) === group);
    if (own.length === 0) continue;
    const { node } = occurrence;
    const declared = functionNamedBy(ts, node);
    const call = callOf(ts, node);
    if (declared !== null) functions.set(declared, occurrence.path);
    else if (call !== null) calls.push(call);
    else if (own.length === occurrence.sides.length && isPassedOn(ts, node)) passed++;
    else if (!isDocumentation(ts, node)) others.push(occurrence);
  }
  const [first, ...rest] = functions;
  const { name } = index;
  if (first === undefined) {
    return refused(`${name} is no function that is declared with its code.`, 'Name it with at=FILE:LINE.');
  }
  if (rest.length > 0) {
    const places = [...functions].map(([node, path]) =>
      placeAt(path, node.getSourceFile().text, node.getStart()),
    );
    return refused(`${name} has several declarations that belong together: ${places.join(', ')}.`, null);
  }
  const signatures = others.filter(({ node: { parent } }) => ts.isFunctionLike(parent));
  if (signatures.length > 0) {
    return refused(
      `${name} is declared without its code too, at ${placesText(project, signatures)}.`,
      'Overloads and members of interfaces keep their parameters.',
    );
  }
  if (others.length > 0) {
    return refused(
      `${name} is more than called at ${placesText(project, others)}.`,
      'Call it there, in a function of its own where it is passed on.',
    );
  }
  return { kind: 'uses', node: first[0], path: first[1], calls, passed };
}

/** The function that a name declares: its own, or that of its variable, field or export. */
function functionNamedBy(ts: typeof TypeScript, node: TypeScript.Node): FunctionWithBody | null {
  const { parent } = node;
  if (isFunctionWithBody(ts, parent)) return parent.name === node ? parent : null;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) {
    return parent.name === node ? functionIn(ts, parent.initializer) : null;
  }
  const isExport =
    ts.isPropertyAccessExpression(parent) &&
    parent.name === node &&
    isExportsObject(ts, parent.expression) &&
    isAssigned(ts, parent);
  return isExport && ts.isBinaryExpression(parent.parent) ? functionIn(ts, parent.parent.right) : null;
}

function functionIn(
  ts: typeof TypeScript,
  value: TypeScript.Expression | undefined,
): FunctionWithBody | null {
  return value !== undefined && isFunctionWithBody(ts, value) ? value : null;
}

function callOf(ts: typeof TypeScript, node: TypeScript.Node): TypeScript.CallExpression | null {
  const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  const callee = isMember ? node.parent : node;
  const { parent } = callee;
  return ts.isCallExpression(parent) && parent.expression === callee ? parent : null;
}

/** An import or export under the same name: `import { f }`, `module.exports = { f }`, `exports.f = f`, `ReturnType<typeof f>`. */
function isPassedOn(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  const { parent } = node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return parent.propertyName === undefined;
  if (ts.isShorthandPropertyAssignment(parent)) return isExportedLiteral(ts, parent.parent);
  if (ts.isBindingElement(parent)) {
    return parent.propertyName === undefined && parent.initializer === undefined && isLoaded(ts, parent);
  }
  if (ts.isTypeQueryNode(parent)) {
    const { parent: outer } = parent;
    return ts.isTypeReferenceNode(outer) && outer.typeName.getText() === 'ReturnType';
  }
  return isPlainExport(ts, ts.isPropertyAccessExpression(parent) ? parent.parent : parent);
}

/** `exports.f = f;` */
function isPlainExport(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return (
    ts.isBinaryExpression(node) &&
    ts.isPropertyAccessExpression(node.left) &&
    isExportsObject(ts, node.left.expression) &&
    isAssigned(ts, node.left) &&
    ts.isIdentifier(node.right) &&
    node.right.text === node.left.name.text
  );
}

function isAssigned(ts: typeof TypeScript, { parent }: TypeScript.Node): boolean {
  return (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isExpressionStatement(parent.parent)
  );
}

/** `{@link f}` and `@see f`. */
function isDocumentation(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  let at = node.parent;
  while (ts.isJSDocMemberName(at) || ts.isPropertyAccessExpression(at)) at = at.parent;
  return (
    ts.isJSDocLink(at) || ts.isJSDocLinkCode(at) || ts.isJSDocLinkPlain(at) || ts.isJSDocNameReference(at)
  );
}
