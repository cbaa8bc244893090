import type { AssignmentExpression, Expression, ObjectExpression } from 'oxc-parser';
import { MODULE_ITSELF } from '../file-facts.ts';
import { commonJsExport } from './javascript-exports.ts';
import { bareValue, isModuleValue, keyName, memberPath } from './javascript-tree.ts';
import { addInside, addValue, type Scope, type Target, type Walk } from './javascript-walk.ts';
import { qualify, type Span } from './symbol-fact.ts';

/** An assignment that stands as a statement. */
type Place = { readonly scope: Scope; readonly whole: Span };

type Export = {
  readonly name: string;
  readonly value: Expression;
  readonly exportedAs?: readonly string[];
};

/**
 * Adds what an assignment defines: exports of a CommonJS module, methods of a prototype, members of an object or of
 * `this`.
 */
export function addAssignment(walk: Walk, node: AssignmentExpression, place: Place): void {
  const path = memberPath(node.left);
  if (path === null || isModuleValue(node.right)) return;
  const exportOf = commonJsExport(path);
  if (exportOf === null) return addMember(walk, { path, value: node.right }, place);
  const name = exportOf.name;
  if (name === null) return addModule(walk, node.right, place);
  addExport(walk, { name, value: node.right }, place);
}

/** `module.exports = …` */
function addModule(walk: Walk, node: Expression, place: Place): void {
  const value = bareValue(node);
  if (value.type === 'ObjectExpression') return addExports(walk, value);
  if (value.type === 'Identifier') return;
  const name = (value.type === 'FunctionExpression' || value.type === 'ClassExpression') && value.id?.name;
  addExport(walk, { name: name || 'default', value, exportedAs: [MODULE_ITSELF] }, place);
}

/** The properties of the object that a module exports; those that only name a definition are none of their own. */
function addExports(walk: Walk, object: ObjectExpression): void {
  for (const property of object.properties) {
    if (property.type !== 'Property') continue;
    const name = keyName(property.key, property.computed);
    if (name === null || isModuleValue(property.value)) continue;
    const scope: Scope = { within: '', isExported: true, level: 'module' };
    addExport(walk, { name, value: property.value }, { scope, whole: property });
  }
}

function addExport(walk: Walk, { name, value, exportedAs = [name] }: Export, { whole }: Place): void {
  if (bareValue(value).type === 'Identifier' || isVoid(value)) return;
  const target: Target = {
    name,
    within: '',
    isExported: true,
    exportedAs,
    whole,
    headStart: whole.start,
    functionKind: 'function',
    otherKind: 'constant',
  };
  addValue(walk, target, value);
}

/** `Foo.prototype.bar = function`, `app.use = function`, `this.run = function`; other values are no definitions. */
function addMember(
  walk: Walk,
  { path, value }: { readonly path: readonly string[]; readonly value: Expression },
  { scope, whole }: Place,
): void {
  const owner = path.filter((name) => name !== 'prototype' && name !== 'this');
  const isExported = scope.level === 'module' && walk.exported.has(owner[0] ?? '');
  const isObject = path.length > 1 && bareValue(value).type === 'ObjectExpression';
  if (isObject && scope.level === 'module') {
    return addInside(walk, value, { within: owner.join('.'), isExported, level: 'namespace' });
  }
  const name = owner.at(-1);
  if (path.length < 2 || name === undefined) return addInside(walk, value, { ...scope, level: 'inner' });
  const within = owner.slice(0, -1).reduce(qualify, scope.within);
  const target: Target = {
    name,
    within,
    isExported,
    whole,
    headStart: whole.start,
    functionKind: 'method',
    otherKind: null,
  };
  addValue(walk, target, value);
}

/** TypeScript's `exports.a = exports.b = void 0` at the head of what it compiled. */
function isVoid(value: Expression): boolean {
  const bare = bareValue(value);
  return bare.type === 'UnaryExpression' && bare.operator === 'void';
}
