import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import { inBraces } from '../../typescript/braces.ts';
import type { TypeScriptProject } from '../../../codebase/languages/typescript-project.ts';
import type { TextEdit } from '../../../domain/text-edit.ts';
import { lineEndOf } from '../../typescript/insertion.ts';
import type { Script, Target } from './importer.ts';
import type { Moved } from './moved.ts';

type Star = { readonly moved: Moved; readonly script: Script; readonly target: Target };

/** Whether `export *` of the old module can be followed: all of the new one is given on too, or one name can be added. */
export function isStarFollowed(star: Star): boolean {
  return givesOnAll(star) || exportsOf(star.moved.project, star.script) !== null;
}

/** The export of the one name behind `export *`, where the file offers it now and would not any more; else null. */
export function starEdit(
  star: Star,
  statement: TypeScript.ExportDeclaration,
  specifier: string,
): TextEdit | null {
  const { moved, script } = star;
  const { ts, checker } = moved.project;
  const offered = exportsOf(moved.project, script)?.find(({ name }) => name === moved.name);
  if (offered === undefined || givesOnAll(star)) return null;
  const isAlias = (offered.flags & ts.SymbolFlags.Alias) !== 0;
  const meant = isAlias ? checker.getAliasedSymbol(offered) : offered;
  if (meant.declarations?.some((one) => one.getSourceFile() === moved.file) !== true) return null;
  const isExplicit = isAlias && offered.declarations?.some((one) => one.getSourceFile() === script.file);
  if (isExplicit === true) return null;
  const [quote = "'"] = statement.moduleSpecifier?.getText(script.file) ?? '';
  const word = moved.isType || statement.isTypeOnly ? 'type ' : '';
  const end = script.text[statement.end - 1] === ';' ? ';' : '';
  const own = `export ${word}${inBraces(script.text, moved.name)} from ${quote}${specifier}${quote}${end}`;
  const at = statement.end + behind(script.text.slice(statement.end));
  return { start: at, end: at, newText: `${lineEndOf(script.text)}${own}` };
}

/** A comment on the line of a statement stays with it. */
function behind(rest: string): number {
  return /^[ \t]*\/\/[^\r\n]*/.exec(rest)?.[0].length ?? 0;
}

/** Which file with `export *` would not offer the same names as before, as the end of a sentence, or null. */
export function otherwiseOffering(
  { project, path: from }: Moved,
  after: TypeScriptProject,
  to: string,
): string | null {
  const namesOf = (one: TypeScriptProject, path: string): string => {
    const file = one.sourceFile(path);
    const all = file === undefined ? null : exportsOf(one, { file });
    return (all ?? [])
      .map(({ name }) => name)
      .toSorted()
      .join(' ');
  };
  const found = project.files.sources.find(
    (path) =>
      path !== from &&
      path !== to &&
      /\bexport\s*(?:type\s*)?\*/.test(project.files.texts.get(path) ?? '') &&
      namesOf(project, path) !== namesOf(after, path),
  );
  return found === undefined ? null : `${found} would not export the same`;
}

/** Null for the script of a component, which the program does not hold. */
function exportsOf(
  { checker }: TypeScriptProject,
  { file }: Pick<Script, 'file'>,
): readonly TypeScript.Symbol[] | null {
  const module = checker.getSymbolAtLocation(file);
  return module === undefined ? null : checker.getExportsOfModule(module);
}

function givesOnAll({ moved: { project }, script: { path, file }, target }: Star): boolean {
  const { ts, modules } = project;
  return file.statements.some(
    (one) =>
      ts.isExportDeclaration(one) &&
      one.exportClause === undefined &&
      one.moduleSpecifier !== undefined &&
      ts.isStringLiteral(one.moduleSpecifier) &&
      modules.resolve(one.moduleSpecifier.text, path) === target.path,
  );
}
