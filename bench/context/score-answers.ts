import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as z from 'zod';
import type { Folders } from './answer-tasks.ts';

/** Means over tasks, 0 to 1: recall of files at 5 and 10, of definitions in the context, and of whole bodies in it. */
export type Score = {
  readonly r5: number;
  readonly r10: number;
  readonly ctx: number;
  readonly body: number;
  /** All that the scorer says. */
  readonly line: string;
};

const figuresSchema = z.looseObject({ r5: z.number(), r10: z.number(), ctx: z.number(), body: z.number() });
const reportSchema = z.object({ all: figuresSchema, repos: z.record(z.string(), figuresSchema) });

/** Runs the scorer of the tasks. Gives the scores of `all` and of each repository. */
export function scoreAnswers({
  folders,
  files,
  budget,
}: {
  readonly folders: Folders;
  readonly files: { readonly tasks: string; readonly answers: string };
  readonly budget: number;
}): Readonly<Record<string, Score>> {
  // Grammars that are compiled by the optimising compiler of V8 take gigabytes.
  const args = ['--wasm-tier-up-filter=0', join(folders.tasks, 'score.mjs'), files.tasks, files.answers];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args, String(budget), '--json'], {
    cwd: folders.tasks,
    env: { ...process.env, MIRROR: folders.mirror },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The scorer failed: ${stderr}`);
  const { all, repos } = reportSchema.parse(JSON.parse(stdout));
  return Object.fromEntries(
    Object.entries({ all, ...repos }).map(([of, figures]) => [
      of,
      { ...figures, line: JSON.stringify(figures) },
    ]),
  );
}
