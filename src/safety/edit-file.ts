import { isDeepStrictEqual } from 'node:util';
import { GAP_MARK } from '../codebase/index/context/code-context.ts';
import type { Tolerance } from '../domain/patch.ts';
import { applyTextEdits, type TextEdit } from '../domain/text-edit.ts';
import { bringsSpaces } from './edit-indentation.ts';
import { locate, wordCutBy, type Location } from './edit-locate.ts';
import { nearestLines } from './edit-nearest.ts';
import type { EditProblem, EditProblemCode } from './edit-problem.ts';
import { spliceEdits } from './edit-splice.ts';
import { editableText, type EditableText } from './edit-text.ts';
import { MAX_LISTED } from './edit-windows.ts';

/** An edit with its place in the submitted list, from 1. */
export type NumberedEdit = {
  readonly number: number;
  readonly file: string;
  readonly search: string;
  readonly replace: string;
};

export type EditedText =
  | {
      readonly kind: 'edited';
      readonly text: string;
      readonly tolerances: readonly Tolerance[];
      /** The edits that change nothing, where others do. */
      readonly idle: readonly EditProblem[];
    }
  | { readonly kind: 'problems'; readonly problems: readonly EditProblem[] };

/** Makes all edits of one file at once: each is matched against the text as it was at the start. */
export function editText(raw: string, edits: readonly NumberedEdit[]): EditedText {
  const text = editableText(raw);
  const placed: PlacedEdit[] = [];
  const problems: EditProblem[] = [];
  for (const edit of edits) {
    const result = placeEdit(edit, text);
    if (result.kind === 'placed') placed.push(result);
    else problems.push(result.problem);
  }
  problems.push(...overlapsOf(placed));
  const isIdle = placed.length > 0 && problems.every(({ code }) => code === 'no-change');
  if (problems.length > 0 && !isIdle) return { kind: 'problems', problems };
  const inOrder = placed.toSorted((a, b) => a.start - b.start);
  const tolerances = [...new Set(placed.flatMap((edit) => edit.tolerances))];
  return {
    kind: 'edited',
    text: applyTextEdits(
      raw,
      inOrder.flatMap((edit) => edit.changes),
    ),
    tolerances,
    idle: problems,
  };
}

/** Replaces a whole text. Lines that stay are kept to the byte; line endings and the final newline are the file's own. */
export function rewriteText(file: string, raw: string, content: string): EditedText {
  const refused = (code: EditProblemCode, message: string): EditedText => {
    return { kind: 'problems', problems: [{ code, path: file, edit: null, message }] };
  };
  if (!isText(content)) return refused('not-text', NOT_TEXT_MESSAGE);
  const text = editableText(raw);
  const place = { start: 0, end: text.lf.length, search: text.lf, shift: { kind: 'none' } } as const;
  const changes =
    spliceEdits({ ...place, replace: withoutMark(content).replaceAll('\r\n', '\n') }, text) ?? [];
  if (changes.length === 0) return refused('no-change', NO_CHANGE_MESSAGE);
  if (bringsSpaces(changes, raw)) return refused('indentation', SPACES_MESSAGE);
  return { kind: 'edited', text: applyTextEdits(raw, changes), tolerances: [], idle: [] };
}

type PlacedEdit = {
  readonly kind: 'placed';
  readonly edit: NumberedEdit;
  /** The whole passage that was searched for, in offsets of the LF text. */
  readonly start: number;
  readonly end: number;
  readonly changes: readonly TextEdit[];
  readonly tolerances: readonly Tolerance[];
};

type Placed = PlacedEdit | { readonly kind: 'problem'; readonly problem: EditProblem };

function placeEdit(edit: NumberedEdit, text: EditableText): Placed {
  if (edit.search.trim() === '')
    return problem(
      edit,
      'empty-search',
      'The search text is empty or blank. Copy the passage to replace from the file.',
    );
  if (!isText(edit.search) || !isText(edit.replace)) return problem(edit, 'not-text', NOT_TEXT_MESSAGE);
  const place = locate(withoutMark(edit.search), text);
  switch (place.kind) {
    case 'absent':
      return problem(edit, 'not-found', notFoundMessage(edit, text));
    case 'ambiguous':
      return problem(edit, 'ambiguous', ambiguousMessage(place.lines));
    case 'found':
      return spliced(edit, place, text);
  }
}

function spliced(
  edit: NumberedEdit,
  place: Extract<Location, { kind: 'found' }>,
  text: EditableText,
): Placed {
  const asSeen = (written: string): string => {
    const lf = withoutMark(written).replaceAll('\r\n', '\n');
    return place.lacksFinalNewline && lf.endsWith('\n') ? lf.slice(0, -1) : lf;
  };
  const { start, end, tolerances } = place;
  const splice = { start, end, search: asSeen(edit.search), replace: asSeen(edit.replace) };
  const changes =
    finalNewline(splice, text) ??
    agreedEdits(place.shifts.map((shift) => spliceEdits({ ...splice, shift }, text)));
  if (changes === null) return problem(edit, 'indentation', SHIFT_MESSAGE);
  if (bringsSpaces(changes, text.raw)) return problem(edit, 'indentation', SPACES_MESSAGE);
  if (changes.length === 0) return problem(edit, 'no-change', NO_CHANGE_MESSAGE);
  return { kind: 'placed', edit, start, end, changes, tolerances };
}

/** The newline that a file lacks at its end, where an edit does nothing but ask for it. */
function finalNewline(
  { search, replace, end }: Readonly<Record<'search' | 'replace', string>> & { readonly end: number },
  { raw, lf }: EditableText,
): readonly TextEdit[] | null {
  if (replace !== `${search}\n` || end !== lf.length || lf.endsWith('\n')) return null;
  return [{ start: raw.length, end: raw.length, newText: raw.includes('\r\n') ? '\r\n' : '\n' }];
}

const NO_CHANGE_MESSAGE = 'It changes nothing: the text that it makes is already there.';
const NOT_TEXT_MESSAGE = 'It holds a NUL character or half a surrogate pair, which UTF-8 text cannot hold.';

/** The edits that every shift which fits the replacement gives; null where none fits or two differ. */
function agreedEdits(candidates: readonly (readonly TextEdit[] | null)[]): readonly TextEdit[] | null {
  const [first = null, ...others] = candidates.filter((edits) => edits !== null);
  return others.every((edits) => isDeepStrictEqual(edits, first)) ? first : null;
}

const SPACES_MESSAGE =
  'The file is indented with tabs, and lines of the replacement with spaces. Indent them with tabs.';

const SHIFT_MESSAGE =
  'The indentation of the search text differs from that of the file, and the replacement cannot be shifted by the same. Copy the indentation from the file.';

function notFoundMessage({ search }: NumberedEdit, text: EditableText): string {
  const gap = GAP_MARK.exec(search)?.[0].trim();
  if (gap !== undefined) {
    return `The search text holds ${JSON.stringify(gap)}, which is not part of the file: it stands for lines that you were not shown. Quote lines of the file from one side of it only.`;
  }
  const cut = wordCutBy(search, text);
  if (cut !== null) {
    return `The search text stands in the file only so that it begins or ends inside of the word \`${cut.word}\`, at line ${cut.line}. Begin and end it at whole words.`;
  }
  const near = nearestLines(search, text);
  const nearest =
    near === null ? 'No line of the file is like it.' : `The nearest lines of the file are:\n${near}`;
  return `The search text is not in the file (0 matches). ${nearest}`;
}

/** Places may share a line. */
function ambiguousMessage(places: readonly number[]): string {
  const lines = [...new Set(places)];
  const shown = `${lines.slice(0, 8).join(', ')}${lines.length > 8 ? ' and further down' : ''}`;
  const count = places.length >= MAX_LISTED ? `${MAX_LISTED} times or more` : `${places.length} times`;
  const where = lines.length === 1 ? `in line ${shown}` : `at lines ${shown}`;
  return `The search text is in the file ${count}, ${where}. Add lines around it until it occurs once.`;
}

/** Edits may share lines that none of them changes; what they change may not even touch. */
function overlapsOf(placed: readonly PlacedEdit[]): readonly EditProblem[] {
  const inOrder = placed.toSorted((a, b) => a.start - b.start);
  const problems: EditProblem[] = [];
  for (const [index, later] of inOrder.entries()) {
    const earlier = inOrder
      .slice(0, index)
      .find((other) => other.end > later.start && doChangesTouch(other, later));
    if (earlier === undefined) continue;
    const message = `It changes the same lines as edit ${earlier.edit.number}. Make one edit of both.`;
    problems.push({ code: 'overlap', path: later.edit.file, edit: later.edit.number, message });
  }
  return problems;
}

function doChangesTouch(a: PlacedEdit, b: PlacedEdit): boolean {
  return a.changes.some((one) => b.changes.some((other) => one.start <= other.end && other.start <= one.end));
}

function isText(written: string): boolean {
  return written.isWellFormed() && !written.includes('\0');
}

/** A byte order mark is not part of a text here; the file's own is put back when it is written. */
function withoutMark(written: string): string {
  return written.startsWith('\uFEFF') ? written.slice(1) : written;
}

function problem(edit: NumberedEdit, code: EditProblemCode, message: string): Placed {
  return { kind: 'problem', problem: { code, path: edit.file, edit: edit.number, message } };
}
