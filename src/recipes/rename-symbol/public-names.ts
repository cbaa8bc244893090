import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import { memberOfModule } from './exported-member.ts';
import type { NameIndex } from './name-index.ts';
import { declarationsOf } from './sides.ts';

/** The entries of the tree's packages that export the group under its old name. */
export function entriesExporting(
  project: TypeScriptProject,
  index: NameIndex,
  group: string,
): readonly string[] {
  return [...project.modules.entries].filter((path) => {
    const file = project.sourceFile(path);
    const symbols = file === undefined ? [] : memberOfModule(project, file, index.name);
    return symbols.some((symbol) => {
      const keys = declarationsOf(project, symbol).map(({ key }) => key);
      return index.groupOf({ role: 'only', keys }) === group;
    });
  });
}
