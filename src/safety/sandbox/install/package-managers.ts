import { posix } from 'node:path';
import { npm } from './npm.ts';
import type { LockFile, PackageManager, ReadText } from './package-manager.ts';
import { pip } from './pip.ts';
import { pnpm } from './pnpm.ts';
import { poetry } from './poetry.ts';
import { uv } from './uv.ts';
import { berry } from './yarn-berry.ts';
import { classicYarn } from './yarn-classic.ts';

/** In the order of their say where a folder has several lock files. */
const MANAGERS: readonly PackageManager[] = [npm, pnpm, berry, classicYarn, uv, poetry, pip];
/** Lock files of other programs, to name them where they are found instead. */
const OTHER_LOCKS = ['bun.lock', 'bun.lockb', 'pdm.lock', 'Pipfile.lock'];

export type LockSearch = {
  /** Where the tests are started, from the root of the work tree. */
  readonly folder: string;
  readonly paths: readonly string[];
  readonly family: PackageManager['family'];
  readonly read: ReadText;
};

/** Which lock file packages are installed from, and by what; or why by none. */
export type FoundLock =
  | {
      readonly kind: 'lock';
      readonly manager: PackageManager;
      readonly lock: LockFile;
      /** Other lock files beside it, which have no say. */
      readonly others: readonly string[];
    }
  | { readonly kind: 'none'; readonly reason: string };

/** The nearest lock file of a language in a folder or above it. */
export function findLock({ folder, paths, family, read }: LockSearch): FoundLock {
  const listed = new Set(paths);
  const managers = MANAGERS.filter((manager) => manager.family === family);
  for (let at = folder; ; at = posix.dirname(at)) {
    const pathsIn = (names: readonly string[]): readonly string[] =>
      names.map((name) => posix.join(at, name)).filter((path) => listed.has(path));
    const locks = [...new Set(pathsIn([...managers.flatMap((manager) => manager.locks), ...OTHER_LOCKS]))];
    for (const manager of managers) {
      for (const path of pathsIn(manager.locks)) {
        const text = read(path) ?? '';
        if (!(manager.wrote?.(text) ?? true)) continue;
        const others = locks.filter((other) => other !== path);
        return { kind: 'lock', manager, lock: { folder: at, path, text }, others };
      }
    }
    const [other] = locks;
    if (other !== undefined) return none(`--install cannot install from ${other}`);
    if (at === '.') return none(`--install needs a lock file (${namesOf(managers)}), and there is none`);
  }
}

function none(reason: string): FoundLock {
  return { kind: 'none', reason };
}

function namesOf(managers: readonly PackageManager[]): string {
  return [...new Set(managers.map(({ locks: [first = ''] }) => first))].join(', ');
}
