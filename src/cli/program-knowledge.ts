import type { Command } from 'commander';
import { addCommand, collect, type Act } from './command-parts.ts';
import type { ContextOptions } from './commands/context.ts';
import type { ImpactOptions } from './commands/impact.ts';
import type { RelevantOptions } from './commands/relevant.ts';
import type { SnippetsOptions } from './commands/snippets.ts';
import { parseCount } from './option-values.ts';

/** Adds the commands that tell what the code index knows; all of them only read. */
export function addKnowledge(program: Command, act: Act): void {
  addIndex(program, act);
  addRelevant(program, act);
  addContext(program, act);
  addSnippets(program, act);
  addImpact(program, act);
}

function addIndex(program: Command, act: Act): void {
  addCommand(program, 'index')
    .description('bring the index of the code up to date: symbols, imports, words')
    .option('--stats', 'what the index holds', false)
    .option('--summary', 'the whole repository in under 4,000 tokens, the same for the same tree', false)
    .option('--json', 'as JSON', false)
    .action(
      act(async (command, io) => {
        const { runIndex } = await import('./commands/index-code.ts');
        return runIndex(command.opts(), io);
      }),
    );
}

function addRelevant(program: Command, act: Act): void {
  addCommand(program, 'relevant')
    .description('the files that a task is about, the best first')
    .argument('<task>', 'what to do, in a sentence; - reads it from standard input')
    .option('--limit <n>', 'how many', parseCount('--limit'), 10)
    .option('--json', 'as JSON', false)
    .action(
      act(async (command, io) => {
        const { runRelevant } = await import('./commands/relevant.ts');
        return runRelevant(
          { ...command.opts<Omit<RelevantOptions, 'task'>>(), task: command.args[0] ?? null },
          io,
        );
      }),
    );
}

function addContext(program: Command, act: Act): void {
  addCommand(program, 'context')
    .description('the code that matters for a task, within a budget: what a model would be shown')
    .argument('<task>', 'what to do, in a sentence; - reads it from standard input')
    .option('-t, --target <path>', 'file, folder or glob that will be changed; repeatable', collect, [])
    .option('-f, --function <name>', 'function or method that will be changed; repeatable', collect, [])
    .option('--budget <n>', 'how many tokens', parseCount('--budget'), 4000)
    .option('--model <name>', 'count as this model does (default: the builder, if there is a model to ask)')
    .option('--json', 'as JSON', false)
    .action(
      act(async (command, io) => {
        const { runContext } = await import('./commands/context.ts');
        return runContext(
          { ...command.opts<Omit<ContextOptions, 'task'>>(), task: command.args[0] ?? null },
          io,
        );
      }),
    );
}

function addSnippets(program: Command, act: Act): void {
  addCommand(program, 'snippets')
    .description('related functions of this and the other roots, with the licence of each')
    .argument('<task>', 'what to do, in a sentence; - reads it from standard input')
    .option('--limit <n>', 'how many', parseCount('--limit'), 5)
    .option('--json', 'as JSON', false)
    .action(
      act(async (command, io) => {
        const { runSnippets } = await import('./commands/snippets.ts');
        return runSnippets(
          { ...command.opts<Omit<SnippetsOptions, 'task'>>(), task: command.args[0] ?? null },
          io,
        );
      }),
    );
}

function addImpact(program: Command, act: Act): void {
  addCommand(program, 'impact')
    .description('the files that a change of a file or symbol may touch, nearest first')
    .argument('<place>', 'FILE or FILE:SYMBOL')
    .option('--depth <n>', 'how many imports in a row are followed', parseCount('--depth'), 3)
    .option('--json', 'as JSON', false)
    .action(
      act(async (command, io) => {
        const { runImpact } = await import('./commands/impact.ts');
        return runImpact(
          { ...command.opts<Omit<ImpactOptions, 'place'>>(), place: command.args[0] ?? '' },
          io,
        );
      }),
    );
}
