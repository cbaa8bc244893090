import { resolveTargets } from '../../codebase/targets.ts';
import { whyNeverSent } from '../../codebase/sensitive-files.ts';
import { assertDefined } from '../../codebase/named-functions.ts';
import { treeOf } from '../../domain/candidate.ts';
import { printable } from '../../domain/terminal-text.ts';
import { redact } from '../../domain/redaction.ts';
import { OuroborosError } from '../../domain/errors.ts';
import type { TokenCounters } from '../../domain/tokens.ts';
import { createTokenCounters } from '../../models/token-counters.ts';
import { chooseCode, readTargets, type ChosenCode } from '../../pipeline/choose-code.ts';
import { createTokenFactors } from '../../provenance/token-factors.ts';
import { withCodeIndex } from '../code-index.ts';
import { NO_FLAGS, resolveConfig } from '../config/resolve-config.ts';
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

/** Shows the code that matters for a task within a budget of tokens: targets first, then other files. Gives 0. */
export async function runContext(options: ContextOptions, io: Io): Promise<number> {
  const task = await readTask({ task: options.task }, io);
  const project = await openProject(io.cwd);
  const { targets: paths } = await resolveTargets(options.target, project);
  assertSendable(paths);
  const tree = treeOf(project.workspace);
  await assertDefined(options.function, paths, tree);
  const { budget } = options;
  const tokens = tokensOf(options, project, io);
  const targets = await readTargets(paths, { tree, tokens, budget });
  const chosen = await withCodeIndex(project, drawnIndexUse(io), async (queries) =>
    chooseCode(queries, {
      task,
      targets,
      functions: options.function,
      budget,
      relatedBudget: budget,
      isFrugal: false,
      tokens,
    }),
  );
  if (options.json) io.stdout(JSON.stringify(jsonOf(chosen)));
  else if (!isAbout(chosen)) throw nothingFits();
  else io.stdout(printable(redact(chosen.context.text).text).trimEnd());
  return 0;
}

/** As the builder's model counts; where there is no model to ask, as the tokenizer does. */
function tokensOf({ model }: ContextOptions, project: Project, io: Io): TokenCounters {
  const config = resolveConfig(NO_FLAGS, io.environment, project.written);
  const named = model ?? (config.access.kind === 'none' ? null : config.roles.generator.model);
  return named === null
    ? createTokenCounters('o200k_base', { factorOf: () => 1 })
    : createTokenCounters(named, createTokenFactors(project.root));
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

/** What fills an empty place is no answer. */
function isAbout({ context, ranked }: ChosenCode): boolean {
  return context.sections.some(({ isTarget }) => isTarget) || ranked.some(({ lexical }) => lexical > 0);
}

function jsonOf({ context, ranked, counter, tokensBefore }: ChosenCode): object {
  return {
    files: ranked.map(({ path }) => path),
    context: redact(context.text).text,
    tokens: context.tokens,
    ratio: tokensBefore === 0 ? 1 : Math.round((context.tokens / tokensBefore) * 1000) / 1000,
    sources: context.sections.map(({ path, parts }) => ({
      path,
      parts: parts.map(({ startLine, endLine, form }) => ({
        start_line: startLine,
        end_line: endLine,
        form,
      })),
    })),
    counted_by: counter.basis,
  };
}

function nothingFits(): OuroborosError {
  return new OuroborosError('not-found', 'Nothing in the code has a word of the task.', {
    hint: 'Name what the code names: a function, a class, a file, a message that it prints; or a file with -t.',
  });
}
