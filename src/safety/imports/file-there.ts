import { IMPORT_ENDINGS } from '../../codebase/index/imports/script-listed.ts';
import type { JudgedTree } from './judged-tree.ts';

const BESIDE = /\.(?:test|spec|stories|snap|mdx?)\b/;

/** A file that the resolver does not take for a module: of another kind, for one platform, ignored or not built yet. */
export async function isFileThere(tree: JudgedTree, target: string): Promise<boolean> {
  const folder = target.slice(0, target.lastIndexOf('/') + 1);
  const stem = target.replace(/\.[cm]?jsx?$/, '');
  const beside = tree.listing.filesIn(folder).filter((path) => path.startsWith(`${stem}.`));
  if (tree.listing.has(target) || beside.some((path) => !BESIDE.test(path))) return true;
  for (const ending of ['', ...IMPORT_ENDINGS]) if (await tree.isUnlisted(target + ending)) return true;
  return stem !== target && ((await tree.isUnlisted(`${stem}.d.ts`)) || tree.isUnlisted(`${stem}.ts`));
}
