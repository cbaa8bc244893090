import { languageOf } from '../../domain/language.ts';

const MARKUP = /^(?:html|vue|css|embedded_template|json|toml|yaml)$/;
/** `x = “…”`, `return “…”`, `call(“…”)` on a line without other quotes or a sign of a comment. */
const SMART_QUOTED = /^[^"'`#/*“”‘’]*(?:=\s*|\breturn\s+|\w\()[“‘„][^“”‘’"'`]*[“”’‘][\s,;)\]}]*$/u;
/** Code whose lines were joined by an escape: two of them outside of quotes, comments and patterns, one behind a mark. */
const JOINED_LINES = /^(?!\s*(?:#|\/\/|\*|--|;|%))[^"'`/]*[;{}):]\s*\\n[^"'`/]*\\n/;
/** What quotes a text between brackets: `%r{…}` of Ruby, `~s(…)` of Elixir, `qr{…}` of Perl. */
const BRACKET_QUOTED = /(?:[%~][a-zA-Z]|\bq[qrwx]\s?)[{([<|]/;
/** All of a file in one string. */
const QUOTED_FILE = /^(["'])(?:[^\\]|\\.){3,}\\n(?:[^\\]|\\.)*\\n(?:[^\\]|\\.)*\1;?$/;

/** Why a line is code that was mangled on its way, or null: typographic quotes around a string, line ends as `\n`. */
export function whyMangled(line: string, path: string): string | null {
  const language = languageOf(path);
  if (language === null || MARKUP.test(language)) return null;
  if (SMART_QUOTED.test(line))
    return 'Typographic quotes stand around a string. Use the quotes of the language.';
  if (JOINED_LINES.test(line) && !BRACKET_QUOTED.test(line))
    return 'This line holds `\\n` where lines should end. Write the lines out.';
  return null;
}

/** Whether the only line of a file is a string that holds a text of several lines. */
export function isQuotedFile(lines: readonly string[], path: string): boolean {
  const [only = '', ...others] = lines.map((line) => line.trim()).filter((line) => line !== '');
  return others.length === 0 && !path.endsWith('.json') && QUOTED_FILE.test(only);
}
