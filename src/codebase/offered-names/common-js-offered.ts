import type * as OxcParser from 'oxc-parser';
import type { Argument, Expression, Node, Program, VisitorObject } from 'oxc-parser';
import { exportsObject, isExported, memberName, memberOf, type ExportsObject } from './common-js-object.ts';
import { addValue, type Given } from './common-js-value.ts';
import { ANY_NAME, type OfferedNames } from './names-of-text.ts';

/** A script of a page gives what it makes to all of them. */
const OF_PAGES = /(?<![\w$.])(?:define|globalThis|window|self|global)(?![\w$])/;
const READS_OBJECT = /^(?:keys|values|entries|freeze|getOwnPropertyNames)$/;

/** What a walk has met: the places that may be the exported object, and those of them that are understood. */
type Walk = {
  readonly object: ExportsObject;
  readonly given: Given;
  readonly met: Set<number>;
  readonly understood: Set<number>;
};

/**
 * The names that a CommonJS module offers: what it assigns to members of the object that it exports, and what the object
 * has from the start. Any name may be there where the object is passed on or written by a computed key.
 */
export function commonJsOffered(
  oxc: typeof OxcParser,
  { program, text }: { readonly program: Program; readonly text: string },
): OfferedNames {
  const object = exportsObject(oxc, program);
  const given: Given = { names: new Set(['default']), stars: new Set(), doubts: [] };
  const walk: Walk = { object, given, met: new Set(), understood: new Set() };
  for (const visitor of [meetings(walk), writes(walk), reads(walk), ownThis(walk)])
    new oxc.Visitor(visitor).visit(program);
  const isUnderstood = [...walk.met].every((place) => walk.understood.has(place));
  if (!isUnderstood || given.doubts.length > 0) return ANY_NAME;
  if (walk.met.size === 0 && OF_PAGES.test(text)) return ANY_NAME;
  return { names: given.names, stars: [...given.stars], isOpen: false };
}

/** Every name in the text that may be the object, but for those that are only keys or that it is declared by. */
function meetings({ object, met, understood }: Walk): VisitorObject {
  const understand = (node: Node | null): unknown => node && understood.add(node.start);
  return {
    Identifier: ({ name, start }) => {
      if (name === 'module' || object.names.has(name)) met.add(start);
    },
    Property: ({ key, shorthand }) => !shorthand && understand(key),
    MethodDefinition: ({ key }) => understand(key),
    PropertyDefinition: ({ key }) => understand(key),
    FunctionDeclaration: ({ id }) => understand(id),
    ClassDeclaration: ({ id }) => understand(id),
    VariableDeclarator: ({ id }) => id.type === 'Identifier' && understand(id),
    MemberExpression: (node) => {
      if (!node.computed) understood.add(node.property.start);
      const name = memberName(node);
      const isOfModule = node.object.type === 'Identifier' && node.object.name === 'module';
      const isAsked = isOfModule ? name !== 'exports' : isExported(node.object, object);
      if (name !== null && isAsked) understand(node.object);
    },
  };
}

/** What is assigned to the object or to its members, in whatever pattern. */
function writes({ object, given, understood }: Walk): VisitorObject {
  const addTarget = (node: Node | null): void => {
    const name = node === null ? null : memberOf(node, object);
    if (name !== null) given.names.add(name);
  };
  const understand = (node: Node): void => {
    if (isExported(node, object)) understood.add(node.start);
  };
  const add = (value: Argument): void => addValue({ given, object, understand }, value);
  return {
    AssignmentExpression: ({ left, right }) => {
      addTarget(left);
      if (memberOf(left, object) !== null) understand(right);
      if (!isExported(left, object)) return;
      understand(left);
      add(right);
    },
    Property: ({ value }) => addTarget(value.type === 'AssignmentPattern' ? value.left : value),
    ArrayPattern: ({ elements }) => elements.forEach(addTarget),
    AssignmentPattern: ({ left }) => addTarget(left),
    ForInStatement: ({ left }) => addTarget(left),
    ForOfStatement: ({ left }) => addTarget(left),
    CallExpression: ({ callee, arguments: list }) => {
      const [target, ...others] = list;
      const method = methodOfObject(callee);
      if (target === undefined || method === null || !isExported(target, object)) return;
      if (method === 'assign') others.forEach(add);
      else if (method === 'defineProperty' && others[0]?.type === 'Literal')
        given.names.add(String(others[0].value));
      else if (!READS_OBJECT.test(method)) return;
      understand(target);
    },
  };
}

/** What is done with the object as a whole that gives it no name. */
function reads({ object, understood }: Walk): VisitorObject {
  const understand = (node: Node | null): void => {
    const isModule = node?.type === 'Identifier' && node.name === 'module';
    if (node !== null && (isModule || isExported(node, object))) understood.add(node.start);
  };
  const understandTest = (test: Node): void => {
    if (test.type !== 'LogicalExpression') return understand(test);
    understandTest(test.left);
    understandTest(test.right);
  };
  return {
    UnaryExpression: ({ argument }) => understand(argument),
    IfStatement: ({ test }) => understandTest(test),
    ConditionalExpression: ({ test }) => understandTest(test),
    BinaryExpression: ({ left, right }) => [left, right].forEach(understand),
    ForInStatement: ({ right }) => understand(right),
    NewExpression: ({ callee }) => understand(callee),
    CallExpression: ({ callee }) => understand(callee),
    ClassDeclaration: ({ superClass }) => understand(superClass),
    ClassExpression: ({ superClass }) => understand(superClass),
    VariableDeclarator: ({ id, init }) => {
      if (id.type === 'ObjectPattern' || isExported(id, object)) understand(init);
    },
  };
}

/** `this` is the object at the top level, and in a function that is called as a member of it. */
function ownThis({ given }: Walk): VisitorObject {
  let functions = 0;
  let classes = 0;
  const enter = (): unknown => (functions += 1);
  const leave = (): unknown => (functions -= 1);
  return {
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    ClassBody: () => (classes += 1),
    'ClassBody:exit': () => (classes -= 1),
    ThisExpression: () => functions + classes === 0 && given.doubts.push('this'),
    AssignmentExpression: ({ left }) => {
      if (classes > 0 || left.type !== 'MemberExpression' || left.object.type !== 'ThisExpression') return;
      const name = memberName(left);
      if (name === null) given.doubts.push('this[…]');
      else given.names.add(name);
    },
  };
}

/** `assign` of `Object.assign` */
function methodOfObject(callee: Expression): string | null {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return null;
  return /^(?:Object|Reflect)$/.test(callee.object.name) ? memberName(callee) : null;
}
