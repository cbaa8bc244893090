import type { PythonFile, PythonProject } from '../../python/project.ts';
import type { Definition } from './definition.ts';
import type { Need } from './needs.ts';

/** What is known before anything is decided: the definition, where it goes, and the files that speak of it. */
export type Situation = {
  readonly definition: Definition;
  readonly needs: readonly Need[];
  /** The path of the module that it goes to. */
  readonly to: string;
  /** That module, or null where it is new. */
  readonly destination: PythonFile | null;
  /** The project as it will be: the paths of new files are among its own. */
  readonly project: PythonProject;
};

/** The path of the module that has the definition now. */
export function fromOf({ definition }: Situation): string {
  return definition.file.file.path;
}
