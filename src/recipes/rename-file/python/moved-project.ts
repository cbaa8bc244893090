import { absoluteNameOf } from '../../python/module-names.ts';
import type { PythonProject } from '../../python/project.ts';
import type { ModuleMove } from './request.ts';

/** A move with the project before and after it, as far as the paths go. */
export type MovedProject = {
  readonly move: ModuleMove;
  readonly before: PythonProject;
  readonly after: Pick<PythonProject, 'paths'>;
  /** Names that other files may take from a file: these keep what they are called there. */
  readonly taken: ReadonlyMap<string, ReadonlySet<string>>;
};

/** The full name of what moves, before and after. */
export function fullNames({ move, before, after }: MovedProject): {
  readonly old: string;
  readonly now: string;
} {
  const ending = move.from.endsWith('.py') ? '' : '/__init__.py';
  return {
    old: absoluteNameOf(before, `${move.from}${ending}`),
    now: absoluteNameOf(after, `${move.to}${ending}`),
  };
}
