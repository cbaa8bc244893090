import type { FileChange, Tolerance } from '../domain/patch.ts';
import type { SourceTree } from '../domain/ports.ts';
import { whyNotNew, whyPathIsUnsafe } from '../domain/repo-path.ts';
import { decodeText, encodeText, linesOf, type SourceText } from '../domain/text.ts';
import { editText, rewriteText, type EditedText } from './edit-file.ts';
import { feedbackOfProblems, type EditProblem, type EditProblemCode } from './edit-problem.ts';

/** One passage of an existing file and what takes its place. */
export type ModelEdit = { readonly file: string; readonly search: string; readonly replace: string };

/** A whole file. Its content replaces a file only where that is small and may be changed. */
export type NewFile = { readonly file: string; readonly content: string };

export type SubmittedPatch = { readonly edits: readonly ModelEdit[]; readonly files: readonly NewFile[] };

/** What a submitted patch may touch, and the tree that its edits speak of. */
export type EditScope = {
  readonly tree: SourceTree;
  /** Files that may be edited. */
  readonly changeable: readonly string[];
  /** Files that may be created. */
  readonly mayCreate: readonly string[];
  /** A longer file is changed by edits only. */
  readonly maxWholeFileLines?: number;
};

export type EditMatch =
  | {
      readonly kind: 'matched';
      readonly changes: readonly FileChange[];
      /** What was submitted beside them and changes nothing, so that it was left out. */
      readonly idle: readonly EditProblem[];
    }
  | {
      readonly kind: 'rejected';
      readonly problems: readonly EditProblem[];
      /** The problems as the model is told them. */
      readonly feedback: string;
    };

/**
 * Turns a submitted patch into changes of whole files, all or none. An edit counts only where its search text stands in
 * its file exactly once; what changes nothing is left out where something else does change; every difference that is looked past is listed in the change. Bytes outside the edits stay.
 */
export async function matchEdits(patch: SubmittedPatch, scope: EditScope): Promise<EditMatch> {
  const changes: FileChange[] = [];
  const problems: EditProblem[] = [];
  for (const request of requestsOf(patch)) {
    const result = await changeFile(request, scope);
    if (result.kind === 'changed') changes.push(result.change);
    problems.push(...(result.kind === 'changed' ? result.idle : result.problems));
  }
  if (changes.length > 0 && problems.every(({ code }) => code === 'no-change'))
    return { kind: 'matched', changes, idle: problems };
  return { kind: 'rejected', problems, feedback: feedbackOfProblems(problems) };
}

const DEFAULT_MAX_WHOLE_FILE_LINES = 400;

type NumberedEdit = ModelEdit & { readonly number: number };

/** Everything that a patch says of one file. */
type FileRequest = {
  readonly path: string;
  readonly edits: readonly NumberedEdit[];
  readonly contents: readonly string[];
};

type FileResult =
  | { readonly kind: 'changed'; readonly change: FileChange; readonly idle: readonly EditProblem[] }
  | { readonly kind: 'problems'; readonly problems: readonly EditProblem[] };

function requestsOf({ edits, files }: SubmittedPatch): readonly FileRequest[] {
  const numbered = edits.map((edit, index) => ({ ...edit, number: index + 1 }));
  const paths = new Set([...edits, ...files].map(({ file }) => file));
  return [...paths].map((path) => ({
    path,
    edits: numbered.filter(({ file }) => file === path),
    contents: files.filter(({ file }) => file === path).map(({ content }) => content),
  }));
}

async function changeFile(request: FileRequest, scope: EditScope): Promise<FileResult> {
  const { path, edits, contents } = request;
  const unsafe = whyPathIsUnsafe(path);
  if (unsafe !== null) return refuse(request, 'unsafe-path', `The path cannot be used: ${unsafe}.`);
  if (!isPlanned(request, scope)) return refuse(request, 'not-planned', notPlannedMessage(scope));
  if (contents.length > 1 || (contents.length === 1 && edits.length > 0)) {
    return refuse(
      request,
      'twice',
      'The file is submitted more than once. Give either its edits or its content, once.',
    );
  }
  const before = await scope.tree.read(path);
  const [content] = contents;
  if (before === null) {
    return content === undefined
      ? refuse(request, 'no-such-file', 'There is no such file to edit.')
      : createFile(path, content, await scope.tree.list());
  }
  const source = decodeText(before);
  if (source.kind !== 'text')
    return refuse(request, 'not-text', 'The file is not UTF-8 text, so it cannot be edited.');
  if (content === undefined)
    return changed(request, { before, source, edited: editText(source.text, edits) });
  const problem = whyNotReplaced({ path, source, content }, scope);
  if (problem !== null) return { kind: 'problems', problems: [problem] };
  return changed(request, { before, source, edited: rewriteText(path, source.text, content) });
}

/** Whether a whole file is a new one or takes an old one's place is known only after reading, so either list allows it. */
function isPlanned({ path, edits }: FileRequest, { changeable, mayCreate }: EditScope): boolean {
  return changeable.includes(path) || (edits.length === 0 && mayCreate.includes(path));
}

function notPlannedMessage({ changeable }: EditScope): string {
  return `The file is not part of this step, so it may not be changed. Changeable files: ${changeable.join(', ')}.`;
}

type Replacement = { readonly path: string; readonly source: SourceText; readonly content: string };

function whyNotReplaced({ path, source, content }: Replacement, scope: EditScope): EditProblem | null {
  const exists = (message: string): EditProblem => ({ code: 'exists', path, edit: null, message });
  if (!scope.changeable.includes(path))
    return exists('The file exists already, and this step may not change it.');
  const maxLines = scope.maxWholeFileLines ?? DEFAULT_MAX_WHOLE_FILE_LINES;
  const lines = linesOf(source.text).length;
  if (lines > maxLines) {
    return exists(
      `The file exists and has ${lines} lines. Only files of up to ${maxLines} lines are replaced whole: change it by edits.`,
    );
  }
  if (content.trim() !== '' || source.text.trim() === '') return null;
  return {
    code: 'empties-file',
    path,
    edit: null,
    message: 'The content is empty, which would delete all of the file.',
  };
}

function createFile(path: string, content: string, existing: readonly string[]): FileResult {
  const reason = whyNotNew(path, existing);
  if (reason !== null) {
    return refuse({ path, edits: [], contents: [] }, 'unsafe-path', `No file can be made there: ${reason}.`);
  }
  if (!content.isWellFormed() || content.includes('\0')) {
    return refuse(
      { path, edits: [], contents: [] },
      'not-text',
      'The content holds characters that no UTF-8 text can hold.',
    );
  }
  const hasByteOrderMark = content.startsWith('\uFEFF');
  const after = encodeText({ text: hasByteOrderMark ? content.slice(1) : content, hasByteOrderMark });
  return { kind: 'changed', change: { path, before: null, after, tolerances: [] }, idle: [] };
}

type Edited = { readonly before: Uint8Array; readonly source: SourceText; readonly edited: EditedText };

function changed({ path }: FileRequest, { before, source, edited }: Edited): FileResult {
  if (edited.kind === 'problems') return edited;
  const tolerances: readonly Tolerance[] = edited.tolerances;
  const after = encodeText({ text: edited.text, hasByteOrderMark: source.hasByteOrderMark });
  return { kind: 'changed', change: { path, before, after, tolerances }, idle: edited.idle };
}

/** One problem for the whole file; it carries the number of the first edit that speaks of it. */
function refuse({ path, edits }: FileRequest, code: EditProblemCode, message: string): FileResult {
  return { kind: 'problems', problems: [{ code, path, edit: edits[0]?.number ?? null, message }] };
}
