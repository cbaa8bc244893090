import type { Class, ClassElement, Expression, ObjectExpression } from 'oxc-parser';
import {
  bareValue,
  isClassValue,
  isFunctionValue,
  keyName,
  type BodyNode,
  type FunctionValue,
} from './javascript-tree.ts';
import type { ExportedNames } from './javascript-exports.ts';
import { longValue, qualify, type FoundSymbol, type LinedText, type Span } from './symbol-fact.ts';

const HIDDEN = /\b(?:private|protected)\b/;

/** Where statements stand: constants count at the top of modules and namespaces only. */
export type Scope = {
  readonly within: string;
  readonly isExported: boolean;
  readonly level: 'module' | 'namespace' | 'inner';
};

/** Statements still to be visited. */
type Region = { readonly statements: readonly BodyNode[]; readonly scope: Scope };

/** A walk over a tree: what it found, and the bodies it has not entered yet. */
export type Walk = {
  readonly source: LinedText;
  readonly exported: ExportedNames;
  readonly found: FoundSymbol[];
  readonly regions: Region[];
};

/** What gets a value: a variable, a property, a member. A kind of null says that such a value is no definition. */
export type Target = {
  readonly name: string;
  readonly within: string;
  readonly isExported: boolean;
  readonly exportedAs?: readonly string[];
  readonly whole: Span;
  readonly headStart: number;
  readonly functionKind: 'function' | 'method';
  readonly otherKind: 'constant' | 'field' | null;
};

/** Adds the definition that a value makes of its target, and all that the value holds. */
export function addValue(walk: Walk, target: Target, value: Expression | null): void {
  const bare = value === null ? null : bareValue(value);
  if (bare !== null && isFunctionValue(bare)) return addFunction(walk, target, bare);
  if (bare !== null && isClassValue(bare)) return addClass(walk, target, bare);
  const { functionKind: _, otherKind, ...place } = target;
  if (otherKind !== null) {
    walk.found.push({
      ...place,
      kind: otherKind,
      body: value === null ? null : longValue(walk.source, value),
    });
  }
  if (bare === null) return;
  const within = otherKind === null ? target.within : qualify(target.within, target.name);
  addInside(walk, bare, {
    within,
    isExported: target.isExported,
    level: otherKind === null ? 'inner' : 'namespace',
  });
}

/** Adds a function; its body is visited later. */
export function addFunction(walk: Walk, target: Target, node: FunctionValue): void {
  const { functionKind, otherKind: _, ...place } = target;
  walk.found.push({ ...place, kind: functionKind, body: node.body });
  const within = qualify(target.within, target.name);
  enterFunction(walk, node, { within, isExported: false, level: 'inner' });
}

/** Adds a class with its members. */
export function addClass(walk: Walk, target: Target, node: Class): void {
  const { functionKind: _, otherKind: __, ...place } = target;
  walk.found.push({ ...place, kind: 'class', body: node.body });
  const within = qualify(target.within, target.name);
  for (const member of node.body.body) addMember(walk, member, { within, isExported: target.isExported });
}

/** Adds what a value without a name of its own holds: methods of objects, and what functions in it define. */
export function addInside(walk: Walk, value: Expression, scope: Scope): void {
  const bare = bareValue(value);
  if (isFunctionValue(bare)) return addPassedFunction(walk, bare, { ...scope, isExported: false });
  if (isClassValue(bare)) return addUnnamedClass(walk, bare, scope);
  if (bare.type === 'ObjectExpression') return addMethods(walk, bare, scope);
  if (bare.type !== 'CallExpression' && bare.type !== 'NewExpression') return;
  // `(function () { … })()`, `a.b(() => …).c(() => …)`
  const callee = bareValue(bare.callee);
  if (isFunctionValue(callee)) enterFunction(walk, callee, scope);
  else if (callee.type === 'MemberExpression') addInside(walk, callee.object, { ...scope, level: 'inner' });
  for (const argument of bare.arguments) {
    // An object handed over in passing is data; the one that makes a named value is its definition.
    const isPassing = argument.type === 'ObjectExpression' && scope.level === 'inner';
    if (argument.type !== 'SpreadElement' && !isPassing)
      addInside(walk, argument, { ...scope, level: 'inner' });
  }
}

/** A function with a name of its own is found by it, unless what gets it has the same name. */
function addPassedFunction(walk: Walk, node: FunctionValue, scope: Scope): void {
  const name = node.id?.name;
  if (name === undefined || scope.within.split('.').at(-1) === name) return enterFunction(walk, node, scope);
  const place = { name, whole: node, headStart: node.start };
  addFunction(walk, { ...scope, ...place, functionKind: 'function', otherKind: null }, node);
}

function addUnnamedClass(walk: Walk, node: Class, scope: Scope): void {
  if (node.id === null) {
    for (const member of node.body.body) addMember(walk, member, scope);
    return;
  }
  const place = { name: node.id.name, whole: node, headStart: node.start };
  addClass(walk, { ...scope, ...place, functionKind: 'function', otherKind: null }, node);
}

function enterFunction(walk: Walk, { body }: FunctionValue, scope: Scope): void {
  if (body === null) return;
  if (body.type !== 'BlockStatement') return addInside(walk, body, { ...scope, level: 'inner' });
  walk.regions.push({ statements: body.body, scope: { ...scope, level: 'inner' } });
}

function addMethods(walk: Walk, object: ObjectExpression, scope: Scope): void {
  for (const property of object.properties) {
    if (property.type !== 'Property') continue;
    const name = keyName(property.key, property.computed);
    if (name === null) continue;
    const { within, isExported } = scope;
    const place = { name, within, isExported, whole: property, headStart: property.start };
    const value = bareValue(property.value);
    if (isFunctionValue(value)) {
      addFunction(walk, { ...place, functionKind: 'method', otherKind: null }, value);
    } else if (value.type === 'ObjectExpression') {
      addMethods(walk, value, { ...scope, within: qualify(within, name) });
    }
  }
}

function addMember(walk: Walk, member: ClassElement, owner: Pick<Scope, 'within' | 'isExported'>): void {
  if (member.type === 'StaticBlock') {
    walk.regions.push({ statements: member.body, scope: { ...owner, level: 'inner' } });
    return;
  }
  if (member.type === 'TSIndexSignature') return;
  const name = keyName(member.key, member.computed);
  if (name === null) return;
  const decoratorsEnd = member.decorators.at(-1)?.end ?? member.start;
  const headStart = Math.max(member.start, decoratorsEnd);
  const modifiers = walk.source.text.slice(headStart, member.key.start);
  const target: Target = {
    name,
    within: owner.within,
    isExported: owner.isExported && !name.startsWith('#') && !HIDDEN.test(modifiers),
    whole: member,
    headStart,
    functionKind: 'method',
    otherKind: 'field',
  };
  if (member.type === 'MethodDefinition' || member.type === 'TSAbstractMethodDefinition') {
    addFunction(walk, target, member.value);
  } else addValue(walk, target, member.value);
}
