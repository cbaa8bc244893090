import { dirname } from 'node:path';
import type { GoFile } from '../../codebase/go/go-file.ts';
import type { Candidate } from '../../domain/ports.ts';
import type { TextReader } from '../../codebase/remembering.ts';
import { decodeText } from '../../domain/text.ts';

/** Reads the names of a text of Go; null where it does not parse. */
export type ReadGo = TextReader<GoFile | null>;

/** A changed file of Go with the names of both sides; `text` is that of the file after. */
export type ChangedGo = {
  readonly path: string;
  readonly text: string;
  /** Null where there was no file. */
  readonly before: GoFile | null;
  /** Null where there is no file any more. */
  readonly after: GoFile | null;
};

/** Files that the go command leaves out, and copies of other projects. */
const LEFT_OUT = /(?:^|\/)(?:vendor|testdata|third_party|[_.][^/]*)\//;
const IGNORED = /^\/\/(?:go:build|\s*\+build)\s+(?:.*\W)?ignore\b/m;

/** Whether the go command builds such a file. */
function isBuiltGo(path: string): boolean {
  return path.endsWith('.go') && !LEFT_OUT.test(path) && !/(?:^|\/)[_.][^/]*$/.test(path);
}

/** Both sides of the changed files that are built; null where one of them cannot be read for certain. */
export async function changedGo(
  { changes }: Candidate,
  readGo: ReadGo,
): Promise<readonly ChangedGo[] | null> {
  const found: ChangedGo[] = [];
  for (const { path, before, after } of changes.filter((change) => isBuiltGo(change.path))) {
    const [old, text] = [textOf(before), textOf(after)];
    if (IGNORED.test(old ?? '') || IGNORED.test(text ?? '')) continue;
    const namesOf = async (side: string | null): Promise<GoFile | null | 'unread'> =>
      side === null ? null : ((await readGo(path, side)) ?? 'unread');
    const names = { before: await namesOf(old), after: await namesOf(text) };
    if (names.before === 'unread' || names.after === 'unread') return null;
    found.push({ path, text: text ?? '', before: names.before, after: names.after });
  }
  return found;
}

/** A file beside a changed one. */
export type GoSibling = { readonly path: string; readonly text: string };

/** The unchanged files of Go in a folder. */
export async function siblingsIn(folder: string, candidate: Candidate): Promise<readonly GoSibling[]> {
  const changed = new Set(candidate.changes.map(({ path }) => path));
  const paths = (await candidate.list()).filter(
    (path) => dirname(path) === folder && path.endsWith('.go') && !changed.has(path),
  );
  const siblings: GoSibling[] = [];
  for (const path of paths) {
    const text = textOf(await candidate.read(path));
    if (text !== null) siblings.push({ path, text });
  }
  return siblings;
}

const IGNORES_GO = /^[^#!\n]*\.go\s*$/m;

/** Whether a build writes files of Go into a folder: git ignores some there, or their templates stand beside them. */
export async function isGeneratedIn(folder: string, candidate: Candidate): Promise<boolean> {
  const beside = (await candidate.list()).filter((path) => dirname(path) === folder);
  if (beside.some((path) => /\.go\.\w+$/.test(path))) return true;
  const rules = beside.find((path) => path.endsWith('.gitignore'));
  return rules !== undefined && IGNORES_GO.test(textOf(await candidate.read(rules)) ?? '');
}

function textOf(bytes: Uint8Array | null): string | null {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? decoded.text : null;
}
