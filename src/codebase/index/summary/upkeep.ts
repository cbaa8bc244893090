import { cyclesOf } from '../graph/cycles.ts';
import type { KnownTree } from './known-tree.ts';
import type { SummarySection } from './section.ts';

const MOST_MEMBERS = 5;
const MOST_PATHS = 30;

/** The sources that import each other in a circle, the largest circle first. */
export function cycleSection({ graph, isSource }: KnownTree): SummarySection {
  const cycles = cyclesOf(graph).filter((paths) => paths.some((path) => isSource.has(path)));
  const files = cycles.reduce((sum, paths) => sum + paths.length, 0);
  return {
    title: `## Import cycles of sources: ${cycles.length}, of ${files} files`,
    entries: cycles.slice(0, MOST_PATHS).map((paths, at) => {
      const more = paths.length - MOST_MEMBERS;
      const shown = paths.slice(0, MOST_MEMBERS).join(', ');
      return {
        key: String(at).padStart(4, '0'),
        text: `${paths.length}: ${shown}${more > 0 ? `, and ${more} more` : ''}`,
      };
    }),
    share: 0.06,
    moreText: (shown) => (cycles.length > shown.size ? `and ${cycles.length - shown.size} smaller` : null),
  };
}

/** The files that do not parse, and so may lack symbols and imports here. */
export function brokenSection({ files }: KnownTree): SummarySection {
  const broken = files.filter(({ state }) => state === 'error');
  return {
    title: `## Files with syntax errors: ${broken.length}`,
    entries: broken.slice(0, MOST_PATHS).map(({ path }) => ({ key: path, text: path })),
    share: 0.03,
    moreText: (shown) => (broken.length > shown.size ? `and ${broken.length - shown.size} more` : null),
  };
}
