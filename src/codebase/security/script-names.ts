import type { Expression, ImportDeclaration, VariableDeclarator } from 'oxc-parser';
import { bareValue, memberPath } from '../index/facts/javascript-tree.ts';
import { stringOf, valueOf } from './script-values.ts';

/** What names of a file stand for functions of `child_process`: by its own name, or `*` for the module. */
export type CommandNames = Map<string, string>;

const MODULE = /^(?:node:)?child_process$/;

/** Takes the names that an import binds. */
export function addImport(node: ImportDeclaration, names: CommandNames): void {
  if (!MODULE.test(node.source.value)) return;
  for (const specifier of node.specifiers) {
    const imported = specifier.type === 'ImportSpecifier' ? specifier.imported : null;
    names.set(specifier.local.name, imported?.type === 'Identifier' ? imported.name : '*');
  }
}

/** Takes the names that `const … = require('child_process')` binds, and `promisify(exec)`. */
export function addRequire({ id, init }: VariableDeclarator, names: CommandNames): void {
  if (init === null) return;
  const value = bareValue(init);
  const wrapped = promisified(value, names);
  if (id.type === 'Identifier' && wrapped !== null) names.set(id.name, wrapped);
  if (!isModule(value)) return;
  if (id.type === 'Identifier') names.set(id.name, '*');
  if (id.type !== 'ObjectPattern') return;
  for (const property of id.properties) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
    if (property.value.type === 'Identifier') names.set(property.value.name, property.key.name);
  }
}

/** The function of `child_process` that a callee is, e.g. `exec`; null for other functions. */
export function commandOf(callee: Expression, names: CommandNames): string | null {
  const bare = bareValue(callee);
  if (bare.type === 'MemberExpression' && bare.property.type === 'Identifier') {
    const { object, property } = bare;
    const isOfModule =
      isModule(bareValue(object)) || (object.type === 'Identifier' && names.get(object.name) === '*');
    return isOfModule ? property.name : null;
  }
  return bare.type === 'Identifier' ? (names.get(bare.name) ?? null) : null;
}

function isModule(value: Expression): boolean {
  if (value.type !== 'CallExpression' || value.callee.type !== 'Identifier') return false;
  return value.callee.name === 'require' && MODULE.test(stringOf(valueOf(value.arguments[0])) ?? '');
}

function promisified(value: Expression, names: CommandNames): string | null {
  if (value.type !== 'CallExpression') return null;
  const wrapped = valueOf(value.arguments[0]);
  const isPromisify = memberPath(value.callee)?.at(-1) === 'promisify';
  return isPromisify && wrapped !== null ? commandOf(wrapped, names) : null;
}
