import { importedNames, type ImportedName } from './imports.ts';
import { modulesNamed, sourceOfImport } from './modules.ts';
import type { PythonFile, PythonProject } from './project.ts';
import { childIn, textOf } from './tree.ts';

/** A name that a file imports with what it means: the same text for the same thing, however the file writes it. */
export type MeantImport = ImportedName & { readonly meaning: string };

/** The imports of a file, wherever they stand, with their meanings. */
export function meantImports(
  project: Pick<PythonProject, 'paths'>,
  file: PythonFile,
): readonly MeantImport[] {
  return importedNames(file.tree).map((name) => ({ ...name, meaning: meaningOf(project, file, name) }));
}

/** `pkg/a.py:name` for what a module of the project holds, `pkg/a.py` for a module, `json:loads` for others. */
function meaningOf(project: Pick<PythonProject, 'paths'>, file: PythonFile, { node }: ImportedName): string {
  const path = file.file.path;
  const whole = node.type === 'aliased_import' ? childIn(node, 'name') : node;
  const name = textOf(file.tree, whole ?? node).replace(/\s+/g, '');
  const source = sourceOfImport(file, node);
  if (source !== null) {
    const [submodule] = modulesNamed(
      project,
      path,
      source.endsWith('.') ? `${source}${name}` : `${source}.${name}`,
    );
    const [owner] = modulesNamed(project, path, source);
    return submodule ?? `${owner ?? source}:${name}`;
  }
  // `import a.b` binds a and loads both.
  const isWhole = node.type === 'aliased_import' || !name.includes('.');
  return isWhole ? (modulesNamed(project, path, name)[0] ?? name) : `import ${name}`;
}
