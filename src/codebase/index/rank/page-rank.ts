/** Where a walk may go from a node, and how likely, relative to its other ways. */
export type WeightedEdge = { readonly to: number; readonly weight: number };

export type PageRankOptions = {
  /** The share of the rank that follows an edge; the rest goes back to the seeds. */
  readonly damping: number;
  readonly iterations: number;
};

/**
 * Personalised PageRank (Page, Brin, Motwani, Winograd 1999, section 6): how often a walk that starts at the seeds, and
 * returns there now and then, is at each node. `edges[i]` leave node `i`; a node without any sends the walk back.
 */
export function pageRank(
  edges: readonly (readonly WeightedEdge[])[],
  seeds: readonly number[],
  { damping, iterations }: PageRankOptions,
): readonly number[] {
  const total = seeds.reduce((sum, seed) => sum + seed, 0);
  if (total === 0) return seeds.map(() => 0);
  const start = Float64Array.from(seeds, (seed) => seed / total);
  const sums = Float64Array.from(edges, (list) => list.reduce((sum, { weight }) => sum + weight, 0));
  let ranks = start;
  for (let step = 0; step < iterations; step++) ranks = walk({ edges, sums, start, damping }, ranks);
  return [...ranks];
}

type Walk = {
  readonly edges: readonly (readonly WeightedEdge[])[];
  readonly sums: Float64Array<ArrayBuffer>;
  readonly start: Float64Array<ArrayBuffer>;
  readonly damping: number;
};

// Counts instead of iterating, which takes several times as long here, where most of a ranking's time would go.
function walk(
  { edges, sums, start, damping }: Walk,
  ranks: Float64Array<ArrayBuffer>,
): Float64Array<ArrayBuffer> {
  const next = new Float64Array(ranks.length);
  let returned = 1 - damping;
  for (let node = 0; node < ranks.length; node++) {
    const [rank = 0, sum = 0] = [ranks[node], sums[node]];
    if (rank === 0) continue;
    if (sum === 0) returned += damping * rank;
    else
      for (const { to, weight } of edges[node] ?? [])
        next[to] = (next[to] ?? 0) + (damping * rank * weight) / sum;
  }
  for (let node = 0; node < next.length; node++)
    next[node] = (next[node] ?? 0) + returned * (start[node] ?? 0);
  return next;
}
