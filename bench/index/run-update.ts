import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as z from 'zod';

const UPDATE = join(import.meta.dirname, 'update-once.ts');

const updateSchema = z.object({
  indexed: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  failed: z.int(),
  updateMs: z.number(),
  cpuMs: z.number(),
  peakMb: z.number(),
});

/** What one update took: `updateMs` from the open project on, `wallMs` and `cpuMs` the whole process. */
export type Update = z.infer<typeof updateSchema> & { readonly wallMs: number };

/** Brings the index of a repository up to date in a process of its own. */
export function runUpdate(root: string): Update {
  const startedMs = performance.now();
  const child = spawnSync(process.execPath, [UPDATE, root], { encoding: 'utf8' });
  const wallMs = performance.now() - startedMs;
  if (child.status !== 0) throw new Error(child.stderr);
  return { ...updateSchema.parse(JSON.parse(child.stdout)), wallMs };
}
