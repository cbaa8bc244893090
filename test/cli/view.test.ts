import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/domain/event.ts';
import { createPlainView } from '../../src/cli/view/plain-view.ts';
import { reportLines } from '../../src/cli/view/report.ts';
import { createRunView } from '../../src/cli/view/create-run-view.ts';
import type { RunView } from '../../src/cli/view/run-view.ts';
import { createStyle, type Look } from '../../src/cli/view/style.ts';
import { cutPathToWidth, cutToWidth, displayWidth, wrapToWidth } from '../../src/cli/view/text-width.ts';
import { formatDuration, patchStatusOf, riskWordOf } from '../../src/cli/view/wording.ts';
import { unifiedDiff } from '../../src/domain/unified-diff.ts';
import { addEvent, startRecord } from '../../src/domain/run-record.ts';
import { sink } from '../support/sink.ts';
import * as events from '../support/view-events.ts';

const { RUN_ID } = events;
const terminal = (columns: number, color = false): Look => ({
  kind: 'terminal',
  columns,
  style: createStyle(color),
});
const MODEL = 'claude-sonnet-5';
const FAR = 'packages/shop/src/checkout/résumé/文字/price_table_component.test.tsx';

const HELD: readonly RunEvent[] = [
  events.started('let Shop.total skip items without a price'),
  events.planned([
    { title: 'Skip items without a price', paths: ['src/shop.py'] },
    { title: 'Cover it by a test', paths: [FAR] },
  ]),
  events.attempt(1),
  events.asked(MODEL),
  events.replied(MODEL, { in: 1320, out: 410 }),
  events.gateFailed(1),
  events.attempt(2),
  events.asked(MODEL),
  events.replied(MODEL, { in: 1410, out: 400 }),
  events.staged('src/shop.py'),
  events.staged(FAR, { linesAdded: 21, linesRemoved: 0 }),
  events.scored('src/shop.py', 0.24),
  events.scored(FAR, 0.64),
  events.decided('src/shop.py', 'apply'),
  events.decided(FAR, 'hold'),
  events.applied('src/shop.py'),
  events.finished(
    'held',
    '1 of 2 patches is above the risk limit of 0.30.',
    `Apply it all the same:\nouroboros apply ${RUN_ID} --max-risk 0.7`,
  ),
];
const FAILED: readonly RunEvent[] = [
  ...HELD.slice(0, 6),
  events.attempt(2),
  {
    type: 'reply.rejected',
    stepId: 's1',
    attempt: 2,
    reason: 'The search text of edit 1 is not in src/shop.py.',
    identicalToPrevious: false,
  },
  events.attempt(3),
  events.gateFailed(3),
  events.staged('src/shop.py', { valid: false }),
  events.finished('failed', 'The syntax gate refused the patch in 3 attempts.'),
];

describe('the report on a terminal', () => {
  it('shows the run, its patches, what was healed, and how it ended', () => {
    expect(reportLines(events.recordOf(HELD), terminal(80))).toEqual([
      '',
      `╭─ ${RUN_ID} ${'─'.repeat(47)}╮`,
      '│ Task    let Shop.total skip items without a price                            │',
      '│ Engine  claude-sonnet-5 (generator)                                          │',
      '│ Plan    1. Skip items without a price                                        │',
      '│         2. Cover it by a test                                                │',
      `╰${'─'.repeat(78)}╯`,
      '',
      'File                                          Valid  Risk       Status   Lines',
      'src/shop.py                                   yes    0.24 low   applied  +4 -2',
      '…/résumé/文字/price_table_component.test.tsx  yes    0.64 high  held     +21 -0',
      '',
      'Attempt 1 (healed by attempt 2): syntax gate failed: 1 new syntax error in',
      '    src/shop.py',
      '',
      '1 file changed, +4 -2 lines, 2 model calls, 3,540 tokens, $0.0246, 16 s',
      '• Held  1 of 2 patches is above the risk limit of 0.30.',
      '  Next     Apply it all the same:',
      `           ouroboros apply ${RUN_ID} --max-risk 0.7`,
      `  Record   artifacts/artifact_metadata_${RUN_ID}.json`,
      `  Undo     ouroboros undo ${RUN_ID}`,
    ]);
  });

  it('shows why the last attempt of a failed run failed, with the place and a caret under it', () => {
    const lines = reportLines(events.recordOf(FAILED), terminal(80));
    expect(lines.slice(lines.indexOf('src/shop.py  no     -     failed  +4 -2') + 2)).toEqual([
      'Attempt 1: syntax gate failed: 1 new syntax error in src/shop.py',
      'Attempt 2: reply rejected: The search text of edit 1 is not in src/shop.py.',
      'Attempt 3: syntax gate failed: 1 new syntax error in src/shop.py',
      "  src/shop.py:3:11: Expected ':', found newline (ruff)",
      '      1 | def total(items):',
      '      2 |     prices = [item.price for item in items]',
      '    > 3 |     if prices',
      '        |              ^',
      '      4 |         return sum(prices)',
      '      5 |',
      '',
      '1 model call, 1,730 tokens, $0.0123, 11 s',
      '✗ Failed  The syntax gate refused the patch in 3 attempts.',
      `  Record   artifacts/artifact_metadata_${RUN_ID}.json`,
    ]);
  });

  it('moves the source to the left where the caret would be out of sight', () => {
    const lines = reportLines(events.recordOf(FAILED), terminal(20));
    const caret = lines.find((line) => line.trimEnd().endsWith('^')) ?? '';
    const source = lines[lines.indexOf(caret) - 1] ?? '';
    expect(source[caret.indexOf('^') - 1]).toBe('s');
    expect(displayWidth(caret)).toBeLessThan(20);
  });

  it('gives each patch two lines and drops the frame at 40 columns', () => {
    const lines = reportLines(events.recordOf(HELD), terminal(40));
    expect(lines.slice(1, 12)).toEqual([
      RUN_ID,
      'Task    let Shop.total skip items',
      '        without a price',
      'Engine  claude-sonnet-5 (generator)',
      'Plan    1. Skip items without a price',
      '        2. Cover it by a test',
      '',
      'src/shop.py',
      '  valid, risk 0.24 low, applied, +4 -2',
      '…mé/文字/price_table_component.test.tsx',
      '  valid, risk 0.64 high, held, +21 -0',
    ]);
  });

  it('shows the diff of a dry run and names the file with the rest of it', () => {
    const text = Array.from({ length: 90 }, (_, index) => `${index}\n`).join('');
    const diff = unifiedDiff('src/shop.py', null, new TextEncoder().encode(text));
    const record = events.recordOf([
      events.started('make it'),
      events.recipeRan({ notes: ['a delegate stays', 'a delegate stays'] }),
      events.staged('src/shop.py', { operation: 'create' }),
      events.decided('src/shop.py', 'preview'),
      events.finished('previewed', 'Nothing was written.'),
    ]);
    const lines = reportLines(record, terminal(80), () => diff);
    expect(lines).toContain('src/shop.py, new file');
    expect(lines).toContain(`31 more lines in artifacts/runs/${RUN_ID}/patches/src/shop.py.diff`);
    expect(lines.filter((line) => line.startsWith('Note'))).toEqual(['Note  a delegate stays']);
    expect(reportLines(record, terminal(80), () => null)).not.toContain('src/shop.py, new file');
  });

  it('says restored for what an undo wrote, and how to take the undo back', () => {
    const record = events.recordOf([
      events.started('undo', { kind: 'undo', parentRunId: 'gen_20261120_101010_ffffffff' }),
      events.applied('src/shop.py'),
      events.finished('applied', '1 file is as it was.'),
    ]);
    const lines = reportLines(record, terminal(80));
    expect(lines).toContain('src/shop.py  -      -     restored  +4 -2');
    expect(lines).toContain(
      '│ Undoes  gen_20261120_101010_ffffffff                                         │',
    );
    expect(lines.at(-1)).toBe(`  Undo     ouroboros undo ${RUN_ID}`);
  });

  it('leaves out a command that the hint already gives', () => {
    const record = events.recordOf([
      events.started('x'),
      events.finished('held', 'Waits for you.', `ouroboros apply ${RUN_ID}`),
    ]);
    const commands = reportLines(record, terminal(80)).filter((line) => line.includes('ouroboros apply'));
    expect(commands).toEqual([`  Next     ouroboros apply ${RUN_ID}`]);
  });

  it('says the risk in words beside its colour', () => {
    const record = events.recordOf(HELD);
    const plain = reportLines(record, terminal(100)).join('\n');
    const colored = reportLines(record, terminal(100, true)).join('\n');
    expect(colored).toContain('\u001b[31m0.64 high\u001b[39m');
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
  });
});

describe('the plain view', () => {
  const shown = async (run: readonly RunEvent[]): Promise<string> => {
    const stdout = sink();
    const view = createPlainView({ stdout, stderr: sink(), isTerminal: false, color: true, columns: 80 });
    replay(run, view);
    await view.close();
    return stdout.text();
  };

  it('tells a run in lines without colours or frames', async () => {
    expect((await shown(HELD)).split('\n')).toEqual([
      `refactor ${RUN_ID}: let Shop.total skip items without a price`,
      'plan: 2 steps',
      '  1. Skip items without a price (model, src/shop.py)',
      `  2. Cover it by a test (model, ${FAR})`,
      'attempt 1 of 3: Skip items without a price',
      'model claude-sonnet-5 (generator): 1,320 tokens in, 410 tokens out, 2.1 s',
      'Attempt 1: syntax gate failed: 1 new syntax error in src/shop.py',
      "  src/shop.py:3:11: Expected ':', found newline (ruff)",
      '      1 | def total(items):',
      '      2 |     prices = [item.price for item in items]',
      '    > 3 |     if prices',
      '        |              ^',
      '      4 |         return sum(prices)',
      '      5 |',
      'attempt 2 of 3: Skip items without a price',
      'model claude-sonnet-5 (generator): 1,410 tokens in, 400 tokens out, 2.1 s',
      'risk 0.24 low: src/shop.py',
      `risk 0.64 high: ${FAR}`,
      `held ${FAR}: it is hold`,
      'applied src/shop.py',
      '',
      `File${' '.repeat(displayWidth(FAR) - 4)}  Valid  Risk       Status   Lines`,
      `src/shop.py${' '.repeat(displayWidth(FAR) - 11)}  yes    0.24 low   applied  +4 -2`,
      `${FAR}  yes    0.64 high  held     +21 -0`,
      '',
      '1 file changed, +4 -2 lines, 2 model calls, 3,540 tokens, $0.0246, 16 s',
      'held: 1 of 2 patches is above the risk limit of 0.30.',
      'next: Apply it all the same:',
      `  ouroboros apply ${RUN_ID} --max-risk 0.7`,
      `record: artifacts/artifact_metadata_${RUN_ID}.json`,
      `undo: ouroboros undo ${RUN_ID}`,
      '',
    ]);
  });

  it('is the view of everything that is no terminal', async () => {
    const stdout = sink();
    const view = await createRunView({
      stdout,
      stderr: sink(),
      isTerminal: false,
      color: false,
      columns: 80,
    });
    replay(FAILED, view);
    await view.close();
    expect(stdout.text()).toBe(await shown(FAILED));
  });
});

describe('untrusted text', () => {
  const hostile = fc.string({
    unit: fc.constantFrom(
      '\u001b',
      '[2J',
      ']0;x',
      '\u0007',
      '\r',
      '\n',
      '\t',
      '\u202e',
      '\u009b',
      'a',
      ' ',
      '文',
      '👩‍🔧',
      'é',
    ),
    maxLength: 60,
  });

  it('neither reaches the terminal as a command nor breaks the layout, at any width', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 40, max: 130 }), (text, columns) => {
        const path = `src/${text}.py`;
        const record = events.recordOf([
          events.started(text),
          events.planned([{ title: text, paths: [path] }]),
          events.recipeRan({ recipe: text, notes: [text] }),
          events.asked(text),
          {
            ...events.gateFailed(1),
            summary: text,
            diagnostics: [
              { ...events.gateFailed(1).diagnostics[0]!, path, message: text, context: `> 1 | ${text}` },
            ],
          },
          events.staged(path, { valid: false }),
          events.scored(path, 0.4),
          events.finished('failed', text, text),
        ]);
        const lines = reportLines(record, terminal(columns), () => `@@ -1 +1 @@\n+${text}\n`);
        expect(lines.filter((line) => /[\p{Cc}\u202e]/u.test(line))).toEqual([]);
        const tooLong = lines.filter((line) => displayWidth(line) > columns && !line.includes('artifacts/'));
        expect(tooLong).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('widths', () => {
  it.each([
    ['ascii', 5],
    ['résumé', 6],
    ['文字', 4],
    ['e\u0301', 1],
    ['👩‍🔧', 2],
    ['한국어', 6],
    ['ﬀ→│…', 4],
    ['❤️', 2],
    ['', 0],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('are kept by cutting and wrapping, and no word is lost', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '文', 'e\u0301', '👍'), maxLength: 40 });
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 30 }), (text, width) => {
        expect(displayWidth(cutToWidth(text, width))).toBeLessThanOrEqual(width);
        expect(displayWidth(cutPathToWidth(text, width))).toBeLessThanOrEqual(width);
        const lines = wrapToWidth(text, width);
        expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  it('decide which end of a path is cut', () => {
    expect(cutPathToWidth('src/deep/folder/file.ts', 12)).toBe('…der/file.ts');
    expect(cutToWidth('src/deep/folder/file.ts', 12)).toBe('src/deep/fo…');
  });
});

describe('wording', () => {
  it.each([
    [0, '0.0 s'],
    [840, '0.8 s'],
    [9_949, '9.9 s'],
    [9_950, '10 s'],
    [59_700, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('says %i ms as %s', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });

  it('ends low where the default limit of risk stands', () => {
    expect([0, 0.304, 0.305, 0.6, 0.61, 1].map(riskWordOf)).toEqual([
      'low',
      'low',
      'medium',
      'medium',
      'high',
      'high',
    ]);
  });

  it.each([
    ['waiting', []],
    ['held', [events.decided('a', 'hold')]],
    ['declined', [events.decided('a', 'decline')]],
    ['previewed', [events.decided('a', 'preview')]],
    ['applied', [events.decided('a', 'apply'), events.applied('a')]],
    ['not applied', [events.decided('a', 'apply'), events.finished('error', 'The disk is full.')]],
  ] satisfies readonly [string, RunEvent[]][])('calls a patch %s', (status, run) => {
    const record = events.recordOf([events.started('x'), events.staged('a'), ...run]);
    expect(record.patches.map((patch) => patchStatusOf(patch, record))).toEqual([status]);
  });
});

/** Feeds a view as a run does: each event with the record that holds it. */
function replay(run: readonly RunEvent[], view: Pick<RunView, 'onEvent'>): void {
  const [first, ...rest] = events.stampedOf(run);
  if (first?.event.type !== 'run.started') throw new RangeError('A run begins with run.started.');
  let record = startRecord({ ...first, event: first.event });
  view.onEvent(first, record);
  for (const stamped of rest) {
    record = addEvent(record, stamped);
    view.onEvent(stamped, record);
  }
}
