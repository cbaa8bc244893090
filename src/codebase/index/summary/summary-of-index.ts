import type { IndexQueries } from '../store/queries.ts';
import { entrySection } from './entry-points.ts';
import { fitSections, type SummaryBudget } from './fit-sections.ts';
import { folderSection } from './folders.ts';
import { hubSection } from './hubs.ts';
import { knownTree } from './known-tree.ts';
import { overviewSection } from './overview.ts';
import { testSection } from './tested.ts';
import { brokenSection, cycleSection } from './upkeep.ts';

/**
 * The whole of a tree within a budget of tokens: its size and languages, entry points, folders, the files that others rest
 * on with what they export, cycles, tests, and what does not parse. The same tree gives the same bytes, whatever is asked
 * of it, and each list is in the order of its paths: it may stand first in prompts, where it is read from a cache.
 */
export function summaryOfIndex(queries: IndexQueries, budget: SummaryBudget): string {
  const tree = knownTree(queries);
  const sections = [
    overviewSection(tree),
    entrySection(tree),
    folderSection(tree),
    hubSection(tree),
    cycleSection(tree),
    testSection(tree),
    brokenSection(tree),
  ];
  return fitSections(sections, budget);
}
