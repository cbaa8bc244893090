import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { askPerFile, confirm, type PromptIo } from '../../src/cli/view/approval.ts';
import { OuroborosError } from '../../src/domain/errors.ts';
import { unifiedDiff } from '../../src/domain/unified-diff.ts';
import { runOnTerminal } from '../support/pty.ts';
import { sink } from '../support/sink.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const patch = (path: string, lines = 1) => ({
  path,
  diff: unifiedDiff(path, null, bytes('x\n'.repeat(lines))),
  risk: {
    score: 0.45,
    modelVersion: '1',
    factors: [
      { name: 'size', value: 0.5, weight: 0.2, contribution: 0.1, evidence: '1 of 2 lines change' },
      { name: 'callers', value: 1, weight: 0.35, contribution: 0.35, evidence: '12 callers' },
      { name: 'secrets', value: 0, weight: 0.5, contribution: 0, evidence: 'no secrets' },
    ],
  },
  isValid: true,
});

/** A terminal without a person: `press` types, `shown` is what stands on it. */
function terminal(signal = new AbortController().signal) {
  const modes: boolean[] = [];
  const keyboard = Object.assign(new PassThrough(), {
    isRaw: false,
    setRawMode: (mode: boolean) => modes.push(mode),
  });
  const stdout = sink();
  const io: PromptIo = { streams: { stdin: keyboard, stdout }, color: false, signal };
  const press = async (keys: string, after: string): Promise<void> => {
    await vi.waitFor(() => expect(stdout.text().endsWith(after)).toBe(true), {
      timeout: 10_000,
      interval: 5,
    });
    keyboard.write(keys);
  };
  return { io, modes, keyboard, press, shown: stdout.text };
}

const PATCHES = ['a.ts', 'b.ts', 'c.ts'].map((path) => patch(path));
const ASK_A = 'Apply a.ts? [y/n/a/q/?] ';
const ASK_B = 'Apply b.ts? [y/n/a/q/?] ';

describe('askPerFile', () => {
  it.each([
    ['yny', ['accept', 'decline', 'accept']],
    ['YNY', ['accept', 'decline', 'accept']],
    ['na', ['decline', 'accept', 'accept']],
    ['yq', ['accept', 'decline', 'decline']],
    ['y\u0004', ['accept', 'decline', 'decline']],
    ['xz \ryyy', ['accept', 'accept', 'accept']],
  ])('takes the keys %j', async (keys, expected) => {
    const { io, press, modes } = terminal();
    const asking = askPerFile(PATCHES, io);
    await press(keys, ASK_A);
    expect([...(await asking)]).toEqual(PATCHES.map(({ path }, index) => [path, expected[index]]));
    expect(modes).toEqual([true, false]);
  });

  it('shows each diff with its risk and what adds to it', async () => {
    const { io, press, shown } = terminal();
    const asking = askPerFile(PATCHES.slice(0, 2), io);
    await press('y', ASK_A);
    await press('n', ASK_B);
    await asking;
    const block = (path: string, place: string, answer: string): string[] => [
      '',
      `${path}, new file (${place})`,
      '@@ -0,0 +1,1 @@',
      '+x',
      '',
      'Risk 0.45 medium: 12 callers (+0.35), 1 of 2 lines change (+0.10)',
      `Apply ${path}? [y/n/a/q/?] ${answer}`,
    ];
    expect(shown().split('\n')).toEqual([
      ...block('a.ts', '1 of 2', 'yes'),
      ...block('b.ts', '2 of 2', 'no'),
      '',
    ]);
  });

  it('says of a patch that a gate refused it', async () => {
    const { io, press, shown } = terminal();
    const asking = askPerFile([{ ...patch('a.ts'), isValid: false }], io);
    await press('n', ASK_A);
    await asking;
    expect(shown()).toContain('Not valid: a gate refused this patch.\nApply a.ts?');
  });

  it('shows help and the whole of a long diff on request', async () => {
    const { io, press, shown } = terminal();
    const asking = askPerFile([patch('a.ts', 150)], io);
    await press('?', 'Apply a.ts? [y/n/a/q/v/?] ');
    await press('v', '[y/n/a/q/v/?] ');
    await press('y', '[y/n/a/q/v/?] ');
    expect([...(await asking)]).toEqual([['a.ts', 'accept']]);
    expect(shown()).toContain('51 more lines: v shows them\n');
    expect(shown()).toContain('  q  leave this file and all that follow\n');
    expect(shown().match(/^\+x$/gm)).toHaveLength(99 + 150);
  });

  it('does not take keys for an answer that were pressed before the question', async () => {
    const { io, press, keyboard } = terminal();
    keyboard.write('a');
    const asking = askPerFile(PATCHES.slice(0, 1), io);
    await press('n', ASK_A);
    expect([...(await asking)]).toEqual([['a.ts', 'decline']]);
  });

  it('passes over the keys that send a sequence', async () => {
    const { io, press } = terminal();
    const asking = askPerFile(PATCHES.slice(0, 1), io);
    await press('\u001b[yA', ASK_A);
    await press('n', ASK_A);
    expect([...(await asking)]).toEqual([['a.ts', 'decline']]);
  });

  it('declines what is left when the input ends', async () => {
    const { io, press, keyboard } = terminal();
    const asking = askPerFile(PATCHES, io);
    await press('y', ASK_A);
    await press('', ASK_B);
    keyboard.end();
    expect([...(await asking).values()]).toEqual(['accept', 'decline', 'decline']);
  });

  it('is interrupted by Ctrl-C and leaves the terminal as it was', async () => {
    const { io, press, modes } = terminal();
    const asking = askPerFile(PATCHES, io);
    await press('\u0003', ASK_A);
    await expect(asking).rejects.toMatchObject({ code: 'interrupted' });
    expect(modes).toEqual([true, false]);
  });

  it('ends with the reason of its signal', async () => {
    const controller = new AbortController();
    const { io, press, modes } = terminal(controller.signal);
    const asking = askPerFile(PATCHES, io);
    await press('', ASK_A);
    controller.abort(new OuroborosError('budget', 'The time is up.'));
    await expect(asking).rejects.toMatchObject({ code: 'budget' });
    expect(modes).toEqual([true, false]);
  });
});

describe('confirm', () => {
  it.each([
    ['y', true],
    ['n', false],
    ['\u0004', false],
  ])('takes %j for %s', async (key, expected) => {
    const { io, press } = terminal();
    const asking = confirm('Send .env to\u001b[2J the model?', io);
    await press(key, 'Send .env to the model? [y/n] ');
    expect(await asking).toBe(expected);
  });
});

describe('on a real terminal', () => {
  it('keys answer without Return, and are not echoed', async () => {
    const { exitCode, shown } = await runOnTerminal('cli-view/ask.ts', [
      { waitFor: ASK_A.replace('.ts', '.txt'), type: 'y' },
      { waitFor: ASK_B.replace('.ts', '.txt'), type: 'n' },
    ]);
    expect(shown.split('\n').filter((line) => /^(?:Apply|answers)/.test(line))).toEqual([
      'Apply a.txt? [y/n/a/q/?] yes',
      'Apply b.txt? [y/n/a/q/?] no',
      'answers [["a.txt","accept"],["b.txt","decline"]]',
    ]);
    expect(exitCode).toBe(0);
  });

  it('Ctrl-C at the question is an interruption', async () => {
    const { exitCode, shown } = await runOnTerminal('cli-view/ask.ts', [
      { waitFor: ASK_A.replace('.ts', '.txt'), type: '\u0003' },
    ]);
    expect(shown.trimEnd().split('\n').at(-1)).toBe('stopped by interrupted');
    expect(exitCode).toBe(0);
  });

  it('Ctrl-C while the live region moves reaches the process, which still shows its report', async () => {
    const { exitCode, shown } = await runOnTerminal('cli-view/watch.ts', [
      { waitFor: 'waiting for claude-sonnet-5', type: '\u0003' },
    ]);
    expect(shown).toContain('• Interrupted  Interrupted.\n');
    expect(exitCode).toBe(0);
  });
});
