import type { FileResult, FileWork } from '../../src/recipes/each-file.ts';
import type { SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, type Texts } from './fixture.ts';

/** Lets a recipe work on one Python text, `app.py`, with other files around it. */
export async function python(
  work: FileWork,
  text: string,
  { slots = {}, around = {} }: { readonly slots?: SlotValues; readonly around?: Texts } = {},
): Promise<FileResult> {
  const path = 'app.py';
  const file = { path, text, hasByteOrderMark: false, bytes: new TextEncoder().encode(text) };
  const tree = treeOfTexts({ ...around, [path]: text });
  return work(file, { tree, request: { slots, targets: [path], signal: new AbortController().signal } });
}
