import { COMMENT_LINE } from '../../domain/language-comments.ts';
import { languageOf, type LanguageId } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { refused, type RecipeRequest, type Refused } from '../recipe.ts';
import { readSource } from '../source-file.ts';
import { placeOfHeader } from './place.ts';

const MAX_LINES = 60;
const MAX_FILES_READ = 400;
const LEGAL = /copyright|licen[cs]e|spdx|all rights reserved|©/i;

/** The lines of the header without comment marks: as it is given, as a file holds it, or as most files have it. */
export async function headerLines(
  { slots, targets }: RecipeRequest,
  tree: SourceTree,
): Promise<readonly string[] | Refused> {
  const { text, source } = slots;
  if (text !== undefined && source !== undefined) {
    return refused('The header is given twice: as a text and as a file.', null);
  }
  if (source !== undefined) return fromFile(source, tree);
  if (text !== undefined) return checked(text.replaceAll('\\n', '\n'));
  return (await commonHeader(targets, tree)) ?? refused('Nobody says what the header is.', HINT);
}

const HINT = 'Put its text in quotes into the task, or name a file that holds it: source=HEADER.txt';

/** The comment at the top of a text that speaks of a licence or a copyright, without comment marks; null without one. */
export function legalHeader(text: string, language: LanguageId): readonly string[] | null {
  const start = placeOfHeader(text, language);
  const rest = start === null ? text : text.slice(start);
  const block = /^\s*(?:\/\*+([^]*?)\*\/|<!--([^]*?)-->|\(\*([^]*?)\*\))/.exec(rest);
  const found = block === null ? lineComments(rest, language) : (block[1] ?? block[2] ?? block[3] ?? '');
  const lines = found.split(/\r?\n/).map((line) => line.replace(/^[ \t]*\*+ ?/, '').trimEnd());
  return LEGAL.test(found) ? trimmed(lines) : null;
}

function lineComments(text: string, language: LanguageId): string {
  const mark = COMMENT_LINE[language]?.[0].trim() ?? '#';
  const lines: string[] = [];
  for (const line of text.replace(/^\s*\n/, '').split('\n')) {
    if (!line.trimStart().startsWith(mark)) break;
    lines.push(line.trimStart().slice(mark.length).replace(/^ /, ''));
  }
  return lines.join('\n');
}

async function fromFile(path: string, tree: SourceTree): Promise<readonly string[] | Refused> {
  const source = await readSource(tree, path);
  return source.kind === 'refused' ? refused(source.reason, HINT) : checked(source.file.text);
}

/** A header that could end its own comment, or that no screen shows whole, is nobody's header. */
function checked(text: string): readonly string[] | Refused {
  const lines = trimmed(text.split(/\r?\n/).map((line) => line.trimEnd()));
  if (lines.length === 0) return refused('The header is empty.', HINT);
  if (lines.length > MAX_LINES) return refused(`The header has more than ${MAX_LINES} lines.`, HINT);
  // eslint-disable-next-line no-control-regex -- such characters are what is looked for
  const isUnsafe = lines.some((line) => /\*\/|-->|\*\)|[\u0000-\u0008\u000B-\u001F\u2028\u2029]/.test(line));
  return isUnsafe ? refused('The header holds what ends a comment, or control characters.', null) : lines;
}

/** What tools write, each file with the same header, or others wrote. */
const MADE = /(?:^|\/)(?:dist|build|out|vendor|node_modules)\/|\.min\.[a-z]+$/;

/** The header that more than half of the files share, of those that people wrote in the languages of the targets, and at least three. */
async function commonHeader(targets: readonly string[], tree: SourceTree): Promise<readonly string[] | null> {
  const languages = new Set(targets.map((path) => languageOf(path)));
  const isAlike = (path: string): boolean => languages.size === 0 || languages.has(languageOf(path));
  const paths = (await tree.list()).filter((path) => isAlike(path) && !MADE.test(path));
  const counts = new Map<string, number>();
  let all = 0;
  for (const path of paths.slice(0, MAX_FILES_READ)) {
    const source = await readSource(tree, path);
    const language = languageOf(path);
    if (source.kind === 'refused' || language === null) continue;
    all += 1;
    const header = legalHeader(source.file.text, language)?.join('\n');
    if (header !== undefined) counts.set(header, (counts.get(header) ?? 0) + 1);
  }
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a);
  return best === undefined || best[1] < 3 || best[1] * 2 <= all ? null : best[0].split('\n');
}

function trimmed(lines: readonly string[]): readonly string[] {
  const isText = (line: string): boolean => line.trim() !== '';
  const first = lines.findIndex(isText);
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex(isText) + 1);
}
