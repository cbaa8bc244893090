import { sectionText, type ContextSection, type TargetFile } from '../codebase/index/context/code-context.ts';
import type { EventOf } from '../domain/event.ts';
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
  const { task, config, tokens, tree } = run;
  const { sendable, withheld } = await sendableTargets(run);
  const budget = config.contextBudgetTokens;
  const targets = await readTargets(sendable, { tree, tokens, budget });
  const { context, countedBy, tokensBefore } = await run.index.ask(async (queries) =>
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
  const counter = await tokens.counterFor([context.text], budget);
  const count = (text: string): number => counter.count(text);
  const room = budget - context.tokens;
  const shown = context.sections.filter(({ isTarget }) => isTarget).map(contextFile);
  const isSmall = isSmallTask({ changeable: sendable, files: shown }, run);
  const map = isSmall ? NO_MAP : await repositoryMap(run, { room, count });
  const paths = new Set(context.sections.map(({ path }) => path));
  const snippets = await snippetFiles(run, { shown: paths, room: room - map.tokens, count });
  const left = room - map.tokens - snippets.tokens;
  const described = await describeGaps(cutTargets(context.sections, targets), { room: left, count }, run);
  const added = map.tokens + snippets.tokens;
  const gathered: Context = {
    files: described.sections.map(contextFile),
    changeable: sendable,
    related: [...context.sections.filter(({ isTarget }) => !isTarget).map(contextFile), ...snippets.files],
    map: map.text,
    brief: null,
    tokensBefore: tokensBefore + added,
    tokensAfter: context.tokens + added + described.tokens,
  };
  run.emit(compressedEvent(gathered, { withheld, countedBy }));
  return gathered;
}

/** The map stands in the sources as a summary of `.`, the root. */
function compressedEvent(
  { files, related, map, tokensBefore, tokensAfter }: Context,
  rest: Pick<SendableTargets, 'withheld'> & Pick<ChosenCode, 'countedBy'>,
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
