import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { JavaScriptGoal } from '../../src/codebase/package-goal.ts';

/** JavaScript and how it is to be read. */
export type ScriptSource = { readonly text: string; readonly goal: JavaScriptGoal };

const CHILD = fileURLToPath(new URL('v8-child.ts', import.meta.url));
const BATCH = 2_000;
const MAX_OUTPUT_BYTES = 100_000_000;

/** Whether V8's parser rejects each of the sources; nothing is run. Modules need a flag of Node, hence the process of its own. */
export function rejectedByV8(sources: readonly ScriptSource[]): readonly boolean[] {
  const rejected: boolean[] = [];
  for (let start = 0; start < sources.length; start += BATCH)
    rejected.push(...rejectedInBatch(sources.slice(start, start + BATCH)));
  return rejected;
}

function rejectedInBatch(sources: readonly ScriptSource[]): readonly boolean[] {
  const asked = sources.map(({ text, goal }) => ({ text, goal }));
  const child = spawnSync(process.execPath, ['--experimental-vm-modules', '--no-warnings', CHILD], {
    input: JSON.stringify(asked),
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return z.array(z.boolean()).length(sources.length).parse(JSON.parse(child.stdout));
}
