import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import { inBraces } from '../../typescript/braces.ts';
import type { TextEdit } from '../../../domain/text-edit.ts';
import { placeAt } from '../../place.ts';
import { refused, type Refused } from '../../recipe.ts';
import { renamed } from '../../typescript/export-key.ts';
import { mayName } from '../../typescript/file-mentions.ts';
import { importedBindings, localNames, isTypeOnly, type Binding } from '../../typescript/import-bindings.ts';
import { importEdits, type Parsed, type Wanted } from './import-writer.ts';
import type { Moved } from './moved.ts';
import { KEEP, obstacleIn } from './importer-obstacles.ts';
import { inStyleOf } from './specifiers.ts';
import type { Script, Target, Sources } from './importer.ts';
import { starEdit } from './star-exports.ts';

export type FileEdits = { readonly path: string; readonly edits: readonly TextEdit[] };

/** What one file has to say anew to take the name from its new module. */
export function importerEdits(moved: Moved, script: Script, target: Target): FileEdits | Refused {
  const { path, text, file } = script;
  const { ts, modules } = moved.project;
  if (!moved.isExported || !mayName(text, moved.path)) return { path, edits: [] };
  const parsed = { ts, file, text };
  const isSource = (node: TypeScript.Node | undefined): node is TypeScript.StringLiteral =>
    node !== undefined && ts.isStringLiteral(node) && modules.resolve(node.text, path) === moved.path;
  const obstacle = obstacleIn(moved, script, { isSource, target });
  if (obstacle !== null) return obstacle;
  const bindings = importedBindings(parsed).filter(
    ({ statement, node }) =>
      ts.isImportDeclaration(statement) &&
      isSource(statement.moduleSpecifier) &&
      importedName(ts, node) === moved.name,
  );
  const edits: TextEdit[] = [];
  const removed: Binding[] = [];
  const wanted: Wanted[] = [];
  for (const binding of bindings) {
    const { statement, node } = binding;
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const specifier = specifierFor(moved, { path, old: statement.moduleSpecifier.text, target });
    if (specifier === null) return unnamed(path, parsed, statement);
    const all =
      localNames(ts, statement).length === bindings.filter((one) => one.statement === statement).length;
    if (all && !importsFrom(parsed, specifier)) edits.push(respecified(statement.moduleSpecifier, specifier));
    else {
      removed.push(binding);
      wanted.push({ specifier, imported: moved.name, local: node.text, isType: isTypeOnly(ts, binding) });
    }
  }
  edits.push(...importEdits(parsed, { removed, wanted }, parsed));
  const given = reexportEdits(moved, script, { isSource, target });
  if ('kind' in given) return given;
  // A statement that imports the name twice is one edit.
  return {
    path,
    edits: [
      ...new Map(
        [...edits, ...given].map((edit) => [`${edit.start} ${edit.end} ${edit.newText}`, edit]),
      ).values(),
    ],
  };
}

/** `export { name } from './a'`: the only name changes its module, one of several or of all gets a statement of its own. */
function reexportEdits(
  moved: Moved,
  script: Script,
  { isSource, target }: Sources & { readonly target: Target },
): readonly TextEdit[] | Refused {
  const { ts } = moved.project;
  const { path, text, file } = script;
  const edits: TextEdit[] = [];
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement) || !isSource(statement.moduleSpecifier)) continue;
    const { exportClause: clause, moduleSpecifier } = statement;
    if (clause === undefined && !target.keeps) {
      const specifier = specifierFor(moved, { path, old: moduleSpecifier.text, target });
      if (specifier === null) return unnamed(path, { ts, file, text }, statement);
      edits.push(
        ...[starEdit({ moved, script, target }, statement, specifier)].filter((one) => one !== null),
      );
    }
    if (clause === undefined || !ts.isNamedExports(clause)) continue;
    const meant = clause.elements.filter(
      ({ propertyName, name }) => (propertyName ?? name).text === moved.name,
    );
    const [first, ...others] = meant;
    if (first === undefined) continue;
    const specifier = specifierFor(moved, { path, old: moduleSpecifier.text, target });
    if (specifier === null || others.length > 0) return unnamed(path, { ts, file, text }, statement);
    if (clause.elements.length === 1) {
      edits.push(respecified(moduleSpecifier, specifier));
      continue;
    }
    const [quote = "'"] = moduleSpecifier.getText(file);
    const end = text[statement.end - 1] === ';' ? ';' : '';
    const word = statement.isTypeOnly || first.isTypeOnly ? 'type ' : '';
    const own = `export ${word}${inBraces(file.text, renamed(moved.name, first.name.text))} from ${quote}${specifier}${quote}${end}`;
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    edits.push(withoutElement(clause.elements, first), {
      start: statement.end,
      end: statement.end,
      newText: lineEnd + own,
    });
  }
  return edits;
}

function specifierFor(
  { project, path: source }: Moved,
  { path, old, target }: { readonly path: string; readonly old: string; readonly target: Target },
): string | null {
  return inStyleOf(
    project,
    { specifier: old, importer: path, target: source },
    { importer: path, target: target.path },
  );
}

function unnamed(path: string, { file, text }: Parsed, statement: TypeScript.Statement): Refused {
  const place = placeAt(path, text, statement.getStart(file));
  return refused(`${place} names the module in a way that cannot be followed.`, KEEP);
}

function importedName(ts: typeof TypeScript, node: TypeScript.Identifier): string | null {
  const { parent } = node;
  return ts.isImportSpecifier(parent) ? (parent.propertyName ?? parent.name).text : null;
}

function importsFrom({ ts, file }: Parsed, specifier: string): boolean {
  return file.statements.some(
    (one) =>
      ts.isImportDeclaration(one) &&
      ts.isStringLiteral(one.moduleSpecifier) &&
      one.moduleSpecifier.text === specifier,
  );
}

function respecified(node: TypeScript.Node, specifier: string): TextEdit {
  return { start: node.getStart() + 1, end: node.end - 1, newText: specifier };
}

function withoutElement(
  elements: TypeScript.NodeArray<TypeScript.ExportSpecifier>,
  element: TypeScript.ExportSpecifier,
): TextEdit {
  const at = elements.indexOf(element);
  const next = elements[at + 1];
  if (next !== undefined) return { start: element.getStart(), end: next.getStart(), newText: '' };
  return { start: elements[at - 1]?.end ?? element.pos, end: element.end, newText: '' };
}
