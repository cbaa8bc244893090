import { isDataOfTests } from '../test-files.ts';
import { messageOf } from '../../domain/errors.ts';
import { shortMessage, type ParserReport, type SyntaxProblem } from './syntax-problem.ts';

/** The code of the note that a key stands twice in its object. */
export const REPEATED_KEY = 'repeated-key';

/** People write as many comments as they like by such keys. */
const OF_COMMENT = /^"(?:\/\/.*|#.*|_?comments?|\$comment|)"$/i;
const STRING_OR_COMMENT = /"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[^]*?\*\//g;
/** Brackets, and strings: those before a colon are keys. */
const TOKEN = /[{}[\]]|("(?:\\.|[^"\\])*")(?=\s*:)|"(?:\\.|[^"\\])*"/g;
const STRING_OR_TRAILING_COMMA = /"(?:\\.|[^"\\\n])*"|,(?=\s*[}\]])/g;

/** `"host": __host__`, where a test puts a value in. */
const FILLED_IN = /(?<=[:,[]\s*)__\w+__(?=\s*[,}\]])/g;
const asNumber = (name: string): string => '1'.repeat(name.length);

type JsonSource = {
  readonly path: string;
  readonly text: string;
  /** Whether comments pass whatever the name says. */
  readonly hasComments?: boolean | undefined;
};

/** Judges a JSON text by `JSON.parse`. In files whose tools allow it, comments and trailing commas pass. */
export function jsonSyntax(source: JsonSource): ParserReport {
  const isCommented = source.hasComments === true || allowsComments(source.path);
  const plain = isCommented ? withoutComments(source.text) : source.text;
  const text = isDataOfTests(source.path) ? plain.replace(FILLED_IN, asNumber) : plain;
  const fault = jsonFault(text);
  if (fault === null) return { kind: 'parsed', problems: [], notes: repeatedKeys(text) };
  const message = shortMessage(
    fault.replace(/ (?:in JSON )?at position \d+.*$|, .* is not valid JSON$/s, ''),
  );
  return {
    kind: 'parsed',
    problems: [{ offset: offsetOf(text, fault), kind: 'syntax', code: null, message }],
  };
}

/** Whether nothing but comments and trailing commas keeps a text from being JSON. */
export function isJsonWithComments(text: string): boolean {
  return /\/[/*]/.test(text) && jsonFault(text) !== null && jsonFault(withoutComments(text)) === null;
}

/** Keys that their object has already: only the last one counts. */
function repeatedKeys(text: string): readonly SyntaxProblem[] {
  const found: SyntaxProblem[] = [];
  const open: Set<string>[] = [];
  for (const { 0: token, 1: key, index } of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (key === undefined || OF_COMMENT.test(key)) continue;
    else if (open.at(-1)?.has(key) === true) found.push(repeatedKey(key, index));
    else open.at(-1)?.add(key);
  }
  return found;
}

function repeatedKey(key: string, offset: number): SyntaxProblem {
  const message = shortMessage(`The key ${key} stands twice in its object; the last one counts`);
  return { offset, kind: 'early-error', code: REPEATED_KEY, message };
}

function jsonFault(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/**
 * Where the text stops being the beginning of some JSON text. Not every message of `JSON.parse` has a position;
 * for those the shortest prefix with a fault other than its end is searched by halving.
 */
function offsetOf(text: string, fault: string): number {
  const named = positionIn(fault);
  if (named !== null) return named;
  let good = 0;
  let bad = text.length;
  while (good < bad) {
    const middle = Math.floor((good + bad) / 2);
    if (couldGoOn(text.slice(0, middle + 1))) good = middle + 1;
    else bad = middle;
  }
  return good;
}

function couldGoOn(prefix: string): boolean {
  const fault = jsonFault(prefix);
  return fault === null || fault.includes('end of JSON') || positionIn(fault) === prefix.length;
}

function positionIn(fault: string): number | null {
  const digits = /at position (\d+)/.exec(fault)?.[1];
  return digits === undefined ? null : Number(digits);
}

// Files that their tools read as JSON with comments.
const WITH_COMMENTS = [
  /^[jt]sconfig.*\.json$/,
  /\.jsonc$/,
  /^(?:\.?devcontainer|\.eslintrc|tslint|api-extractor|tsdoc|typedoc|turbo|nx|angular|deno|rush|pyrightconfig)\.json$/,
  /^\.(?:luarc|oxlintrc|markdownlint|hintrc|babelrc)\.json$/,
  /^(?:appsettings(?:\..+)?|host|local\.settings)\.json$/,
];

function allowsComments(path: string): boolean {
  if (/(?:^|\/)\.vscode\/[^/]+\.json$/.test(path)) return true;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return WITH_COMMENTS.some((pattern) => pattern.test(name));
}

/** Blanks what is to be ignored, so that every offset stays. */
function withoutComments(text: string): string {
  const blank = (match: string): string => (match.startsWith('"') ? match : match.replace(/[^\n]/g, ' '));
  return text.replace(STRING_OR_COMMENT, blank).replace(STRING_OR_TRAILING_COMMA, blank);
}
