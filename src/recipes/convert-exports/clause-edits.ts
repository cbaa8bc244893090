import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { inBraces } from '../typescript/braces.ts';
import { renamed, type Key, type Obstacle } from '../typescript/export-key.ts';

type Parsed = { readonly ts: typeof TypeScript; readonly file: TypeScript.SourceFile };

/** The edits of an import statement: the name in the file stays what it is. */
export function clauseEdits(
  parsed: Parsed,
  { importClause: clause }: TypeScript.ImportDeclaration,
  key: Key,
): readonly TextEdit[] | Obstacle {
  if (clause === undefined) return [];
  const { ts } = parsed;
  const { name, namedBindings: bindings } = clause;
  const own = specifierEdits(parsed, clause, key);
  if (name === undefined || key.from !== 'default') return own;
  const specifier = renamed(key.to, name.text);
  if (bindings === undefined) return [replaced(name, inBraces(parsed.file.text, specifier))];
  if (!ts.isNamedImports(bindings)) {
    return { kind: 'obstacle', offset: name.getStart(), why: 'imports it along with the module as a whole' };
  }
  const dropped = { start: name.getStart(), end: bindings.getStart(), newText: '' };
  return [dropped, addedFirst(parsed, bindings, specifier), ...own];
}

function specifierEdits(
  { ts }: Parsed,
  { name: defaultName, namedBindings: bindings, isTypeOnly }: TypeScript.ImportClause,
  { from, to }: Key,
): readonly TextEdit[] {
  if (bindings === undefined || !ts.isNamedImports(bindings)) return [];
  const { elements } = bindings;
  const meant = elements.filter(({ propertyName, name }) => (propertyName ?? name).text === from);
  const [only] = meant;
  const becomesDefault =
    to === 'default' && meant.length === 1 && defaultName === undefined && only?.isTypeOnly === false;
  if (only === undefined || !becomesDefault || (isTypeOnly && elements.length > 1)) {
    return meant.map(({ propertyName, name }) => ({
      start: (propertyName ?? name).getStart(),
      end: name.end,
      newText: renamed(to, name.text),
    }));
  }
  if (elements.length === 1) return [replaced(only.parent, only.name.text)];
  const start = only.parent.getStart();
  return [{ start, end: start, newText: `${only.name.text}, ` }, withoutElement(elements, only)];
}

function withoutElement(
  elements: TypeScript.NodeArray<TypeScript.ImportSpecifier>,
  element: TypeScript.ImportSpecifier,
): TextEdit {
  const at = elements.indexOf(element);
  const next = elements[at + 1];
  if (next !== undefined) return { start: element.getStart(), end: next.getStart(), newText: '' };
  return { start: elements[at - 1]?.end ?? element.pos, end: element.end, newText: '' };
}

function addedFirst({ file }: Parsed, bindings: TypeScript.NamedImports, specifier: string): TextEdit {
  const [first] = bindings.elements;
  if (first === undefined) return replaced(bindings, inBraces(file.text, specifier));
  const start = first.getStart(file);
  const gap = /^\s*\n\s*$/.exec(file.text.slice(bindings.getStart(file) + 1, start))?.[0] ?? ' ';
  return { start, end: start, newText: `${specifier},${gap}` };
}

function replaced(node: TypeScript.Node, newText: string): TextEdit {
  return { start: node.getStart(), end: node.end, newText };
}
