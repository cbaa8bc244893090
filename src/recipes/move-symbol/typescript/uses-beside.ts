import { isWithin } from '../../typescript/syntax.ts';
import { variableNames } from '../../typescript/variable-names.ts';
import type { Moved } from './moved.ts';

/** Whether the rest of the module uses a name. Its import does not count, nor the list that exports what moves. */
export function usedBeside({ project: { ts }, file, statements, listed }: Moved, name: string): boolean {
  const uses = variableNames({ ts, file }).get(name) ?? [];
  return uses.some((use) => {
    const { parent } = use;
    const isImport =
      ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent);
    return !isImport && parent !== listed && !statements.some((statement) => isWithin(use, statement));
  });
}
