import type { Expression, ModuleExportName, Program } from 'oxc-parser';
import { bareValue, memberPath, type BodyNode } from './javascript-tree.ts';

/** The names of a module's top level that it exports elsewhere than where they are declared, CommonJS included. */
export function exportedNames(program: Program): ReadonlySet<string> {
  return new Set(program.body.flatMap(namesIn));
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

function namesIn(node: BodyNode): readonly string[] {
  switch (node.type) {
    case 'ExportNamedDeclaration':
      return node.source === null ? node.specifiers.map(({ local }) => moduleName(local)) : [];
    case 'ExportDefaultDeclaration':
      return identifierIn(node.declaration);
    case 'TSExportAssignment':
      return identifierIn(node.expression);
    case 'ExpressionStatement':
      return exportedBy(node.expression);
    case 'VariableDeclaration':
      return node.declarations.flatMap(({ id, init }) => {
        if (init?.type !== 'AssignmentExpression') return [];
        const isExport = exportTargets(init).length > 0;
        return [...exportedBy(init), ...(isExport && id.type === 'Identifier' ? [id.name] : [])];
      });
    default:
      return [];
  }
}

/** `module.exports = name`, `exports.a = name`, `module.exports = { a, b: name }`. */
function exportedBy(expression: Expression): readonly string[] {
  if (expression.type !== 'AssignmentExpression' || exportTargets(expression).length === 0) return [];
  const value = bareValue(expression);
  if (value.type !== 'ObjectExpression') return identifierIn(value);
  return value.properties.flatMap((property) =>
    property.type === 'Property' ? identifierIn(property.value) : [],
  );
}

function exportTargets(expression: Expression): readonly string[][] {
  if (expression.type !== 'AssignmentExpression') return [];
  const path = memberPath(expression.left);
  const isExport = path !== null && commonJsExport(path) !== null;
  return [...(isExport ? [[...path]] : []), ...exportTargets(expression.right)];
}

function identifierIn(node: { readonly type: string; readonly name?: unknown }): readonly string[] {
  return node.type === 'Identifier' && typeof node.name === 'string' ? [node.name] : [];
}
