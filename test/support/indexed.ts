import { withCodeIndex } from '../../src/cli/code-index.ts';
import { openProject } from '../../src/cli/project.ts';
import type { IndexQueries } from '../../src/codebase/index/store/queries.ts';
import { makeFolder, type Files } from './work-tree.ts';

/** Asks the code index of a new folder with these files, made by the real readers. */
export async function withIndexOf<T>(
  files: Files,
  ask: (queries: IndexQueries) => T | Promise<T>,
): Promise<T> {
  const project = await openProject(makeFolder(files));
  return withCodeIndex(project, { signal: new AbortController().signal }, ask);
}
