/** Those of the candidates that a mistyped word may mean, the nearest first: at most a third of the letters differ. */
export function nearestTo(word: string, candidates: readonly string[], limit = 3): readonly string[] {
  const tolerance = Math.max(2, Math.floor(word.length / 3));
  return candidates
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .filter(({ distance }) => distance <= tolerance)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** The Levenshtein distance, by one row of its table at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: Array.from(b).length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const substituted = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(substituted, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
