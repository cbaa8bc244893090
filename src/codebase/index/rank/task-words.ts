// What every task says of itself and no file of.
const SAYS_NOTHING = new Set(
  `a add added adds all allow also an and are as at be bug by can chore close closes code do does feat fix fixed fixes
  for from if in instead into is issue it its make more no not now of on only or ref refactor remove removed resolve
  resolves should so support than that the then this to update use used using via when with`.split(/\s+/),
);

/** The words of a task that say where in the code it lies, each once, in its order. Identifiers stay whole. */
export function taskWords(task: string): readonly string[] {
  const words = task.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
  return [...new Set(words.filter((word) => word.length > 1 && !SAYS_NOTHING.has(word.toLowerCase())))];
}
