const ASKED =
  /\b(?:us(?:e|es|ed|ing)|via|(?:replac|swap|substitut)\w*\s[^.;\n]{1,60}?\s(?:with|by|for)|rely(?:ing)? on|delegat\w+ to|switch(?:ed|es|ing)? to)\s+(?:the\s+)?[`'"]?((?:\w+(?:\.|::|#|->))*\w+)/gi;
/** Only code has such words: `fut_waiter`, `isIdle`, `_head`. */
const NAME = /^_?\w*[\p{L}\p{N}]_[\p{L}\p{N}]|^_+\p{L}|\p{Ll}\p{Lu}/u;

/** Whether something that the task asks to use, by its name, stands in place of lines that did without it. */
export function putsToUse(added: readonly string[], removed: readonly string[], words: string): boolean {
  const known = namesIn(removed);
  const fresh = new Set([...namesIn(added)].filter((name) => !known.has(name)));
  return words.matchAll(ASKED).some(([, asked = '']) => {
    const name = /\w+$/.exec(asked)?.[0] ?? '';
    return NAME.test(name) && fresh.has(name);
  });
}

function namesIn(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.match(/\w+/g) ?? []));
}
