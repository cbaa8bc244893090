import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { NameNode, Occurrence } from './occurrences.ts';
import { isAssignmentTarget } from '../typescript/syntax.ts';
import { isSpiedName, spiedMember } from './test-doubles.ts';

/**
 * What an occurrence names. In `{ add }`, `import { add }` and `export { add }` one word stands for two things: `first`
 * is the property, the imported or the local name; `second` the value, the local or the exported name.
 */
export type Side = {
  readonly role: 'only' | 'first' | 'second';
  readonly symbols: readonly TypeScript.Symbol[];
};

/** A declaration by the place of its name; `name` is null where it has none. */
export type Declared = { readonly key: string; readonly name: string | null };

/** The sides of an occurrence with the symbols that the checker knows for each; none where it knows nothing. */
export function sidesOf(project: TypeScriptProject, { node }: Occurrence): readonly Side[] {
  const { ts, checker } = project;
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent) && parent.name === node) {
    return [
      side('first', [propertySymbol(project, parent.name)]),
      side('second', [checker.getShorthandAssignmentValueSymbol(parent)]),
    ];
  }
  if (isShorthandBinding(ts, parent, node)) {
    const property = checker.getTypeAtLocation(parent.parent).getProperty(node.text);
    return [side('first', [property]), side('second', [checker.getSymbolAtLocation(node)])];
  }
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent))
    return specifierSides(project, parent, node);
  return [side('only', [symbolOf(project, node)])];
}

function side(role: Side['role'], symbols: readonly (TypeScript.Symbol | undefined)[]): Side {
  return { role, symbols: symbols.filter((symbol) => symbol !== undefined) };
}

/** Whether the node is the name of `{ add }` in a binding pattern, which names a property and a variable. */
function isShorthandBinding(
  ts: typeof TypeScript,
  parent: TypeScript.Node,
  node: TypeScript.Node,
): parent is TypeScript.BindingElement {
  return (
    ts.isBindingElement(parent) &&
    ts.isObjectBindingPattern(parent.parent) &&
    parent.name === node &&
    parent.propertyName === undefined &&
    parent.dotDotDotToken === undefined
  );
}

function symbolOf(project: TypeScriptProject, node: NameNode): TypeScript.Symbol | undefined {
  const { ts, checker } = project;
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && parent.name === node && ts.isIdentifier(node)) {
    return propertySymbol(project, node);
  }
  const isSpied = ts.isStringLiteralLike(node) && isSpiedName(ts, node);
  return isSpied ? spiedMember(project, node) : checker.getSymbolAtLocation(node);
}

/** In `({ add: sum } = value)` the literal is a pattern, and the name that of the value's property. */
function propertySymbol(
  { ts, checker }: TypeScriptProject,
  node: TypeScript.Identifier,
): TypeScript.Symbol | undefined {
  const isTarget = isAssignmentTarget(ts, node.parent.parent);
  const property = isTarget ? checker.getPropertySymbolOfDestructuringAssignment(node) : undefined;
  return property ?? checker.getSymbolAtLocation(node);
}

function specifierSides(
  project: TypeScriptProject,
  specifier: TypeScript.ImportSpecifier | TypeScript.ExportSpecifier,
  node: NameNode,
): readonly Side[] {
  const { ts, checker } = project;
  const own = checker.getSymbolAtLocation(specifier.name);
  const isLocalExport =
    ts.isExportSpecifier(specifier) && specifier.parent.parent.moduleSpecifier === undefined;
  const source = isLocalExport
    ? [checker.getExportSpecifierLocalTargetSymbol(specifier)]
    : [exportedBy(project, specifier, node.text), resolvedAlias(project, own)];
  const declared = ts.isExportSpecifier(specifier) ? exportSymbol(project, specifier) : own;
  if (specifier.propertyName === node) return [side('only', source)];
  if (specifier.propertyName !== undefined) return [side('only', [declared])];
  return [side('first', source), side('second', [declared])];
}

/** The checker gives the target for the name of an export specifier; its own symbol is found among the exports. */
function exportSymbol(
  project: TypeScriptProject,
  specifier: TypeScript.ExportSpecifier,
): TypeScript.Symbol | undefined {
  return project
    .moduleOf(specifier.getSourceFile())
    ?.exports?.get(project.ts.escapeLeadingUnderscores(specifier.name.text));
}

function exportedBy(
  { ts, checker }: TypeScriptProject,
  specifier: TypeScript.ImportSpecifier | TypeScript.ExportSpecifier,
  name: string,
): TypeScript.Symbol | undefined {
  const declaration = ts.isImportSpecifier(specifier)
    ? specifier.parent.parent.parent
    : specifier.parent.parent;
  const source = ts.isJSDocImportTag(declaration) ? declaration.moduleSpecifier : declaration.moduleSpecifier;
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  return module === undefined ? undefined : checker.tryGetMemberInModuleExports(name, module);
}

function resolvedAlias(
  { ts, checker }: TypeScriptProject,
  symbol: TypeScript.Symbol | undefined,
): TypeScript.Symbol | undefined {
  if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Alias) === 0) return undefined;
  return checker.getAliasedSymbol(symbol);
}

/** Where a symbol is declared, an alias's target included. */
export function declarationsOf(project: TypeScriptProject, symbol: TypeScript.Symbol): readonly Declared[] {
  const target = resolvedAlias(project, symbol);
  return [...(symbol.declarations ?? []), ...(target?.declarations ?? [])].map((node) =>
    declared(project, node),
  );
}

function declared({ ts, pathOf }: TypeScriptProject, node: TypeScript.Declaration): Declared {
  const file = node.getSourceFile();
  const name = ts.getNameOfDeclaration(node);
  const path = pathOf(file) ?? `:${file.fileName}`;
  if (name === undefined) return { key: `${path}:${node.pos}`, name: null };
  const isString = ts.isStringLiteralLike(name);
  const text = isString || ts.isIdentifier(name) || ts.isPrivateIdentifier(name) ? name.text : null;
  return { key: `${path}:${name.getStart(file) + (isString ? 1 : 0)}`, name: text };
}
