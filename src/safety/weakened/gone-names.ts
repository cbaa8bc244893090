import { isTestFile } from '../../codebase/test-files.ts';
import { languageOf } from '../../domain/language.ts';
import type { TextChange } from '../gates/text-guard.ts';
import type { TextReaders } from '../text-readers.ts';
import { isNamedInWords } from '../vanished/named-in-words.ts';

/** Tasks that speak of something that is to go. */
const REMOVES =
  /\b(?:remov|delet|drop|eliminat|retir|strip|purg|deprecat|obsolet|revert)\w*|\b(?:get rid|no longer|unused|dead)\b/i;
const QUOTED = /'([^'\\\n]{6,})'|"([^"\\\n]{6,})"|`([^`\\\n]{6,})`/g;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]{2,}/gu;

/** Whether some code of tests uses what the sources have no more. */
export type UsesGone = (code: string) => boolean;

const usesNothing: UsesGone = () => false;

/**
 * Knows what a task of removal takes from the sources: definitions, words that the task names, and texts, where no
 * changed source has them after. Tests of these cannot pass any more.
 */
export async function goneFromSources(
  changes: readonly TextChange[],
  words: string,
  facts: TextReaders['facts'],
): Promise<UsesGone> {
  const sources = changes.filter(({ path }) => languageOf(path) !== null && !isTestFile(path));
  if (sources.length === 0 || !REMOVES.test(words)) return usesNothing;
  const before = sources.map((change) => change.before ?? '').join('\n');
  const after = sources.map((change) => change.after ?? '').join('\n');
  const left = new Set(after.match(WORD));
  const named = (before.match(WORD) ?? []).filter((word) => !left.has(word) && isNamedInWords(word, words));
  const gone = new Set([...named, ...(await lostDefinitions(sources, facts))]);
  return (code) =>
    (code.match(WORD) ?? []).some((word) => gone.has(word)) ||
    textsIn(code).some((text) => before.includes(text) && !after.includes(text));
}

async function lostDefinitions(
  sources: readonly TextChange[],
  facts: TextReaders['facts'],
): Promise<readonly string[]> {
  const definedIn = async (path: string, text: string | null): Promise<readonly string[]> =>
    text === null ? [] : ((await facts(path, text))?.symbols ?? []).map(({ name }) => name);
  const left = new Set((await Promise.all(sources.map(({ path, after }) => definedIn(path, after)))).flat());
  const had = (await Promise.all(sources.map(({ path, before }) => definedIn(path, before)))).flat();
  return had.filter((name) => !left.has(name));
}

function textsIn(code: string): readonly string[] {
  return [...code.matchAll(QUOTED)].map(([, one, two, three]) => one ?? two ?? three ?? '');
}
