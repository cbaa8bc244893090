import { GAP_MARK } from '../../codebase/index/context/code-context.ts';
import { isTestData, isTestFile } from '../../codebase/test-files.ts';
import type { Gate } from '../../domain/ports.ts';
import { PLACEHOLDER } from '../../domain/redaction.ts';
import { fencedLines, quotedLines } from '../lost-code/quoted-lines.ts';
import { isChatComment, isChatLine } from './chat-comment.ts';
import { isElidedEnd } from './elided-block.ts';
import { elidedInHunks } from './elided-hunk.ts';
import { isElidedJson, isElision, isEmptyBranch, isOfNoChange } from './elision.ts';
import { isQuotedFile, whyMangled } from './misread-text.ts';
import { PROSE_FILE, UNREAD_CODE } from './prose-file.ts';
import { gateOf, type Finding, type TextChange } from './text-guard.ts';

/**
 * Refuses text that a language model writes in place of code: comments that stand for code left out, conflict markers,
 * a code fence around the file, a sentence of chat as its first line or in a comment,
 * typographic quotes around strings, `\n` in place of line ends. Only lines that are new in the file count.
 */
export function createPlaceholderGate(): Gate {
  return gateOf({
    id: 'placeholder',
    noun: 'placeholder',
    judges: 'each-step',
    appliesTo: () => true,
    find: async (changes) => (await Promise.all(changes.map(findIn))).flat(),
  });
}

const ELIDED = 'This line stands in place of code. Write the code out, or keep what was there.';
const JSON_FILE = /\.(?:json[c5]?|ipynb|webmanifest|geojson)$/;
const MAX_BLANK = 20;
const CONFLICT_MARKER = /^(?:<{7} |>{7} |\|{7} |<{7}$|>{7}$)/;
const FENCE = /^(?:```|~~~)[\w+#.-]*$/;
/** A fence that says nothing of the language, or that it is a text for people. */
const WHOLE_FENCE = /^(?:```|~~~)(?:markdown|md|mdx|rst|text|txt)?$/i;
const CHAT =
  /^(?:(?:sure|certainly|of course|absolutely|okay)[,!.: ]|(?:here(?:'s| is| are)|below (?:is|are)|i(?:'ve| have|'ll| will)|let me|as requested)\b .*\b(?:code|file|version|implementation|changes?|function|class|refactor\w*|updated?)\b)/i;

async function findIn(change: TextChange): Promise<readonly Finding[]> {
  const { path, before, after } = change;
  if (after === null) return [];
  const known = new Set(linesOf(before ?? '').map((line) => line.trim()));
  const lines = linesOf(after);
  const isNew = (index: number): boolean => !known.has(lines[index]?.trim() ?? '');
  const nextOf = (index: number): string | undefined =>
    lines.slice(index + 1, index + MAX_BLANK).find((line) => line.trim() !== '');
  const elided = PROSE_FILE.test(path) ? new Set() : elidedInHunks(linesOf(before ?? ''), lines, isNew);
  const findings = lines.flatMap((line, index): readonly Finding[] => {
    const around = { path, above: lines[index - 1], below: lines[index + 1], next: nextOf(index) };
    const message = isNew(index) ? (whyNoCode(line, around) ?? (elided.has(index) ? ELIDED : null)) : null;
    return message === null ? [] : [{ path, line: index + 1, message }];
  });
  if (PROSE_FILE.test(path)) {
    const known = before?.split('\n') ?? null;
    return [...outsideOf(fencedLines(after), findings), ...wrappingOfProse(path, lines, known)];
  }
  const wrapping = wrappingOf(path, lines, isNew);
  // A fence around a script makes it a string.
  if (findings.length === 0 || wrapping.length > 0) {
    const told = new Set(wrapping.map(({ line }) => line));
    return [...wrapping, ...findings.filter(({ line }) => !told.has(line))];
  }
  return outsideOf(await quotedLines(path, after), findings);
}

/** What a program or a text for people quotes is no code: prompts, examples of merges, templates. */
function outsideOf(quoted: ReadonlySet<number>, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ line }) => !quoted.has(line));
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/);
}

type Around = {
  readonly path: string;
  readonly above: string | undefined;
  readonly below: string | undefined;
  /** The next line with anything on it. */
  readonly next: string | undefined;
};

function whyNoCode(line: string, { path, above, below = '', next }: Around): string | null {
  if (CONFLICT_MARKER.test(line) && !isTestData(path)) return 'This line is a conflict marker.';
  if ([GAP_MARK, PLACEHOLDER].some((mark) => line.search(mark) >= 0))
    return 'This line holds a mark of what was not shown. No file has such marks: leave them out.';
  if (PROSE_FILE.test(path)) return null;
  const isSaid = isEmptyBranch(line, above ?? '') || (isTestFile(path) && isOfNoChange(line, below));
  if (isElision(line, above) && !isSaid) return ELIDED;
  if (JSON_FILE.test(path) ? isElidedJson(line) : isElidedEnd(line, next)) return ELIDED;
  if (UNREAD_CODE.test(path) && FENCE.test(line))
    return 'This line is the fence of a code block. Give the code without it.';
  if (UNREAD_CODE.test(path) && isChatLine(line)) return 'This line speaks to a reader. Give the code alone.';
  if (isChatComment(line)) return 'This comment speaks to who asked for the change. Leave it out.';
  return whyMangled(line, path);
}

/** The same around a text for people: a fence around all of it, or a first line that gives the text out. */
function wrappingOfProse(
  path: string,
  lines: readonly string[],
  before: readonly string[] | null,
): readonly Finding[] {
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  const [first = '', second = ''] = filled;
  const old = before?.map((line) => line.trim()).find((line) => line !== '');
  const line = lines.findIndex((one) => one.trim() === first) + 1;
  if (first === old) return [];
  if (isChatLine(first)) {
    return [{ path, line, message: 'This line speaks to a reader. Give the text alone.' }];
  }
  const isWrapped = WHOLE_FENCE.test(first) && filled.length > 2 && filled.at(-1) === first.slice(0, 3);
  return isWrapped && second === old
    ? [{ path, line, message: 'A fence stands around the whole text. Give the text without it.' }]
    : [];
}

/** What a reply has around its code: a fence as first or last line, or a first line that speaks to the reader. */
function wrappingOf(
  path: string,
  lines: readonly string[],
  isNew: (index: number) => boolean,
): readonly Finding[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const findings: Finding[] = [];
  for (const index of new Set([first, last])) {
    if (index === -1 || !isNew(index) || !FENCE.test(lines[index]?.trim() ?? '')) continue;
    findings.push({
      path,
      line: index + 1,
      message: 'This line is the fence of a code block. Give the code without it.',
    });
  }
  if (isQuotedFile(lines, path) && isNew(first)) {
    findings.push({
      path,
      line: first + 1,
      message: 'The whole file is one string. Give the code without quotes.',
    });
  }
  if (first !== -1 && isNew(first) && CHAT.test(lines[first]?.trim() ?? '')) {
    findings.push({ path, line: first + 1, message: 'This line speaks to a reader. Give the code alone.' });
  }
  return findings;
}
