import { sectionText, type ContextSection, type TargetFile } from '../codebase/index/context/code-context.ts';
import type { EventOf } from '../domain/event.ts';
import type { TokenBasis, TokenCounters } from '../domain/tokens.ts';
import { chooseCode, readTargets, type ChosenCode } from './choose-code.ts';
import { isSmallTask, type Context, type ContextFile } from './compress.ts';
import { describeGaps, type CutTarget } from './describe-gaps.ts';
import { NO_MAP, repositoryMap } from './repository-map.ts';
import type { RunContext } from './run-context.ts';
import { sendableTargets, type SendableTargets } from './sendable-targets.ts';
import { snippetFiles } from './snippet-files.ts';

/** How much of the budget goes to other files than the targets, at most: what they use and who uses them is soon said. */
const RELATED_SHARE = { fast: 0, balanced: 1 / 6, quality: 1 / 4 } as const;

/**
 * Chooses what the model sees: targets whole where they fit, cut at symbol borders where they do not, and what matters
 * beside them by the code index.
 * @throws OuroborosError `bad-file` when a target cannot fit, or may not be sent.
 */
export async function gatherContext(run: RunContext): Promise<Context> {
  const { sendable, withheld } = await sendableTargets(run);
  const first = await gatherBy(run.tokens, sendable, run);
  // The code may fit for sure where all that is shown beside it does not.
  const counter = await run.tokens.counterFor(textsOf(first.context), run.config.contextBudgetTokens);
  const isSure =
    counter.basis.tokenizer === first.countedBy.tokenizer || counter.basis.tokenizer === 'estimate';
  const { context, countedBy } = isSure
    ? first
    : await gatherBy({ counterFor: async () => counter }, sendable, run);
  run.emit(compressedEvent(context, { withheld, countedBy }));
  return context;
}

type Gathered = { readonly context: Context; readonly countedBy: TokenBasis };

async function gatherBy(
  tokens: TokenCounters,
  sendable: readonly string[],
  run: RunContext,
): Promise<Gathered> {
  const budget = run.config.contextBudgetTokens;
  const targets = await readTargets(sendable, { tree: run.tree, tokens, budget });
  const { context, counter, tokensBefore } = await chooseFor(targets, tokens, run);
  const count = (text: string): number => counter.count(text);
  const room = budget - context.tokens;
  const shown = context.sections.filter(({ isTarget }) => isTarget).map(contextFile);
  const isSmall = isSmallTask({ changeable: sendable, files: shown }, run);
  const map = isSmall ? NO_MAP : await repositoryMap(run, { room, count });
  const paths = new Set(context.sections.map(({ path }) => path));
  const snippets = await snippetFiles(run, { shown: paths, room: room - map.tokens, count });
  const added = map.tokens + snippets.tokens;
  const described = await describeGaps(
    cutTargets(context.sections, targets),
    { room: room - added, count },
    run,
  );
  const related = context.sections.filter(({ isTarget }) => !isTarget).map(contextFile);
  const gathered: Context = {
    files: described.sections.map(contextFile),
    changeable: sendable,
    related: [...related, ...snippets.files],
    map: map.text,
    brief: null,
    tokensBefore: tokensBefore + added,
    tokensAfter: context.tokens + added + described.tokens,
  };
  return { context: gathered, countedBy: counter.basis };
}

async function chooseFor(
  targets: readonly TargetFile[],
  tokens: TokenCounters,
  { task, config, index }: RunContext,
): Promise<ChosenCode> {
  const budget = config.contextBudgetTokens;
  return index.ask(async (queries) =>
    chooseCode(queries, {
      task: task.text,
      functions: task.functions,
      targets,
      budget,
      relatedBudget: Math.floor(budget * RELATED_SHARE[config.profile]),
      isFrugal: true,
      tokens,
    }),
  );
}

function textsOf({ files, related, map = '' }: Context): readonly string[] {
  return [map, ...[...files, ...related].map(({ path, text }) => `${path}\n${text}\n`)];
}

/** The map stands in the sources as a summary of `.`, the root. */
function compressedEvent(
  { files, related, map, tokensBefore, tokensAfter }: Context,
  rest: Pick<SendableTargets, 'withheld'> & Pick<Gathered, 'countedBy'>,
): EventOf<'context.compressed'> {
  const sources = [...files, ...related].map(({ path, form, licence }) => ({ path, form, licence }));
  return {
    type: 'context.compressed',
    tokensBefore,
    tokensAfter,
    ratio: tokensBefore === 0 ? 1 : tokensAfter / tokensBefore,
    sources: map === undefined ? sources : [...sources, { path: '.', form: 'summary' }],
    withheld: [...rest.withheld],
    countedBy: rest.countedBy,
  };
}

function cutTargets(
  sections: readonly ContextSection[],
  targets: readonly TargetFile[],
): readonly CutTarget[] {
  const texts = new Map(targets.map(({ path, text }) => [path, text]));
  return sections.flatMap((section) =>
    section.isTarget ? [{ section, text: texts.get(section.path) ?? '' }] : [],
  );
}

const NOTES = {
  excerpt: 'Only the parts that matter for the task; the rest is named in brackets.',
  related: 'Parts of it; not changeable.',
} as const;

function contextFile(section: ContextSection): ContextFile {
  const { path, isTarget, parts } = section;
  const text = sectionText(section);
  if (!isTarget) {
    const hasCode = parts.some(({ form }) => form === 'code');
    return { path, text, form: hasCode ? 'excerpt' : 'outline', note: NOTES.related };
  }
  return parts.some(({ form }) => form === 'gap')
    ? { path, text, form: 'excerpt', note: NOTES.excerpt }
    : { path, text, form: 'whole', note: null };
}
