import type { TypeScriptProject } from '../../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import { placeAt } from '../../place.ts';
import { refused, type Refused } from '../../recipe.ts';
import { startWithComments } from '../../typescript/insertion.ts';
import { declarationsOf, exportedAs } from '../../typescript/module-exports.ts';
import { isStable } from '../../typescript/stable-names.ts';
import { hasModifier } from '../../typescript/syntax.ts';

/** A declaration at the top of a module, with its overloads and the comments right above. */
export type Moved = {
  readonly kind: 'moved';
  readonly project: TypeScriptProject;
  readonly path: string;
  readonly file: TypeScript.SourceFile;
  readonly name: string;
  readonly statements: readonly TypeScript.Statement[];
  /** From the first comment to the end of the last line, without its line break. */
  readonly start: number;
  readonly end: number;
  /** The name in a list of exports of the module, or null. */
  readonly listed: TypeScript.ExportSpecifier | null;
  readonly isExported: boolean;
  /** Whether it is gone when the program runs. */
  readonly isType: boolean;
};

type Found = Pick<Moved, 'project' | 'path' | 'file' | 'name'>;

/** What moves under a name, or why it cannot. */
export function movedFrom(found: Found): Moved | Refused {
  const { project, path, file, name } = found;
  const { ts } = project;
  const exporting = { ts, project, file, path };
  const statements = declarationsOf(exporting, name);
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined)
    return refused(`${path} does not declare ${name} at its top.`, null);
  const place = placeAt(path, file.text, first.getStart(file));
  const hint = 'Change that by hand first.';
  const apart = file.statements.indexOf(last) - file.statements.indexOf(first) !== statements.length - 1;
  if (apart) return refused(`The declarations of ${name} at ${place} do not stand together.`, hint);
  const isDefault =
    statements.some((one) => hasModifier(ts, one, ts.SyntaxKind.DefaultKeyword)) || isAssigned(found);
  if (isDefault)
    return refused(
      `${name} is the default export of ${path}.`,
      'Make it a named export first, by convert-exports.',
    );
  const several = statements.some(
    (one) => ts.isVariableStatement(one) && one.declarationList.declarations.length > 1,
  );
  if (several)
    return refused(
      `${name} is declared along with others at ${place}.`,
      'Give it a declaration of its own first.',
    );
  const exported = exportedAs(exporting, name);
  const listed = exported?.kind === 'specifier' ? exported.node : listedUnder(found);
  if (listed !== null && (listed.propertyName !== undefined || listed.isTypeOnly)) {
    return refused(`${path} exports ${name} as ${listed.name.text}.`, hint);
  }
  const own = nameOf(ts, first);
  if (own !== null && !isStable(project, own))
    return refused(`${name} is assigned again, which only its own module can do: ${place}.`, null);
  const span = spanOf(file, { first, last, start: startWithComments(ts, first) });
  if (span === null) return refused(`${name} shares its lines with other code at ${place}.`, hint);
  return {
    kind: 'moved',
    ...found,
    statements,
    ...span,
    listed,
    isExported: exported !== null,
    isType: statements.every((one) => ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one)),
  };
}

function spanOf(
  { text }: TypeScript.SourceFile,
  {
    last,
    start,
  }: { readonly first: TypeScript.Statement; readonly last: TypeScript.Statement; readonly start: number },
): { readonly start: number; readonly end: number } | null {
  const behind = /^[ \t]*(?:\/\/[^\n\r]*|\/\*(?:(?!\*\/)[^\n])*\*\/)?[ \t]*(?=\r?\n|$)/.exec(
    text.slice(last.end),
  );
  const isAtStart = start === 0 || text[start - 1] === '\n';
  return behind === null || !isAtStart ? null : { start, end: last.end + behind[0].length };
}

/** `export default name`. */
function isAssigned({ project: { ts }, file, name }: Found): boolean {
  return file.statements.some(
    (one) => ts.isExportAssignment(one) && ts.isIdentifier(one.expression) && one.expression.text === name,
  );
}

/** `export { name as other }`. */
function listedUnder({ project: { ts }, file, name }: Found): TypeScript.ExportSpecifier | null {
  for (const statement of file.statements) {
    const clause =
      ts.isExportDeclaration(statement) && statement.moduleSpecifier === undefined
        ? statement.exportClause
        : undefined;
    const elements = clause !== undefined && ts.isNamedExports(clause) ? clause.elements : [];
    const found = elements.find((one) => one.propertyName?.text === name);
    if (found !== undefined) return found;
  }
  return null;
}

function nameOf(ts: typeof TypeScript, statement: TypeScript.Statement): TypeScript.Identifier | null {
  const [variable] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  if (variable !== undefined) return ts.isIdentifier(variable.name) ? variable.name : null;
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return isNamed ? (statement.name ?? null) : null;
}
