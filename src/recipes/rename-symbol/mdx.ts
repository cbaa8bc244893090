const FENCED = /^[ \t]*(?<fence>`{3,}|~{3,})[\s\S]*?(?:^[ \t]*\k<fence>[^\n]*$|(?![\s\S]))/gm;
const INLINE_CODE = /(?<!`)`[^`\n]+`(?!`)/g;
const MODULE_LINE = /^(?:import|export)\b/;
const TAG_OR_EXPRESSION = /(?<code><[^>]*>|\{[^}]*\})|[^<{]+|[<{]/g;

/** Whether a file is Markdown that may load and run components. */
export function isMdx(path: string): boolean {
  return /\.mdx$/i.test(path);
}

/** The text of an MDX file with blanks for all that is only shown: prose, and code that stands there as an example. */
export function runningMdx(text: string): string {
  return text
    .replace(FENCED, blank)
    .replace(INLINE_CODE, blank)
    .split('\n')
    .map((line) =>
      MODULE_LINE.test(line)
        ? line
        : line.replace(TAG_OR_EXPRESSION, (part, code: string | undefined) => code ?? blank(part)),
    )
    .join('\n');
}

function blank(part: string): string {
  return part.replace(/[^\n]/g, ' ');
}
