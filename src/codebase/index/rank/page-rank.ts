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
  const start = seeds.map((seed) => seed / total);
  const sums = edges.map((list) => list.reduce((sum, { weight }) => sum + weight, 0));
  let ranks: readonly number[] = start;
  for (let step = 0; step < iterations; step++) ranks = walk({ edges, sums, start, damping }, ranks);
  return ranks;
}

type Walk = {
  readonly edges: readonly (readonly WeightedEdge[])[];
  readonly sums: readonly number[];
  readonly start: readonly number[];
  readonly damping: number;
};

function walk({ edges, sums, start, damping }: Walk, ranks: readonly number[]): readonly number[] {
  const next = new Float64Array(ranks.length);
  let returned = 1 - damping;
  for (const [node, rank] of ranks.entries()) {
    const sum = sums[node] ?? 0;
    if (sum === 0) returned += damping * rank;
    else
      for (const { to, weight } of edges[node] ?? [])
        next[to] = (next[to] ?? 0) + (damping * rank * weight) / sum;
  }
  return Array.from(next, (rank, node) => rank + returned * (start[node] ?? 0));
}
