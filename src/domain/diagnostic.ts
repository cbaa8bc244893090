import * as z from 'zod';

/** What is wrong at one place of a file. Lines and columns count from 1, columns in code points. */
export const diagnosticSchema = z.object({
  path: z.string(),
  line: z.int().positive(),
  column: z.int().positive(),
  /** `syntax`, `missing`, `early-error`, or the id of the gate that speaks. */
  kind: z.string(),
  message: z.string(),
  /** The parser or rule set that said so: `tree-sitter`, `oxc`, `typescript`, `ruff`, `python3`, `json`, … */
  source: z.string(),
  /** The definition that encloses the place, its names joined by dots, where one is known. */
  symbol: z.string().optional(),
  /** Whether the file had it before the change; left out where there was no file, or nobody compared. */
  state: z.enum(['new', 'old']).optional(),
  /** The lines around the place, numbered, with a caret under it; empty where there is no text. */
  context: z.string(),
});

export type Diagnostic = z.infer<typeof diagnosticSchema>;

/** One line for a person: `path:line:column: message (source)`, then the definition it is in, and whether it is old. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { path, line, column, message, source, symbol, state } = diagnostic;
  const where = symbol === undefined ? '' : `, in ${symbol}`;
  const since = state === 'old' ? ', as before the change' : '';
  return `${path}:${line}:${column}: ${message} (${source})${where}${since}`;
}

/** The lines around a place with their numbers, the place's own line marked, and a caret below it. */
export function contextAround(text: string, place: { line: number; column: number }, around = 3): string {
  const lines = text.split(/\r?\n/);
  const first = Math.max(1, place.line - around);
  const last = Math.min(lines.length, place.line + around);
  const width = String(last).length;
  const shown: string[] = [];
  for (let number = first; number <= last; number++) {
    const mark = number === place.line ? '>' : ' ';
    const line = lines[number - 1] ?? '';
    shown.push(`${mark} ${String(number).padStart(width)} | ${line.slice(0, 200)}`);
    if (number === place.line) shown.push(`  ${' '.repeat(width)} | ${caretUnder(line, place.column)}`);
  }
  return shown.join('\n');
}

/** Tabs before the caret are kept as tabs, so that it stands under its character in every terminal. */
function caretUnder(line: string, column: number): string {
  const before = Array.from(line).slice(0, Math.min(column - 1, 199));
  return `${before.map((character) => (character === '\t' ? '\t' : ' ')).join('')}^`;
}
