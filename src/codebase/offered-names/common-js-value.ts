import type { Argument, CallExpression, Class, Expression, Node, ObjectExpression } from 'oxc-parser';
import { bareValue, keyName } from '../index/facts/javascript-tree.ts';
import { isExported, memberName, type ExportsObject } from './common-js-object.ts';

/** What the exported object is known to have. */
export type Given = {
  readonly names: Set<string>;
  /** The modules all of whose names it has. */
  readonly stars: Set<string>;
  /** What it gets and no reader sees. */
  readonly doubts: string[];
};

type Adding = {
  readonly given: Given;
  readonly object: ExportsObject;
  /** Takes note of a place where the object itself is a value. */
  readonly understand: (node: Node) => void;
};

const OF_FUNCTIONS = [...Object.getOwnPropertyNames(Function.prototype), 'prototype'];

/** Adds the members of a value that becomes the exported object or a part of it. */
export function addValue(adding: Adding, value: Argument): void {
  addArgument({ ...adding, followed: new Set() }, value);
}

type Following = Adding & { readonly followed: Set<string> };

function addKnown(adding: Following, written: Expression): void {
  const { given } = adding;
  const value = bareValue(written);
  adding.understand(value);
  switch (value.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return addFunction(given);
    case 'ClassDeclaration':
    case 'ClassExpression':
      return addClass(given, value);
    case 'ObjectExpression':
      return addObject(adding, value);
    case 'Identifier':
      return addNamed(adding, value.name);
    case 'CallExpression':
      return addCalled(adding, value);
    case 'ConditionalExpression':
      return [value.consequent, value.alternate].forEach((one) => addKnown(adding, one));
    case 'LogicalExpression':
      return [value.left, value.right].forEach((one) => addKnown(adding, one));
    case 'Literal':
    case 'TemplateLiteral':
      return;
    default:
      if (!isExported(value, adding.object)) given.doubts.push(value.type);
  }
}

function addFunction({ names }: Given): void {
  for (const name of OF_FUNCTIONS) names.add(name);
}

function addClass(given: Given, { superClass, body }: Class): void {
  addFunction(given);
  if (superClass !== null) given.doubts.push('superClass');
  for (const member of body.body) {
    const isStatic = 'static' in member && member.static && 'key' in member;
    const name = isStatic ? keyName(member.key, member.computed) : null;
    if (name !== null) given.names.add(name);
    else if (isStatic || member.type === 'StaticBlock') given.doubts.push(member.type);
  }
}

function addObject(adding: Following, { properties }: ObjectExpression): void {
  for (const property of properties) {
    if (property.type === 'SpreadElement') {
      addKnown(adding, property.argument);
      continue;
    }
    const name = keyName(property.key, property.computed);
    if (name === null || name === '__proto__') adding.given.doubts.push('key');
    else adding.given.names.add(name);
  }
}

/** What a name is declared as, at the top level and but once. */
function addNamed(adding: Following, name: string): void {
  if (name === 'undefined' || adding.followed.has(name)) return;
  adding.followed.add(name);
  const value = adding.object.declared.get(name) ?? null;
  if (value !== null) addKnown(adding, value);
  else if (name !== 'exports') adding.given.doubts.push(name);
}

function addCalled(adding: Following, { callee, arguments: list }: CallExpression): void {
  const [first] = list;
  const isRequire = callee.type === 'Identifier' && callee.name === 'require';
  const isOfObject =
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object';
  const method = isOfObject ? memberName(callee) : null;
  if (isRequire && first?.type === 'Literal' && typeof first.value === 'string')
    adding.given.stars.add(first.value);
  else if (method === 'freeze' || method === 'assign') list.forEach((one) => addArgument(adding, one));
  else if (method !== 'create' || first?.type !== 'Literal') adding.given.doubts.push('call');
}

function addArgument(adding: Following, value: Argument): void {
  if (value.type === 'SpreadElement') adding.given.doubts.push(value.type);
  else addKnown(adding, value);
}
