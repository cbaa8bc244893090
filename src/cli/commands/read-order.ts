import { OuroborosError } from '../../domain/errors.ts';
import type { RecipeOrder } from '../../domain/task.ts';
import type { EngineChoice } from '../../domain/config.ts';

/** The options that only recipes understand, with those that contradict them. */
export type OrderOptions = {
  /** The words of the command line: the task, or the slots of `--recipe`. */
  readonly words: readonly string[];
  readonly recipe?: string;
  readonly at?: string;
  readonly range?: string;
  readonly all: boolean;
  readonly taskFile?: string;
  readonly engine?: EngineChoice;
};

/** An order to recipes, and the task as records show it: null where a sentence says it. */
export type GivenOrder = { readonly text: string | null; readonly order: RecipeOrder };

/**
 * What the options ask of recipes beyond the sentence; null when nothing.
 * @throws OuroborosError `usage` when slots are not `name=value`, or the options contradict each other
 */
export function readOrder(options: OrderOptions): GivenOrder | null {
  const { recipe, at, range, all } = options;
  if (recipe === undefined && at === undefined && range === undefined && !all) return null;
  if (options.engine === 'model') throw contradiction('--engine model');
  const placed = { ...(at === undefined ? {} : { at }), ...(range === undefined ? {} : { range }) };
  if (recipe === undefined) return { text: null, order: { id: null, slots: placed, isEverywhere: all } };
  if (options.taskFile !== undefined) throw contradiction('--task-file');
  const slots = { ...slotsOf(options.words), ...placed };
  const text = [recipe, ...Object.entries(slots).map(([name, value]) => `${name}=${value}`)].join(' ');
  return { text, order: { id: recipe, slots, isEverywhere: all } };
}

function slotsOf(words: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    words.map((word) => {
      const [, name, value] = /^(\w+)=(.+)$/s.exec(word) ?? [];
      if (name !== undefined && value !== undefined) return [name, value];
      throw new OuroborosError('usage', `"${word}" is no slot of a recipe; one reads name=value.`, {
        hint: 'Like: ouroboros refactor --recipe rename-symbol from=load to=loadUser -t src',
      });
    }),
  );
}

function contradiction(option: string): OuroborosError {
  return new OuroborosError('usage', `${option} does not go with --recipe, --at, --range and --all.`, {
    hint: 'Those ask for a recipe, which needs no sentence of its own and no model.',
  });
}
