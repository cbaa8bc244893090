/** What deals with an error in braces and by indentation, where it does something to the error and throws that again. */
const PASSES_ON = [
  /\bcatch\s*\(\s*(?:[^()]*[\s&*])?(?<error>\$?\w+)(?:\s*:\s*[\w.]+)?\s*\)\s*\{(?<done>(?:\s*\k<error>(?:->|\.)[^;{}]*;)*)\s*throw\s+\k<error>\s*;?\s*\}$/,
  /\bexcept\s+[^:\n]*\sas\s+(?<error>\w+):(?<done>(?:\s*\k<error>\.[^\n]*)*)\s*raise(?:\s+\k<error>)?$/,
];
const HANDLER = /\b(?:catch|except|rescue|finally)\b/g;
const OF_ERRORS = /\b(?:error|exception|traceback)s?\b/i;

/**
 * Whether an error goes the same way without what deals with it: that only throws it again, or tells more of it where the
 * task is about errors.
 */
export function passesErrorsOn(handler: string, words: string): boolean {
  const text = handler.trim();
  if ((text.match(HANDLER) ?? []).length !== 1) return false;
  const done = PASSES_ON.map((pattern) => pattern.exec(text)?.groups?.['done']).find(
    (one) => one !== undefined,
  );
  return done !== undefined && (done.trim() === '' || OF_ERRORS.test(words));
}
