const OWN_COMMAND =
  /(^|[\s`])ouroboros (?=(?:apply|check|context|doctor|impact|index|list-runs|recipes|refactor|relevant|snippets|status|undo)\b)/g;
const NEEDS_NO_QUOTES = /^[\w./:@%+=,-]+$/;

/** What decides how a command has to be typed to do what is meant. */
export type CommandPlace = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The options that led the command to another folder, ending in a blank; empty where it works where it was started. */
  readonly placeOptions: string;
};

/** Spells the commands of a text as the user has to type them: someone who came by `npx` has no `ouroboros` on the path. */
export function spellCommands(text: string, { environment, placeOptions }: CommandPlace): string {
  const program = environment['npm_command'] === 'exec' ? 'npx ouroboros' : 'ouroboros';
  return text.replaceAll(OWN_COMMAND, (_, before: string) => `${before}${program} ${placeOptions}`);
}

/** `--cwd` and `--root` as they were given, for the commands that follow this one. */
export function placeOptionsOf(given: { readonly cwd?: string; readonly root?: string }): string {
  const option = (name: string, value: string | undefined): string =>
    value === undefined ? '' : `--${name} ${quoted(value)} `;
  return option('cwd', given.cwd) + option('root', given.root);
}

/** As a POSIX shell takes it back. */
function quoted(value: string): string {
  return NEEDS_NO_QUOTES.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
