/** Up to three known paths that someone who wrote `path` may have meant: the same name elsewhere, then similar names. */
export function nearestPaths(path: string, known: readonly string[]): readonly string[] {
  const name = nameOf(path);
  const limit = Math.max(1, Math.floor(name.length / 3));
  const scored = known.map((candidate) => ({ candidate, distance: distanceBetween(name, candidate, limit) }));
  const near = scored.filter(({ distance }) => distance <= limit);
  return near
    .toSorted((a, b) => a.distance - b.distance || a.candidate.length - b.candidate.length)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function distanceBetween(name: string, candidate: string, limit: number): number {
  return editDistance(name, nameOf(candidate), limit);
}

/** How many single-character changes turn one word into another (Levenshtein), or `limit + 1` once it is past the limit. */
function editDistance(a: string, b: string, limit: number): number {
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

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}
