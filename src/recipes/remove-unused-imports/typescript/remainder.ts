import type { SingleFile } from '../../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import { importedBindings, type Binding } from '../../typescript/import-bindings.ts';

/** What differs between two states of a file besides the removed bindings, as the end of a sentence; null when nothing does. */
export function whatElseChanged(
  before: SingleFile,
  after: SingleFile,
  removed: readonly Binding[],
): string | null {
  if (codeOf(before).join('\0') !== codeOf(after).join('\0')) return 'more than imports would change';
  const gone = new Set(removed.map(({ node }) => node));
  const expected = importedBindings(before)
    .filter(({ node }) => !gone.has(node))
    .map(describe);
  const left = importedBindings(after).map(describe);
  return expected.join('\0') === left.join('\0') ? null : 'other imports would change';
}

function codeOf({ ts, file }: SingleFile): readonly string[] {
  return file.statements
    .filter((statement) => !bindsNames(ts, statement))
    .map((statement) => statement.getText(file));
}

/** Imports for side effects bind nothing, so they count as code and may not change. */
function bindsNames(ts: typeof TypeScript, statement: TypeScript.Statement): boolean {
  if (ts.isImportEqualsDeclaration(statement)) return ts.isExternalModuleReference(statement.moduleReference);
  return ts.isImportDeclaration(statement) && statement.importClause !== undefined;
}

function describe({ node, module, statement }: Binding): string {
  const modifier = 'importClause' in statement ? (statement.importClause?.phaseModifier ?? 0) : 0;
  // A default import stands in its clause, whose text also holds the named ones.
  const own = 'namedBindings' in node.parent ? node.text : node.parent.getText();
  return [modifier, own, module].join(' ');
}
