import type { FileFacts } from '../../codebase/index/file-facts.ts';
import { isTestFile, packageFolder, subjectOf } from '../../codebase/test-files.ts';
import { languageOf } from '../../domain/language.ts';
import type { TextChange } from '../gates/text-guard.ts';
import type { TextReaders } from '../text-readers.ts';
import { isNamedInWords } from '../vanished/named-in-words.ts';

/** Tasks that speak of something that is to go. */
const REMOVES =
  /\b(?:remov|delet|drop|eliminat|retir|strip|purg|deprecat|obsolet|revert)\w*|\b(?:get rid|no longer|unused|dead)\b/i;
/** Tasks that want something no more, by its name. */
const WANTS_NO_MORE = /\b(?:do not|don't|stop(?:s|ped|ping)?)\b/i;
const QUOTED = /'([^'\\\n]{6,})'|"([^"\\\n]{6,})"|`([^`\\\n]{6,})`/g;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]{2,}/gu;

/** Whether some code of tests uses what the sources have no more, or its file is named after a source that is gone. */
export type UsesGone = (code: string, path: string) => boolean;

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
  const removes = REMOVES.test(words);
  if (sources.length === 0 || !(removes || WANTS_NO_MORE.test(words))) return usesNothing;
  const before = sources.map((change) => change.before ?? '').join('\n');
  const after = sources.map((change) => change.after ?? '').join('\n');
  const left = new Set(after.match(WORD));
  const named = (before.match(WORD) ?? []).filter((word) => !left.has(word) && isNamedInWords(word, words));
  if (!removes) {
    const unwanted = new Set(named);
    return (code) => (code.match(WORD) ?? []).some((word) => unwanted.has(word));
  }
  const lost = await lostDefinitions(sources, facts);
  const given = lost.params.filter((word) => !left.has(word));
  const gone = new Set([...named, ...given, ...lost.names, ...fewerOf(quotedIn(words), before, after)]);
  const files = goneFiles(sources);
  return (code, path) =>
    files.has(fileKey(path)) ||
    (code.match(WORD) ?? []).some((word) => gone.has(word)) ||
    textsIn(code).some((text) => before.includes(text) && !after.includes(text));
}

/** Sources that are gone and come back nowhere, as tests are named after them. */
function goneFiles(sources: readonly TextChange[]): ReadonlySet<string> {
  const left = new Set(sources.flatMap(({ path, after }) => (after === null ? [] : [subjectOf(path)])));
  const gone = sources.filter(({ path, after }) => after === null && !left.has(subjectOf(path)));
  return new Set(gone.map(({ path }) => fileKey(path)));
}

/** The package that a file is in, and what it is about. */
function fileKey(path: string): string {
  return `${packageFolder(path)} ${subjectOf(path)}`;
}

type Lost = {
  readonly names: readonly string[];
  /** The words of signatures: parameters and their types. */
  readonly params: readonly string[];
};

async function lostDefinitions(sources: readonly TextChange[], facts: TextReaders['facts']): Promise<Lost> {
  const definedIn = async (path: string, text: string | null): Promise<FileFacts['symbols']> =>
    text === null ? [] : ((await facts(path, text))?.symbols ?? []);
  const is = (await Promise.all(sources.map(({ path, after }) => definedIn(path, after)))).flat();
  const was = (await Promise.all(sources.map(({ path, before }) => definedIn(path, before)))).flat();
  const left = new Set(is.map(({ name }) => name));
  return {
    names: was.map(({ name }) => name).filter((name) => !left.has(name)),
    params: was.flatMap(({ signature }) => signature.match(WORD) ?? []),
  };
}

/** Names that a task puts in quotes, or as a value into a call: `redirect(back)`. */
function quotedIn(words: string): readonly string[] {
  const found = words.matchAll(/(?:(["'`])|\w\(["'`]?)([\p{L}_$][\p{L}\p{N}_$]{2,})(?:\1|["'`]?\))/gu);
  return [...found].map(([, , name]) => name ?? '');
}

/** Those of which the sources have fewer: what is meant is gone, though something else may have the same name. */
function fewerOf(names: readonly string[], before: string, after: string): readonly string[] {
  const countIn = (text: string, name: string): number =>
    (text.match(WORD) ?? []).filter((word) => word === name).length;
  return names.filter((name) => countIn(after, name) < countIn(before, name));
}

function textsIn(code: string): readonly string[] {
  return [...code.matchAll(QUOTED)].map(([, one, two, three]) => one ?? two ?? three ?? '');
}
