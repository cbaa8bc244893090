import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageRank } from '../../../../src/codebase/index/rank/page-rank.ts';

const WALK = { damping: 0.5, iterations: 40 };
const NODES = 6;
const node = fc.integer({ min: 0, max: NODES - 1 });
const graphs = fc
  .array(fc.record({ from: node, to: node, weight: fc.double({ min: 0.1, max: 9, noNaN: true }) }))
  .map((list) => Array.from({ length: NODES }, (_, from) => list.filter((edge) => edge.from === from)));
const seeds = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: NODES, maxLength: NODES });

describe('pageRank', () => {
  it('shares out the whole rank, whatever the graph', () => {
    fc.assert(
      fc.property(graphs, seeds, (edges, start) => {
        const total = pageRank(edges, start, WALK).reduce((sum, rank) => sum + rank, 0);
        expect(total).toBeCloseTo(start.some((seed) => seed > 0) ? 1 : 0, 9);
      }),
    );
  });

  it('does not depend on the scale of the seeds', () => {
    fc.assert(
      fc.property(graphs, seeds, (edges, start) => {
        const tenfold = start.map((seed) => seed * 10);
        for (const [at, rank] of pageRank(edges, tenfold, WALK).entries())
          expect(rank).toBeCloseTo(pageRank(edges, start, WALK)[at] ?? Number.NaN, 9);
      }),
    );
  });

  it('gives nothing to what no seed leads to', () => {
    const edges = [[{ to: 1, weight: 1 }], [], [{ to: 0, weight: 1 }]];
    const [seed, next, apart] = pageRank(edges, [1, 0, 0], WALK);
    expect(seed).toBeGreaterThan(next ?? Number.NaN);
    expect(next).toBeGreaterThan(0);
    expect(apart).toBe(0);
  });

  it('follows the heavier edge more often', () => {
    const edges = [
      [
        { to: 1, weight: 3 },
        { to: 2, weight: 1 },
      ],
      [],
      [],
    ];
    const [, heavy = 0, light = 0] = pageRank(edges, [1, 0, 0], WALK);
    expect(heavy / light).toBeCloseTo(3, 9);
  });
});
