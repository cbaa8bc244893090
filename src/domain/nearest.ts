/**
 * The candidates that a mistyped word may mean, nearest first, each once: at most a third of the letters differ
 * (two in a short word). Case does not count.
 */
export function nearestTo(word: string, candidates: Iterable<string>, most = 3): readonly string[] {
  const limit = Math.max(2, Math.floor(word.length / 3));
  return [...new Set(candidates)]
    .map((name) => ({ name, distance: editDistance(word.toLowerCase(), name.toLowerCase(), limit) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** How many single-character changes turn one word into another (Levenshtein), or `limit + 1` once it is past the limit. */
export function editDistance(a: string, b: string, limit: number): number {
  const from = Array.from(a);
  const to = Array.from(b);
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let row = to.map((_, index) => index + 1);
  for (const [index, character] of from.entries()) {
    let left = index + 1;
    let diagonal = index;
    row = row.map((above, column) => {
      const changed = diagonal + (to[column] === character ? 0 : 1);
      diagonal = above;
      left = Math.min(changed, above + 1, left + 1);
      return left;
    });
    if (Math.min(index + 1, ...row) > limit) return limit + 1;
  }
  return row.at(-1) ?? from.length;
}
