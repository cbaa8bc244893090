import type { Patch } from '../../domain/patch.ts';
import type { Risk } from '../../domain/risk.ts';
import { diffHeading, renderDiff } from './diff.ts';
import { withKeys, type InputStream, type NextKey } from './keys.ts';
import type { OutputStream } from './run-view.ts';
import { createStyle, type Style } from './style.ts';
import { oneLine, wrapToWidth } from './text-width.ts';
import { counted, formatRisk } from './wording.ts';

/** What a question needs: both ends of the terminal, and the signal that takes the question back. */
export type PromptIo = {
  readonly streams: { readonly stdin: InputStream; readonly stdout: OutputStream };
  readonly color: boolean;
  readonly signal: AbortSignal;
};

export type Answer = 'accept' | 'decline';

/** A patch that somebody is asked about. */
export type ReviewedPatch = Pick<Patch, 'path' | 'diff' | 'risk' | 'isValid'>;

const MOST_DIFF_LINES = 100;
const MOST_REASONS = 3;
const WORD_BY_KEY: Readonly<Record<string, string>> = {
  y: 'yes',
  n: 'no',
  a: 'this and all that follow',
  q: 'none of the rest',
  v: 'the whole diff',
  '?': 'help',
};
const HELP = [
  '  y  apply this change',
  '  n  leave this file as it is',
  '  a  apply this change and all that follow',
  '  q  leave this file and all that follow',
  '  v  show the whole diff',
];

/**
 * Shows each patch with its risk and asks for it: one answer a path. When the input ends, what is left is declined.
 * @throws OuroborosError `interrupted` on Ctrl-C; else the signal's reason.
 */
export async function askPerFile(
  patches: readonly ReviewedPatch[],
  io: PromptIo,
): Promise<ReadonlyMap<string, Answer>> {
  return withKeys(io.streams.stdin, io.signal, async (nextKey) => {
    const answers = new Map<string, Answer>();
    let rest: Answer | null = null;
    for (const [index, patch] of patches.entries()) {
      if (rest === null) {
        const place = patches.length === 1 ? '' : ` (${index + 1} of ${patches.length})`;
        const key = await askAbout(patch, place, { io, nextKey });
        answers.set(patch.path, key === 'y' || key === 'a' ? 'accept' : 'decline');
        if (key === 'a') rest = 'accept';
        if (key === 'q' || key === null) rest = 'decline';
      } else {
        answers.set(patch.path, rest);
      }
    }
    return answers;
  });
}

/** Asks a question that y or n answers; the end of the input is a no. Throws as {@link askPerFile} does. */
export async function confirm(question: string, io: PromptIo): Promise<boolean> {
  return withKeys(io.streams.stdin, io.signal, async (nextKey) => {
    const key = await choose(`${oneLine(question)} [y/n]`, 'yn', { io, nextKey });
    return key === 'y';
  });
}

type Asking = { readonly io: PromptIo; readonly nextKey: NextKey };

async function askAbout(patch: ReviewedPatch, place: string, asking: Asking): Promise<string | null> {
  const { stdout } = asking.io.streams;
  const style = createStyle(asking.io.color);
  const { lines, left } = renderDiff(patch.diff, style, MOST_DIFF_LINES);
  const more = left === 0 ? [] : [style.dim(`${counted(left, 'more line')}: v shows them`)];
  const heading = `${diffHeading(patch.path, patch.diff, style)}${style.dim(place)}`;
  stdout.write(
    `\n${[heading, ...lines, ...more, '', ...verdictLines(patch, stdout.columns || 80, style)].join('\n')}\n`,
  );
  const keys = left === 0 ? 'ynaq?' : 'ynaqv?';
  for (;;) {
    const key = await choose(`Apply ${oneLine(patch.path)}? [${keys.split('').join('/')}]`, keys, asking);
    if (key === 'v') stdout.write(`${renderDiff(patch.diff, style).lines.join('\n')}\n`);
    else if (key === '?') stdout.write(`${HELP.join('\n')}\n`);
    else return key;
  }
}

/** Waits for one of the keys and writes out what it means; other keys are passed over. */
async function choose(prompt: string, keys: string, { io, nextKey }: Asking): Promise<string | null> {
  io.streams.stdout.write(`${createStyle(io.color).strong(prompt)} `);
  try {
    for (;;) {
      const key = await nextKey();
      if (key !== null && !keys.includes(key)) continue;
      io.streams.stdout.write(key === null ? 'no answer' : (WORD_BY_KEY[key] ?? key));
      return key;
    }
  } finally {
    io.streams.stdout.write('\n');
  }
}

function verdictLines(patch: ReviewedPatch, columns: number, style: Style): readonly string[] {
  const [first = '', ...rest] = wrapToWidth(
    `Risk ${formatRisk(patch.risk)}${reasonsOf(patch.risk)}`,
    Math.min(columns, 100) - 2,
  );
  const risk = [first, ...rest.map((line) => `  ${line}`)];
  return patch.isValid ? risk : [...risk, style.bad('Not valid: a gate refused this patch.')];
}

/** What adds most to the score, in the words of the evidence. */
function reasonsOf(risk: Risk): string {
  const reasons = risk.factors
    .filter((factor) => factor.contribution > 0)
    .toSorted((one, other) => other.contribution - one.contribution)
    .slice(0, MOST_REASONS)
    .map((factor) => `${oneLine(factor.evidence)} (+${factor.contribution.toFixed(2)})`);
  return reasons.length === 0 ? '' : `: ${reasons.join(', ')}`;
}
