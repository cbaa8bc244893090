import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { deepestAt, type Place } from './occurrences.ts';

const OWN_TESTS = /^(?:hasOwnProperty|propertyIsEnumerable)$/;

/**
 * Strings that name the member without a type that says so: `'add' in value`, `hasOwn(value, 'add')`,
 * `Omit<Owner, 'add'>`. They count where the value beside them may be the owner.
 */
export function namingStrings(
  project: TypeScriptProject,
  strings: readonly Place[],
  owners: readonly TypeScript.Type[],
): readonly Place[] {
  const { ts, checker } = project;
  return strings.filter(({ path, start }) => {
    const file = project.sourceFile(path);
    const node = file === undefined ? undefined : deepestAt(ts, file, start);
    if (node === undefined || !ts.isStringLiteralLike(node)) return false;
    if (isTested(ts, node)) return mayBeOwner(project, node.parent.right, owners);
    return besides(ts, node).some((one) => holdsMember(checker, one, owners));
  });
}

function isTested(
  ts: typeof TypeScript,
  node: TypeScript.StringLiteralLike,
): node is TypeScript.StringLiteralLike & { readonly parent: TypeScript.BinaryExpression } {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.InKeyword &&
    parent.left === node
  );
}

/** Whether the type of a value lets it be an owner, as `unknown` and any base class of the owner do. */
function mayBeOwner(
  { checker }: TypeScriptProject,
  value: TypeScript.Expression,
  owners: readonly TypeScript.Type[],
): boolean {
  const type = checker.getTypeAtLocation(value);
  const wide = checker.getBaseConstraintOfType(type) ?? type;
  const parts = wide.isUnion() ? wide.types : [wide];
  return parts.some((part) =>
    owners.some(
      (owner) => checker.isTypeAssignableTo(owner, part) || checker.isTypeAssignableTo(part, owner),
    ),
  );
}

/** The values and types beside a string in a call or in a list of type arguments, the called object among them. */
function besides(ts: typeof TypeScript, node: TypeScript.StringLiteralLike): readonly TypeScript.Node[] {
  let at: TypeScript.Node = node;
  while (isWrapping(ts, at.parent)) at = at.parent;
  const { parent } = at;
  if (ts.isCallExpression(parent)) {
    const { expression } = parent;
    const isQuestion = ts.isPropertyAccessExpression(expression) && OWN_TESTS.test(expression.name.text);
    const called = isQuestion ? [expression.expression] : [];
    return [...called, ...parent.arguments.filter((one) => one !== at)];
  }
  if (!ts.isTypeReferenceNode(parent)) return [];
  return (parent.typeArguments ?? []).filter((one) => one !== at);
}

function isWrapping(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return (
    ts.isArrayLiteralExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isLiteralTypeNode(node) ||
    ts.isUnionTypeNode(node)
  );
}

/** Whether the owner's own member is read off what stands beside the string. */
function holdsMember(
  checker: TypeScript.TypeChecker,
  beside: TypeScript.Node,
  owners: readonly TypeScript.Type[],
): boolean {
  const type = checker.getTypeAtLocation(beside);
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) =>
    owners.some((owner) => part.symbol === owner.symbol || isBelow(checker, part, owner)),
  );
}

function isBelow(checker: TypeScript.TypeChecker, part: TypeScript.Type, owner: TypeScript.Type): boolean {
  return part.getProperties().length > 0 && checker.isTypeAssignableTo(part, owner);
}
