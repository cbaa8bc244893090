/**
 * Tokens of a model for one token of the offline tokenizer, before any reply was seen. Opus 4.7 and everything after it
 * have a tokenizer that gives about 30% more than the one before.
 * https://platform.claude.com/docs/en/build-with-claude/token-counting
 */
const OLDER_FACTOR = 1.1;
const NEWER_FACTOR = 1.45;

const OLDER = /^claude-(?:[23][.-]|instant|haiku-[34]|sonnet-[34]|opus-3|opus-4(?:-[0-6])?(?:-20\d{6})?$)/;

const FAMILY = /^claude-(?:[23][.-]|instant|fable|haiku|sonnet|opus)/;

/** Whether the name tells how the model counts; of any other its replies have to. */
export function isKnownFamily(model: string): boolean {
  return FAMILY.test(model);
}

/** The factor to begin with; of a name that is not known here, such as one of a local server, the higher one. */
export function defaultTokenFactor(model: string): number {
  return OLDER.test(model) ? OLDER_FACTOR : NEWER_FACTOR;
}
