/**
 * Measures what the index finds for tasks from real commits: file recall at 5 and 10, and recall of a context within
 * 4,000 and 2,000 tokens. Exit 1 when a bar is missed.
 * Usage: node bench/context/retrieval.ts TASKS MIRROR [TREES]
 * TASKS holds `bench.jsonl`, `make_tree.py` and `score.mjs` with its packages installed; MIRROR the bare repositories of
 * the tasks (`git clone --bare https://github.com/OWNER/NAME MIRROR/OWNER+NAME/repo`). With TREES the trees of the tasks and
 * their indexes are kept there, and a second run takes seconds. `bench.jsonl` has one task a line: `id`, `repo`, `parent`
 * (the commit whose tree is the input), `subject` (the sentence), `files` (what the commit changed), `tree_files`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { answerTasks, type Answer, type Folders } from './answer-tasks.ts';
import { scoreAnswers, type Score } from './score-answers.ts';

const taskSchema = z.object({ id: z.string(), subject: z.string(), tree_files: z.int() });

type Bar = { readonly name: string; readonly value: number; readonly least: number };

const LARGE_TREE_FILES = 500;

async function main([tasksFolder, mirror, treesFolder]: readonly string[]): Promise<void> {
  if (tasksFolder === undefined || mirror === undefined)
    throw new Error('Name the folder of the tasks and the folder of the repositories.');
  const scratch = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  const trees = resolve(treesFolder ?? join(scratch, 'trees'));
  const folders = { tasks: resolve(tasksFolder), mirror: resolve(mirror), trees };
  try {
    const bars = await measure(folders, scratch);
    for (const { name, value, least } of bars)
      console.log(
        `${value >= least ? 'ok   ' : 'UNDER'}  ${name.padEnd(44)} ${value.toFixed(3)}  bar ${least}`,
      );
    if (bars.some(({ value, least }) => value < least)) process.exitCode = 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function measure(folders: Folders, scratch: string): Promise<readonly Bar[]> {
  const lines = readFileSync(join(folders.tasks, 'bench.jsonl'), 'utf8').split('\n').filter(Boolean);
  const tasks = lines.map((line) => taskSchema.parse(JSON.parse(line)));
  const large = lines.filter((_, index) => (tasks[index]?.tree_files ?? 0) > LARGE_TREE_FILES);
  const answers = await answerTasks(tasks, folders);
  const score = (name: string, asked: readonly string[], budget: Answer['budget']): Score => {
    const files = { tasks: join(scratch, 'tasks.jsonl'), answers: join(scratch, 'answers.jsonl') };
    writeFileSync(files.tasks, asked.map((line) => `${line}\n`).join(''));
    const given = answers.filter((answer) => answer.budget === budget);
    writeFileSync(files.answers, given.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
    const scored = scoreAnswers({ folders, files, budget });
    for (const [of, figures] of Object.entries(scored))
      console.log(`${name}  ${of.padEnd(20)} ${figures.line}`);
    return scored['all'] ?? { line: '', r5: 0, r10: 0, ctx: 0, body: 0 };
  };
  const [wide, narrow] = [score('4,000 tokens', lines, 4000), score('2,000 tokens', lines, 2000)];
  const ofLarge = score(`4,000 tokens, over ${LARGE_TREE_FILES} files`, large, 4000);
  return [
    { name: 'file recall at 5', value: wide.r5, least: 0.8 },
    { name: 'file recall at 10', value: wide.r10, least: 0.9 },
    { name: `file recall at 5, over ${LARGE_TREE_FILES} source files`, value: ofLarge.r5, least: 0.5 },
    { name: 'context recall, 4,000 tokens', value: wide.ctx, least: 0.87 },
    { name: 'bodies in it', value: wide.body, least: 0.6 },
    { name: 'context recall, 2,000 tokens', value: narrow.ctx, least: 0.78 },
  ];
}

await main(process.argv.slice(2));
