import { definitionsOf } from './outline.ts';

// Beyond it the lines above have to do: a broken text may take its grammar long.
const MAX_LENGTH_TO_PARSE = 200_000;

// The words before a name, in most languages; a method of JavaScript is a name with brackets and an open brace.
const DEFINITION =
  /^\s*(?:(?:export|default|public|private|protected|internal|abstract|final|static|async|override|pub(?:\([^)]*\))?|unsafe|extern|virtual)\s+)*(?:def|class|function\*?|fn|func(?:\s*\([^)]*\))?|struct|enum|trait|impl|interface|module|object)\s+([\p{L}_$][\p{L}\p{N}_$]*)/u;

/**
 * The definition around a line, its names joined by dots, or null at the top of a file. Where the text is too broken for
 * its grammar to find one, the lines above that are indented less are asked.
 */
export async function enclosingSymbol(
  { path, text }: { readonly path: string; readonly text: string },
  line: number,
): Promise<string | null> {
  const definitions = text.length > MAX_LENGTH_TO_PARSE ? [] : await definitionsOf(path, text);
  const around = definitions.filter(({ startLine, endLine }) => startLine <= line && line <= endLine);
  return around.at(-1)?.qualifiedName ?? symbolByIndentation(text.split('\n').slice(0, line));
}

/** The last of the lines is the one in question. */
function symbolByIndentation(lines: readonly string[]): string | null {
  const names: string[] = [];
  let indentation = Infinity;
  for (const line of lines.toReversed()) {
    const own = line.search(/\S/);
    if (own === -1 || own >= indentation) continue;
    indentation = own;
    const name = DEFINITION.exec(line)?.[1];
    if (name !== undefined) names.unshift(name);
  }
  return names.length === 0 ? null : names.join('.');
}
