/**
 * Drives the public refactoring benchmark by its own sentences through the command line, with no key and no network:
 * 89 methods of well-known Python projects that have to become functions. Reports what its checker asks, whether the
 * syntax tree is the same but for the declared edit, and new diagnostics of ruff (F, PLE).
 * Usage: node bench/recipes/refactor-benchmark.ts FOLDER, a checkout of github.com/Aider-AI/refactor-benchmark; needs python3.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { newRuffDiagnostics } from '../../src/recipes/python/proofs.ts';
import { LAUNCHER, median, reportFigures, runOnce } from '../measure.ts';

const COMPARER = fileURLToPath(new URL('compare-moves.py', import.meta.url));
const NAME_CLASH = /already|top-level|uses the name/;

const verdictSchema = z.object({ benchmark: z.string().nullable(), identity: z.string().nullable() });

type Task = {
  readonly name: string;
  readonly file: string;
  readonly sentence: string;
  readonly before: string;
  readonly class: string;
  readonly method: string;
  readonly method_nodes: number;
  readonly class_nodes: number;
};
type Done = Task & { readonly after: string; readonly wallMs: number };
type Refused = Task & { readonly reason: string };

function tasksIn(folder: string): readonly Task[] {
  const root = join(folder, 'refactor-benchmark');
  return readdirSync(root).map((name) => {
    const files = readdirSync(join(root, name)).filter((file) => file.endsWith('.py'));
    const file = files.find((one) => !one.endsWith('_test.py')) ?? '';
    const test = readFileSync(join(root, name, file.replace(/\.py$/, '_test.py')), 'utf8');
    const value = (key: string): string => new RegExp(`^ +${key} = "?(\\w+)"?$`, 'm').exec(test)?.[1] ?? '';
    const instructions = readFileSync(join(root, name, '.docs', 'instructions.md'), 'utf8');
    return {
      name,
      file,
      sentence: instructions.replace(/^#.*$/m, '').trim(),
      before: readFileSync(join(root, name, file), 'utf8'),
      class: value('class_name'),
      method: value('method'),
      method_nodes: Number(value('method_children')),
      class_nodes: Number(value('class_children')),
    };
  });
}

async function run(task: Task, source: string): Promise<Done | Refused> {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  cpSync(source, join(folder, task.file));
  const args = [LAUNCHER, 'refactor', task.sentence, '-t', task.file, '--auto-apply', '--max-risk', '1'];
  const { wallMs, exitCode, output } = await runOnce({ args, cwd: folder });
  const after = readFileSync(join(folder, task.file), 'utf8');
  rmSync(folder, { recursive: true, force: true });
  if (exitCode === 0) return { ...task, after, wallMs };
  return { ...task, reason: /^(?:refused|failed): (.*)$/m.exec(output)?.[1] ?? output };
}

async function main(folder: string): Promise<void> {
  const tasks = tasksIn(folder);
  const results: (Done | Refused)[] = [];
  for (const task of tasks) {
    results.push(await run(task, join(folder, 'refactor-benchmark', task.name, task.file)));
  }
  const done = results.filter((one): one is Done => 'after' in one);
  const refused = results.filter((one): one is Refused => 'reason' in one);
  for (const { name, reason } of refused) console.log(`refused ${name}: ${reason}`);
  const input = done.map((one) => JSON.stringify(one)).join('\n');
  const output = execFileSync('python3', [COMPARER], { input, encoding: 'utf8', maxBuffer: 50_000_000 });
  const verdicts = output
    .trim()
    .split('\n')
    .map((line) => verdictSchema.parse(JSON.parse(line)));
  let fresh = 0;
  for (const [at, { name, before, after }] of done.entries()) {
    const found = await newRuffDiagnostics(before, after, ['F', 'PLE']);
    if (found.length > 0) fresh++;
    const faults = [verdicts[at]?.benchmark, verdicts[at]?.identity, ...found].filter(
      (fault) => typeof fault === 'string',
    );
    if (faults.length > 0) console.log(`${name}: ${faults.join('; ')}`);
  }
  const failing = (key: 'benchmark' | 'identity'): number =>
    verdicts.filter((verdict) => verdict[key] !== null).length;
  const unexplained = refused.filter(({ reason }) => !NAME_CLASH.test(reason));
  const solved = done.length - failing('benchmark');
  reportFigures([
    {
      name: 'tasks not solved by its checker',
      value: tasks.length - solved,
      unit: '',
      bound: 1,
      detail: `${solved} of ${tasks.length} solved`,
    },
    {
      name: 'refused for another reason than a clash of names',
      value: unexplained.length,
      unit: '',
      bound: 0,
      detail: `${refused.length} refused`,
    },
    {
      name: 'tree changed beyond the declared edit',
      value: failing('identity'),
      unit: '',
      bound: 0,
      detail: `of ${done.length}`,
    },
    {
      name: 'with new diagnostics of ruff (F, PLE)',
      value: fresh,
      unit: '',
      bound: 0,
      detail: `of ${done.length}`,
    },
    {
      name: 'median of a task, whole process',
      value: median(done.map(({ wallMs }) => wallMs)) / 1000,
      unit: 's',
      bound: 1.5,
      detail: 'cold',
    },
  ]);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: node bench/recipes/refactor-benchmark.ts FOLDER');
await main(folder);
