import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interleave, LAUNCHER, median, ROOT, type Figure } from '../measure.ts';

const TASK = 'Turn the method format_amount of class InvoiceService into a function and update its calls';

/** The README's example end to end, from the launcher to the written file, against a Node that does nothing. */
export async function measureRecipe(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  const refill = (): void =>
    cpSync(join(ROOT, 'examples', 'invoices'), folder, { recursive: true, force: true });
  const args = [LAUNCHER, 'refactor', TASK, '-t', 'invoice.py', '--auto-apply'];
  const [recipe = [], nothing = []] = await interleave(
    [{ args, cwd: folder, before: refill }, { args: ['-e', '0'] }],
    7,
  );
  rmSync(folder, { recursive: true, force: true });
  if (recipe.some((run) => run.exitCode !== 0)) throw new Error(recipe.map((run) => run.output).join('\n'));
  const wallMs = median(recipe.map((run) => run.wallMs));
  const floorMs = median(nothing.map((run) => run.wallMs));
  const detail = `${(wallMs / floorMs).toFixed(1)}x node -e 0 (${floorMs.toFixed(0)} ms)`;
  return [
    { name: 'method-to-function, whole process', value: wallMs / 1000, unit: 's', bound: 1.5, detail },
    {
      name: 'method-to-function, peak memory',
      value: median(recipe.map((run) => run.peakMb)),
      unit: 'MB',
      bound: 200,
      detail: 'children not counted',
    },
  ];
}
