import type { FileChange } from '../../domain/patch.ts';
import { textOf } from '../imports/added-imports.ts';
import type { TextReaders } from '../text-readers.ts';
import { DEFINING } from './judged-files.ts';

/** The names that a module offered by its own text before a change and does not after. */
export type LostExports = {
  readonly path: string;
  readonly names: ReadonlySet<string>;
  readonly isDeleted: boolean;
};

/** What the changed modules offer no more, of whatever kind: functions, constants, types, a default, what they only give on. */
export async function lostExports(
  changes: readonly FileChange[],
  readers: Readers,
): Promise<readonly LostExports[]> {
  const judged = changes.filter(({ path }) => DEFINING.test(path));
  const lost = await Promise.all(judged.map((change) => lostBy(change, readers)));
  return lost.filter(({ names, isDeleted }) => names.size > 0 || isDeleted);
}

type Readers = Pick<TextReaders, 'facts' | 'offered'>;

async function lostBy({ path, before, after }: FileChange, { offered: read }: Readers): Promise<LostExports> {
  const offered = before === null ? null : await read(path, textOf(before));
  const still = after === null ? null : await read(path, textOf(after));
  const isKnown = offered !== null && still?.isOpen !== true;
  const names = isKnown ? [...offered.names].filter((name) => still?.names.has(name) !== true) : [];
  return { path, names: new Set(names), isDeleted: before !== null && after === null };
}
