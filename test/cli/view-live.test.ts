import { render } from 'ink-testing-library';
import { createElement as h } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { LiveRegion, type LiveRegionProps } from '../../src/cli/view/live-region.ts';
import { createPlainView } from '../../src/cli/view/plain-view.ts';
import { NO_PROGRESS, nextProgress, progressWithin, type Progress } from '../../src/cli/view/progress.ts';
import { createStyle } from '../../src/cli/view/style.ts';
import { createTerminalView } from '../../src/cli/view/terminal-view.ts';
import { addEvent, startRecord, type RunRecord } from '../../src/domain/run-record.ts';
import type { RunEvent } from '../../src/domain/event.ts';
import { sink } from '../support/sink.ts';
import * as events from '../support/view-events.ts';

const START = events.started('let Shop.total skip items without a price');
const PLAN = events.planned([{ title: 'Skip items', paths: ['src/shop.py', 'test/test_shop.py'] }]);

/** The progress after each event of a run that began and has a plan. */
function progressAfter(run: readonly RunEvent[]): Progress {
  let progress = NO_PROGRESS;
  let record: RunRecord | null = null;
  for (const stamped of events.stampedOf([START, PLAN, ...run])) {
    record = record === null ? startRecord({ ...stamped, event: START }) : addEvent(record, stamped);
    progress = nextProgress(progress, stamped.event, record);
  }
  return progress;
}

function frameOf(change: Partial<LiveRegionProps>): string | undefined {
  const props = { progress: NO_PROGRESS, frame: 0, elapsedMs: 4200, columns: 100, style: createStyle(false) };
  const { lastFrame, unmount } = render(h(LiveRegion, { ...props, ...change }));
  const frame = lastFrame();
  unmount();
  return frame;
}

describe('progress', () => {
  it.each([
    ['context', 'src/shop.py and 1 more file', []],
    ['build', 'src/shop.py and 1 more file', [events.attempt(1)]],
    ['plan', 'src/shop.py and 1 more file', [events.asked('m', 'reasoner')]],
    ['gates', 'src/shop.py and 1 more file', [events.attempt(1), events.recipeRan()]],
    ['risk', 'src/shop.py', [events.staged('src/shop.py')]],
    ['decision', 'src/shop.py', [events.staged('src/shop.py'), events.decided('src/shop.py', 'apply')]],
    ['apply', 'src/shop.py', [events.staged('src/shop.py'), events.applied('src/shop.py')]],
  ] satisfies readonly [string, string, RunEvent[]][])('is at %s with %s', (stage, place, run) => {
    expect(progressAfter(run)).toMatchObject({ stage, place });
  });

  it('counts attempts and tokens, and says what the run waits for or why an attempt failed', () => {
    const run: RunEvent[] = [events.attempt(1), events.asked('claude-sonnet-5')];
    expect(progressAfter(run).detail).toBe('waiting for claude-sonnet-5');
    run.push(
      events.replied('claude-sonnet-5', { in: 1000, out: 200 }),
      events.gateFailed(1),
      events.attempt(2),
    );
    expect(progressAfter(run)).toEqual({
      stage: 'build',
      place: 'src/shop.py and 1 more file',
      attempt: 2,
      maxAttempts: 3,
      tokens: 1200,
      detail: 'the syntax gate failed: 1 new syntax error in src/shop.py',
    });
  });
});

describe('progress within long work', () => {
  const work = { work: 'var-to-let-const', unit: 'file', done: 12, total: 40 } as const;

  it('says how much of it is done, at the stage that it belongs to', () => {
    expect(progressWithin(NO_PROGRESS, work)).toMatchObject({
      stage: 'build',
      detail: 'var-to-let-const: 12 of 40 files',
    });
    expect(progressWithin(NO_PROGRESS, { ...work, work: 'indexing' }).stage).toBe('context');
  });

  it('is worth a line in a log every ten seconds and no more', () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    const stdout = sink();
    const view = createPlainView({ stdout, stderr: sink(), isTerminal: false, color: false, columns: 80 });
    for (const nowMs of [5_000, 10_000, 11_000, 19_999, 20_000]) {
      clock.mockReturnValue(nowMs);
      view.onProgress({ ...work, done: nowMs / 1000 });
    }
    clock.mockRestore();
    expect(stdout.text()).toBe('var-to-let-const: 10 of 40 files\nvar-to-let-const: 20 of 40 files\n');
  });
});

describe('the live region', () => {
  const progress: Progress = {
    stage: 'gates',
    place: 'src/shop.py',
    attempt: 2,
    maxAttempts: 3,
    tokens: 1840,
    detail: 'the syntax gate failed: \u001b[2J line 3',
  };

  it('shows stage, file, attempt, tokens and time', () => {
    expect(frameOf({ progress })?.split('\n')).toEqual([
      '⠋ ✓ plan ✓ context ✓ build ▸ gates · risk · decision · apply',
      '  src/shop.py · attempt 2 of 3 · 1,840 tokens · 4.2 s',
      '  the syntax gate failed: line 3',
    ]);
  });

  it('fits into 40 columns', () => {
    const place = 'src/checkout/résumé/price_table_component.test.tsx';
    expect(frameOf({ progress: { ...progress, place }, columns: 40, frame: 3 })?.split('\n')).toEqual([
      '⠸ gates',
      '  …ésumé/price_table_component.test.tsx',
      '  attempt 2 of 3 · 1,840 tokens · 4.2 s',
      '  the syntax gate failed: line 3',
    ]);
  });

  it('shows the time alone before anything is known', () => {
    expect(frameOf({})?.split('\n')).toEqual([
      '⠋ ▸ plan · context · build · gates · risk · decision · apply',
      '  4.2 s',
    ]);
  });
});

describe('the terminal view', () => {
  const HIDE_CURSOR = '\u001b[?25l';
  const SHOW_CURSOR = '\u001b[?25h';
  /** What is written on a terminal; `whileAsking` is given what is there when the model is asked. */
  const show = async (
    run: readonly RunEvent[],
    whileAsking: (text: () => string) => Promise<void> = async () => {},
  ): Promise<string> => {
    const stdout = Object.assign(sink(100), { isTTY: true });
    const view = createTerminalView({ stdout, stderr: sink(), isTerminal: true, color: false, columns: 100 });
    let record: RunRecord | null = null;
    for (const stamped of events.stampedOf([START, ...run])) {
      record = record === null ? startRecord({ ...stamped, event: START }) : addEvent(record, stamped);
      view.onEvent(stamped, record);
      if (stamped.event.type === 'model.requested') await whileAsking(stdout.text);
    }
    await view.close();
    return stdout.text();
  };
  const END = events.finished('unchanged', 'Nothing is left to do.');

  it('moves nothing for a short run that asks no model', async () => {
    const text = await show([events.recipeRan(), END]);
    expect(text).not.toContain(HIDE_CURSOR);
    expect(text.trimEnd().split('\n').at(-2)).toBe('✓ Unchanged  Nothing is left to do.');
  });

  it('shows the live region while a model is asked, and erases it before the report', async () => {
    const run = [PLAN, events.attempt(1), events.asked('claude-sonnet-5'), END];
    const text = await show(run, async (shown) => {
      await vi.waitFor(() => expect(shown()).toContain('waiting for claude-sonnet-5'), 20_000);
    });
    const parts = text.split(SHOW_CURSOR);
    const moving = parts[0] ?? '';
    expect(moving).toContain('✓ plan ✓ context ▸ build');
    // Its three lines, each cleared on the way up.
    expect(moving.endsWith(`${'\u001b[2K\u001b[1A'.repeat(3)}\u001b[2K\u001b[G`)).toBe(true);
    expect(parts.at(-1)?.startsWith('\n╭─ ')).toBe(true);
  });
});
