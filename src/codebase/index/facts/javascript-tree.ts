import type {
  ArrowFunctionExpression,
  AssignmentTarget,
  BindingPattern,
  Class,
  Directive,
  Expression,
  Function as FunctionNode,
  PropertyKey as KeyNode,
  Statement,
} from 'oxc-parser';

/** A value that is a function. */
export type FunctionValue = FunctionNode | ArrowFunctionExpression;

/** What bodies of functions and files consist of. */
export type BodyNode = Directive | Statement;

/** The value behind `await`, type assertions, and assignments that pass it on. */
export function bareValue(value: Expression): Expression {
  switch (value.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return bareValue(value.expression);
    case 'AwaitExpression':
      return bareValue(value.argument);
    case 'AssignmentExpression':
      return bareValue(value.right);
    default:
      return value;
  }
}

/** Whether a node is a function or an arrow function. */
export function isFunctionValue(node: { readonly type: string }): node is FunctionValue {
  return node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
}

/** Whether a node is a class as a value. */
export function isClassValue(node: { readonly type: string }): node is Class {
  return node.type === 'ClassExpression';
}

/** Whether a value is another module: its names are imports, no definitions. */
export function isModuleValue(value: Expression | null): boolean {
  if (value === null) return false;
  const bare = bareValue(value);
  if (bare.type === 'ImportExpression') return true;
  if (bare.type === 'MemberExpression') return isModuleValue(bare.object);
  return (
    bare.type === 'CallExpression' && bare.callee.type === 'Identifier' && bare.callee.name === 'require'
  );
}

/** The name of a property or member; null where it is computed. */
export function keyName(key: KeyNode, isComputed: boolean): string | null {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Identifier') return isComputed ? null : key.name;
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : null;
}

/** The names of `a.b.c` in their order; null for what is no such path. */
export function memberPath(node: Expression | AssignmentTarget): readonly string[] | null {
  if (node.type === 'Identifier') return [node.name];
  if (node.type === 'ThisExpression') return ['this'];
  if (node.type !== 'MemberExpression') return null;
  const before = memberPath(node.object);
  const name = keyName(node.property, node.computed);
  return before === null || name === null ? null : [...before, name];
}

/** The names that a pattern binds. */
export function boundNames(pattern: BindingPattern): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : namesOfElement(element)));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesOfElement(property.type === 'Property' ? property.value : property),
      );
    default:
      return [];
  }
}

function namesOfElement(
  element: BindingPattern | { readonly type: 'RestElement'; readonly argument: BindingPattern },
): readonly string[] {
  return boundNames(element.type === 'RestElement' ? element.argument : element);
}
