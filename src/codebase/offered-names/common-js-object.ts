import type * as OxcParser from 'oxc-parser';
import type { Expression, MemberExpression, Node, Program } from 'oxc-parser';
import { boundNames, keyName } from '../index/facts/javascript-tree.ts';

type Declared = ReadonlyMap<string, Expression | null>;

/** What a CommonJS text calls the object that it exports. */
export type ExportsObject = {
  /** Its names: `exports`, and those of its own that it gives to `module.exports` or takes it by. */
  readonly names: ReadonlySet<string>;
  /** What the top level declares, and by which value; null where that is more than one thing, or part of one. */
  readonly declared: Declared;
};

/** Finds what stands for the exported object, wherever in the text. */
export function exportsObject(oxc: typeof OxcParser, program: Program): ExportsObject {
  const declared = declaredIn(program);
  const names = new Set(['exports']);
  const addOf = (name: string | null, value: Expression | null): void => {
    const chain = value === null ? [] : chainOf(value);
    if (!chain.some((one) => isModuleExports(one) || isNamed(one, names))) return;
    if (name !== null) names.add(name);
    const last = chain.at(-1);
    if (last?.type === 'Identifier' && declared.has(last.name)) names.add(last.name);
  };
  new oxc.Visitor({
    VariableDeclarator: ({ id, init }) => addOf(id.type === 'Identifier' ? id.name : null, init),
    AssignmentExpression: (node) => addOf(node.left.type === 'Identifier' ? node.left.name : null, node),
  }).visit(program);
  return { names, declared };
}

/** The targets of `a = b = c` in their order, and its value. */
function chainOf(value: Expression): readonly Node[] {
  if (value.type === 'ParenthesizedExpression') return chainOf(value.expression);
  return value.type === 'AssignmentExpression' && value.operator === '='
    ? [value.left, ...chainOf(value.right)]
    : [value];
}

function isNamed(node: Node, names: ReadonlySet<string>): boolean {
  return node.type === 'Identifier' && names.has(node.name);
}

/** `module.exports` */
function isModuleExports(node: Node): boolean {
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === 'module' &&
    keyName(node.property, node.computed) === 'exports'
  );
}

/** Whether a node is the exported object. */
export function isExported(node: Node | null | undefined, { names }: ExportsObject): boolean {
  return node !== null && node !== undefined && (isModuleExports(node) || isNamed(node, names));
}

/** The name of a member of the exported object; null for any other node, and where it is computed. */
export function memberOf(node: Node, object: ExportsObject): string | null {
  return node.type === 'MemberExpression' && isExported(node.object, object) ? memberName(node) : null;
}

/** The name by which a member is asked for; null where it is computed. */
export function memberName(node: MemberExpression): string | null {
  return keyName(node.property, node.computed);
}

function declaredIn({ body }: Program): Declared {
  const declared = new Map<string, Expression | null>();
  const add = (name: string, value: Expression | null): unknown =>
    declared.set(name, declared.has(name) ? null : value);
  for (const node of body) {
    if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') {
      if (node.id !== null) add(node.id.name, node);
    } else if (node.type === 'VariableDeclaration') {
      for (const { id, init } of node.declarations)
        for (const name of boundNames(id)) add(name, id.type === 'Identifier' ? init : null);
    }
  }
  return declared;
}
