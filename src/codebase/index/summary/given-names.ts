import { MODULE_ITSELF } from '../file-facts.ts';
import type { KnownTree } from './known-tree.ts';

const MOST_CHARACTERS = 180;
/** Names that say nothing to others. */
const UNSAID = /^(?:default$|_)/;

/** Whether a name is for those who use a file. */
export function isSaid(name: string): boolean {
  return !UNSAID.test(name);
}

/** What a file takes from others and gives on, as one line; null for nothing. Of an entry it is all that there is to say. */
export function givenOn(path: string, { graph }: Pick<KnownTree, 'graph'>): string | null {
  const names = (graph.importsByFile.get(path) ?? []).flatMap((edge) =>
    edge.given.map(({ as }) => (as === '*' || as === MODULE_ITSELF ? `all of ${nearPath(edge)}` : as)),
  );
  const unique = [...new Set(names)].filter(isSaid);
  if (unique.length === 0) return null;
  const line = `gives on ${unique.join(', ')}`;
  if (line.length <= MOST_CHARACTERS) return line;
  return `${line.slice(0, line.lastIndexOf(', ', MOST_CHARACTERS))}, …, ${unique.length} in all`;
}

function nearPath({ from, to }: { readonly from: string; readonly to: string }): string {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  return to.startsWith(folder) ? `./${to.slice(folder.length)}` : to;
}
