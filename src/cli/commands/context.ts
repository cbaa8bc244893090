import { resolveTargets } from '../../codebase/targets.ts';
import { whyNeverSent } from '../../codebase/sensitive-files.ts';
import { assertDefined } from '../../codebase/named-functions.ts';
import { treeOf } from '../../domain/candidate.ts';
import { printable } from '../../domain/terminal-text.ts';
import { redact } from '../../domain/redaction.ts';
import { OuroborosError } from '../../domain/errors.ts';
import type { TokenBasis, TokenCounters } from '../../domain/tokens.ts';
import { createTokenCounters } from '../../models/token-counters.ts';
import { isKnownFamily } from '../../models/token-factors.ts';
import { chooseCode, readTargets, type ChosenCode } from '../../pipeline/choose-code.ts';
import { createTokenFactors } from '../../provenance/token-factors.ts';
import { withCodeIndex } from '../code-index.ts';
import { NO_FLAGS, resolveConfig } from '../config/resolve-config.ts';
import { sayNothingFound, type EmptyAnswer } from '../empty-answer.ts';
import { drawnIndexUse } from '../index-use.ts';
import type { Io } from '../io.ts';
import { openProject, type Project } from '../project.ts';
import { readTask } from './read-task.ts';

export type ContextOptions = {
  readonly task: string | null;
  readonly target: readonly string[];
  readonly function: readonly string[];
  readonly budget: number;
  readonly model?: string;
  readonly json: boolean;
};

const EXAMPLE = 'ouroboros context "Round amounts to cents" -t src/money.ts';

/** Shows the code that matters for a task within a budget of tokens: targets first, then other files. Gives 0. */
export async function runContext(options: ContextOptions, io: Io): Promise<number> {
  const task = await readTask({ task: options.task, example: EXAMPLE }, io);
  const project = await openProject(io.cwd);
  const { targets: paths } = await resolveTargets(options.target, project);
  assertSendable(paths);
  const tree = treeOf(project.workspace);
  await assertDefined(options.function, paths, tree);
  const { budget } = options;
  const { tokens, isGuess } = countingOf(options, project, io);
  const targets = await readTargets(paths, { tree, tokens, budget });
  const choice = { task, targets, functions: options.function, isFrugal: false, tokens };
  const chosen = await withCodeIndex(project, drawnIndexUse(io), async (queries) => {
    const choose: Choose = async (room) =>
      chooseCode(queries, { ...choice, budget: room, relatedBudget: room });
    const safe = await chooseSafe(choose, { budget, tokens });
    const enough = safe.text === '' && isAbout(safe) ? await leastBudget(budget, choose) : null;
    if (enough !== null) throw tooSmall(budget, enough);
    return isAbout(safe) ? safe : nothingOf(safe);
  });
  if (isGuess) io.stderr(guessNotice(chosen.counter.basis));
  if (options.json) io.stdout(JSON.stringify(jsonOf(chosen, isGuess)));
  else if (chosen.text !== '') io.stdout(printable(chosen.text).trimEnd());
  if (chosen.text === '') sayNothingFound(isAbout(chosen) ? NOTHING_TO_SHOW : NOTHING_FITS, io);
  return 0;
}

type Choose = (budget: number) => Promise<ChosenCode>;

/** What was chosen, with its text without secrets and the tokens of that. */
type SafeCode = ChosenCode & { readonly text: string; readonly tokens: number };

/** Leaves room for what stands in place of secrets: it may take more tokens than they do. */
async function chooseSafe(
  choose: Choose,
  { budget, tokens }: { readonly budget: number; readonly tokens: TokenCounters },
): Promise<SafeCode> {
  for (let room = budget; ;) {
    const chosen = await choose(room);
    const { text, findings } = redact(chosen.context.text);
    if (findings.length === 0) return { ...chosen, text, tokens: chosen.context.tokens };
    const counter = await tokens.counterFor([text], budget);
    const used = counter.count(text);
    if (used <= budget) return { ...chosen, counter, text, tokens: used };
    room -= used - budget;
  }
}

type Counting = { readonly tokens: TokenCounters; readonly isGuess: boolean };

/**
 * As the builder's model counts; where there is no model to ask, as the tokenizer does. How a model counts whose name
 * says nothing, and that has not replied yet, is a guess.
 */
function countingOf({ model }: ContextOptions, project: Project, io: Io): Counting {
  const config = resolveConfig(NO_FLAGS, io.environment, project.written);
  const named = model ?? (config.access.kind === 'none' ? null : config.roles.generator.model);
  if (named === null)
    return { tokens: createTokenCounters('o200k_base', { factorOf: () => 1 }), isGuess: false };
  const factors = createTokenFactors(project.root);
  const isGuess = !isKnownFamily(named) && factors.factorOf(named) === null;
  return { tokens: createTokenCounters(named, factors), isGuess };
}

function guessNotice({ model, factor }: TokenBasis): string {
  return `how ${printable(model)} counts tokens is not known: taken as ${factor} for one of o200k_base, the most that a known model has`;
}

function assertSendable(paths: readonly string[]): void {
  const secret = paths
    .map((path) => ({ path, reason: whyNeverSent(path) }))
    .find(({ reason }) => reason !== null);
  if (secret === undefined) return;
  throw new OuroborosError(
    'bad-file',
    `${secret.path} is never sent to a model by itself: ${secret.reason}.`,
    {
      hint: 'Leave it out; refactor asks before it sends such a file.',
    },
  );
}

function nothingOf(chosen: SafeCode): SafeCode {
  const context = { ...chosen.context, sections: [], text: '', tokens: 0 };
  return { ...chosen, context, ranked: [], text: '', tokens: 0, tokensBefore: 0 };
}

/** What fills an empty place is no answer. */
function isAbout({ context, ranked }: ChosenCode): boolean {
  return context.sections.some(({ isTarget }) => isTarget) || ranked.some(({ lexical }) => lexical > 0);
}

function jsonOf(chosen: SafeCode, isGuess: boolean): object {
  const { context, text, tokens, ranked, counter, tokensBefore } = chosen;
  return {
    files: ranked.map(({ path }) => path),
    context: text,
    tokens,
    ratio: tokensBefore === 0 ? 1 : Math.round((tokens / tokensBefore) * 1000) / 1000,
    sources: context.sections.map(({ path, parts }) => ({
      path,
      parts: parts.map(({ startLine, endLine, form }) => ({
        start_line: startLine,
        end_line: endLine,
        form,
      })),
    })),
    counted_by: { ...counter.basis, is_guess: isGuess },
  };
}

/** Found by doubling: how much the first name takes depends on the code. Null where no budget helps. */
async function leastBudget(budget: number, choose: Choose): Promise<number | null> {
  for (const enough of [32, 64, 128, 256, 512, 1024]) {
    if (enough > budget && (await choose(enough)).context.text !== '') return enough;
  }
  return null;
}

function tooSmall(budget: number, enough: number): OuroborosError {
  return new OuroborosError('usage', `A budget of ${budget} holds nothing of the code.`, {
    hint: `${enough} tokens are enough to name something that fits: --budget ${enough}.`,
  });
}

const NOTHING_TO_SHOW: EmptyAnswer = {
  sentence: 'Only tests, or files that define nothing, have a word of the task.',
  hint: 'ouroboros relevant lists them; -t shows one.',
};

const NOTHING_FITS: EmptyAnswer = {
  sentence: 'Nothing in the code has a word of the task.',
  hint: 'Name what the code names: a function, a class, a file, a message that it prints; or a file with -t.',
};
