import type { IndexQueries } from '../store/queries.ts';
import { scaled, type Scores } from './lexical-scores.ts';
import { pageRank, type WeightedEdge } from './page-rank.ts';

/** A file that uses another says less about it than the other way round. */
const BACKWARD = 0.3;
/** Seeds fall off steeply, so that the walk starts where the words point. */
const SEED_POWER = 3;
const WALK = { damping: 0.5, iterations: 15 };

export type LinkedInput = {
  readonly queries: IndexQueries;
  readonly paths: readonly string[];
  readonly seeds: Scores;
  /** Files that the walk may start at and leave, but comes back to from no other file. */
  readonly isAside: (path: string) => boolean;
};

/** How near each file is to the seeds by imports, the nearest 1. Without seeds, how central it is. */
export function linkedScores({ queries, paths, seeds, isAside }: LinkedInput): Scores {
  const nodes = new Map(paths.map((path, index) => [path, index]));
  const asides = paths.map(isAside);
  const edges: WeightedEdge[][] = paths.map(() => []);
  for (const { from, to: target, names } of queries.links()) {
    const [source, to] = [nodes.get(from), nodes.get(target)];
    if (source === undefined || to === undefined || source === to) continue;
    const weight = Math.sqrt(1 + names);
    if (asides[to] === false) edges[source]?.push({ to, weight });
    if (asides[source] === false) edges[to]?.push({ to: source, weight: weight * BACKWARD });
  }
  const starts =
    seeds.size === 0
      ? asides.map((aside) => (aside ? 0 : 1))
      : paths.map((path) => (seeds.get(path) ?? 0) ** SEED_POWER);
  const ranks = pageRank(edges, starts, WALK);
  return scaled(new Map(paths.map((path, index) => [path, ranks[index] ?? 0])));
}
