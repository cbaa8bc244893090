// Native parsers were seen to survive 2,000 levels and to overflow their stack well before 20,000.
const MAX_DEPTH = 1_500;

/**
 * Whether a text of JavaScript or TypeScript may be nested so deeply that a native parser runs out of stack, which ends
 * the process. Counts brackets, and on one line also tags, arrows and statement heads; strings count like code: rather
 * too much than too little.
 */
export function isNestedDeeply(text: string): boolean {
  if (text.length < MAX_DEPTH) return false;
  let depth = 0;
  let loose = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Most characters are small letters.
    if (code >= 97 && code <= 122) continue;
    if (code === 10) loose = 0;
    else if (code === 40 || code === 91 || code === 123) depth++;
    else if (code === 93 || code === 125) depth--;
    else if (code === 41) {
      depth--;
      if (isLetter(text.charCodeAt(at + 1))) loose++;
    } else if (code === 60 && isLetter(text.charCodeAt(at + 1))) loose++;
    else if (code === 61 && text.charCodeAt(at + 1) === 62) loose++;
    else continue;
    if (depth + loose > MAX_DEPTH) return true;
  }
  return false;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code > 127;
}
