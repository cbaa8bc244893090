import type { Expression, ModuleExportName, ObjectPropertyKind, Program } from 'oxc-parser';
import { MODULE_ITSELF, type GivenName } from '../file-facts.ts';
import { bareValue, isModuleValue, keyName, memberPath, type BodyNode } from './javascript-tree.ts';

/** Names of a module's top level, each with the names by which others take it. */
export type ExportedNames = ReadonlyMap<string, readonly string[]>;

/** The names of a module's top level that it exports elsewhere than where they are declared, CommonJS included. */
export function exportedNames(program: Program): ExportedNames {
  const names = new Map<string, readonly string[]>();
  for (const { name, as } of program.body.flatMap(namesIn)) names.set(name, [...(names.get(name) ?? []), as]);
  return names;
}

/**
 * The calls of `require` in the object that a module exports, by where they begin, with the name that each is given on
 * by: `*` for `...require('./b')`.
 */
export function requiresGivenOn(program: Program): ReadonlyMap<number, string> {
  const expressions = program.body.flatMap((node): readonly Expression[] => {
    if (node.type === 'ExpressionStatement') return [node.expression];
    return node.type === 'VariableDeclaration' ? node.declarations.flatMap(({ init }) => init ?? []) : [];
  });
  const objects = expressions
    .filter((expression) => exportTargets(expression).includes(MODULE_ITSELF))
    .map(bareValue);
  return new Map(
    objects.flatMap((value) =>
      value.type === 'ObjectExpression' ? value.properties.flatMap(requireGivenOn) : [],
    ),
  );
}

function requireGivenOn(property: ObjectPropertyKind): readonly (readonly [start: number, as: string])[] {
  if (property.type === 'SpreadElement') {
    const value = bareValue(property.argument);
    return value.type === 'CallExpression' && isModuleValue(value) ? [[value.start, '*']] : [];
  }
  const as = keyName(property.key, property.computed);
  const value = bareValue(property.value);
  const call = value.type === 'MemberExpression' ? bareValue(value.object) : value;
  return as !== null && call.type === 'CallExpression' && isModuleValue(call) ? [[call.start, as]] : [];
}

/** The text of a name in an import or export clause. */
export function moduleName(name: ModuleExportName): string {
  return name.type === 'Literal' ? name.value : name.name;
}

/** What assigning to a member path exports: `all` for the module itself, a name for one of its exports, null for nothing. */
export function commonJsExport(path: readonly string[]): { readonly name: string | null } | null {
  const rest = path[0] === 'module' && path[1] === 'exports' ? path.slice(2) : path.slice(1);
  if (rest.length === path.length - 1 && path[0] !== 'exports') return null;
  return rest.length > 1 ? null : { name: rest[0] ?? null };
}

function namesIn(node: BodyNode): readonly GivenName[] {
  switch (node.type) {
    case 'ExportNamedDeclaration':
      if (node.source !== null) return [];
      return node.specifiers.map(({ local, exported }) => ({
        name: moduleName(local),
        as: moduleName(exported),
      }));
    case 'ExportDefaultDeclaration':
      return givenAs(node.declaration, ['default']);
    case 'TSExportAssignment':
      return givenAs(node.expression, [MODULE_ITSELF]);
    case 'ExpressionStatement':
      return exportedBy(node.expression);
    case 'VariableDeclaration':
      return node.declarations.flatMap(({ id, init }) =>
        init?.type === 'AssignmentExpression'
          ? [...exportedBy(init), ...givenAs(id, exportTargets(init))]
          : [],
      );
    default:
      return [];
  }
}

/** `module.exports = name`, `exports.a = name`, `module.exports = { a, b: name }`. */
function exportedBy(expression: Expression): readonly GivenName[] {
  const targets = exportTargets(expression);
  if (targets.length === 0) return [];
  const value = bareValue(expression);
  if (value.type !== 'ObjectExpression') return givenAs(value, targets);
  return value.properties.flatMap((property) => {
    if (property.type !== 'Property') return [];
    const key = keyName(property.key, property.computed) ?? MODULE_ITSELF;
    const names = targets.map((target) => (target === MODULE_ITSELF ? key : target));
    return givenAs(property.value, names);
  });
}

/** The exports that an assignment sets, one after the other. */
function exportTargets(expression: Expression): readonly string[] {
  if (expression.type !== 'AssignmentExpression') return [];
  const path = memberPath(expression.left);
  const target = path === null ? null : commonJsExport(path);
  return [...(target === null ? [] : [target.name ?? MODULE_ITSELF]), ...exportTargets(expression.right)];
}

function givenAs(
  node: { readonly type: string; readonly name?: unknown },
  names: readonly string[],
): readonly GivenName[] {
  const { type, name } = node;
  return type === 'Identifier' && typeof name === 'string' ? names.map((as) => ({ name, as })) : [];
}
