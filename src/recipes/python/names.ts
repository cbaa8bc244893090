const WORD = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const KEYWORDS = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);

/** Whether a text has the form of a name. */
export function isPythonWord(text: string): boolean {
  return WORD.test(text);
}

/** Whether a word is reserved. */
export function isReserved(word: string): boolean {
  return KEYWORDS.has(word);
}

/** Whether something new may have the name: it is no reserved word, and none that Python gives a meaning. */
export function isPythonName(text: string): boolean {
  return isPythonWord(text) && !isReserved(text) && !/^__.+__$/.test(text);
}
