import type { ExportDefaultDeclarationKind, Expression, Program, Statement } from 'oxc-parser';
import type { SymbolFact } from '../file-facts.ts';
import { addAssignment } from './javascript-assignments.ts';
import {
  addNamespace,
  addType,
  addVariable,
  targetOf,
  type At,
  type Mark,
} from './javascript-declarations.ts';
import type { ExportedNames } from './javascript-exports.ts';
import { memberPath, type BodyNode } from './javascript-tree.ts';
import { addClass, addFunction, addInside, addValue, type Scope, type Walk } from './javascript-walk.ts';
import { qualify, symbolFact, type LinedText } from './symbol-fact.ts';

/** The definitions of a file in the order of its text. */
export function javascriptSymbols(
  source: LinedText,
  program: Program,
  exported: ExportedNames,
): readonly SymbolFact[] {
  const scope: Scope = { within: '', isExported: true, level: 'module' };
  const walk: Walk = { source, exported, found: [], regions: [{ statements: program.body, scope }] };
  for (let region = walk.regions.pop(); region !== undefined; region = walk.regions.pop()) {
    const { statements, scope } = region;
    for (const statement of statements) visit(walk, statement, { scope, marked: null });
  }
  return walk.found
    .toSorted((a, b) => a.whole.start - b.whole.start || b.whole.end - a.whole.end)
    .map((found) => symbolFact(source, found));
}

function visit(walk: Walk, node: BodyNode, at: At): void {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'FunctionExpression':
    case 'TSEmptyBodyFunctionExpression':
      return addFunction(walk, targetOf(walk, node, at), node);
    case 'ClassDeclaration':
    case 'ClassExpression':
      return addClass(walk, targetOf(walk, node, at), node);
    case 'VariableDeclaration':
      return addVariable(walk, node, at);
    case 'TSInterfaceDeclaration':
      return addType(walk, { node, kind: 'interface', body: node.body }, at);
    case 'TSTypeAliasDeclaration': {
      const isObject = node.typeAnnotation.type === 'TSTypeLiteral';
      return addType(walk, { node, kind: 'type', body: isObject ? node.typeAnnotation : null }, at);
    }
    case 'TSEnumDeclaration':
      return addType(walk, { node, kind: 'enum', body: node.body }, at);
    case 'TSModuleDeclaration':
      return addNamespace(walk, node, at);
    case 'ExportNamedDeclaration':
      if (node.declaration !== null) visit(walk, node.declaration, { ...at, marked: node });
      return;
    case 'ExportDefaultDeclaration':
      return visitDefault(walk, node.declaration, { ...at, marked: node });
    case 'TSExportAssignment':
      return visitDefault(walk, node.expression, { ...at, marked: node });
    default:
      return visitOther(walk, node, at.scope);
  }
}

/** `export default` and `export =`: what has no name is called `default`. */
function visitDefault(
  walk: Walk,
  value: ExportDefaultDeclarationKind,
  at: At & { readonly marked: Mark },
): void {
  switch (value.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'ClassDeclaration':
    case 'TSInterfaceDeclaration':
      return visit(walk, value, at);
    case 'FunctionExpression':
    case 'TSEmptyBodyFunctionExpression':
    case 'ClassExpression':
      return visit(walk, value, at);
    case 'Identifier':
      return;
    default:
      addValue(walk, { ...targetOf(walk, value, at), otherKind: 'constant' }, value);
  }
}

function visitOther(walk: Walk, node: BodyNode, scope: Scope): void {
  switch (node.type) {
    case 'ExpressionStatement':
      if (node.expression.type === 'AssignmentExpression')
        addAssignment(walk, node.expression, { scope, whole: node });
      else if (!addToPrototype(walk, node.expression, scope))
        addInside(walk, node.expression, { ...scope, level: 'inner' });
      return;
    case 'ReturnStatement':
      if (node.argument !== null) addInside(walk, node.argument, scope);
      return;
    default: {
      const statements = blocksOf(node);
      if (statements.length > 0) walk.regions.push({ statements, scope: { ...scope, level: 'inner' } });
    }
  }
}

/** `Object.assign(Foo.prototype, { bar() {} })` defines methods; says whether the expression is of that form. */
function addToPrototype(walk: Walk, node: Expression, scope: Scope): boolean {
  if (node.type !== 'CallExpression' || memberPath(node.callee)?.join('.') !== 'Object.assign') return false;
  const [target, ...given] = node.arguments;
  const path = target === undefined || target.type === 'SpreadElement' ? null : memberPath(target);
  if (path?.length !== 2 || path[1] !== 'prototype') return false;
  const [owner = ''] = path;
  const isExported = scope.level === 'module' && walk.exported.has(owner);
  for (const one of given)
    if (one.type !== 'SpreadElement')
      addInside(walk, one, { within: qualify(scope.within, owner), isExported, level: 'namespace' });
  return true;
}

/** The statements that a statement holds. */
function blocksOf(node: BodyNode): readonly Statement[] {
  switch (node.type) {
    case 'BlockStatement':
      return node.body;
    case 'IfStatement':
      return node.alternate === null ? [node.consequent] : [node.consequent, node.alternate];
    case 'TryStatement':
      return [node.block, node.handler?.body, node.finalizer].filter(
        (block) => block !== null && block !== undefined,
      );
    case 'SwitchStatement':
      return node.cases.flatMap(({ consequent }) => consequent);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
      return [node.body];
    default:
      return [];
  }
}
