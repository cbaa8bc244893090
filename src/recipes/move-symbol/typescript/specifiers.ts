import type { TypeScriptProject } from '../../../codebase/languages/typescript-project.ts';
import { isRelative } from '../../typescript/file-mentions.ts';
import { loadsOf } from '../../typescript/importers.ts';
import { namesFolder, specifierAfter } from '../../typescript/specifiers.ts';

const EXTENSION = /\.(?:d\.)?[cm]?[jt]sx?$/;

/** A specifier as one file writes it for another. */
export type Written = { readonly specifier: string; readonly importer: string; readonly target: string };

/** How a file names another in the style of a specifier that is written already; null where that would not find it. */
export function inStyleOf(
  { modules }: TypeScriptProject,
  written: Written,
  { importer, target }: { readonly importer: string; readonly target: string },
): string | null {
  const found = isRelative(written.specifier)
    ? specifierAfter(written.specifier, written, { importer, target })
    : aliased(written, target);
  return found !== null && modules.resolve(found, importer) === target ? found : null;
}

/** How a file names another, in the style of the specifiers in the files that are given, the first that fits. */
export function specifierLike(
  project: TypeScriptProject,
  models: readonly string[],
  way: { readonly importer: string; readonly target: string },
): string | null {
  for (const path of models) {
    const file = project.sourceFile(path);
    for (const { specifier } of file === undefined ? [] : loadsOf(project.ts, file)) {
      const target = isRelative(specifier) ? project.modules.resolve(specifier, path) : null;
      const isModel = target !== null && !namesFolder(specifier, { importer: path, target });
      const found = !isModel ? null : inStyleOf(project, { specifier, importer: path, target }, way);
      if (found !== null) return found;
    }
  }
  const { ts, program } = project;
  const { Node16, NodeNext } = ts.ModuleKind;
  const { module } = program.getCompilerOptions();
  const specifier = module !== undefined && module >= Node16 && module <= NodeNext ? './m.js' : './m';
  return inStyleOf(project, { specifier, importer: 'n.ts', target: 'm.ts' }, way);
}

/** `@/lib/a` for `src/lib/a.ts` becomes `@/dates` for `src/dates.ts`. */
function aliased({ specifier, target }: Written, to: string): string | null {
  const bare = target.replace(EXTENSION, '').replace(/\/index$/, '');
  const ending = EXTENSION.exec(specifier)?.[0] ?? '';
  const parts = specifier.replace(EXTENSION, '').split('/');
  for (let at = 1; at < parts.length; at++) {
    const tail = parts.slice(at).join('/');
    if (!`/${bare}`.endsWith(`/${tail}`)) continue;
    const root = bare.slice(0, bare.length - tail.length);
    const rest = to.replace(EXTENSION, '').replace(/\/index$/, '');
    return rest.startsWith(root)
      ? `${parts.slice(0, at).join('/')}/${rest.slice(root.length)}${ending}`
      : null;
  }
  return null;
}
