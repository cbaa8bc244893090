import type { PyNode } from './tree.ts';
import type { PythonFile } from './project.ts';

/** The places of a file where the name follows a dot in an expression. */
export function attributesOf(file: PythonFile, name: string): readonly PyNode[] {
  const uses = file.tree.identifiers.get(name) ?? [];
  return uses.filter((node) => node.parent?.type === 'attribute' && node.field === 'attribute');
}
