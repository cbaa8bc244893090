import type { TextEdit } from '../../domain/text-edit.ts';
import { gluedComments } from './definition-lines.ts';
import { placeInList, type ImportRank } from './import-order.ts';
import { namesOf } from './imports.ts';
import { indentationAt, isBlank, lineStart, newlineOf, nextLine, upWhile } from './lines.ts';
import { childIn, nodesBelow, textOf, type PyNode, type PyTree } from './tree.ts';

/** An import to be written: `from module import clause`, or without a module `import clause`. */
export type ImportWish = { readonly module: string | null; readonly clause: string };

const LINE_LIMIT = 88;

/** The edits that bring imports to the top of a file: into statements that take from the module already, else in order. */
export function importEdits(
  tree: PyTree,
  wishes: readonly ImportWish[],
  rank: ImportRank,
): readonly TextEdit[] {
  const { existing, missing } = sorted(tree, directImports(tree.root), wishes);
  return [...existing, ...joined(missing.map((wish) => newStatement(tree, wish, rank)))];
}

/** The edits that add imports to a block that holds some, such as that of `if TYPE_CHECKING:`. */
export function importEditsInBlock(
  tree: PyTree,
  block: PyNode,
  wishes: readonly ImportWish[],
): readonly TextEdit[] {
  const imports = directImports(block);
  const { existing, missing } = sorted(tree, imports, wishes);
  const last = imports.at(-1) ?? block.children.at(-1) ?? block;
  const indentation = indentationAt(tree.text, block.start) ?? '    ';
  const at = nextLine(tree.text, last.end);
  const room = at === tree.text.length && !tree.text.endsWith('\n') ? newlineOf(tree.text) : '';
  return [
    ...existing,
    ...joined(
      missing.map((wish) => ({
        start: at,
        end: at,
        newText: `${room}${indentation}${statementOf(wish)}${newlineOf(tree.text)}`,
      })),
    ),
  ];
}

/** The statement that a wish becomes. */
export function statementOf({ module, clause }: ImportWish): string {
  return module === null ? `import ${clause}` : `from ${module} import ${clause}`;
}

/** The edit that adds a name to a statement, or null where its form or a comment in it does not allow it. */
export function clauseEdit(tree: PyTree, statement: PyNode, clause: string): TextEdit | null {
  const { text } = tree;
  const names = namesOf(statement);
  const isOdd = [...nodesBelow(statement)].some(
    ({ type }) => type === 'comment' || type === 'wildcard_import',
  );
  if (isOdd || names.length === 0) return null;
  const texts = names.map((node) => textOf(tree, node));
  const at = placeInList(texts, clause);
  const isSpread = /\n/.test(text.slice(statement.start, statement.end));
  const [before, after] = [names[at - 1], names[at]];
  const room = isSpread ? spaceBefore(text, names.at(-1)) : ' ';
  if (room === null) return null;
  const newLength = statement.end - lineStart(text, statement.start) + clause.length + 2;
  const isCommented = text.slice(statement.end, nextLine(text, statement.end)).trim() !== '';
  if (!isSpread && newLength > LINE_LIMIT)
    return isCommented ? null : spread(tree, statement, texts.toSpliced(at, 0, clause));
  if (after !== undefined) return { start: after.start, end: after.start, newText: `${clause},${room}` };
  return before === undefined ? null : { start: before.end, end: before.end, newText: `,${room}${clause}` };
}

function sorted(
  tree: PyTree,
  imports: readonly PyNode[],
  wishes: readonly ImportWish[],
): { readonly existing: readonly TextEdit[]; readonly missing: readonly ImportWish[] } {
  const existing: TextEdit[] = [];
  const missing: ImportWish[] = [];
  const byModule = Map.groupBy(wishes, ({ module }) => module);
  for (const [module, own] of byModule) {
    const names = [...new Set(own.map(({ clause }) => clause))];
    const home = imports.find((statement) => module !== null && moduleOf(tree, statement) === module);
    // One name more is put in its place; several at once get a statement of their own.
    const edit = home !== undefined && names.length === 1 ? clauseEdit(tree, home, names[0] ?? '') : null;
    if (edit !== null) existing.push(edit);
    else if (module === null) missing.push(...names.map((clause) => ({ module, clause })));
    else missing.push({ module, clause: inOrder(names).join(', ') });
  }
  return { existing, missing };
}

function inOrder(names: readonly string[]): readonly string[] {
  return names.reduce<readonly string[]>(
    (list, name) => list.toSpliced(placeInList(list, name), 0, name),
    [],
  );
}

function moduleOf(tree: PyTree, statement: PyNode): string | null {
  const module = childIn(statement, 'module_name');
  return module === null ? null : textOf(tree, module).replace(/\s+/g, '');
}

function directImports(block: PyNode): readonly PyNode[] {
  return block.children.filter(({ type }) => /^import(?:_from)?_statement$/.test(type));
}

/**
 * The edit that writes an import as a statement of its own: behind the last one that sorts before it, in its own group
 * first, else below the group above, else on top.
 */
export function newStatement(tree: PyTree, wish: ImportWish, rank: ImportRank): TextEdit {
  const { text } = tree;
  const newline = newlineOf(text);
  const own = rank(wish.module ?? wish.clause);
  const imports = leadingImports(tree);
  const ranks = imports.map((node) => rank(importedModule(tree, node)));
  const statement = `${statementOf(wish)}${newline}`;
  const group = imports.filter((_, at) => ranks[at] === own);
  const key = keyOf(wish.module === null, wish.module ?? wish.clause);
  const above = group.findLast((node) => keyOfNode(tree, node) <= key);
  if (above !== undefined) return behind(text, above, statement);
  const [first] = group;
  if (first !== undefined) return insertion(lineStart(text, first.start), statement);
  const lower = imports.findLast((_, at) => (ranks[at] ?? 0) < own);
  if (lower !== undefined) return behind(text, lower, `${newline}${statement}`);
  const [top] = imports;
  return top === undefined
    ? withoutImports(tree, statement)
    : insertion(aboveOf(text, top), `${statement}${newline}`);
}

/** The imports at the top, in their order; a text, comments and conditions that hold imports may stand between. */
function leadingImports(tree: PyTree): readonly PyNode[] {
  const end = tree.root.children.findIndex(
    ({ type }, at) =>
      !/^(?:comment|import_statement|import_from_statement|future_import_statement|try_statement|if_statement)$/.test(
        type,
      ) && !(type === 'expression_statement' && at <= firstStatement(tree)),
  );
  const top = end === -1 ? tree.root.children : tree.root.children.slice(0, end);
  return top.filter(({ type }) => /^(?:future_)?import(?:_from)?_statement$/.test(type));
}

function firstStatement(tree: PyTree): number {
  return tree.root.children.findIndex(({ type }) => type !== 'comment');
}

function importedModule(tree: PyTree, node: PyNode): string {
  if (node.type === 'future_import_statement') return '__future__';
  return moduleOf(tree, node) ?? textOf(tree, node).replace(/^import\s+/, '');
}

/** The key of a statement as it is written. */
export function keyOfNode(tree: PyTree, node: PyNode): string {
  return keyOf(node.type === 'import_statement', importedModule(tree, node));
}

/** What isort sorts a statement by: plain imports first, then the module. */
export function keyOf(isPlain: boolean, module: string): string {
  // Dots first: `..a` stands before `.a`, as isort has it.
  return `${isPlain ? 0 : 1}${module.toLowerCase().replace(/^\.+/, (dots) => `${9 - dots.length}`)}`;
}

function behind(text: string, node: PyNode, statement: string): TextEdit {
  const at = nextLine(text, node.end);
  const isOpen = at === text.length && !text.endsWith('\n');
  return insertion(at, isOpen ? `${newlineOf(text)}${statement}` : statement);
}

function aboveOf(text: string, node: PyNode): number {
  const start = lineStart(text, node.start);
  const comments = gluedComments(text, start, '');
  return comments === 0 ? start : comments;
}

function withoutImports(tree: PyTree, statement: string): TextEdit {
  const { text, root } = tree;
  const newline = newlineOf(text);
  const statements = root.children.filter(({ type }) => type !== 'comment');
  const [first, second] = statements;
  if (first === undefined) return insertion(text.length, text === '' ? statement : `${newline}${statement}`);
  const isDocstring = first.type === 'expression_statement' && first.children[0]?.type === 'string';
  if (isDocstring) {
    const at = nextLine(text, first.end);
    const isTight = second !== undefined && !isBlank(text.slice(at, nextLine(text, at)));
    const room = text[at - 1] === '\n' ? '' : newline;
    return insertion(at, `${room}${newline}${statement}${isTight ? newline : ''}`);
  }
  const isDefinition = first.type.endsWith('definition');
  const at = aboveOf(text, first);
  const newText = `${statement}${isDefinition ? newline : ''}${newline}`;
  return { start: upWhile(text, at, isBlank) === 0 ? 0 : at, end: at, newText };
}

function insertion(at: number, newText: string): TextEdit {
  return { start: at, end: at, newText };
}

/** Statements for one place, in order, as one edit; a blank line between groups is written once. */
function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...Map.groupBy(edits, ({ start }) => start)].map(([start, own]) => {
    const texts = own.map(({ newText }) => newText);
    const lead = texts.every((text) => /^\r?\n/.test(text)) ? (/^\r?\n/.exec(texts[0] ?? '')?.[0] ?? '') : '';
    const tail =
      texts
        .map((text) => /\n((?:\r?\n)+)$/.exec(text)?.[1] ?? '')
        .toSorted()
        .at(-1) ?? '';
    const lines = texts.map((text) => text.replace(/^(?:\r?\n)+/, '').replace(/\n(?:\r?\n)+$/, '\n'));
    const end = Math.max(...own.map((edit) => edit.end));
    return { start, end, newText: `${lead}${[...new Set(lines)].toSorted(byKind).join('')}${tail}` };
  });
}

function byKind(a: string, b: string): number {
  const [first, second] = [a, b].map((line) => `${line.startsWith('import') ? 0 : 1}${line.toLowerCase()}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

/** The line break and the indentation before a name on a line of its own; null where it shares its line. */
function spaceBefore(text: string, name: PyNode | undefined): string | null {
  if (name === undefined) return null;
  const indentation = indentationAt(text, name.start);
  return indentation === null ? null : `${newlineOf(text)}${indentation}`;
}

function spread(tree: PyTree, statement: PyNode, names: readonly string[]): TextEdit {
  const newline = newlineOf(tree.text);
  const own = indentationAt(tree.text, statement.start) ?? '';
  const lines = names.map((name) => `${own}    ${name},${newline}`).join('');
  const newText = `from ${moduleOf(tree, statement) ?? ''} import (${newline}${lines}${own})`;
  return { start: statement.start, end: statement.end, newText };
}
