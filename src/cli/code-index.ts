import { readFacts } from '../codebase/index/facts/read-facts.ts';
import { createImportResolver } from '../codebase/index/imports/import-resolver.ts';
import { updateIndex, type IndexProgress, type IndexReport } from '../codebase/index/build/update-index.ts';
import { openCodeDatabase } from '../codebase/index/store/code-database.ts';
import { createIndexQueries, type IndexQueries } from '../codebase/index/store/queries.ts';
import { OuroborosError } from '../domain/errors.ts';
import { decodeText } from '../domain/text.ts';
import { ensureStateDir } from '../safety/state-dir.ts';
import type { Project } from './project.ts';

/** How an index is brought up to date for a command. */
export type IndexUse = {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: IndexProgress) => void;
};

/** Brings the code index of a work tree up to date and lets `ask` use it. A folder that cannot hold it has it in memory. */
export async function withCodeIndex<T>(
  project: Project,
  use: IndexUse,
  ask: (queries: IndexQueries, report: IndexReport) => T | Promise<T>,
): Promise<T> {
  const database = openCodeDatabase(await stateFolderOrNull(project.root));
  try {
    const paths = await project.workspace.list();
    const report = await updateIndex({
      root: project.root,
      paths,
      database,
      readFacts,
      createResolver: async (listing) =>
        createImportResolver({ ...listing, readText: async (path) => readText(path, project) }),
      signal: use.signal,
      ...(use.onProgress === undefined ? {} : { onProgress: use.onProgress }),
    });
    return await database.use(async (db) => ask(createIndexQueries(db), report));
  } finally {
    database.close();
  }
}

async function stateFolderOrNull(root: string): Promise<string | null> {
  try {
    return await ensureStateDir(root);
  } catch (error) {
    if (error instanceof OuroborosError) return null;
    throw error;
  }
}

async function readText(path: string, { workspace }: Project): Promise<string | null> {
  const file = await workspace.read(path);
  const decoded = file === null ? null : decodeText(file.bytes);
  return decoded?.kind === 'text' ? decoded.text : null;
}
