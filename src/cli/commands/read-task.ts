import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { messageOf, OuroborosError } from '../../domain/errors.ts';
import type { Io } from '../io.ts';

/** Where the task may come from: the argument (`-` for standard input), or `--task-file`. */
export type TaskSource = {
  readonly task: string | null;
  readonly taskFile?: string | undefined;
  /** What to write where there is none; a task of `refactor` by default. */
  readonly example?: string;
};

/** The task as one argument. @throws OuroborosError `usage` when there are several */
export function taskOf(words: readonly string[]): string | null {
  const [task, ...others] = words;
  if (others.length === 0) return task ?? null;
  throw new OuroborosError('usage', `The task is ${words.length} arguments; it has to be one.`, {
    hint: `Put it in quotes: "${words.join(' ')}"`,
  });
}

const EXAMPLE = 'ouroboros refactor "Rename load to loadUser" -t src/users.ts';

/** The text of the task. @throws OuroborosError `usage` when there is none, or two. */
export async function readTask(source: TaskSource, io: Io): Promise<string> {
  const given = await readSource(source, io);
  const text = given.replace(/^\uFEFF/, '').trim();
  if (text.length > MAX_TASK_CHARACTERS) {
    throw new OuroborosError(
      'usage',
      `The task has ${text.length} characters; at most ${MAX_TASK_CHARACTERS} are sent to a model.`,
      { hint: 'Say it shorter, and put long material into a file that -t names.' },
    );
  }
  if (text !== '') return text;
  throw new OuroborosError('usage', 'The task is empty.', {
    hint: `Say what to do: ${source.example ?? EXAMPLE}`,
  });
}

/** About 7,000 tokens: with it the smallest context still holds the files that it speaks of. */
const MAX_TASK_CHARACTERS = 20_000;

async function readSource({ task, taskFile }: TaskSource, io: Io): Promise<string> {
  if (task !== null && taskFile !== undefined) {
    throw new OuroborosError('usage', 'The task is given twice: as an argument and with --task-file.');
  }
  if (task === '-') return io.readStdin();
  return taskFile === undefined ? (task ?? '') : readTaskFile(resolve(io.cwd, taskFile));
}

function readTaskFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new OuroborosError('usage', `The task file cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
