import type { Expression, ImportDeclaration, VariableDeclarator } from 'oxc-parser';
import { bareValue, memberPath } from '../index/facts/javascript-tree.ts';
import { stringOf, valueOf } from './script-values.ts';

/** What names of a file stand for functions of a module: by its own name, or `*` for the module. */
export type ModuleNames = { readonly module: RegExp; readonly names: Map<string, string> };

/** Names for the functions of a module of Node, e.g. `child_process`. */
export function namesOfModule(name: string): ModuleNames {
  return { module: new RegExp(`^(?:node:)?${name}$`), names: new Map() };
}

/** Takes the names that an import binds. */
export function addImport(node: ImportDeclaration, { module, names }: ModuleNames): void {
  if (!module.test(node.source.value)) return;
  for (const specifier of node.specifiers) {
    const imported = specifier.type === 'ImportSpecifier' ? specifier.imported : null;
    const name = imported?.type === 'Identifier' ? imported.name : 'default';
    names.set(specifier.local.name, name === 'default' ? '*' : name);
  }
}

/** Takes the names that a declaration binds: of the module, of its functions, and of what `promisify` or `bind` makes of these. */
export function addDeclared({ id, init }: VariableDeclarator, known: ModuleNames): void {
  if (init === null) return;
  const value = bareValue(init);
  const { names } = known;
  const given = functionOf(wrappedIn(value), known) ?? (isModule(value, known) ? '*' : null);
  if (id.type === 'Identifier' && given !== null) names.set(id.name, given);
  if (given !== '*' || id.type !== 'ObjectPattern') return;
  for (const property of id.properties) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
    if (property.value.type === 'Identifier') names.set(property.value.name, property.key.name);
  }
}

/** The function of the module that a value is, e.g. `exec`; null for others, and for the module itself. */
export function functionOf(value: Expression, known: ModuleNames): string | null {
  const bare = bareValue(value);
  if (bare.type === 'MemberExpression' && bare.property.type === 'Identifier') {
    return isModule(bareValue(bare.object), known) ? bare.property.name : null;
  }
  const name = bare.type === 'Identifier' ? (known.names.get(bare.name) ?? null) : null;
  return name === '*' ? null : name;
}

function isModule(value: Expression, { module, names }: ModuleNames): boolean {
  if (value.type === 'Identifier') return names.get(value.name) === '*';
  if (value.type === 'ImportExpression') return module.test(stringOf(value.source) ?? '');
  if (value.type !== 'CallExpression') return false;
  const loads = /^(?:require|process\.getBuiltinModule)$/.test(memberPath(value.callee)?.join('.') ?? '');
  return loads && module.test(stringOf(valueOf(value.arguments[0])) ?? '');
}

/** What `promisify(f)` and `f.bind(…)` do not change. */
function wrappedIn(value: Expression): Expression {
  if (value.type !== 'CallExpression') return value;
  const { callee } = value;
  const name =
    callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
  if (name === 'bind' && callee.type === 'MemberExpression') return callee.object;
  const isPromisify = memberPath(callee)?.at(-1) === 'promisify';
  return (isPromisify ? valueOf(value.arguments[0]) : null) ?? value;
}
