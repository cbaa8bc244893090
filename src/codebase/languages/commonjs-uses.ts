import type * as OxcParser from 'oxc-parser';
import type { BindingPattern, Node, VisitorObject } from 'oxc-parser';
import { boundNames } from '../index/facts/javascript-tree.ts';

/** How a text of JavaScript is a module or a CommonJS file. */
export type ModuleKinds = {
  /** Whether it imports or exports by statements. */
  readonly isModule: boolean;
  /** The first place where it takes what only CommonJS gives (`require(…)`, `module.exports`, `exports.a = …`) as soon as it is loaded; null where there is none. */
  readonly commonJs: { readonly name: string; readonly offset: number } | null;
};

/** Reads both from a text; null where it does not parse or holds JSX, which no runtime reads. */
export async function moduleKindsOf(path: string, text: string): Promise<ModuleKinds | null> {
  const oxc = await import('oxc-parser');
  const { program, module, errors } = oxc.parseSync(path, text, { lang: 'js', sourceType: 'unambiguous' });
  if (errors.length > 0) return null;
  const isModule = module.hasModuleSyntax;
  const bound = namesBoundIn(oxc, program);
  const uses: { readonly name: string; readonly offset: number }[] = [];
  const use = (name: string, { start }: Node): unknown =>
    bound.has(name) ? 0 : uses.push({ name, offset: start });
  let conditions = 0;
  new oxc.Visitor({
    ...aroundLate((step) => (conditions += step)),
    CallExpression: (node) => {
      if (conditions === 0 && isNamed(node.callee, 'require')) use('require', node);
    },
    MemberExpression: (node) => {
      if (conditions > 0 || !isNamed(node.object, 'module') || node.computed) return;
      if (isNamed(node.property, 'exports')) use('module', node);
    },
    AssignmentExpression: ({ left }) => {
      if (conditions > 0 || left.type !== 'MemberExpression') return;
      if (isNamed(left.object, 'exports')) use('exports', left);
    },
  }).visit(program);
  const [first = null] = uses.toSorted((one, other) => one.offset - other.offset);
  return { isModule, commonJs: first };
}

/** Tells of entering and leaving what runs later, or not at all. */
function aroundLate(step: (by: 1 | -1) => unknown): VisitorObject {
  const enter = (): unknown => step(1);
  const leave = (): unknown => step(-1);
  return {
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    ClassBody: enter,
    'ClassBody:exit': leave,
    IfStatement: enter,
    'IfStatement:exit': leave,
    SwitchStatement: enter,
    'SwitchStatement:exit': leave,
    TryStatement: enter,
    'TryStatement:exit': leave,
    LogicalExpression: enter,
    'LogicalExpression:exit': leave,
    ConditionalExpression: enter,
    'ConditionalExpression:exit': leave,
  };
}

function namesBoundIn(oxc: typeof OxcParser, program: OxcParser.Program): ReadonlySet<string> {
  const bound = new Set<string>();
  const add = (pattern: BindingPattern): void => boundNames(pattern).forEach((name) => bound.add(name));
  new oxc.Visitor({
    VariableDeclarator: ({ id }) => add(id),
    FunctionDeclaration: ({ id }) => id !== null && bound.add(id.name),
    ClassDeclaration: ({ id }) => id !== null && bound.add(id.name),
    ImportSpecifier: ({ local }) => bound.add(local.name),
    ImportDefaultSpecifier: ({ local }) => bound.add(local.name),
    ImportNamespaceSpecifier: ({ local }) => bound.add(local.name),
    AssignmentExpression: ({ left }) =>
      left.type === 'Identifier' && left.name !== 'exports' && bound.add(left.name),
  }).visit(program);
  return bound;
}

function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}
