import { sectionText, type ContextSection, type TargetFile } from '../codebase/index/context/code-context.ts';
import { chooseCode, readTargets } from './choose-code.ts';
import type { Context, ContextFile } from './compress.ts';
import { describeGaps, type CutTarget } from './describe-gaps.ts';
import type { RunContext } from './run-context.ts';
import { sendableTargets } from './sendable-targets.ts';
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
  const shown = new Set(context.sections.map(({ path }) => path));
  const snippets = await snippetFiles(run, { shown, room: budget - context.tokens, count });
  const cut = cutTargets(context.sections, targets);
  const room = budget - context.tokens - snippets.tokens;
  const described = await describeGaps(cut, { room, count }, run);
  const tokensAfter = context.tokens + snippets.tokens + described.tokens;
  const files = described.sections.map(contextFile);
  const others = context.sections.filter(({ isTarget }) => !isTarget);
  const related = [...others.map(contextFile), ...snippets.files];
  run.emit({
    type: 'context.compressed',
    tokensBefore: tokensBefore + snippets.tokens,
    tokensAfter,
    ratio: tokensBefore === 0 ? 1 : tokensAfter / (tokensBefore + snippets.tokens),
    sources: [...files, ...related].map(({ path, form, licence }) => ({ path, form, licence })),
    withheld: [...withheld],
    countedBy,
  });
  return { files, changeable: sendable, related, brief: null, tokensBefore, tokensAfter };
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
