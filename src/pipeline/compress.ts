import { relatedFiles } from '../codebase/related-files.ts';
import { excerptOf, outlineText } from '../codebase/outline.ts';
import { whyNeverSent } from '../codebase/sensitive-files.ts';
import { OuroborosError } from '../domain/errors.ts';
import { decodeText } from '../domain/text.ts';
import { estimateTokens } from '../domain/tokens.ts';
import { callModel } from './call-model.ts';
import { COMPRESSOR_SYSTEM, fileBlock, taskBlock } from './prompts.ts';
import type { RunContext } from './run-context.ts';

type Form = 'whole' | 'outline' | 'excerpt';

type ContextFile = {
  readonly path: string;
  readonly text: string;
  readonly form: Form;
  /** Said to the model with the file, e.g. which lines were left out; null for a whole file. */
  readonly note: string | null;
};

/** The code that the model sees, within the token budget, and the files that it may change. */
export type Context = {
  readonly files: readonly ContextFile[];
  readonly changeable: readonly string[];
  readonly related: readonly ContextFile[];
  /** What the compressor's model said of the related files; null where none was asked. */
  readonly brief: string | null;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
};

/**
 * Chooses what the model sees: targets whole where they fit, cut at symbol borders where they do not, and outlines of
 * the files they import.
 * @throws OuroborosError `bad-file` when a target cannot fit, or may not be sent.
 */
export async function gatherContext(run: RunContext): Promise<Context> {
  const { sendable, withheld } = await splitBySecrecy(run);
  const targets = await Promise.all(
    sendable.map(async (path) => ({ path, text: await readText(path, run) })),
  );
  const related = run.config.profile === 'fast' ? [] : await outlinesOf(sendable, run);
  const budget = run.config.contextBudgetTokens;
  const files = await fitTargets(targets, budget, run);
  const left = budget - tokensOf(files);
  const kept = related.filter((_, index) => tokensOf(related.slice(0, index + 1)) <= left);
  const before = estimateTokens(targets.map((target) => target.text).join('')) + tokensOf(related);
  const after = tokensOf(files) + tokensOf(kept);
  run.emit({
    type: 'context.compressed',
    tokensBefore: before,
    tokensAfter: after,
    ratio: before === 0 ? 1 : after / before,
    sources: [...files, ...kept].map(({ path, form }) => ({ path, form })),
    withheld: [...withheld],
  });
  return {
    files,
    changeable: sendable,
    related: kept,
    brief: null,
    tokensBefore: before,
    tokensAfter: after,
  };
}

/** Lets the compressor's model write notes on the related files, where the profile asks for it; else says why not. */
export async function compress(context: Context, run: RunContext): Promise<Context> {
  if (run.config.profile !== 'quality' || context.related.length === 0) {
    const reason =
      context.related.length === 0
        ? 'the targets import no other file of the project'
        : 'outlines fit the budget';
    run.emit({ type: 'phase.skipped', phase: 'compressor', reason });
    return context;
  }
  const reply = await callModel(
    {
      role: 'compressor',
      system: COMPRESSOR_SYSTEM,
      prompt: [
        ...context.related.map((file) => fileBlock(file.path, file.text, file.note)),
        taskBlock({ text: run.task.text, functions: run.task.functions, changeable: context.changeable }),
      ].join('\n\n'),
      tool: null,
      purpose: 'compressing context to fit within the token budget',
    },
    run,
  );
  return { ...context, related: [], brief: reply.text };
}

/** Whether one call of the builder is enough: one small file, and no profile that asks for every role. */
export function isSmallTask(context: Context, run: RunContext): boolean {
  return (
    run.config.profile !== 'quality' &&
    context.changeable.length === 1 &&
    context.files.every((file) => file.form === 'whole')
  );
}

async function splitBySecrecy(run: RunContext): Promise<{
  sendable: readonly string[];
  withheld: readonly { path: string; reason: string }[];
}> {
  const sendable: string[] = [];
  const withheld: { path: string; reason: string }[] = [];
  const known = new Set(await run.tree.list());
  const ignored = new Set(run.task.targets.filter((path) => !known.has(path)));
  for (const path of run.task.targets) {
    const reason = whyNeverSent(path, ignored);
    if (reason === null || (await isConfirmed(path, reason, run))) sendable.push(path);
    else withheld.push({ path, reason });
  }
  if (sendable.length === 0) {
    const named = withheld.map((file) => `${file.path} (${file.reason})`).join(', ');
    throw new OuroborosError('bad-file', `Nothing may be sent to the model: ${named}.`, {
      hint: 'Name the file itself with -t and confirm with --yes if it may be sent.',
    });
  }
  return { sendable, withheld };
}

async function isConfirmed(path: string, reason: string, run: RunContext): Promise<boolean> {
  if (!run.task.namedTargets.includes(path)) return false;
  if (run.assumesYes) return true;
  return (
    (await run.approval?.confirm(`${path} is never sent to a model by itself: ${reason}. Send it?`)) ?? false
  );
}

async function fitTargets(
  targets: readonly { path: string; text: string }[],
  budget: number,
  run: RunContext,
): Promise<readonly ContextFile[]> {
  const whole = targets.map(({ path, text }): ContextFile => ({ path, text, form: 'whole', note: null }));
  if (tokensOf(whole) <= budget) return whole;
  const share = Math.floor(budget / targets.length);
  return Promise.all(
    whole.map(async (file) => (estimateTokens(file.text) <= share ? file : cut(file, share, run))),
  );
}

async function cut(file: ContextFile, budget: number, run: RunContext): Promise<ContextFile> {
  const wanted = [...run.task.functions, ...(run.task.text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [])];
  const excerpt = await excerptOf({ path: file.path, text: file.text, names: wanted, budgetTokens: budget });
  if (excerpt === null) {
    throw new OuroborosError(
      'bad-file',
      `${file.path} does not fit: about ${estimateTokens(file.text)} tokens, the budget leaves ${budget}, and no function that the task names was found in it.`,
      { hint: 'Name the functions to change with -f, or use --config quality for a larger budget.' },
    );
  }
  return {
    path: file.path,
    text: excerpt,
    form: 'excerpt',
    note: 'Only the parts that the task names; the rest is an outline.',
  };
}

async function outlinesOf(targets: readonly string[], run: RunContext): Promise<readonly ContextFile[]> {
  const outlines: ContextFile[] = [];
  for (const path of await relatedFiles(targets, run.tree)) {
    const bytes = whyNeverSent(path) === null ? await run.tree.read(path) : null;
    const decoded = bytes === null ? null : decodeText(bytes);
    if (decoded?.kind !== 'text') continue;
    const text = await outlineText(path, decoded.text);
    if (text !== '') outlines.push({ path, text, form: 'outline', note: 'Outline only; not changeable.' });
  }
  return outlines;
}

async function readText(path: string, run: RunContext): Promise<string> {
  const bytes = await run.tree.read(path);
  if (bytes === null) throw new OuroborosError('not-found', `${path} is gone.`);
  const decoded = decodeText(bytes);
  if (decoded.kind !== 'text') throw new OuroborosError('bad-file', `${path} is not UTF-8 text.`);
  return decoded.text;
}

function tokensOf(files: readonly ContextFile[]): number {
  return files.reduce((sum, file) => sum + estimateTokens(file.text), 0);
}
