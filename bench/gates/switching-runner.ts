import { appendFileSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { TestRunner, type RunnerTestCase, type RunnerTestSuite } from 'vitest';
import { installSwitches } from './switched-values.ts';
import type { SwitchAnswer } from './rule.ts';

// The runner of the tests whose sources `rule-switches.ts` has given switches: a test is run once as it is, which tells
// the rules that it reaches, then once for each of them with that rule off. What it finds out goes to the journal at
// once, because a rule that is off can end the process.

export type Switch = {
  readonly id: number;
  readonly site: string;
  readonly answer: SwitchAnswer;
  /** Parts of the names of the tests that are asked for it, which begin with their paths; null asks all. */
  readonly tests: readonly string[] | null;
  /** Those that are not. */
  readonly except: readonly string[];
};
/** What a run of the tests is asked, and where it writes what it finds. */
export type SwitchOrder = {
  readonly journal: string;
  readonly switches: readonly Switch[];
  /** Tests that take longer are left for later. */
  readonly toMs: number;
  /** The ids of tests that had their turn. */
  readonly had: readonly string[];
  /** How much time of the processor goes into one rule. */
  readonly budgetMs: number;
};
export type SwitchEntry =
  | {
      readonly kind: 'reached';
      readonly file: string;
      readonly ms: number;
      readonly sites: readonly string[];
    }
  | { readonly kind: 'trying' | 'noticed' | 'too-long'; readonly id: number; readonly test: string }
  | { readonly kind: 'unrepeatable'; readonly test: string }
  | { readonly kind: 'had'; readonly id: string }
  | { readonly kind: 'ended'; readonly file: string };

export const ORDER_VARIABLE = 'GATE_SWITCH_ORDER';
/** More calls of one function are a loop that its answer no longer ends. */
const MOST_CALLS = 300_000;
const STALL_MS = 30_000;

const reached = new Set<string>();
const noticed = new Set<number>();
const spentMs = new Map<number, number>();
let active: Switch | null = null;
let calls = 0;

function isOff(site: string): boolean {
  reached.add(site);
  if (active?.site !== site) return false;
  calls++;
  if (calls > MOST_CALLS) throw new Error(`${site} is asked without an end.`);
  return true;
}

installSwitches(isOff, () => active?.answer ?? 'null');

const order: SwitchOrder = JSON.parse(readFileSync(process.env[ORDER_VARIABLE] ?? '', 'utf8'));
const had = new Set(order.had);
const beats = new Int32Array(new SharedArrayBuffer(4));
const beat = (): void => void Atomics.add(beats, 0, 1);
// A test that waits beats too; a loop without an end does not.
setInterval(beat, 500).unref();
new Worker(
  `const { workerData: { beats, pid, ms } } = require('node:worker_threads');
   let last = -1;
   setInterval(() => {
     const now = beats[0];
     if (now === last) process.kill(pid, 'SIGKILL');
     last = now;
   }, ms);`,
  { eval: true, workerData: { beats, pid: process.pid, ms: STALL_MS } },
).unref();

export default class SwitchingRunner extends TestRunner {
  override async onAfterRunSuite(suite: RunnerTestSuite): Promise<void> {
    await super.onAfterRunSuite(suite);
    if ('filepath' in suite) write({ kind: 'ended', file: suite.file.name });
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    const name = `${test.file.name} > ${test.name}`;
    reached.clear();
    const start = performance.now();
    const usage = process.cpuUsage();
    try {
      await run();
    } catch (error) {
      write({ kind: 'unrepeatable', test: `${name}: ${String(error)}` });
      throw error;
    }
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(usage);
    const sites = new Set(reached);
    write({ kind: 'reached', file: test.file.name, ms, sites: [...sites] });
    if (ms >= order.toMs || had.has(test.id)) return;
    await ask(run, { name, sites, ms, costMs: (user + system) / 1000 });
    write({ kind: 'had', id: test.id });
  }
}

type Asked = {
  readonly name: string;
  readonly sites: ReadonlySet<string>;
  readonly ms: number;
  readonly costMs: number;
};

async function ask(run: () => unknown, { name, sites, ms, costMs }: Asked): Promise<void> {
  const isNamed = (part: string): boolean => name.includes(part);
  const asked = order.switches
    .filter(({ id, site }) => sites.has(site) && !noticed.has(id))
    .filter(({ tests, except }) => (tests?.some(isNamed) ?? true) && !except.some(isNamed))
    .filter(({ id }) => (spentMs.get(id) ?? 0) + costMs <= order.budgetMs);
  if (asked.length === 0) return;
  if ((await answerOf(run, ms)) !== 'passed') return write({ kind: 'unrepeatable', test: name });
  for (const one of asked) {
    write({ kind: 'trying', id: one.id, test: name });
    spentMs.set(one.id, (spentMs.get(one.id) ?? 0) + costMs);
    const answer = await answerOf(run, ms, one);
    if (answer === 'passed') continue;
    if ((await answerOf(run, ms)) !== 'passed') return write({ kind: 'unrepeatable', test: name });
    noticed.add(one.id);
    write({ kind: answer === 'failed' ? 'noticed' : 'too-long', id: one.id, test: name });
  }
}

async function answerOf(
  run: () => unknown,
  usualMs: number,
  off: Switch | null = null,
): Promise<'passed' | 'failed' | 'too-long'> {
  active = off;
  calls = 0;
  beat();
  const patience = Promise.withResolvers<'too-long'>();
  const timer = setTimeout(() => patience.resolve('too-long'), 5000 + 20 * usualMs);
  try {
    const end = await Promise.race([run(), patience.promise]);
    return end === 'too-long' ? end : 'passed';
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
    active = null;
  }
}

function write(entry: SwitchEntry): void {
  appendFileSync(order.journal, `${JSON.stringify(entry)}\n`);
}
