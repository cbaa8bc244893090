import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { ResolvedOccurrence } from './name-index.ts';
import type { NameNode, Place } from './occurrences.ts';

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
    return (
      project.modules.isInternal(specifier, path) || [...exporters].some((one) => isNamedLike(specifier, one))
    );
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

/** Where a module's namespace is indexed by a computed name: `tags[name]` after `import * as tags`. */
export function computedUses(project: TypeScriptProject, exporters: ReadonlySet<string>): readonly Place[] {
  const { ts } = project;
  const uses: Place[] = [];
  for (const path of project.files.sources) {
    const file = project.sourceFile(path);
    const visit = (node: TypeScript.Node): void => {
      const isComputed =
        ts.isElementAccessExpression(node) && !ts.isStringLiteralLike(node.argumentExpression);
      const specifier = isComputed ? moduleOf(project, node.expression) : null;
      const target = specifier === null ? null : project.modules.resolve(specifier, path);
      if (target !== null && exporters.has(target)) uses.push({ path, start: node.getStart(file) });
      ts.forEachChild(node, visit);
    };
    if (file !== undefined && holdsWholeImport(file.text)) visit(file);
  }
  return uses;
}

/** Only where a module may be held as a whole is the tree worth a walk. */
function holdsWholeImport(text: string): boolean {
  return /import\s*(?:type\s*)?\*|require\s*\(|import\s*\(/.test(text);
}
