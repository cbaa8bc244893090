import { contextBuilder } from '../codebase/index/context/build-context.ts';
import type { CodeContext, ContextRequest, TargetFile } from '../codebase/index/context/code-context.ts';
import { rankFiles, type RankedFile } from '../codebase/index/rank/rank-files.ts';
import type { IndexQueries } from '../codebase/index/store/queries.ts';
import { definitionsOf } from '../codebase/outline.ts';
import { whyNeverSent } from '../codebase/sensitive-files.ts';
import { OuroborosError } from '../domain/errors.ts';
import type { SourceTree } from '../domain/ports.ts';
import { decodeText } from '../domain/text.ts';
import type { TokenCounter, TokenCounters } from '../domain/tokens.ts';

/** What code is chosen for. */
export type CodeChoice = Pick<
  ContextRequest,
  'task' | 'functions' | 'targets' | 'budget' | 'relatedBudget' | 'isFrugal'
> & { readonly tokens: TokenCounters };

export type ChosenCode = {
  readonly context: Extract<CodeContext, { kind: 'context' }>;
  readonly ranked: readonly RankedFile[];
  readonly counter: TokenCounter;
  /** Of every file that the context shows something of, as a whole. */
  readonly tokensBefore: number;
};

/**
 * Chooses the code for a task by the index. It is counted by an estimate first, and exactly where a token a byte would
 * exceed the budget, or a target was cut: only there a choice could depend on the count.
 * @throws OuroborosError `bad-file` when a target cannot fit
 */
export async function chooseCode(queries: IndexQueries, choice: CodeChoice): Promise<ChosenCode> {
  const { targets, budget, tokens, task } = choice;
  const ranked = rankFiles({ queries, task, targets: targets.map(({ path }) => path) });
  const build = contextBuilder({
    ...choice,
    queries,
    ranked,
    mayShow: (path) => whyNeverSent(path) === null,
  });
  const estimate = await tokens.counterFor([], budget);
  const first = build((text) => estimate.count(text));
  const shown =
    first.kind === 'context' ? [first.text, ...cutTexts(first, targets)] : targets.map(({ text }) => text);
  const counter = await tokens.counterFor(shown, budget);
  const isSure = first.kind === 'context' && counter.basis.tokenizer === 'estimate';
  const count = remembered(counter);
  const context = isSure ? first : build(count);
  if (context.kind === 'too-large') throw doesNotFit(context, choice);
  const texts = new Map(targets.map(({ path, text }) => [path, text]));
  const whole = context.sections.map(({ path }) => texts.get(path) ?? queries.textOf(path) ?? '');
  return {
    context,
    ranked,
    counter,
    tokensBefore: whole.reduce((sum, text) => sum + count(text), 0),
  };
}

/** Counts each text once: a large target takes a second. */
function remembered(counter: TokenCounter): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const tokens = known.get(text) ?? counter.count(text);
    known.set(text, tokens);
    return tokens;
  };
}

/** The whole texts of targets that were cut: by an exact count they may have fitted. */
function cutTexts({ sections }: ChosenCode['context'], targets: readonly TargetFile[]): readonly string[] {
  const isCut = new Set(
    sections.filter(({ parts }) => parts.some(({ form }) => form === 'gap')).map(({ path }) => path),
  );
  return targets.filter(({ path }) => isCut.has(path)).map(({ text }) => text);
}

/**
 * Reads targets as the tree has them. Their definitions are read where they may have to be cut: where all fit whole,
 * nobody asks for them.
 * @throws OuroborosError `not-found` or `bad-file`
 */
export async function readTargets(
  paths: readonly string[],
  {
    tree,
    tokens,
    budget,
  }: { readonly tree: SourceTree; readonly tokens: TokenCounters; readonly budget: number },
): Promise<readonly TargetFile[]> {
  const read = await Promise.all(paths.map(async (path) => ({ path, text: await readText(path, tree) })));
  const texts = read.map(({ text }) => text);
  const { basis } = await tokens.counterFor(texts, budget);
  if (basis.tokenizer === 'estimate') return read.map((file) => ({ ...file, definitions: [] }));
  return Promise.all(
    read.map(async (file) => ({ ...file, definitions: await definitionsOf(file.path, file.text) })),
  );
}

async function readText(path: string, tree: SourceTree): Promise<string> {
  const bytes = await tree.read(path);
  if (bytes === null) throw new OuroborosError('not-found', `${path} is gone.`);
  const decoded = decodeText(bytes);
  if (decoded.kind !== 'text') throw new OuroborosError('bad-file', `${path} is not UTF-8 text.`);
  return decoded.text;
}

function doesNotFit(
  { path, tokens, limit }: Extract<CodeContext, { kind: 'too-large' }>,
  { functions, isFrugal }: Pick<CodeChoice, 'functions' | 'isFrugal'>,
): OuroborosError {
  const larger = isFrugal ? 'a larger budget (`contextTokens`, --config quality)' : 'a larger --budget';
  return new OuroborosError(
    'bad-file',
    `${path} does not fit: about ${tokens} tokens, the budget leaves ${limit}, and no part of it that the task names does.`,
    {
      hint:
        functions.length === 0
          ? `Name the functions to change with -f, or allow ${larger}.`
          : `Allow ${larger}.`,
    },
  );
}
