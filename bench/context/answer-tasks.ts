import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withCodeIndex } from '../../src/cli/code-index.ts';
import { openProject } from '../../src/cli/project.ts';
import { createTokenCounters } from '../../src/models/token-counters.ts';
import { chooseCode } from '../../src/pipeline/choose-code.ts';

const BUDGETS = [4000, 2000] as const;
const MAX_FILES = 60;

export type Task = { readonly id: string; readonly subject: string };

/** Where the tasks, the repositories and the trees of the tasks are. */
export type Folders = { readonly tasks: string; readonly mirror: string; readonly trees: string };

/** What the product says to a task: its files, the best first, and the code that it would show a model. */
export type Answer = {
  readonly id: string;
  readonly budget: (typeof BUDGETS)[number];
  readonly files: readonly string[];
  readonly context: string;
};

/** Writes the tree of each task, indexes it and asks it, as `relevant` and `context` do. */
export async function answerTasks(tasks: readonly Task[], folders: Folders): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const [index, task] of tasks.entries()) {
    answers.push(...(await answersOf(task, treeOf(task, folders))));
    if ((index + 1) % 20 === 0) console.error(`${index + 1} of ${tasks.length} tasks`);
  }
  return answers;
}

function treeOf({ id }: Task, { tasks, mirror, trees }: Folders): string {
  const tree = join(trees, id);
  if (existsSync(tree)) return tree;
  mkdirSync(tree, { recursive: true });
  try {
    const args = [join(tasks, 'make_tree.py'), join(tasks, 'bench.jsonl'), id, tree];
    execFileSync('python3', args, { env: { ...process.env, MIRROR: mirror } });
    return tree;
  } catch (error) {
    rmSync(tree, { recursive: true, force: true });
    throw error;
  }
}

async function answersOf({ id, subject }: Task, tree: string): Promise<readonly Answer[]> {
  const project = await openProject(tree);
  const tokens = createTokenCounters('o200k_base', { factorOf: () => 1 });
  const whole = { task: subject, targets: [], functions: [], isFrugal: false, tokens };
  return withCodeIndex(project, { signal: new AbortController().signal }, async (queries) => {
    const answers: Answer[] = [];
    for (const budget of BUDGETS) {
      const { ranked, context } = await chooseCode(queries, { ...whole, budget, relatedBudget: budget });
      const files = ranked.slice(0, MAX_FILES).map(({ path }) => path);
      answers.push({ id, budget, files, context: context.text });
    }
    return answers;
  });
}
