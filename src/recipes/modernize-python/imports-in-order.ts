import { organizeImportsPython } from '../organize-imports/python.ts';
import type { FileWork } from '../each-file.ts';

/** Sorts the imports of a changed text where those of the file were in the project's order before. */
export async function withImportsInOrder(
  after: string,
  file: Parameters<FileWork>[0],
  around: Parameters<FileWork>[1],
): Promise<string> {
  const before = await organizeImportsPython(file, around);
  if (before.kind !== 'unchanged' || (before.notes ?? []).length > 0) return after;
  const sorted = await organizeImportsPython({ ...file, text: after }, around);
  return sorted.kind === 'changed' ? sorted.text : after;
}
