import type { TextEdit } from '../../domain/text-edit.ts';
import { newStatement, statementOf } from '../python/import-insertion.ts';
import { importRank } from '../python/import-order.ts';
import { indentationAt, lineStart, newlineOf, upWhile } from '../python/lines.ts';
import { usesOfName } from '../python/scopes.ts';
import type { PythonFile } from '../python/project.ts';
import { textOf, topLevelStatement, type PyNode, type PyTree } from '../python/tree.ts';
import { lostAt, type Lost } from './sites.ts';
import type { Plan } from './plan.ts';
import { pairsOf } from './shape.ts';

const WISH = { module: 'dataclasses', clause: 'dataclass' };
/** The import that the class takes, where the file cannot name the decorator yet. */
export const IMPORT = statementOf(WISH);

/** The edits of every file by its path. */
export function editsOf(plan: Plan, className: string): ReadonlyMap<string, readonly TextEdit[]> | Lost {
  const { file, literals, types } = plan.candidate;
  const declaration = declarationEdits(plan, className);
  if ('lost' in declaration) return declaration;
  const edits = new Map<string, TextEdit[]>();
  const own = [
    ...declaration,
    ...literals.flatMap((literal) => literalEdits(file.tree, literal, className)),
    ...types.map(({ start, end }) => ({ start, end, newText: className })),
  ];
  edits.set(file.file.path, own);
  for (const { file: other, of, node, key } of plan.members) {
    const { path } = other.file;
    const edit = { start: of.end, end: node.end, newText: `.${key}` };
    edits.set(path, [...(edits.get(path) ?? []), edit]);
  }
  return edits;
}

/** `{"a": 1}` as `Name(a=1)`. */
function literalEdits(tree: PyTree, literal: PyNode, className: string): readonly TextEdit[] {
  const pairs = pairsOf(tree, literal);
  const fields = 'reason' in pairs ? [] : pairs;
  return [
    { start: literal.start, end: literal.start + 1, newText: `${className}(` },
    ...fields.map(({ node, key, value }) => ({ start: node.start, end: value.start, newText: `${key}=` })),
    { start: literal.end - 1, end: literal.end, newText: ')' },
  ];
}

/** The class above the statement that needs it first, and its import. */
function declarationEdits({ candidate, shape }: Plan, className: string): readonly TextEdit[] | Lost {
  const { file, literals } = candidate;
  const { text } = file.tree;
  const [literal] = literals;
  const statement = topLevelStatement(literal ?? file.tree.root);
  const at = placeAbove(text, statement);
  if (at === null) return lostAt(file, statement, 'shares its line with other code');
  const spelling = spellingFor(file, at);
  if (spelling === null)
    return lostAt(file, statement, 'cannot name dataclass: the file uses the name otherwise');
  const newline = newlineOf(text);
  const lines = [
    `@${spelling.decorator}`,
    `class ${className}:`,
    ...[...shape].map(([key, type]) => `    ${key}: ${type}`),
    '',
    '',
  ];
  const blank = newline.repeat(missingLines(text.slice(0, at)));
  const declared = { start: at, end: at, newText: `${blank}${lines.join(newline)}${newline}` };
  return [...spelling.edits, declared];
}

/** Above the comments of a statement; those that open the file are not the statement's own. */
function placeAbove(text: string, statement: PyNode): number | null {
  if (indentationAt(text, statement.start) === null) return null;
  const at = lineStart(text, statement.start);
  const above = upWhile(text, at, (line) => line.startsWith('#'));
  return above === 0 ? at : above;
}

/** How many blank lines are missing in front of a class. */
function missingLines(before: string): number {
  if (before === '') return 0;
  const blank = /(?:^|\n)((?:[ \t]*\r?\n)*)$/.exec(before)?.[1] ?? '';
  return Math.max(0, 2 - (blank.match(/\n/g)?.length ?? 0));
}

type Spelling = { readonly decorator: string; readonly edits: readonly TextEdit[] };

/** How the file can name the decorator, and the import that it takes. */
function spellingFor({ tree, file: { path } }: PythonFile, at: number): Spelling | null {
  const above = tree.root.children.filter(({ end, type }) => end <= at && type.startsWith('import_'));
  const texts = above.map((node) => textOf(tree, node).replace(/\s+/g, ' '));
  const bound = (name: string): number =>
    usesOfName(tree, name).filter(({ role }) => role === 'bound').length;
  const isImported = texts.some((line) =>
    /^from dataclasses import\b(?:.*[ ,(])dataclass\b(?! as)/.test(line),
  );
  if (isImported && bound('dataclass') === 1) return { decorator: 'dataclass', edits: [] };
  if (texts.includes('import dataclasses') && bound('dataclasses') === 1)
    return { decorator: 'dataclasses.dataclass', edits: [] };
  if (bound('dataclass') > 0) return null;
  const edit = newStatement(tree, WISH, importRank({ paths: new Set() }, path));
  const newline = newlineOf(tree.text);
  const raised = { start: at, end: at, newText: `${IMPORT}${newline.repeat(3)}` };
  return { decorator: 'dataclass', edits: [edit.start > at ? raised : edit] };
}
