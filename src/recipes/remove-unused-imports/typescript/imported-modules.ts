import type { Configs } from '../../../codebase/languages/typescript-config.ts';
import type { ProjectFiles } from '../../../codebase/languages/typescript-files.ts';
import type { SingleFile } from '../../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../../domain/ports.ts';
import { positionAt } from '../../../domain/text.ts';
import { readSource } from '../../source-file.ts';
import { effectIn } from '../../typescript/module-effects.ts';
import { resolverOf } from '../../typescript/tree-resolver.ts';
import { importedBindings, isTypeOnly, type Binding } from '../../typescript/import-bindings.ts';

/** The importing file, the tree that it stands in and the configurations that hold for it. */
export type ImportingProject = {
  readonly path: string;
  readonly tree: SourceTree;
  readonly configs: Configs;
  readonly configFiles: ProjectFiles;
};

const STYLES = /\.(?:css|scss|sass|less|styl|pcss)['"]$/;

/**
 * Why the modules that would no longer be loaded should be, by their specifiers as written. Only modules of the project
 * are looked into, and not what they import in turn.
 */
export async function modulesToKeep(
  checked: SingleFile,
  leaving: readonly Binding[],
  project: ImportingProject,
): Promise<ReadonlyMap<string, string>> {
  const reasons = new Map<string, string>();
  const modules = unloaded(checked, leaving);
  if (modules.length === 0) return reasons;
  const { ts } = checked;
  const { path, tree } = project;
  const resolver = await resolverOf(ts, tree, project);
  for (const module of modules) {
    if (STYLES.test(module)) reasons.set(module, `importing ${module} may apply its styles`);
    const found = resolver.resolve(module.slice(1, -1), path);
    const source = found === null ? null : (resolver.implementationOf(found) ?? found);
    const place = source === null ? null : await effectPlace(ts, tree, source);
    if (place !== null) reasons.set(module, `importing ${module} runs code at ${place}`);
  }
  return reasons;
}

/** The modules that only leaving names load. Types are never loaded. */
function unloaded(checked: SingleFile, leaving: readonly Binding[]): readonly string[] {
  const { ts, file } = checked;
  const gone = new Set(leaving.map(({ node }) => node));
  const stays = importedBindings(checked).filter(({ node }) => !gone.has(node));
  const loads = file.statements.flatMap((statement) =>
    (ts.isImportDeclaration(statement) && statement.importClause === undefined) ||
    (ts.isExportDeclaration(statement) && !statement.isTypeOnly)
      ? (statement.moduleSpecifier?.getText() ?? [])
      : [],
  );
  const loaded = new Set([...modulesOf(ts, stays), ...loads]);
  return [...new Set(modulesOf(ts, leaving))].filter((module) => !loaded.has(module));
}

function modulesOf(ts: typeof TypeScript, bindings: readonly Binding[]): readonly string[] {
  return bindings.filter((binding) => !isTypeOnly(ts, binding)).map(({ module }) => module);
}

/** Where a module starts to run code, as `path:line`, or null. */
async function effectPlace(ts: typeof TypeScript, tree: SourceTree, path: string): Promise<string | null> {
  if (/\.d\.[cm]?ts$/.test(path)) return null;
  const source = await readSource(tree, path);
  if (source.kind !== 'source') return null;
  const file = ts.createSourceFile(`/${path}`, source.file.text, ts.ScriptTarget.ESNext, true);
  const effect = effectIn(ts, file);
  return effect === null ? null : `${path}:${positionAt(source.file.text, effect.getStart(file)).line}`;
}
