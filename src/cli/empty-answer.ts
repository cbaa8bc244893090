import { spellCommands } from './command-name.ts';
import type { Io } from './io.ts';

/** That a question found nothing, and what to ask instead. */
export type EmptyAnswer = { readonly sentence: string; readonly hint: string };

/** Says on standard error that nothing was found. It is an answer, and no error. */
export function sayNothingFound({ sentence, hint }: EmptyAnswer, io: Io): void {
  io.stderr(`${sentence}\n  ${spellCommands(hint, io)}`);
}
