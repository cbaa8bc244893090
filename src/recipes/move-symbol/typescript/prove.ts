import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import { hasModifier } from '../../typescript/syntax.ts';
import { declarationsOf } from '../../typescript/module-exports.ts';
import { tokensOf } from '../../typescript/tokens.ts';
import type { TypeScriptProject } from '../../../codebase/languages/typescript-project.ts';
import type { Moved } from './moved.ts';

type Ts = typeof TypeScript;

/** What differs besides the move and the imports and exports that it asks for, as the end of a sentence, or null. */
export function whatElseChanged(
  moved: Moved,
  after: TypeScriptProject,
  { to, paths }: { readonly to: string; readonly paths: readonly string[] },
): string | null {
  const { project, path, name } = moved;
  const { ts } = project;
  const [was, is] = [partsOf(project, path, name), partsOf(after, to, name)];
  if (was.own.join('\0') !== is.own.join('\0') || was.own.length === 0)
    return `${name} would not be the same in ${to}`;
  for (const one of new Set([...paths, path, to])) {
    const [before, now] = [partsOf(project, one, name), partsOf(after, one, name)];
    const mine = one === path || one === to;
    const all = (parts: typeof before): string => [...(mine ? [] : parts.own), ...parts.others].join('\0');
    if (all(before) !== all(now)) return `more than imports would change in ${one}`;
  }
  const source = after.sourceFile(path);
  const stays = source !== undefined && declarationsOf({ ts, file: source }, name).length > 0;
  return stays ? `${name} would stay in ${path}` : null;
}

/** The tokens of the declarations of a name and of all other statements but imports and exports of names. */
function partsOf(
  { ts, sourceFile }: TypeScriptProject,
  path: string,
  name: string,
): { readonly own: readonly string[]; readonly others: readonly string[] } {
  const file = sourceFile(path);
  const code = (file?.statements ?? []).filter(
    (one) => !ts.isImportDeclaration(one) && !ts.isExportDeclaration(one),
  );
  const own = code.filter((one) => declares(ts, one, name));
  const tokens = (statements: readonly TypeScript.Statement[]): readonly string[] =>
    statements.flatMap((one) => withoutExport(ts, one));
  return { own: tokens(own), others: tokens(code.filter((one) => !own.includes(one))) };
}

function withoutExport(ts: Ts, statement: TypeScript.Statement): readonly string[] {
  const tokens = tokensOf(statement, statement.getSourceFile());
  if (!hasModifier(ts, statement, ts.SyntaxKind.ExportKeyword)) return tokens;
  const at = tokens.indexOf('export');
  return tokens.toSpliced(at, 1);
}

function declares(ts: Ts, statement: TypeScript.Statement, name: string): boolean {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.some(
      (one) => ts.isIdentifier(one.name) && one.name.text === name,
    );
  return (
    'name' in statement &&
    typeof statement.name === 'object' &&
    statement.name !== null &&
    'text' in statement.name &&
    statement.name.text === name
  );
}

/** Which file still takes the name from its old module, as the end of a sentence, or null. */
export function stillTaken(
  { path, name }: Moved,
  { ts, files, modules, sourceFile }: TypeScriptProject,
): string | null {
  const takes = (statement: TypeScript.Statement, from: string): boolean => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return false;
    const { moduleSpecifier } = statement;
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return false;
    if (modules.resolve(moduleSpecifier.text, from) !== path) return false;
    const bindings = ts.isImportDeclaration(statement)
      ? statement.importClause?.namedBindings
      : statement.exportClause;
    if (bindings === undefined || (!ts.isNamedImports(bindings) && !ts.isNamedExports(bindings)))
      return false;
    return bindings.elements.some((one) => (one.propertyName ?? one.name).text === name);
  };
  const left = files.sources.find((one) =>
    sourceFile(one)?.statements.some((statement) => takes(statement, one)),
  );
  return left === undefined ? null : `${left} would still take it from there`;
}
