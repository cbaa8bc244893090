import { isStackOverflow, tooDeepFiles } from '../../codebase/languages/typescript-depth.ts';
import { isScript } from '../../codebase/languages/typescript-component.ts';
import { readProjectFiles } from '../../codebase/languages/typescript-files.ts';
import { loadTypeScript, type TypeScript } from '../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { wordOffsets } from './occurrences.ts';
import { refused, type Refused } from '../recipe.ts';
import type { RenameRequest } from './request.ts';

type Attempt<Result> = (tree: SourceTree) => Promise<Result>;
type Reading = { readonly ts: typeof TypeScript; readonly texts: ReadonlyMap<string, string> };

const MAX_NAMED = 5;

/**
 * Makes an attempt; when TypeScript runs out of stack on code that nests too deeply, once more without such scripts as
 * say neither name. What they say then is no matter; any other file that is too deep is refused by its name.
 */
export async function besideDeepFiles<Result>(
  tree: SourceTree,
  request: RenameRequest,
  attempt: Attempt<Result>,
): Promise<Result | Refused> {
  const first = await unlessTooDeep(attempt, tree);
  if (first !== null) return first;
  const ts = await loadTypeScript();
  const { texts } = await readProjectFiles(tree, { always: request.targets, signal: request.signal });
  const deep = tooDeepFiles(ts, texts);
  const left = deep.filter((path) => isUnrelated({ ts, texts }, path, request));
  const second = left.length === 0 ? null : await unlessTooDeep(attempt, without(tree, left));
  if (second !== null) return second;
  const holders = deep.filter((path) => wordOffsets(texts.get(path) ?? '', request.name, ts).length > 0);
  return tooDeep(holders.length > 0 ? holders : deep.filter((path) => !left.includes(path)));
}

async function unlessTooDeep<Result>(attempt: Attempt<Result>, tree: SourceTree): Promise<Result | null> {
  try {
    return await attempt(tree);
  } catch (error) {
    if (isStackOverflow(error)) return null;
    throw error;
  }
}

function isUnrelated({ ts, texts }: Reading, path: string, { name, to }: RenameRequest): boolean {
  const text = texts.get(path) ?? '';
  return isScript(text) && [name, to].every((word) => wordOffsets(text, word, ts).length === 0);
}

function without(tree: SourceTree, paths: readonly string[]): SourceTree {
  const left = new Set(paths);
  return {
    list: async () => (await tree.list()).filter((path) => !left.has(path)),
    read: async (path) => (left.has(path) ? null : tree.read(path)),
  };
}

function tooDeep(paths: readonly string[]): Refused {
  const shown = paths.slice(0, MAX_NAMED).join(', ');
  const more = paths.length > MAX_NAMED ? ` and ${paths.length - MAX_NAMED} more` : '';
  return paths.length === 0
    ? refused('Some code nests too deeply for TypeScript to check it.', 'Name fewer files with -t.')
    : refused(
        `Code nests too deeply for TypeScript to check it: ${shown}${more}.`,
        'Break its longest expression into several statements.',
      );
}
