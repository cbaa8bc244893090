import type { SingleFile } from '../../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../../domain/text-edit.ts';
import { compareMembers, type MemberOrder, type Sorted } from './order.ts';

/** The names in the braces of an import, as they are sorted. */
export function membersOf(
  ts: typeof TypeScript,
  { importClause }: TypeScript.ImportDeclaration,
): readonly TypeScript.ImportSpecifier[] {
  const bindings = importClause?.namedBindings;
  return bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
}

/** What a name is sorted by: the one that the module gives it. */
export function sortedMember({ name, propertyName, isTypeOnly }: TypeScript.ImportSpecifier): Sorted {
  return { text: (propertyName ?? name).text, isTypeOnly };
}

/** Puts the names of an import in order, each into the place of another; comments between them keep all in place. */
export function memberEdits(
  { ts, file, text }: SingleFile,
  statement: TypeScript.ImportDeclaration,
  order: MemberOrder,
): readonly TextEdit[] {
  const members = membersOf(ts, statement);
  const [first, last] = [members[0], members.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (/\/[/*]/.test(text.slice(first.parent.pos, first.parent.end))) return [];
  const ordered = members.toSorted((one, other) =>
    compareMembers(order, sortedMember(one), sortedMember(other)),
  );
  return members.flatMap((member, at) => {
    const newText = ordered[at]?.getText(file) ?? '';
    return newText === member.getText(file)
      ? []
      : [{ start: member.getStart(file), end: member.end, newText }];
  });
}
