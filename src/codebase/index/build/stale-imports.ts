import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../store/transaction.ts';
import type { Changes } from './changes.ts';

/** Files by which imports are resolved: when one changes, any import may lead elsewhere. */
const RESOLVER_CONFIG =
  /(?:^|\/)(?:package\.json|[jt]sconfig[^/]*\.json|pyproject\.toml|setup\.(?:py|cfg)|pnpm-workspace\.ya?ml|lerna\.json|go\.(?:mod|work)|Cargo\.toml|composer\.json|svelte\.config\.(?:[jt]s|mjs))$/;

/** Names that stand for their folder in an import. */
const STANDS_FOR_FOLDER = new Set(['index', '__init__', 'mod', 'lib', 'main']);

/** Above so many new files it is quicker to resolve every import again than to look for those they may concern. */
const MAX_ADDED_ONE_BY_ONE = 20;

const MARK = 'UPDATE import SET stale = stale + 1';

/** Whether imports are resolved by what a file says. */
export function isResolverConfig(path: string): boolean {
  return RESOLVER_CONFIG.test(path);
}

/** Marks the imports that may lead elsewhere because files came or went. Kept until they are resolved again. */
export function noteListingChange(db: DatabaseSync, { added, removed }: Changes): void {
  const isAnyKnown = db.prepare('SELECT 1 FROM import LIMIT 1').get() !== undefined;
  if (added.length + removed.length === 0 || !isAnyKnown) return;
  const isAnyConcerned =
    added.length > MAX_ADDED_ONE_BY_ONE || removed.some(isResolverConfig) || added.some(isResolverConfig);
  inTransaction(db, () => {
    if (isAnyConcerned) return markAll(db);
    db.exec(`${MARK} WHERE id IN (SELECT import FROM edge WHERE state IN ('unresolved', 'guessed'))`);
    const toRemoved = db.prepare(`${MARK} WHERE id IN (SELECT import FROM edge WHERE target = ?)`);
    for (const path of removed) toRemoved.run(path);
    const naming = db.prepare(`${MARK} WHERE instr(specifier, ?) > 0 OR instr(names, ?) > 0`);
    for (const name of new Set(added.map(importedName))) naming.run(name, name);
  });
}

/** Notes that every import has to be resolved again; done by {@link takeMarks}. */
export function markAll(db: DatabaseSync): void {
  db.exec("INSERT OR IGNORE INTO pending VALUES ('all imports')");
}

/** Turns the note of {@link markAll} into a mark on each import, and says how many bear one. */
export function takeMarks(db: DatabaseSync): number {
  const isNoted = db.prepare("SELECT 1 FROM pending WHERE what = 'all imports'").get() !== undefined;
  if (isNoted) {
    inTransaction(db, () => {
      db.exec(`${MARK}; DELETE FROM pending WHERE what = 'all imports'`);
    });
  }
  const row = db.prepare('SELECT count(*) AS count FROM import WHERE stale > 0').get();
  return Number(row?.['count'] ?? 0);
}

/** The part of a path that imports of it spell out: its name without endings, or that of its folder. */
function importedName(path: string): string {
  const parts = path.split('/');
  const stem = stemOf(parts.at(-1) ?? '');
  return STANDS_FOR_FOLDER.has(stem) && parts.length > 1 ? (parts.at(-2) ?? stem) : stem;
}

function stemOf(name: string): string {
  const dot = name.indexOf('.', 1);
  return dot === -1 ? name : name.slice(0, dot);
}
