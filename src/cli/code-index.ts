import type { DatabaseSync } from 'node:sqlite';
import { startFactsThread } from '../codebase/index/facts/facts-thread.ts';
import { updateIndex, type IndexReport } from '../codebase/index/build/update-index.ts';
import type { IndexUpdate } from '../codebase/index/build/index-update.ts';
import { openCodeDatabase, type CodeDatabase } from '../codebase/index/store/code-database.ts';
import { createIndexQueries, type IndexQueries } from '../codebase/index/store/queries.ts';
import { OuroborosError } from '../domain/errors.ts';
import type { WorkProgress } from '../domain/progress.ts';
import { decodeText } from '../domain/text.ts';
import { ensureStateDir } from '../safety/state-dir.ts';
import type { Project } from './project.ts';

/** How an index is brought up to date for a command. */
export type IndexUse = {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: WorkProgress) => void;
  /** How long an update may take before what there is has to do; for ever by default. */
  readonly patienceMs?: number;
  readonly onUpdated?: (report: IndexReport & { readonly isComplete: boolean }) => void;
};

type Ask<T> = (queries: IndexQueries, report: IndexReport) => T | Promise<T>;

/** The code index of a work tree. It is opened and brought up to date at the first question, and stays as it was then. */
export interface CodeIndex {
  /** `ask` must be free of effects: it is asked again, of an index made anew, when the present one turns out to be damaged. */
  ask<T>(ask: Ask<T>): Promise<T>;
  close(): void;
}

/** Opens the code index at the first question. A folder that cannot hold it has it in memory. */
export function openCodeIndex(project: Project, use: IndexUse): CodeIndex {
  let database: CodeDatabase | null = null;
  let current: { readonly db: DatabaseSync; readonly report: IndexReport } | null = null;
  return {
    ask: async (ask) => {
      database ??= openCodeDatabase(await stateFolderOrNull(project.root));
      return database.use(async (db) => {
        if (current?.db !== db) current = { db, report: await bringUpToDate(db, project, use) };
        return ask(createIndexQueries(db), current.report);
      });
    },
    close: () => database?.close(),
  };
}

/** Brings the code index of a work tree up to date and lets `ask` use it once. */
export async function withCodeIndex<T>(project: Project, use: IndexUse, ask: Ask<T>): Promise<T> {
  const index = openCodeIndex(project, use);
  try {
    return await index.ask(ask);
  } finally {
    index.close();
  }
}

/** What there is when the patience ends is right as far as it goes: the next update takes it up from there. */
async function bringUpToDate(db: DatabaseSync, project: Project, use: IndexUse): Promise<IndexReport> {
  const startedMs = performance.now();
  const patience = use.patienceMs === undefined ? null : AbortSignal.timeout(use.patienceMs);
  let indexed = 0;
  const onProgress = (progress: WorkProgress): void => {
    if (progress.unit === 'file') indexed = progress.done;
    use.onProgress?.(progress);
  };
  const signal = patience === null ? use.signal : AbortSignal.any([use.signal, patience]);
  try {
    const report = await updateIndex(db, { ...sourcesOf(project), signal, onProgress });
    use.onUpdated?.({ ...report, isComplete: true });
    return report;
  } catch (error) {
    if (patience?.aborted !== true || use.signal.aborted) throw error;
    const durationMs = performance.now() - startedMs;
    const report = { indexed, unchanged: 0, removed: 0, skipped: [], failed: [], durationMs };
    use.onUpdated?.({ ...report, isComplete: false });
    return report;
  }
}

/** The readers of facts and imports are loaded where something has changed: most runs find the index as they need it. */
function sourcesOf(project: Project): Omit<IndexUpdate, 'signal' | 'onProgress'> {
  const paths = project.workspace.candidates();
  // An index that turns out to be damaged first is told first.
  paths.catch(() => null);
  return {
    root: project.root,
    paths,
    readFacts: async (path, text) => {
      const { readFacts } = await import('../codebase/index/facts/read-facts.ts');
      return readFacts(path, text);
    },
    startFactsThread,
    createResolver: async (listing) => {
      const { createImportResolver } = await import('../codebase/index/imports/import-resolver.ts');
      return createImportResolver({ ...listing, readText: async (path) => readText(path, project) });
    },
  };
}

async function stateFolderOrNull(root: string): Promise<string | null> {
  try {
    return await ensureStateDir(root);
  } catch (error) {
    if (error instanceof OuroborosError) return null;
    throw error;
  }
}

/** The text of a file of the work tree; null where it is gone or is no text. */
export async function readText(path: string, { workspace }: Project): Promise<string | null> {
  const file = await workspace.read(path);
  const decoded = file === null ? null : decodeText(file.bytes);
  return decoded?.kind === 'text' ? decoded.text : null;
}
