import type { TextEdit } from '../../domain/text-edit.ts';
import { clauseEdit, statementOf, type ImportWish } from './import-insertion.ts';
import { orderedPlace } from './import-runs.ts';
import { removalEdits } from './import-removal.ts';
import { namesOf, type ImportedName } from './imports.ts';
import { indentationAt, newlineOf, nextLine } from './lines.ts';
import { childIn, textOf, type PyNode, type PyTree } from './tree.ts';

/** Writes another import in the place of one; null where the statement shares its line with others. */
export function replacedImport(
  tree: PyTree,
  name: ImportedName,
  wish: ImportWish,
): readonly TextEdit[] | null {
  const { statement } = name;
  const { text } = tree;
  const indentation = indentationAt(text, statement.start);
  const below = nextLine(text, statement.end);
  if (indentation === null || !/^[ \t]*(?:#.*)?\r?\n?$/.test(text.slice(statement.end, below))) return null;
  const isAlone = namesOf(statement).length === 1;
  if (isAlone && moduleText(tree, statement) === wish.module) return inPlace(tree, name, wish);
  const home = statement.parent?.children.find(
    (one) =>
      one !== statement && one.type === 'import_from_statement' && moduleText(tree, one) === wish.module,
  );
  const merged = home === undefined ? null : clauseEdit(tree, home, wish.clause);
  const removed = removalEdits(tree, [name]);
  if (merged !== null) return [...removed, merged];
  const isPlain = isAlone && text.slice(statement.end, below).trim() === '';
  const ordered = isAlone && !isPlain ? null : orderedPlace(tree, statement, { wish, isReplaced: isAlone });
  if (isAlone && ordered === null) return inPlace(tree, name, wish);
  const at = ordered ?? below;
  const room = at === 0 || text[at - 1] === '\n' ? '' : newlineOf(text);
  const newText = `${room}${indentation}${statementOf(wish)}${newlineOf(text)}`;
  return [...removed, { start: at, end: at, newText }];
}

function inPlace(tree: PyTree, { statement, node }: ImportedName, wish: ImportWish): readonly TextEdit[] {
  const module = childIn(statement, 'module_name');
  const clause = textOf(tree, node).replace(/\s+/g, ' ');
  if (module === null || wish.module === null) {
    return [{ start: statement.start, end: statement.end, newText: statementOf(wish) }];
  }
  const renamed = clause === wish.clause ? [] : [{ start: node.start, end: node.end, newText: wish.clause }];
  return [{ start: module.start, end: module.end, newText: wish.module }, ...renamed];
}

function moduleText(tree: PyTree, statement: PyNode): string {
  const module = childIn(statement, 'module_name');
  return module === null ? '' : textOf(tree, module).replace(/\s+/g, '');
}
