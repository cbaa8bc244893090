import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import type { NameIndex, ResolvedOccurrence } from './name-index.ts';
import type { NameNode } from './occurrences.ts';
import { plainPairOf } from './pairs.ts';
import type { Side } from './sides.ts';

/** One renamed place. Where only one of two sides changes, the word is written out, `{ add: plus }`; where both become the same, one is enough. */
export type Renaming = {
  readonly occurrence: ResolvedOccurrence;
  readonly edit: TextEdit;
  /** Where each side stands behind the edit's start once it is made. */
  readonly offsets: Readonly<Record<Side['role'], number>>;
};

export type RenameEdits = {
  readonly renamings: readonly Renaming[];
  /** New texts by path, of the touched files only. */
  readonly texts: ReadonlyMap<string, string>;
  /** Where an offset of a file lies afterwards. */
  readonly moved: (path: string, offset: number) => number;
  /** The key of a declaration afterwards. */
  readonly movedKey: (key: string) => string;
};

/** The edits that give every side of one group another name. */
export function renameEdits(
  project: TypeScriptProject,
  index: NameIndex,
  wanted: { readonly group: string; readonly to: string },
): RenameEdits {
  const renamings = index.occurrences.flatMap((occurrence) => {
    const roles = occurrence.sides
      .filter((side) => index.groupOf(side) === wanted.group)
      .map(({ role }) => role);
    return roles.length === 0
      ? []
      : [renamingOf(project, occurrence, { roles, from: index.name, to: wanted.to })];
  });
  const byPath = Map.groupBy(renamings, ({ occurrence }) => occurrence.path);
  const texts = new Map(
    [...byPath].map(([path, ones]) => {
      const text = project.files.texts.get(path) ?? '';
      return [
        path,
        applyTextEdits(
          text,
          ones.map(({ edit }) => edit),
        ),
      ] as const;
    }),
  );
  return { renamings, texts, ...movesOf(project, byPath) };
}

function movesOf(
  { ts }: TypeScriptProject,
  byPath: ReadonlyMap<string, readonly Renaming[]>,
): Pick<RenameEdits, 'moved' | 'movedKey'> {
  const renamingAt = (path: string, offset: number): Renaming | undefined =>
    byPath.get(path)?.find(({ edit }) => edit.start <= offset && offset < edit.end);
  const moved = (path: string, offset: number): number => {
    const start = renamingAt(path, offset)?.edit.start ?? offset;
    const before = (byPath.get(path) ?? []).filter(({ edit }) => edit.end <= start);
    return before.reduce((sum, { edit }) => sum + edit.newText.length - (edit.end - edit.start), start);
  };
  // A key names the place of a declared name: where a word is written out, that of the property or of the local name.
  const movedKey = (key: string): string => {
    const colon = key.lastIndexOf(':');
    const [path, offset] = [key.slice(0, colon), Number(key.slice(colon + 1))];
    const renaming = renamingAt(path, offset);
    const isProperty =
      renaming !== undefined && ts.isShorthandPropertyAssignment(renaming.occurrence.node.parent);
    return `${path}:${moved(path, offset) + (renaming?.offsets[isProperty ? 'first' : 'second'] ?? 0)}`;
  };
  return { moved, movedKey };
}

type NewName = { readonly roles: readonly Side['role'][]; readonly from: string; readonly to: string };

function renamingOf(project: TypeScriptProject, occurrence: ResolvedOccurrence, name: NewName): Renaming {
  const { start, node } = occurrence;
  const { roles, from, to } = name;
  const isOneWord = occurrence.sides.length === roles.length;
  const edit = { start, end: start + from.length };
  const nowhere = { only: 0, first: 0, second: 0 };
  if (isOneWord) {
    const range = joinedPair(project, node, to) ?? edit;
    return { occurrence, edit: { ...range, newText: to }, offsets: nowhere };
  }
  const { parent } = node;
  const separator =
    project.ts.isImportSpecifier(parent) || project.ts.isExportSpecifier(parent) ? ' as ' : ': ';
  const [first, second] = roles.includes('first') ? [to, from] : [from, to];
  const offsets = { only: 0, first: 0, second: first.length + separator.length };
  return { occurrence, edit: { ...edit, newText: first + separator + second }, offsets };
}

/** `{ add: plus }` becomes `{ plus }` when its names become the same, so that a rename can be taken back. */
function joinedPair(
  { ts }: TypeScriptProject,
  node: NameNode,
  to: string,
): { readonly start: number; readonly end: number } | null {
  const pair = plainPairOf(ts, node);
  const other = pair?.first === node ? pair.second : pair?.first;
  return pair !== null && other?.text === to ? { start: pair.first.getStart(), end: pair.second.end } : null;
}
