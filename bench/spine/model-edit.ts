import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import {
  startMessagesServer,
  type RecordedRequest,
  type Scenario,
} from '../../test/support/messages-server.ts';
import { interleave, LAUNCHER, median, type Command, type Figure } from '../measure.ts';

const DELAY_MS = 300;
const ROUNDS = 7;

/** One small edit against the scripted server: tokens sent, time beyond the scripted delays, and memory. */
export async function measureModelEdit(): Promise<readonly Figure[]> {
  return [...(await measureProfile('balanced', 1)), ...(await measureProfile('quality', 3))];
}

const BOUND_TOKENS: Readonly<Record<number, number>> = { 1: 2000, 3: 6000 };

async function measureProfile(profile: string, calls: number): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  const server = await startMessagesServer({ scenarios: scenariosFor(calls), delayMs: DELAY_MS });
  try {
    const fill = (): void => fillFolder(folder);
    fill();
    writeFileSync(join(folder, 'prompt.txt'), readFileSync(join(folder, 'orders.py')));
    const env = { ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: 'bench' };
    const args = [
      LAUNCHER,
      'refactor',
      'Round the total to two decimals',
      '-t',
      'orders.py',
      '-c',
      profile,
      '--auto-apply',
      '--max-risk',
      '1',
    ];
    const ours: Command = { args, cwd: folder, env, before: fill };
    const bare: Command = {
      args: [
        join(import.meta.dirname, '..', 'bare-sdk.ts'),
        server.url,
        String(calls),
        join(folder, 'prompt.txt'),
      ],
      env,
    };
    const [runs = [], floors = []] = await interleave([ours, bare], ROUNDS);
    const failed = [...runs, ...floors].find((run) => run.exitCode !== 0);
    if (failed !== undefined) throw new Error(failed.output);
    const overheadMs = median(runs.map((run) => run.wallMs)) - calls * DELAY_MS;
    const floorMs = median(floors.map((run) => run.wallMs)) - calls * DELAY_MS;
    const sent = server.requests.slice(0, calls);
    const label = calls === 1 ? 'one call' : 'all roles';
    return [
      {
        name: `one small edit, ${label}: sent tokens (o200k)`,
        value: tokensOf(sent),
        unit: 'tokens',
        bound: BOUND_TOKENS[calls] ?? 0,
        detail: `${sent.length} requests`,
      },
      {
        name: `one small edit, ${label}: time beyond the model's, to bare SDK`,
        value: overheadMs / floorMs,
        unit: 'x',
        bound: 2,
        detail: `${overheadMs.toFixed(0)} ms / ${floorMs.toFixed(0)} ms`,
      },
      {
        name: `one small edit, ${label}: peak memory`,
        value: median(runs.map((run) => run.peakMb)),
        unit: 'MB',
        bound: 200,
        detail: `bare SDK ${median(floors.map((run) => run.peakMb)).toFixed(0)} MB`,
      },
    ];
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function tokensOf(requests: readonly RecordedRequest[]): number {
  return requests.reduce((sum, request) => sum + countTokens(JSON.stringify(request.body)), 0);
}

/** Enough replies for the warm-up and every round: ours asks each role once, the floor asks for patches alone. */
function scenariosFor(calls: number): readonly Scenario[] {
  const step = { title: 'Round the total', files: ['orders.py'], depends_on: [] };
  const edit = { file: 'orders.py', search: '    return total_07', replace: '    return round(total_07, 2)' };
  const round: readonly Scenario[] = [
    { for: 'submit_plan', plan: { steps: [step] } },
    { for: 'none', text: 'Money is kept as float; money.to_cents(amount) rounds to cents.' },
    ...Array.from({ length: calls + 1 }, () => ({ for: 'submit_patch', edits: [edit] })),
  ];
  return Array.from({ length: ROUNDS + 1 }, () => round).flat();
}

/** A Python file of about 120 lines and 3.6 kB that imports a small neighbour. */
function fillFolder(folder: string): void {
  const functions = Array.from({ length: 17 }, (_, index) => functionText(String(index).padStart(2, '0')));
  writeFileSync(
    join(folder, 'orders.py'),
    `"""Totals of orders."""\n\nimport money\n\n\n${functions.join('\n\n')}`,
  );
  writeFileSync(
    join(folder, 'money.py'),
    'def to_cents(amount):\n    """Rounds an amount to cents."""\n    return round(amount * 100)\n',
  );
}

function functionText(number: string): string {
  return `def order_total_${number}(prices, tax_rate=0.19):
    """The total of one order with its tax, as category ${number} asks for."""
    total_${number} = sum(prices) * (1 + tax_rate)
    money.to_cents(total_${number})
    return total_${number}
`;
}
