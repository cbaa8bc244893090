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

/** What changed modules offer no more, and those of which nobody can tell. */
export type ModuleLosses = {
  readonly lost: readonly LostExports[];
  /** The paths of modules that may have names which no reader sees. */
  readonly open: ReadonlySet<string>;
};

/** What the changed modules offer no more, of whatever kind: functions, constants, types, a default, what they only give on. */
export async function lostExports(changes: readonly FileChange[], readers: Readers): Promise<ModuleLosses> {
  const judged = changes.filter(({ path }) => DEFINING.test(path));
  const losses = await Promise.all(judged.map((change) => lossOf(change, readers)));
  return {
    lost: losses.filter(({ names, isDeleted }) => names.size > 0 || isDeleted),
    open: new Set(losses.flatMap(({ path, isOpen }) => (isOpen ? [path] : []))),
  };
}

type Readers = Pick<TextReaders, 'facts' | 'offered'>;
type Loss = LostExports & { readonly isOpen: boolean };

async function lossOf({ path, before, after }: FileChange, { offered: read }: Readers): Promise<Loss> {
  const offered = before === null ? null : await read(path, textOf(before));
  const still = after === null ? null : await read(path, textOf(after));
  const isKnown = offered !== null && still?.isOpen !== true;
  const names = isKnown ? [...offered.names].filter((name) => still?.names.has(name) !== true) : [];
  const isOpen = after !== null && (offered?.isOpen === true || still?.isOpen === true);
  return { path, names: new Set(names), isDeleted: before !== null && after === null, isOpen };
}
