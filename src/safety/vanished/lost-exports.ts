import { offeredNames } from '../../codebase/offered-names/offered-names.ts';
import type { FileChange } from '../../domain/patch.ts';
import { textOf } from '../imports/added-imports.ts';
import { DEFINING } from './judged-files.ts';

/** The names that a module offered by its own text before a change and does not after. */
export type LostExports = {
  readonly path: string;
  readonly names: ReadonlySet<string>;
  readonly isDeleted: boolean;
};

/** What the changed modules offer no more, of whatever kind: functions, constants, types, a default, what they only give on. */
export async function lostExports(changes: readonly FileChange[]): Promise<readonly LostExports[]> {
  const lost = await Promise.all(changes.filter(({ path }) => DEFINING.test(path)).map(lostBy));
  return lost.filter(({ names, isDeleted }) => names.size > 0 || isDeleted);
}

async function lostBy({ path, before, after }: FileChange): Promise<LostExports> {
  const offered = before === null ? null : await offeredNames(path, textOf(before));
  const still = after === null ? null : await offeredNames(path, textOf(after));
  const isKnown = offered !== null && still?.isOpen !== true;
  const names = isKnown ? [...offered.names].filter((name) => still?.names.has(name) !== true) : [];
  return { path, names: new Set(names), isDeleted: before !== null && after === null };
}
