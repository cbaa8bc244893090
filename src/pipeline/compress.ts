import { callModel } from './call-model.ts';
import { COMPRESSOR_SYSTEM, fileBlock, taskBlock } from './prompts.ts';
import type { RunContext } from './run-context.ts';

/** A file as the model sees it. */
export type ContextFile = {
  readonly path: string;
  readonly text: string;
  readonly form: 'whole' | 'outline' | 'excerpt';
  /** Said to the model with the file, e.g. which lines were left out; null for a whole file. */
  readonly note: string | null;
  /** Code that is shown for how it is done; it goes to the builder as it is. */
  readonly isExample?: boolean;
  /** Of an example from another root: SPDX, `unknown` or `none`. */
  readonly licence?: string | undefined;
};

/** The code that the model sees, within the token budget, and the files that it may change. */
export type Context = {
  readonly files: readonly ContextFile[];
  readonly changeable: readonly string[];
  readonly related: readonly ContextFile[];
  /** The repository at a glance, for calls that begin with it; see {@link repositoryMap}. */
  readonly map?: string | undefined;
  /** What the compressor's model said of the related files; null where none was asked. */
  readonly brief: string | null;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
};

/** Lets the compressor's model write notes on the related files, where the profile asks for it; else says why not. */
export async function compress(context: Context, run: RunContext): Promise<Context> {
  if (run.config.profile !== 'quality' || context.related.length === 0) {
    const reason =
      context.related.length === 0
        ? 'no other file of the project matters for the task'
        : 'what matters of other files fits the budget';
    run.emit({ type: 'phase.skipped', phase: 'compressor', reason });
    return context;
  }
  const reply = await callModel(
    {
      role: 'compressor',
      system: COMPRESSOR_SYSTEM,
      prompt: [
        ...context.related.map((file) => fileBlock(file.path, file.text, file.note)),
        taskBlock({ text: run.task.text, functions: run.task.functions, changeable: context.changeable }),
      ].join('\n\n'),
      tool: null,
      purpose: 'compressing context to fit within the token budget',
    },
    run,
  );
  return { ...context, related: context.related.filter(({ isExample }) => isExample), brief: reply.text };
}

/** Whether one call of the builder is enough: one small file, and no profile that asks for every role. */
export function isSmallTask(context: Pick<Context, 'changeable' | 'files'>, run: RunContext): boolean {
  return (
    run.config.profile !== 'quality' &&
    context.changeable.length === 1 &&
    context.files.every((file) => file.form === 'whole')
  );
}
