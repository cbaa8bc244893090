/** What people call values that open nothing; a test or a sample is one where it is a word of its own. */
const MADE_UP = /^(?:fake|dummy|mock|bogus|phony|snakeoil|placeholder)/;
const SAMPLE = /^(?:demos?|examples?|samples?|tests?|testing|throwaway)$/;
/** A key for the own machine alone. */
const LOCAL = /^localhost$/;

/** The name right before a value: of a variable, a key, an argument or a function that is called with it. */
const NAME_BEFORE =
  /(?<![\w$.-]|\b(?:if|elif|while|not|and|or)\s+)([\w$.-]+)\\?["'`]?\]?\s{0,4}(?::\s{0,4}[\w.<>|[\] ]{1,40}=|:|=>|:?=|,|\()\s{0,4}\(?\s{0,4}[bruf]{0,2}\\?["'`]{0,3}\\?\s{0,4}$/;
const MAX_BEFORE = 160;
const FRAME = '-----BEGIN';
const MAX_FRAME = 60;

/** Whether the name of a value says that it is made up, as `FAKE_TOKEN` and `dummyKey` do. */
export function isCalledMadeUp(text: string, start: number): boolean {
  const frame = text.lastIndexOf(FRAME, start);
  const at = frame >= start - MAX_FRAME && frame !== -1 ? frame : start;
  const name = NAME_BEFORE.exec(text.slice(Math.max(0, at - MAX_BEFORE), at))?.[1] ?? '';
  return wordsOf(name).some((word) => MADE_UP.test(word) || SAMPLE.test(word));
}

/** Whether a folder or a file says by its name that what is in it is made up. */
export function isPlaceOfMadeUp(path: string): boolean {
  return wordsOf(path).some((word) => MADE_UP.test(word));
}

/** The same, or that it is a sample, a test or for the own machine alone. */
export function isPlaceOfSamples(path: string): boolean {
  return wordsOf(path).some((word) => [MADE_UP, SAMPLE, LOCAL].some((kind) => kind.test(word)));
}

function wordsOf(name: string): readonly string[] {
  const parts = name.replaceAll(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ').toLowerCase();
  return parts.match(/[a-z]+/g) ?? [];
}
