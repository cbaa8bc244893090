import type { TypeScriptProject } from '../../../codebase/languages/typescript-project.ts';
import { reachedFrom } from '../../typescript/importers.ts';
import { loadedBy } from '../../typescript/static-loads.ts';

/** Whether two modules load each other, directly or through others, where they did not before. */
export function newCycle(
  before: TypeScriptProject,
  after: TypeScriptProject,
  [path, other]: readonly [string, string],
): boolean {
  return loadsEachOther(after, path, other) && !loadsEachOther(before, path, other);
}

function loadsEachOther(project: TypeScriptProject, path: string, other: string): boolean {
  const loads = new Map(
    project.files.sources.map((one) => {
      const statements = project.sourceFile(one)?.statements ?? [];
      return [
        one,
        loadedBy(project.ts, [...statements]).flatMap(
          (specifier) => project.modules.resolve(specifier, one) ?? [],
        ),
      ] as const;
    }),
  );
  return reachedFrom(loads, [path]).has(other) && reachedFrom(loads, [other]).has(path);
}
