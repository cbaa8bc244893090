import { isLockFile } from '../../codebase/manifests/lock-files.ts';
import type { Gate } from '../../domain/ports.ts';
import { PROSE_FILE } from './prose-file.ts';
import { gateOf, type Finding, type TextChange } from './text-guard.ts';

const MIN_KNOWN_LINES = 10;
const MIN_ADDED_LINES = 3;
/** A file may have a few lines of the other kind: a string over several lines, a table. */
const MAX_OTHER_SHARE = 0.02;
const LAYOUT_TASK = /\b(?:tabs?|spaces|indent\w*|re-?format\w*|formatt\w+)\b/i;
/** By which one says that a tool has written the whole file anew. */
const BY_A_TOOL =
  /\b(?:format|(?:auto-?|auto(?:matic|mated|matically)[ -])(?:fix|format)\w*|prettier|eslint|biome|dprint|black|ruff|gofmt|rustfmt|clang-format|spotless|checkstyle|editorconfig|php-cs-fixer|rubocop|lint\w*|(?:code|coding) (?:style|standard)s?)\b/i;
/** Such lines go on with a comment, under its first. */
const COMMENT_LINE = /^\s*\*/;

/** Refuses added lines that are indented with spaces in a file that uses tabs, or with tabs in one that uses spaces. */
export function createIndentationGate(): Gate {
  return gateOf({
    id: 'indentation',
    noun: 'foreign indentation',
    judges: 'each-step',
    appliesTo: (path) => !PROSE_FILE.test(path) && !isLockFile(path),
    find: (changes, { words }) => {
      if (LAYOUT_TASK.test(words)) return [];
      const isWhole = (change: TextChange): boolean => BY_A_TOOL.test(words) && isTurned(change);
      return changes.filter((change) => !isWhole(change)).flatMap(findIn);
    },
  });
}

function findIn({ path, before, after }: TextChange): readonly Finding[] {
  if (before === null || after === null) return [];
  const custom = customOf(before);
  if (custom === null) return [];
  const known = new Set(before.split('\n'));
  const added = after.split('\n').flatMap((line, index) => {
    const kind = known.has(line) ? null : indentOf(line);
    return kind === null ? [] : [{ line: index + 1, kind }];
  });
  const foreign = added.filter(({ kind }) => kind !== custom);
  const [first] = foreign;
  if (first === undefined || foreign.length < MIN_ADDED_LINES || foreign.length < added.length) return [];
  const message = `The file is indented with ${custom}, and the new lines with ${first.kind}. Indent as the file does.`;
  return [{ path, line: first.line, message }];
}

/** Whether no line is left of the kind that the file had. */
function isTurned({ before, after }: TextChange): boolean {
  const [old, now] = [customOf(before ?? ''), customOf(after ?? '')];
  return old !== null && now !== null && old !== now;
}

type Indent = 'tabs' | 'spaces';

/** What nearly all lines of a text are indented with; null where there are few, or both kinds. */
function customOf(text: string): Indent | null {
  const kinds = text.split('\n').flatMap((line) => indentOf(line) ?? []);
  const tabs = kinds.filter((kind) => kind === 'tabs').length;
  if (kinds.length < MIN_KNOWN_LINES) return null;
  if (tabs <= kinds.length * MAX_OTHER_SHARE) return 'spaces';
  return kinds.length - tabs <= kinds.length * MAX_OTHER_SHARE ? 'tabs' : null;
}

function indentOf(line: string): Indent | null {
  if (COMMENT_LINE.test(line) || line.trim() === '') return null;
  if (line.startsWith('\t')) return 'tabs';
  return line.startsWith('  ') ? 'spaces' : null;
}
