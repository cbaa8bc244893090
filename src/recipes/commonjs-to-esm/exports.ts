import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isExportsObject } from '../typescript/syntax.ts';
import { isAssigned } from '../typescript/stable-names.ts';

/** What an assignment to exports stands in: a statement of its own, or the value of a variable at the top of the module. */
export type Host = TypeScript.ExpressionStatement | TypeScript.VariableDeclaration;

/** `module.exports = value`, `exports = module.exports = value`. */
export type WholeExport = {
  readonly outer: TypeScript.BinaryExpression;
  readonly value: TypeScript.Expression;
  readonly host: Host;
  /** Whether `exports` means the same object afterwards. */
  readonly isAliased: boolean;
};

/** `exports.a = value`, `exports.a = exports.b = value`. */
export type MemberExport = {
  readonly outer: TypeScript.BinaryExpression;
  readonly names: readonly string[];
  readonly value: TypeScript.Expression;
  readonly host: Host;
  readonly objects: readonly TypeScript.Node[];
};

/** Another use of `exports` or `module.exports`, or of a member of it that is called `name`. */
export type ExportUse = {
  readonly object: TypeScript.Node;
  readonly name: string | null;
  readonly node: TypeScript.Node;
};

/** All that a module does with its exports. */
export type Exports = {
  readonly wholes: readonly WholeExport[];
  readonly members: readonly MemberExport[];
  readonly uses: readonly ExportUse[];
  readonly faults: readonly { readonly node: TypeScript.Node; readonly why: string }[];
};

type Found = {
  readonly wholes: WholeExport[];
  readonly members: MemberExport[];
  readonly uses: ExportUse[];
  readonly faults: { readonly node: TypeScript.Node; readonly why: string }[];
};

/** Follows the names `module` and `exports` of the module wrapper. */
export function exportsOf(
  checked: SingleFile,
  {
    modules,
    exports,
  }: {
    readonly modules: readonly TypeScript.Identifier[];
    readonly exports: readonly TypeScript.Identifier[];
  },
): Exports {
  const { ts } = checked;
  const found: Found = { wholes: [], members: [], uses: [], faults: [] };
  for (const node of modules) {
    if (isExportsObject(ts, node.parent)) addUse(checked, node.parent, found);
    else found.faults.push({ node, why: 'uses `module` for more than its exports' });
  }
  for (const node of exports) addUse(checked, node, found);
  return found;
}

function addUse(checked: SingleFile, object: TypeScript.Node, found: Found): void {
  const { ts } = checked;
  const member = memberOf(ts, object);
  const target = member ?? object;
  if (ts.isDeleteExpression(target.parent)) {
    found.faults.push({ node: object, why: 'deletes an export' });
    return;
  }
  if (!isAssigned(ts, target)) {
    found.uses.push({ object, name: member?.name.text ?? null, node: target });
    return;
  }
  const outer = chainAround(ts, target);
  const host = outer === null ? null : hostOf(ts, outer);
  if (outer === null || host === null) {
    found.faults.push({ node: object, why: 'sets an export within other code' });
    return;
  }
  const targets = targetsOf(ts, outer);
  // The whole chain is read off its first target.
  if (targets[0] !== target) return;
  const value = valueOf(ts, outer);
  if (targets.every((one) => isExportsObject(ts, one))) {
    const isAliased = targets.length > 1;
    if (targets.every((one) => ts.isIdentifier(one)))
      found.faults.push({ node: object, why: 'sets `exports` alone, which exports nothing' });
    else found.wholes.push({ outer, value, host, isAliased });
    return;
  }
  const names = targets.flatMap((one) => {
    const isMember = ts.isPropertyAccessExpression(one) && isExportsObject(ts, one.expression);
    return isMember ? [one.name.text] : [];
  });
  const objects = targets.flatMap((one) => (ts.isPropertyAccessExpression(one) ? [one.expression] : []));
  if (names.length === targets.length) found.members.push({ outer, names, value, host, objects });
  else found.faults.push({ node: object, why: 'sets an export along with something else' });
}

function memberOf(
  ts: typeof TypeScript,
  object: TypeScript.Node,
): (TypeScript.PropertyAccessExpression & { readonly name: TypeScript.Identifier }) | null {
  const { parent } = object;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.expression === object;
  return isMember && hasPlainName(ts, parent) ? parent : null;
}

function hasPlainName(
  ts: typeof TypeScript,
  node: TypeScript.PropertyAccessExpression,
): node is TypeScript.PropertyAccessExpression & { readonly name: TypeScript.Identifier } {
  return ts.isIdentifier(node.name) && node.questionDotToken === undefined;
}

/** The outermost assignment of `a = b = value` around one of its targets. */
function chainAround(ts: typeof TypeScript, target: TypeScript.Node): TypeScript.BinaryExpression | null {
  let { parent } = target;
  if (!isPlainAssignment(ts, parent) || parent.left !== target) return null;
  for (
    let outer = parent.parent;
    isPlainAssignment(ts, outer) && outer.right === parent;
    outer = outer.parent
  )
    parent = outer;
  return isPlainAssignment(ts, parent) ? parent : null;
}

function isPlainAssignment(
  ts: typeof TypeScript,
  node: TypeScript.Node,
): node is TypeScript.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function hostOf(ts: typeof TypeScript, outer: TypeScript.BinaryExpression): Host | null {
  const { parent } = outer;
  if (ts.isExpressionStatement(parent)) return ts.isSourceFile(parent.parent) ? parent : null;
  const isTop = ts.isVariableDeclaration(parent) && ts.isSourceFile(parent.parent.parent.parent);
  return isTop && parent.initializer === outer && ts.isIdentifier(parent.name) ? parent : null;
}

function targetsOf(
  ts: typeof TypeScript,
  outer: TypeScript.BinaryExpression,
): readonly TypeScript.Expression[] {
  const { left, right } = outer;
  return [left, ...(isPlainAssignment(ts, right) ? targetsOf(ts, right) : [])];
}

function valueOf(ts: typeof TypeScript, { right }: TypeScript.BinaryExpression): TypeScript.Expression {
  return isPlainAssignment(ts, right) ? valueOf(ts, right) : right;
}
