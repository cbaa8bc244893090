import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../../domain/text-edit.ts';
import { refused, type Refused } from '../../recipe.ts';
import { inBraces } from '../../typescript/braces.ts';
import { importedBindings, isTypeOnly, type Binding } from '../../typescript/import-bindings.ts';
import { lineEndOf, usesSemicolons } from '../../typescript/insertion.ts';
import { hasModifier } from '../../typescript/syntax.ts';
import { variableNames } from '../../typescript/variable-names.ts';
import { importEdits, type Parsed, type Wanted } from './import-writer.ts';
import type { Moved } from './moved.ts';
import type { Needs } from './needs.ts';
import { inStyleOf, specifierLike } from './specifiers.ts';
import { usedBeside } from './uses-beside.ts';

export type Destination = { readonly path: string; readonly file: TypeScript.SourceFile };
type Plan = {
  readonly moved: Moved;
  readonly needs: Needs;
  readonly to: Destination;
  readonly keeps: boolean;
};

/** The edits of the module that the code leaves. */
export function sourceEdits({ moved, needs, to, keeps }: Plan): readonly TextEdit[] | Refused {
  const { project, file, path, name, start, end, listed } = moved;
  const { ts } = project;
  const { text } = file;
  const parsed = { ts, file, text };
  const specifier = specifierLike(project, [path, to.path, ...project.files.sources], {
    importer: path,
    target: to.path,
  });
  if (specifier === null) return refused(`${path} cannot name ${to.path} in its style.`, null);
  const isUsed = usedBeside(moved, name);
  const wanted =
    isUsed || (keeps && listed !== null)
      ? [{ specifier, imported: name, local: name, isType: moved.isType }]
      : [];
  const removed = needs.imports.filter((binding) => !usedBeside(moved, binding.name));
  const exported = needs.locals.flatMap(({ unexported }) =>
    unexported === null
      ? []
      : [{ start: unexported.getStart(file), end: unexported.getStart(file), newText: 'export ' }],
  );
  const gone =
    keeps && listed === null
      ? { start, end, newText: reexport(parsed, { specifier, moved }) }
      : { ...withGap(text, { start, end }), newText: '' };
  const unlisted = listed === null || keeps ? [] : unlistedEdits(parsed, listed);
  return [...importEdits(parsed, { removed, wanted }, parsed), ...exported, gone, ...unlisted];
}

/** The edits of the module that the code comes to. */
export function destinationEdits({ moved, needs, to }: Plan): readonly TextEdit[] | Refused {
  const { project, name, path } = moved;
  const { ts } = project;
  const parsed = { ts, file: to.file, text: to.file.text };
  const own = importedBindings(parsed);
  const taken = own.filter(
    ({ module, name: local }) =>
      local === name && project.modules.resolve(module.slice(1, -1), to.path) === path,
  );
  const names = variableNames(parsed);
  if (taken.length === 0 && names.has(name))
    return refused(`${to.path} uses the name ${name} already.`, 'Rename one of them first.');
  const wanted = wantedAt({ moved, needs, to, keeps: false });
  if ('kind' in wanted) return wanted;
  const missing: Wanted[] = [];
  for (const one of wanted) {
    if (one === null) continue;
    const same = own.find((binding) => isSame(ts, binding, one));
    if (same !== undefined && (!isTypeOnly(ts, same) || one.isType)) continue;
    if (names.has(one.local))
      return refused(
        `${to.path} uses the name ${one.local} already, for something else.`,
        'Rename one of them first.',
      );
    missing.push(one);
  }
  const { text } = to.file;
  const lineEnd = lineEndOf(text === '' ? moved.file.text : text);
  const at = text.trimEnd().length;
  const gap = at === 0 ? '' : `${lineEnd}${lineEnd}`;
  const inserted = { start: at, end: text.length, newText: `${gap}${movedText(moved, lineEnd)}${lineEnd}` };
  const imports = importEdits(parsed, { removed: taken, wanted: missing }, { ts, file: moved.file });
  if (at > 0) return [...imports, inserted];
  const [line] = imports;
  return [
    {
      start: 0,
      end: text.length,
      newText: `${line === undefined ? '' : line.newText + lineEnd}${inserted.newText}`,
    },
  ];
}

/** What the moved code needs, as the destination has to import it; null for what it declares itself. */
function wantedAt({ moved, needs, to }: Plan): readonly (Wanted | null)[] | Refused {
  const { project, path } = moved;
  const { ts, modules } = project;
  const wanted: (Wanted | null)[] = [];
  for (const binding of needs.imports) {
    const { statement, module, node, name } = binding;
    if (!ts.isImportDeclaration(statement)) return refused(`${path} takes ${name} by \`import =\`.`, null);
    const old = module.slice(1, -1);
    const target = modules.resolve(old, path);
    const imported = importedAs(ts, node);
    if (target === to.path && imported === name) {
      wanted.push(null);
      continue;
    }
    const specifier =
      target === null
        ? followed(old, path, to.path)
        : inStyleOf(project, { specifier: old, importer: path, target }, { importer: to.path, target });
    if (specifier === null || target === to.path)
      return refused(`${to.path} cannot take ${name} from ${old} as ${path} does.`, null);
    wanted.push({ specifier, imported, local: name, isType: isTypeOnly(ts, binding) });
  }
  if (needs.locals.length === 0) return wanted;
  const specifier = specifierLike(project, [to.path, path, ...project.files.sources], {
    importer: to.path,
    target: path,
  });
  if (specifier === null) return refused(`${to.path} cannot name ${path} in its style.`, null);
  return [
    ...wanted,
    ...needs.locals.map(({ name, isType }) => ({ specifier, imported: name, local: name, isType })),
  ];
}

/** A module outside of the tree has the same name everywhere; a relative file that is not known cannot be followed. */
function followed(specifier: string, from: string, to: string): string | null {
  const isNear = from.slice(0, from.lastIndexOf('/') + 1) === to.slice(0, to.lastIndexOf('/') + 1);
  return isNear || !specifier.startsWith('.') ? specifier : null;
}

function importedAs(ts: typeof TypeScript, node: TypeScript.Identifier): string {
  const { parent } = node;
  if (ts.isImportSpecifier(parent)) return (parent.propertyName ?? parent.name).text;
  return ts.isNamespaceImport(parent) ? '*' : 'default';
}

function isSame(ts: typeof TypeScript, { node, module }: Binding, wanted: Wanted): boolean {
  return (
    node.text === wanted.local &&
    importedAs(ts, node) === wanted.imported &&
    module.slice(1, -1) === wanted.specifier
  );
}

/** The code as it stands, with `export` where it has none. */
function movedText({ project: { ts }, file, statements, start, end }: Moved, lineEnd: string): string {
  const missing = statements.filter((one) => !hasModifier(ts, one, ts.SyntaxKind.ExportKeyword));
  let text = file.text.slice(start, end);
  for (const statement of missing.toReversed()) {
    const at = statement.getStart(file) - start;
    text = `${text.slice(0, at)}export ${text.slice(at)}`;
  }
  return text.replace(/\r?\n/g, lineEnd);
}

/** The code with its line break and one of the gaps around it, so that none is doubled or left at the end. */
function withGap(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } {
  const behind = /^[ \t]*\r?\n(?:[ \t]*\r?\n)*/.exec(text.slice(end))?.[0] ?? '';
  if (end + behind.length === text.length) {
    const above = /\n((?:[ \t]*\r?\n)*)$/.exec(text.slice(0, start))?.[1] ?? '';
    return { start: start - above.length, end: text.length };
  }
  const isGapAbove = start === 0 || /\n[ \t]*\r?\n$/.test(text.slice(0, start));
  const line = /^[ \t]*\r?\n/.exec(behind)?.[0] ?? '';
  return { start, end: end + (isGapAbove ? behind : line).length };
}

function reexport(
  { ts, file, text }: Parsed,
  { specifier, moved }: { readonly specifier: string; readonly moved: Moved },
): string {
  const end = usesSemicolons(ts, file) ? ';' : '';
  const quote = /\bfrom\s*"/.test(text) ? '"' : "'";
  return `export ${moved.isType ? 'type ' : ''}${inBraces(text, moved.name)} from ${quote}${specifier}${quote}${end}`;
}

function unlistedEdits({ file, text }: Parsed, listed: TypeScript.ExportSpecifier): readonly TextEdit[] {
  const { elements } = listed.parent;
  const at = elements.indexOf(listed);
  const next = elements[at + 1];
  if (next !== undefined) return [{ start: listed.getStart(file), end: next.getStart(file), newText: '' }];
  const previous = elements[at - 1];
  if (previous !== undefined) return [{ start: previous.end, end: listed.end, newText: '' }];
  const statement = listed.parent.parent;
  const start = statement.getStart(file);
  return [{ ...withGap(text, { start, end: statement.end }), newText: '' }];
}
