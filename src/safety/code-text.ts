// Strings come first, so that a comment sign inside one is not taken for a comment.
const PYTHON_TOKEN = /("{3}|'{3})[\s\S]*?\1|(["'])(?:\\.|(?!\2)[^\\\n])*\2|#[^\n]*/g;
const SCRIPT_TOKEN = /(["'])(?:\\.|(?!\1)[^\\\n])*\1|`(?:\\.|[^\\`])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** A Python, JavaScript or TypeScript text with its comments blanked; offsets of lines stay. */
export function withoutComments(path: string, text: string): string {
  return text.replaceAll(tokenOf(path), (match) => (/^[#/]/.test(match) ? blanked(match) : match));
}

/** The same with its strings blanked too; what a template string computes goes with it. */
export function withoutTexts(path: string, text: string): string {
  return text.replaceAll(tokenOf(path), blanked);
}

function tokenOf(path: string): RegExp {
  return /\.pyi?$/.test(path) ? PYTHON_TOKEN : SCRIPT_TOKEN;
}

function blanked(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ');
}
