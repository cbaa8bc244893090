import { rankFiles, type RankedFile } from '../../codebase/index/rank/rank-files.ts';
import { printableLine } from '../../domain/terminal-text.ts';
import { withCodeIndex } from '../code-index.ts';
import { sayNothingFound, type EmptyAnswer } from '../empty-answer.ts';
import { drawnIndexUse } from '../index-use.ts';
import type { Io } from '../io.ts';
import { openProject } from '../project.ts';
import { readTask } from './read-task.ts';

export type RelevantOptions = {
  readonly task: string | null;
  readonly limit: number;
  readonly json: boolean;
};

const EXAMPLE = 'ouroboros relevant "Round amounts to cents"';
const NOTHING_FITS: EmptyAnswer = {
  sentence: 'No file has a word of the task.',
  hint: 'Name what the code names: a function, a class, a file, a message that it prints.',
};

/** Lists the files that a task is about, the best first. Gives 0, also when no file fits. */
export async function runRelevant(options: RelevantOptions, io: Io): Promise<number> {
  const task = await readTask({ task: options.task, example: EXAMPLE }, io);
  const project = await openProject(io.cwd);
  const ranked = await withCodeIndex(project, drawnIndexUse(io), (queries) =>
    rankFiles({ queries, task, targets: [] }),
  );
  // Without a word of the task in any file, the ranking is of the files that most others build on.
  const files = ranked.some(({ lexical }) => lexical > 0) ? ranked.slice(0, options.limit) : [];
  if (options.json) io.stdout(JSON.stringify({ task, files: files.map(jsonOf) }));
  else for (const { path } of files) io.stdout(printableLine(path));
  if (files.length === 0) sayNothingFound(NOTHING_FITS, io);
  return 0;
}

function jsonOf({ path, lexical, linked }: RankedFile): object {
  const rounded = (value: number): number => Math.round(value * 1000) / 1000;
  return { path, lexical: rounded(lexical), linked: rounded(linked) };
}
