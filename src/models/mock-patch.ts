import { COMMENT_LINE } from '../domain/language-comments.ts';
import { languageOf } from '../domain/language.ts';
import type { PromptFile } from './prompt-files.ts';

export type MockEdit = { readonly file: string; readonly search: string; readonly replace: string };

const REMARK = 'Checked by the mock model of Ouroboros.';

/** The first line of something that stands by itself at the top level of a file. */
const DEFINITION =
  /^(?:(?:export|public|async|static|pub) )*(?:def|class|function|const|interface|type|fn|func|struct) /;

/** The line on which a function, method or class gets its name. */
const NAMED_DEFINITION =
  /^\s*(?:(?:export|default|public|private|protected|async|static|pub|const|let|var|def|class|function\*?|fn|func|struct) +)*([\p{L}_$][\p{L}\p{N}_$]*)\s*(?:\(|=|:|\{|<)/u;

/**
 * One harmless, visible edit: a comment as the last line, where every language allows one; above a definition where
 * only a part of the file is shown, and above one of the functions where only those may change; an empty last line in JSON. Null where nothing is known to be safe.
 */
export function mockEditOf(
  { path, text, isPartial }: PromptFile,
  functions: readonly string[],
): MockEdit | null {
  const language = languageOf(path);
  if (language === null || text.trim() === '') return null;
  const comment = COMMENT_LINE[language]?.join(REMARK);
  if (functions.length > 0)
    return comment === undefined ? null : aboveFunction({ path, text, comment }, functions);
  if (comment !== undefined && isPartial) return aboveDefinition(path, text, comment);
  if (comment === undefined && language !== 'json') return null;
  const search = uniqueEnd(text);
  return { file: path, search, replace: comment === undefined ? `${search}\n` : `${search}\n${comment}` };
}

function aboveFunction(
  { path, text, comment }: { readonly path: string; readonly text: string; readonly comment: string },
  functions: readonly string[],
): MockEdit | null {
  const names = functions.map((name) => name.split(/[.#]/).at(-1) ?? name);
  const search = text.split('\n').find((line) => {
    const [, name = ''] = NAMED_DEFINITION.exec(line) ?? [];
    return names.includes(name) && occursOnce(text, line);
  });
  if (search === undefined) return null;
  const indentation = /^\s*/.exec(search)?.[0] ?? '';
  return { file: path, search, replace: `${indentation}${comment}\n${search}` };
}

function aboveDefinition(path: string, text: string, comment: string): MockEdit | null {
  const search = text.split('\n').find((line) => DEFINITION.test(line) && occursOnce(text, line));
  return search === undefined ? null : { file: path, search, replace: `${comment}\n${search}` };
}

/** The fewest whole lines at the end of a text that occur nowhere else in it; empty lines after them are left out. */
function uniqueEnd(text: string): string {
  const lines = text.trimEnd().split('\n');
  for (let from = lines.length - 1; from > 0; from--) {
    const end = lines.slice(from).join('\n');
    if (end.trim() !== '' && occursOnce(text, end)) return end;
  }
  return lines.join('\n');
}

function occursOnce(text: string, part: string): boolean {
  return text.indexOf(part) === text.lastIndexOf(part);
}
