import type { PythonFile, PythonProject } from '../python/project.ts';
import type { PyNode } from '../python/tree.ts';

/** A function at the top of a module, and the class of the same module whose method it becomes. */
export type Situation = {
  readonly project: PythonProject;
  readonly file: PythonFile;
  readonly name: string;
  readonly definition: PyNode;
  readonly classNode: PyNode;
  readonly className: string;
  /** The first parameter, and the name that it has. */
  readonly receiver: PyNode;
  readonly receiverName: string;
};
