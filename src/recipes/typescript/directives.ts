const LINE_DIRECTIVE =
  /^[ \t]*(?:\/\/|\/\*)[ \t]*(?:@ts-(?:ignore|expect-error)|(?:eslint|oxlint|biome)-(?:disable-next-line|ignore)|prettier-ignore|biome-ignore)\b.*$/;

/** Whether a line holds a comment that tells a tool something about the line below it alone. */
export function isLineDirective(line: string): boolean {
  return LINE_DIRECTIVE.test(line);
}
