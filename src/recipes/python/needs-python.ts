import type { FileWork } from '../each-file.ts';
import { oldestVersion } from './oldest-version.ts';
import { nodesBelow, parsePython, type PyNode } from './tree.ts';

/** Syntax of Python with the first version that can read it. */
export type PythonSyntax = {
  readonly name: string;
  /** The 6 of 3.6. */
  readonly minor: number;
  /** Whether a node shows that a file is written in it already, whatever the settings say. */
  readonly isUse: (node: PyNode) => boolean;
};

export const F_STRINGS: PythonSyntax = {
  name: 'f-strings',
  minor: 6,
  isUse: ({ type }) => type === 'interpolation',
};
export const ANNOTATIONS: PythonSyntax = {
  name: 'annotations',
  minor: 0,
  isUse: ({ field, type }) => field === 'return_type' || /^typed_(?:default_)?parameter$/.test(type),
};

/** Refuses what a work would write where the project says that an older Python has to run the file. */
export function forPython({ name, minor, isUse }: PythonSyntax, work: FileWork): FileWork {
  return async (file, around) => {
    const result = await work(file, around);
    if (result.kind !== 'changed' || result.text === file.text) return result;
    const oldest = await oldestVersion(file.path, around.tree);
    if (oldest === null || oldest.minor >= minor) return result;
    const before = await parsePython(file.text);
    if (before !== null && [...nodesBelow(before.root)].some(isUse)) return result;
    const { saidBy, version } = oldest;
    return {
      kind: 'refused',
      reason: `${saidBy} says that Python ${version} has to run ${file.path}, and ${name} need Python 3.${minor}.`,
    };
  };
}
