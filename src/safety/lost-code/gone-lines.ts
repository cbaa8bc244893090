import { lineChanges } from '../../domain/line-diff.ts';
import { isCodeLine } from './hunk-losses.ts';

/** What only tells of something, in the languages' own ways and those of loggers. */
const LOGS = new RegExp(
  [
    String.raw`(?:(?:self|this|Rails|\$this)(?:\.|->))?\$?(?:_?logg?(?:er|ing)?|console|warnings|fmt|tracing)(?:\??\.|->|::)\w+!?\s*[("']`,
    String.raw`(?:(?:info|trace)!|(?:e?print(?:ln)?|dbg|debug|log|echo|puts|warn|printf|perror|warnx|syslog|NSLog|error_log|trigger_error|var_dump)\b!?)\s*\(`,
    // Without parentheses: PHP, Perl, Ruby.
    String.raw`(?:echo|print|puts|warn|p) ["'$:]`,
    String.raw`(?:echo|printf|cat)\b.*>&2`,
    String.raw`fprintf\s*\(\s*stderr|fputs\s*\(.*\bstderr|fwrite\s*\(\s*STDERR`,
    String.raw`(?:std::)?(?:cerr|clog|cout)\s*<<`,
    String.raw`System\.(?:err|out)\.print|[\w.]+\.printStackTrace\s*\(`,
    String.raw`(?:System\.)?(?:Console(?:\.Error|\.Out)?\.Write|(?:Diagnostics\.)?(?:Debug|Trace)\.(?:Write|Print|Trace))\w*\s*\(`,
    String.raw`traceback\.print_\w+\s*\(|sys\.std(?:err|out)\.write\s*\(|process\.std(?:err|out)\.write\s*\(|\$std(?:err|out)\.(?:puts|print|write)\b|STDERR\.(?:puts|print|write)\b|IO\.(?:puts|warn)\b`,
  ]
    .map((form) => `^(?:${form})`)
    .join('|'),
  'i',
);

/** What may take one way or another: each of these has a form that decides as a condition did. */
const MAY_DECIDE =
  /\b(?:if|unless|elif|else|while|until|for|switch|case|match|when|select|try|catch|except|rescue|with|and|or|not|in|assert|defer|go)\b|[?]|&&|\|\||[<>=!]=|!|=>/;

/** A place where lines went and no code came, each line without its indentation. Lines count from 1. */
export type GoneLines = {
  /** Of the text before: each line that went there, with the line of the text after where it stood. */
  readonly standing: ReadonlyMap<number, number>;
  /** The same of lines for which only code came that says nothing new: no other name, and no decision. */
  readonly retold: ReadonlyMap<number, number>;
  /** Those of them for which a `return` came. */
  readonly returned: ReadonlySet<number>;
  readonly old: readonly string[];
};

/** Where a text lost lines with no code in their place, or none that could do their work. */
export function goneLines(before: string, after: string): GoneLines {
  const [old, now] = [trimmedLines(before), trimmedLines(after)];
  const standing = new Map<number, number>();
  const retold = new Map<number, number>();
  const returned = new Set<number>();
  for (const { beforeStart, beforeEnd, afterStart, afterEnd } of lineChanges(old, now)) {
    const added = now.slice(afterStart, afterEnd).filter((line) => isCodeLine(line) && !isLogLine(line));
    if (added.length > 0 && saysMore(added, old.slice(beforeStart, beforeEnd))) continue;
    const at = Math.min(afterStart + 1, now.length);
    const gone = added.length === 0 ? standing : retold;
    const gives = added.some((line) => /^return\b/.test(line));
    for (let line = beforeStart + 1; line <= beforeEnd; line++) {
      gone.set(line, at);
      if (gives) returned.add(line);
    }
  }
  return { standing, retold, returned, old };
}

function saysMore(added: readonly string[], removed: readonly string[]): boolean {
  const known = new Set(removed.flatMap(namesIn));
  return added.some((line) => MAY_DECIDE.test(line) || namesIn(line).some((name) => !known.has(name)));
}

/** The names of a line that have more than two letters, words of the language among them. */
export function namesIn(text: string): readonly string[] {
  return text.match(/[A-Za-z_]\w{2,}/g) ?? [];
}

/** Whether a line begins what only tells of something: it does no other work. */
export function isLogLine(line: string): boolean {
  return LOGS.test(line.trim());
}

/** The lines of a text without their indentation. */
export function trimmedLines(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trim());
}
