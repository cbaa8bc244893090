import { isTestFile } from '../../codebase/test-files.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { countsOf, take } from './line-counts.ts';
import { hasLiveText, liveText } from './live-text.ts';

const MIN_LINES = 2;
/** What can make a comment, a string, a branch or a rest of a block of what follows it. */
const SILENCING =
  /#|\/[/*]|--|"""|'''|`|<<|\b(?:if|elif|while|unless|return|raise|throw|break|continue)\b|^\s*["']|^\s*[;%]/;
const COMMENT_SIGN = /^\s*(?:#+|\/\/+|\/\*+|\*+(?!\/)|--+|;+|%+|"{3}|'{3}|`)?\s*/;
const COMMENT_END = /\s*(?:\*+\/|"{3}|'{3}|`;?)?\s*$/;
/** Tasks that ask for code to stay and not to run. */
const ASKED =
  /\bcomment(?:s|ed|ing)?[ -]+out\b|\bdisabl|\bdeactivat|\b(?:switch|turn)(?:ed|ing|es|s)? (?:\w+ ){0,3}off\b|\bskip|\bdebug|\bwip\b|\btemporar|\bquote|\bembed|\btemplate/i;

/**
 * Code that ran before the change and stands in the file still, as a comment, in a string, in a branch that is never
 * taken, or behind the end of its block; where the task does not ask for that. Lines that run elsewhere now do not count.
 */
export async function silencedIn(changes: readonly TextChange[], words: string): Promise<readonly Finding[]> {
  if (ASKED.test(words)) return [];
  const found: Finding[] = [];
  for (const change of changes) {
    const lines = await silencedLines(change, changes);
    const [first] = lines;
    if (first === undefined || lines.length < MIN_LINES) continue;
    const message = `${lines.length} lines of code from here on stand in the file and run no more: they are commented out, quoted, or never reached. Keep them as code, or take away what the task names.`;
    found.push({ path: change.path, line: first, message });
  }
  return found;
}

/** Their numbers in the text after, from 1. */
async function silencedLines(
  { path, before, after }: TextChange,
  changes: readonly TextChange[],
): Promise<readonly number[]> {
  if (before === null || after === null || isTestFile(path) || !hasLiveText(path)) return [];
  if (!mayBeSilenced(before, after)) return [];
  const liveBefore = await liveText(path, before);
  const liveAfter = await liveText(path, after);
  if (liveBefore === null || liveAfter === null) return [];
  const moved = changes
    .filter((change) => change.path !== path)
    .flatMap((change) => contentOf(change.after ?? ''));
  const running = countsOf([...contentOf(liveAfter), ...moved]);
  const gone = countsOf(contentOf(liveBefore).filter((line) => !take(running, line)));
  const known = countsOf(deadLines(before, liveBefore).map(({ text }) => text));
  return deadLines(after, liveAfter)
    .filter(({ text }) => !take(known, text) && take(gone, text))
    .map(({ number }) => number);
}

function mayBeSilenced(before: string, after: string): boolean {
  const known = new Set(before.split('\n'));
  return after.split('\n').some((line) => !known.has(line) && SILENCING.test(line));
}

/** Lines that hold a word. */
function contentOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => (/\w/.test(line) ? [line.trim()] : []));
}

/** What stands on lines of which nothing runs, without the signs of comments. */
function deadLines(
  text: string,
  live: string,
): readonly { readonly text: string; readonly number: number }[] {
  const liveLines = live.split('\n');
  return text.split('\n').flatMap((line, index) => {
    if (!/\w/.test(line) || /\w/.test(liveLines[index] ?? '')) return [];
    return [{ text: line.replace(COMMENT_SIGN, '').replace(COMMENT_END, ''), number: index + 1 }];
  });
}
