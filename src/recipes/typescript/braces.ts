const COMMENT = /\/\*[^]*?\*\//g;
const OF_MODULES = /^(?:import|export)\s*(?:type\s*)?(?:\w+\s*,\s*)?\{(\s?)(?=[^\s}])/m;
const TIGHT = /(?<!\$)\{(?=[\w.'"])[^{}\n]*\}/g;
const SPACED = /(?<!\$)\{ (?=[\w.'"])[^{}\n]* \}/g;

/** Names in braces, with spaces inside of them or without, as a text has those of its imports, else of its objects. */
export function inBraces(text: string, names: string): string {
  const space = OF_MODULES.exec(text)?.[1];
  const code = text.replace(COMMENT, '');
  const isTight = space === undefined ? countOf(code, TIGHT) > countOf(code, SPACED) : space === '';
  return isTight ? `{${names}}` : `{ ${names} }`;
}

function countOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
