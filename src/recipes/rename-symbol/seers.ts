import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { reachedFrom } from '../typescript/importers.ts';

const SPEAKS_TO_ALL = /\bdeclare\s+(?:global|module)\b|\bexport\s+as\s+namespace\b/;

/**
 * The files that may have a type made of the names that some modules export: those that take such a module as an object,
 * and all that import these, however far. Null where that may be any file.
 */
export function seersOfNames(
  project: TypeScriptProject,
  modules: Iterable<string>,
): ReadonlySet<string> | null {
  const loads = loadsIn(project);
  if (loads === null) return null;
  const exporters = reachedFrom(loads.stars, modules);
  const takers = [...exporters].flatMap((path) => loads.objects.get(path) ?? []);
  const seers = reachedFrom(loads.any, takers);
  return [...exporters, ...seers].some((path) => speaksToAll(project, path)) ? null : seers;
}

type Graph = ReadonlyMap<string, readonly string[]>;

/** Who imports a path in any way, who exports all of its names again, and who may hold it as an object. */
type Loads = { readonly any: Graph; readonly stars: Graph; readonly objects: Graph };

function loadsIn(project: TypeScriptProject): Loads | null {
  const any = new Map<string, string[]>();
  const stars = new Map<string, string[]>();
  const objects = new Map<string, string[]>();
  for (const path of project.files.sources) {
    const file = project.sourceFile(path);
    const specifiers = file === undefined ? [] : specifiersIn(file);
    if (specifiers === null) return null;
    for (const specifier of specifiers) {
      const target = project.modules.resolve(specifier.text, path);
      if (target === null) continue;
      const kind = kindOf(project, specifier.parent, target);
      add(any, target, path);
      if (kind === 'star') add(stars, target, path);
      if (kind === 'object') add(objects, target, path);
    }
  }
  return { any, stars, objects };
}

function add(map: Map<string, string[]>, target: string, path: string): void {
  const known = map.get(target);
  if (known === undefined) map.set(target, [path]);
  else known.push(path);
}

/** What the compiler itself takes for the imports of a file, those in types and documentation comments included. */
function specifiersIn(file: TypeScript.SourceFile): readonly TypeScript.StringLiteralLike[] | null {
  return 'imports' in file && isSpecifiers(file.imports) ? file.imports : null;
}

// Kept back by the typings of TypeScript.
function isSpecifiers(value: unknown): value is readonly TypeScript.StringLiteralLike[] {
  return Array.isArray(value);
}

function kindOf(
  { ts, sourceFile, moduleOf }: TypeScriptProject,
  load: TypeScript.Node,
  target: string,
): 'names' | 'star' | 'object' {
  if (ts.isExportDeclaration(load)) {
    if (load.exportClause === undefined) return 'star';
    return ts.isNamedExports(load.exportClause) ? 'names' : 'object';
  }
  if (!ts.isImportDeclaration(load) && !ts.isJSDocImportTag(load)) return 'object';
  const { name, namedBindings } = load.importClause ?? {};
  if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings)) return 'object';
  if (name === undefined) return 'names';
  // Without a default of its own, a module may stand for it as a whole.
  const file = sourceFile(target);
  const exported = file === undefined ? undefined : moduleOf(file)?.exports;
  return exported?.has(ts.InternalSymbolName.Default) === true ? 'names' : 'object';
}

function speaksToAll({ sourceFile, moduleOf }: TypeScriptProject, path: string): boolean {
  const file = sourceFile(path);
  return file !== undefined && (moduleOf(file) === null || SPEAKS_TO_ALL.test(file.text));
}
