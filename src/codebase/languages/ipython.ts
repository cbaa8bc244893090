import type { SyntaxProblem } from './syntax-problem.ts';

const CELL_MAGIC = /^\s*%%(\w+)[^\n]*/;
// Magics of a whole cell whose body is Python; the body of others is text, or another language.
const PYTHON_BODY = /^(?:time|timeit|capture|prun|memit|mprun|lprun|skip|px|autopx)$/;
const ESCAPED_LINE = /[ \t]*(?:[%!?][^\n]*|[\w.*[\]"']+\?{1,2}[ \t]*(?=\n|$))/y;
// Two words in a row are no Python: IPython takes the first for the name of a magic or an alias.
const NAMED_COMMAND =
  /[ \t]*(?:cat|cd|conda|cp|ll|ls|man|mkdir|mv|pip|rm|rmdir|time|timeit)[ \t]+(?!(?:and|for|if|in|is|not|or)\b)[\w.~/-][^\n=(]*(?=\n|$)/y;
const ESCAPED_VALUE = /[ \t]*[\w.,*[\]"' \t]+=[ \t]*(?=[%!])([^\n]*)/y;
const TOKEN =
  /#[^\n]*|("""|''')(?:\\[^]|(?!\1)[^])*(?:\1|$)|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?|\\\r?\n|[([{]|[)\]}]|\n|[^"'#\\()[\]{}\n]+|\\/g;

/**
 * A cell of a notebook as Python: what IPython reads itself, magics, commands of the shell and questions, stands as a
 * number in its place, so that every offset stays. Null where the whole cell is handed to something else.
 */
export function pythonOfCell(cell: string): string | null {
  const magic = CELL_MAGIC.exec(cell);
  if (magic === null) return withoutEscapes(cell);
  const body = cell.slice(magic[0].length);
  return PYTHON_BODY.test(magic[1] ?? '') ? blank(magic[0]) + withoutEscapes(body) : null;
}

// What these define, their text does not say.
const DEFINES_ANY = /^\s*%(?:pylab|run|load|loadpy|store|rerun|recall|macro|edit|matlab|gui)\b/m;
const COMMAND_LINE = /^[ \t]*[%!][^\n]*|=[ \t]*[%!][^\n]*/gm;

/** Names that the commands in some cells may define, as `%time x = f()` does; `any` where they may define all. */
export function namesForIPython(cells: readonly string[]): ReadonlySet<string> | 'any' {
  if (cells.some((cell) => DEFINES_ANY.test(cell))) return 'any';
  const commands = cells.flatMap((cell) =>
    pythonOfCell(cell) === null ? [cell] : (cell.match(COMMAND_LINE) ?? []),
  );
  return new Set(commands.flatMap((command) => command.match(/[A-Za-z_]\w*/g) ?? []));
}

/** Whether IPython minds nothing: it awaits at the top of a cell, though not in a plain function. */
export function isAllowedInCell({ message, offset }: SyntaxProblem, cell: string): boolean {
  return /await|async/.test(message) && /outside|within/.test(message) && !isInDefinition(cell, offset);
}

function isInDefinition(text: string, offset: number): boolean {
  const lines = text.slice(0, offset).split('\n').toReversed();
  let indentation = indentationOf(lines[0] ?? '');
  return lines.some((line) => {
    if (line.trim() === '' || indentationOf(line) >= indentation) return false;
    indentation = indentationOf(line);
    return /^\s*(?:async\s+)?(?:def|class)\b/.test(line);
  });
}

function indentationOf(line: string): number {
  return line.search(/\S|$/);
}

function withoutEscapes(text: string): string {
  let python = '';
  while (python.length < text.length) python += nextLine(text, python.length);
  return python;
}

/** One statement with all its lines, or as many lines as an escape takes: a backslash at their end joins them. */
function nextLine(text: string, start: number): string {
  const line = matchAt(ESCAPED_LINE, text, start) ?? matchAt(NAMED_COMMAND, text, start);
  if (line !== null) return numberFor(line[0], text, start);
  const value = matchAt(ESCAPED_VALUE, text, start);
  if (value === null) return text.slice(start, endOfStatement(text, start));
  const escaped = value[1] ?? '';
  const kept = value[0].slice(0, value[0].length - escaped.length);
  return kept + numberFor(escaped, text, start + kept.length);
}

function matchAt(pattern: RegExp, text: string, start: number): RegExpExecArray | null {
  const sticky = new RegExp(pattern);
  sticky.lastIndex = start;
  return sticky.exec(text);
}

function numberFor(escape: string, text: string, start: number): string {
  const indentation = /^[ \t]*/.exec(escape)?.[0] ?? '';
  let end = start + escape.length;
  while (/\\\r?$/.test(text.slice(start, end)) && end < text.length) end = lineEnd(text, end + 1);
  // What is timed is Python, and goes on to its last bracket.
  if (/^\s*%time/.test(escape)) end = Math.max(end, endOfStatement(text, start));
  return `${indentation}0${blank(text.slice(start + indentation.length + 1, end))}`;
}

function endOfStatement(text: string, start: number): number {
  let depth = 0;
  for (const { 0: token, index } of text.slice(start).matchAll(TOKEN)) {
    if ('([{'.includes(token)) depth += 1;
    if (')]}'.includes(token)) depth -= 1;
    if (token === '\n' && depth <= 0) return start + index + 1;
  }
  return text.length;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, ' ');
}
