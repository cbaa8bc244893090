const OWN_COMMAND = /(^|[\s`])ouroboros (?=(?:apply|doctor|list-runs|recipes|refactor|status|undo)\b)/g;

/** Spells the commands of a text as the user has to type them: someone who came by `npx` has no `ouroboros` on the path. */
export function spellCommands(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  return environment['npm_command'] === 'exec' ? text.replaceAll(OWN_COMMAND, '$1npx ouroboros ') : text;
}
