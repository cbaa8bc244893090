import { identifiersOf, wordsOf } from '../store/words.ts';

// What every task says of itself and no file of, and words that only hold a sentence together.
const SAYS_NOTHING = new Set(
  `a about add added adds after again all allow also an and any are as at be because been before being between both bug
  but by can cannot chore close closes code could do does during each feat few fix fixed fixes for from had has have how
  if in instead into is issue it its just like make may might more most must no not now of off on once only or other out
  over ref refactor remove removed resolve resolves same should so some such support than that the their then there these
  they this those to too under until up update use used using very via was we were what when where which who why will
  with without would you`.split(/\s+/),
);
const WORD = /[\p{L}\p{N}_$@][\p{L}\p{N}_$./-]*/gu;
const INNER_CASE = /[\p{Ll}\p{N}]\p{Lu}|[\p{L}\p{N}]_+[\p{L}\p{N}]|\$/u;

/** The words of a task that say where in the code it lies, each once, in its order. Identifiers stay whole. */
export function taskWords(task: string): readonly string[] {
  return [...new Set(identifiersOf(task).filter(saysSomething))];
}

/** The pairs of words that stand side by side in a task, identifiers taken apart: `inlineSnapshot` and `inline snapshot` give the same. */
export function taskPhrases(task: string): readonly string[] {
  const parts = identifiersOf(task).flatMap((word) =>
    wordsOf(word).map((part) => (saysSomething(word) ? part : null)),
  );
  const pairs = parts.flatMap((part, index) => {
    const next = parts[index + 1];
    return part === null || next === null || next === undefined || part === next ? [] : [`${part} ${next}`];
  });
  return [...new Set(pairs)];
}

/** The words of a task that can only be names of code: `createServer`, `max_age`, `$refs`. */
export function taskIdentifiers(task: string): readonly string[] {
  return taskWords(task).filter((word) => INNER_CASE.test(word));
}

/** What a task may call a folder or a file by: `serve-static`, `src/hono.ts` and its parts, the scope of a commit. */
export function taskNames(task: string): readonly string[] {
  const words = task.match(WORD) ?? [];
  const names = words.flatMap((word) => [word, ...word.split(/[./]/)]);
  return [...new Set(names.filter(saysSomething))];
}

function saysSomething(word: string): boolean {
  return word.length > 1 && !SAYS_NOTHING.has(word.toLowerCase());
}
