import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';

export type ImportStatement = TypeScript.ImportDeclaration | TypeScript.ImportEqualsDeclaration;

/** A name that an import statement brings into the file. */
export type Binding = {
  readonly name: string;
  /** The specifier as written, quotes included. */
  readonly module: string;
  /** The local name. */
  readonly node: TypeScript.Identifier;
  readonly statement: ImportStatement;
};

/** The names that the import statements at the top level of a file bind, in order. */
export function importedBindings({ ts, file }: Pick<SingleFile, 'ts' | 'file'>): readonly Binding[] {
  return file.statements.flatMap((statement) => {
    if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference)) {
      return bindingsOf(statement, [statement.name], statement.moduleReference.expression);
    }
    if (!ts.isImportDeclaration(statement)) return [];
    return bindingsOf(statement, localNames(ts, statement), statement.moduleSpecifier);
  });
}

/** The names that one import declaration binds: default, namespace, named. */
export function localNames(
  ts: typeof TypeScript,
  statement: TypeScript.ImportDeclaration,
): readonly TypeScript.Identifier[] {
  const clause = statement.importClause;
  const bindings = clause?.namedBindings;
  const named =
    bindings === undefined
      ? []
      : ts.isNamespaceImport(bindings)
        ? [bindings.name]
        : bindings.elements.map(({ name }) => name);
  return [...(clause?.name === undefined ? [] : [clause.name]), ...named];
}

/** Whether the import says of itself that it is a type, so that it loads nothing. */
export function isTypeOnly(ts: typeof TypeScript, { node, statement }: Binding): boolean {
  if (ts.isImportEqualsDeclaration(statement)) return statement.isTypeOnly;
  if (statement.importClause?.isTypeOnly) return true;
  return ts.isImportSpecifier(node.parent) && node.parent.isTypeOnly;
}

function bindingsOf(
  statement: ImportStatement,
  names: readonly TypeScript.Identifier[],
  module: TypeScript.Expression,
): readonly Binding[] {
  return names.map((node) => ({
    name: node.text,
    module: module.getText(),
    node,
    statement,
  }));
}
