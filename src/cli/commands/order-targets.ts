import type { RecipeOrder } from '../../domain/task.ts';

/** The targets of `-t`; without any, the file that a slot of the order names, or the whole tree for `--all`. */
export function targetsOf(named: readonly string[], order: RecipeOrder | null): readonly string[] {
  if (named.length > 0 || order === null) return named;
  const { at, path } = order.slots;
  const file = /^(.+):\d+$/.exec(at ?? '')?.[1] ?? path;
  if (file !== undefined) return [file];
  return order.isEverywhere ? ['.'] : [];
}
