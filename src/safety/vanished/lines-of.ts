/** The lines of a text from one to another, both included. */
export function linesOf(
  text: string,
  { startLine, endLine }: { readonly startLine: number; readonly endLine: number },
): string {
  return text
    .split('\n')
    .slice(startLine - 1, endLine)
    .join('\n');
}
