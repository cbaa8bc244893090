import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { inBraces } from '../typescript/braces.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { refused, type Refused } from '../recipe.ts';
import { isStable } from '../typescript/stable-names.ts';
import { hasModifier } from '../typescript/syntax.ts';
import { identifiersIn } from '../typescript/tokens.ts';
import { renamed } from '../typescript/export-key.ts';
import { declarationsOf, exportedAs, lineOfStatement, type Exporting } from '../typescript/module-exports.ts';

/** How the module itself is changed, and the name that is exported or no longer is. */
export type OwnEdits = { readonly kind: 'edits'; readonly edits: readonly TextEdit[]; readonly name: string };

/** Gives the default export of a module its own name, or the one that is asked for. */
export function toNamed(exporting: Exporting, wanted: string | null): OwnEdits | Refused {
  const { ts, file, path } = exporting;
  for (const statement of file.statements) {
    if (ts.isExportAssignment(statement)) return assignment(exporting, statement, wanted);
    const isDefault = hasModifier(ts, statement, ts.SyntaxKind.DefaultKeyword);
    const declares =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement);
    if (isDefault && declares) return declaration(exporting, statement, wanted);
    if (ts.isExportDeclaration(statement)) {
      const clause = statement.exportClause;
      const elements = clause !== undefined && ts.isNamedExports(clause) ? clause.elements : [];
      const found = elements.find(({ name }) => name.text === 'default');
      if (found !== undefined) return specifier(exporting, found, wanted);
    }
  }
  return refused(`${path} has no default export.`, null);
}

type Declaration =
  | TypeScript.FunctionDeclaration
  | TypeScript.ClassDeclaration
  | TypeScript.InterfaceDeclaration;

function declaration(
  exporting: Exporting,
  statement: Declaration,
  wanted: string | null,
): OwnEdits | Refused {
  const { ts, file } = exporting;
  const own = statement.name?.text ?? null;
  const name = nameFor(exporting, own, wanted);
  if (typeof name !== 'string') return name;
  const declared = own === null ? [statement] : declarationsOf(exporting, own);
  const edits = declared.flatMap((one) => {
    const modifiers = ts.canHaveModifiers(one) ? (one.modifiers ?? []) : [];
    const word = modifiers.find(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
    if (word === undefined) return [];
    const rest = /^\s*/.exec(file.text.slice(word.end))?.[0].length ?? 0;
    return [{ start: word.getStart(file), end: word.end + rest, newText: '' }];
  });
  return {
    kind: 'edits',
    edits: own === null ? [...edits, nameInserted(exporting, statement, name)] : edits,
    name,
  };
}

/** `export default class {` and `export default function () {` get the name behind their keyword. */
function nameInserted({ ts, file }: Exporting, statement: Declaration, name: string): TextEdit {
  const { ClassKeyword, FunctionKeyword, AsteriskToken } = ts.SyntaxKind;
  const keyword = statement
    .getChildren(file)
    .findLast(({ kind }) => kind === ClassKeyword || kind === FunctionKeyword || kind === AsteriskToken);
  const start = keyword?.end ?? statement.end;
  const gap = /^[ \t]*(?=[(<])/.exec(file.text.slice(start))?.[0].length ?? 0;
  return { start, end: start + gap, newText: ` ${name}` };
}

/** `export default a;` exports the declaration of `a` where that has one place, and any other value under a new constant. */
function assignment(
  exporting: Exporting,
  statement: TypeScript.ExportAssignment,
  wanted: string | null,
): OwnEdits | Refused {
  const { ts, file, path } = exporting;
  const { expression } = statement;
  if (statement.isExportEquals) return refused(`${path} exports by \`export =\`.`, null);
  if (!ts.isIdentifier(expression)) {
    const name = nameFor(exporting, null, wanted);
    if (typeof name !== 'string') return name;
    const edit = {
      start: statement.getStart(file),
      end: expression.getStart(file),
      newText: `export const ${name} = `,
    };
    return { kind: 'edits', edits: [edit], name };
  }
  const own = expression.text;
  const name = nameFor(exporting, own, wanted);
  if (typeof name !== 'string') return name;
  if (!isStable(exporting.project, expression)) {
    return refused(
      `${own} is assigned again in ${path}, and importers of a named export would see that.`,
      null,
    );
  }
  if (exportedAs(exporting, name) !== null)
    return { kind: 'edits', edits: [lineOfStatement(exporting, statement)], name };
  const target = plainDeclaration(exporting, own);
  const hasComment = (ts.getLeadingCommentRanges(file.text, statement.pos) ?? []).length > 0;
  const end = file.text[statement.end - 1] === ';' ? ';' : '';
  const edits =
    target === null || hasComment
      ? [
          {
            start: statement.getStart(file),
            end: statement.end,
            newText: `export ${inBraces(file.text, own)}${end}`,
          },
        ]
      : [
          { start: target.getStart(file), end: target.getStart(file), newText: 'export ' },
          lineOfStatement(exporting, statement),
        ];
  return { kind: 'edits', edits, name };
}

/** The only declaration of a name, where `export` can be written in front of it. */
function plainDeclaration(exporting: Exporting, name: string): TypeScript.Statement | null {
  const { ts } = exporting;
  const [only, ...others] = declarationsOf(exporting, name);
  if (only === undefined || others.length > 0) return null;
  const modifiers = ts.canHaveModifiers(only) ? (only.modifiers ?? []) : [];
  const isDecorated = ts.canHaveDecorators(only) && (ts.getDecorators(only) ?? []).length > 0;
  const isSeveral =
    ts.isVariableStatement(only) &&
    (only.declarationList.declarations.length > 1 ||
      only.declarationList.declarations.some((one) => !ts.isIdentifier(one.name)));
  const isExported = modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return isDecorated || isSeveral || isExported ? null : only;
}

/** `export { a as default }`. */
function specifier(
  exporting: Exporting,
  { propertyName, name, parent }: TypeScript.ExportSpecifier,
  wanted: string | null,
): OwnEdits | Refused {
  const { ts, file, project, path } = exporting;
  const own = propertyName?.text ?? 'default';
  const isFromElsewhere = parent.parent.moduleSpecifier !== undefined;
  const found = nameFor(exporting, own === 'default' ? null : own, wanted);
  if (typeof found !== 'string') return found;
  if (exportedAs(exporting, found) !== null) return refused(`${path} exports ${found} already.`, null);
  if (
    !isFromElsewhere &&
    propertyName !== undefined &&
    ts.isIdentifier(propertyName) &&
    !isStable(project, propertyName)
  ) {
    return refused(
      `${own} is assigned again in ${path}, and importers of a named export would see that.`,
      null,
    );
  }
  const start = (propertyName ?? name).getStart(file);
  return { kind: 'edits', edits: [{ start, end: name.end, newText: renamed(own, found) }], name: found };
}

/** The name to export by: the one that it has, or for a nameless value the one that is asked for, which has to be free. */
function nameFor(exporting: Exporting, own: string | null, wanted: string | null): string | Refused {
  const { ts, file, path } = exporting;
  if (own !== null && wanted !== null && own !== wanted) {
    return refused(
      `The default export of ${path} is called ${own}.`,
      `Leave the name out, or rename ${own} first.`,
    );
  }
  const name = own ?? wanted;
  if (name === null) return refused(`The default export of ${path} has no name.`, 'Give it one: name=NAME.');
  const isTaken = own === null && identifiersIn(ts, file).has(name);
  return isTaken ? refused(`${path} uses the name ${name} already.`, 'Choose another name.') : name;
}
