const OPENING = '([{<';
const CLOSING = ')]}>';
const QUOTES = '"\'`';

/** The parts of a text between separators that stand outside of brackets and strings; a `>` of `=>` or `->` closes nothing. */
export function splitOutside(text: string, separators: string): readonly string[] {
  const depths = depthsOf(text);
  const cuts = depths.flatMap((depth, index) =>
    depth === 0 && separators.includes(text.charAt(index)) ? [index] : [],
  );
  return [...cuts, text.length].map((cut, index) => text.slice((cuts[index - 1] ?? -1) + 1, cut));
}

/** The length of the bracketed text that a text begins with; 0 where it begins with none or it is not closed. */
export function bracketedLength(text: string): number {
  return OPENING.includes(text.charAt(0)) ? depthsOf(text).indexOf(0) + 1 : 0;
}

/** For each character the number of brackets that are open behind it; inside of a string it is one more. */
function depthsOf(text: string): readonly number[] {
  const depths: number[] = [];
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (OPENING.includes(character)) depth++;
    else if (CLOSING.includes(character) && !isArrow(text, index)) depth = Math.max(0, depth - 1);
    const end = QUOTES.includes(character) ? endOfString(text, index) : index;
    for (; index < end; index++) depths.push(depth + 1);
    depths.push(depth);
  }
  return depths;
}

function isArrow(text: string, index: number): boolean {
  return text.charAt(index) === '>' && /[=-]/.test(text.charAt(index - 1));
}

function endOfString(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let index = start + 1; index < text.length; index++) {
    if (text.charAt(index) === '\\') index++;
    else if (text.charAt(index) === quote) return index;
  }
  return text.length - 1;
}
