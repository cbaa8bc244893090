import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { NameIndex, ResolvedOccurrence } from './name-index.ts';
import type { NameNode, Occurrences, Place } from './occurrences.ts';

/** The places that keep the old name, by what is known of them. */
export type Leftovers = {
  /** Names in code of which the checker knows nothing: on untyped values, or not declared in the project. */
  readonly unknown: readonly ResolvedOccurrence[];
  readonly strings: readonly Place[];
  readonly comments: readonly Place[];
  /** How many names were proven to stand for something else. */
  readonly namesakes: number;
};

/** Sorts every occurrence of the old name that the rename leaves. */
export function leftoversOf(
  project: TypeScriptProject,
  index: NameIndex,
  found: { readonly group: string; readonly mentions: Occurrences['mentions'] },
): Leftovers {
  const others = index.occurrences.filter(({ sides }) => sides.every((side) => index.groupOf(side) !== found.group));
  const unknown = others.filter(
    ({ node, sides }) => sides.some(({ keys }) => keys.length === 0) && !isInert(project.ts, node),
  );
  return {
    unknown,
    strings: found.mentions.filter(({ kind }) => kind === 'string'),
    comments: found.mentions.filter(({ kind }) => kind === 'comment'),
    namesakes: others.length - unknown.length,
  };
}

/** Names that stand for nothing outside their own construct: labels, tuple members, `export { x as name }` of nothing. */
function isInert(ts: typeof TypeScript, { parent }: NameNode): boolean {
  return ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent) || ts.isNamedTupleMember(parent);
}

/**
 * Uses of a module of the project through which the renamed symbol may be reached, but which the checker cannot
 * follow: an import that does not resolve, a member of a module whose exports are made at run time.
 */
export function unprovableUses(
  project: TypeScriptProject,
  unknown: readonly ResolvedOccurrence[],
  exporters: ReadonlySet<string>,
): readonly Place[] {
  return unknown.filter(({ path, node }) => {
    const specifier = moduleBehind(project, node);
    if (specifier === null) return false;
    const target = project.modules.resolve(specifier, path);
    if (target !== null) return exporters.has(target);
    return project.modules.isInternal(specifier, path) || [...exporters].some((one) => isNamedLike(specifier, one));
  });
}

/** An alias that only a bundler knows still ends in the name of the file or of its folder. */
function isNamedLike(specifier: string, path: string): boolean {
  const stem = (name: string): string => name.replace(/\.(?:d\.)?[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
  const last = stem(specifier).split('/').at(-1);
  return /^[@~#/]/.test(specifier) && last === stem(path).split('/').at(-1);
}

/** The specifier of the module whose export or member a name is, or null. */
function moduleBehind(project: TypeScriptProject, node: NameNode): string | null {
  const { ts } = project;
  const { parent } = node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) {
    const declaration = ts.isImportSpecifier(parent) ? parent.parent.parent.parent : parent.parent.parent;
    const source = 'moduleSpecifier' in declaration ? declaration.moduleSpecifier : undefined;
    return source !== undefined && ts.isStringLiteralLike(source) ? source.text : null;
  }
  if (ts.isPropertyAccessExpression(parent)) return moduleOf(project, parent.expression);
  if (ts.isElementAccessExpression(parent)) return moduleOf(project, parent.expression);
  const isTaken = ts.isBindingElement(parent) && ts.isVariableDeclaration(parent.parent.parent);
  const initializer = isTaken ? parent.parent.parent.initializer : undefined;
  return initializer === undefined ? null : moduleOf(project, initializer);
}

function moduleOf(project: TypeScriptProject, value: TypeScript.Expression): string | null {
  const { ts, checker } = project;
  const inner = ts.isAwaitExpression(value) || ts.isParenthesizedExpression(value) ? value.expression : value;
  if (inner !== value) return moduleOf(project, inner);
  if (ts.isCallExpression(inner)) return loadedBy(ts, inner);
  if (!ts.isIdentifier(inner)) return null;
  const declaration = checker.getSymbolAtLocation(inner)?.declarations?.[0];
  if (declaration === undefined) return null;
  if (ts.isVariableDeclaration(declaration)) {
    return declaration.initializer === undefined || ts.isIdentifier(declaration.initializer)
      ? null
      : moduleOf(project, declaration.initializer);
  }
  if (ts.isNamespaceImport(declaration)) return textOf(ts, declaration.parent.parent);
  return ts.isImportClause(declaration) ? textOf(ts, declaration.parent) : null;
}

function textOf(ts: typeof TypeScript, declaration: TypeScript.Node): string | null {
  if (!ts.isImportDeclaration(declaration)) return null;
  return ts.isStringLiteralLike(declaration.moduleSpecifier) ? declaration.moduleSpecifier.text : null;
}

/** `require('./a')`, `import('./a')`, and loaders of test tools such as `jest.requireActual('./a')`. */
function loadedBy(ts: typeof TypeScript, call: TypeScript.CallExpression): string | null {
  const { expression } = call;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  const isLoader = expression.kind === ts.SyntaxKind.ImportKeyword || /^(?:require|import)/.test(name);
  const [specifier] = call.arguments;
  return isLoader && specifier !== undefined && ts.isStringLiteralLike(specifier) ? specifier.text : null;
}
