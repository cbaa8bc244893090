import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isLoader } from './syntax.ts';

/** Who loads whom in a project. */
export type Importers = {
  /** The files that import a path in any way. */
  readonly any: ReadonlyMap<string, readonly string[]>;
  /** Those that take the module as a whole: `import * as`, `export *`, `require()`, `import()`. */
  readonly whole: ReadonlyMap<string, readonly string[]>;
  /** Of those, the ones that do not take names alone, as `require('./a').add` and `const { add } = require('./a')` do. */
  readonly entire: ReadonlyMap<string, readonly string[]>;
};

/** Reads the module graph off the syntax trees. */
export function importersIn(project: TypeScriptProject): Importers {
  const any = new Map<string, string[]>();
  const whole = new Map<string, string[]>();
  const entire = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, target: string, path: string): void => {
    map.set(target, [...(map.get(target) ?? []), path]);
  };
  for (const path of project.files.sources) {
    const file = project.sourceFile(path);
    for (const load of file === undefined ? [] : loadsOf(project.ts, file)) {
      const target = project.modules.resolve(load.specifier, path);
      if (target !== null) add(any, target, path);
      if (target !== null && load.isWhole) add(whole, target, path);
      if (target !== null && load.isWhole && !load.isByName) add(entire, target, path);
    }
  }
  return { any, whole, entire };
}

/** The paths and all from which they are reached, however far. */
export function reachedFrom(
  importers: ReadonlyMap<string, readonly string[]>,
  paths: Iterable<string>,
): ReadonlySet<string> {
  const reached = new Set(paths);
  for (const path of reached) for (const importer of importers.get(path) ?? []) reached.add(importer);
  return reached;
}

/** The same graph the other way round: what each path loads. */
export function loadedBy(
  importers: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const pairs = [...importers].flatMap(([path, from]) =>
    from.map((one): readonly [string, string] => [one, path]),
  );
  const groups = Map.groupBy(pairs, ([importer]) => importer);
  return new Map([...groups].map(([importer, own]) => [importer, own.map(([, path]) => path)]));
}

/** One use of a module that a plain string names. */
export type Load = {
  readonly specifier: string;
  readonly isWhole: boolean;
  /** Whether a module that is loaded as a whole is asked for names of it at once, and kept no further. */
  readonly isByName: boolean;
  /** The string with its quotes. */
  readonly node: TypeScript.Node;
};

/** The uses of modules in a file, in order; the file may be one that was only parsed, whose nodes know no parent. */
export function loadsOf(ts: typeof TypeScript, file: TypeScript.SourceFile): readonly Load[] {
  const loads: Load[] = [];
  const visit = (node: TypeScript.Node, parent: TypeScript.Node): void => {
    const load = loadOf(ts, node, parent);
    if (load !== null) loads.push(load);
    ts.forEachChild(node, (child) => visit(child, node));
  };
  visit(file, file);
  return loads;
}

function loadOf(ts: typeof TypeScript, node: TypeScript.Node, parent: TypeScript.Node): Load | null {
  if (ts.isImportDeclaration(node)) {
    const bindings = node.importClause?.namedBindings;
    return loadFrom(ts, node.moduleSpecifier, bindings !== undefined && ts.isNamespaceImport(bindings));
  }
  if (ts.isExportDeclaration(node)) {
    const { moduleSpecifier, exportClause } = node;
    const isWhole = exportClause === undefined || ts.isNamespaceExport(exportClause);
    return moduleSpecifier === undefined ? null : loadFrom(ts, moduleSpecifier, isWhole);
  }
  if (ts.isExternalModuleReference(node)) return loadFrom(ts, node.expression, true);
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? loadFrom(ts, node.argument.literal, true) : null;
  const argument = ts.isCallExpression(node) && isLoader(ts, node.expression) ? node.arguments[0] : undefined;
  const load = argument === undefined ? null : loadFrom(ts, argument, true);
  return load === null ? null : { ...load, isByName: isAskedForNames(ts, parent) };
}

function isAskedForNames(ts: typeof TypeScript, parent: TypeScript.Node): boolean {
  if (ts.isPropertyAccessExpression(parent)) return true;
  if (!ts.isVariableDeclaration(parent) || !ts.isObjectBindingPattern(parent.name)) return false;
  return parent.name.elements.every(({ dotDotDotToken }) => dotDotDotToken === undefined);
}

function loadFrom(ts: typeof TypeScript, specifier: TypeScript.Node, isWhole: boolean): Load | null {
  return ts.isStringLiteralLike(specifier)
    ? { specifier: specifier.text, isWhole, isByName: false, node: specifier }
    : null;
}
