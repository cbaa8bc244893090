import type { FileFacts } from './index/file-facts.ts';
import { factsOfTree, NO_PYTHON_FACTS } from './index/facts/python.ts';
import { tryTree } from './languages/tree-sitter.ts';
import { isStackOverflow } from './languages/typescript-depth.ts';
import { isGenerated } from './offered-names/offered-names.ts';
import { ANY_NAME, type OfferedNames } from './offered-names/names-of-text.ts';
import { offeredByTree } from './offered-names/python-offered.ts';

/** What a Python text defines and takes, and what it offers to others. */
export type PythonModule = { readonly facts: FileFacts; readonly offered: OfferedNames };

const UNREAD: PythonModule = { facts: NO_PYTHON_FACTS, offered: ANY_NAME };

/** Reads the facts and the offered names of a Python text from one tree: to parse it takes most of the time. */
export async function readPythonModule(path: string, text: string): Promise<PythonModule> {
  try {
    const result = await tryTree({ language: 'python', text }, (tree) => ({
      facts: factsOfTree({ path, text }, tree),
      offered: isGenerated(text) ? ANY_NAME : offeredByTree(text, tree.rootNode),
    }));
    return result.kind === 'parsed' ? result.value : UNREAD;
  } catch (error) {
    // A tree of thousands of levels: nothing that people wrote.
    if (isStackOverflow(error)) return UNREAD;
    throw error;
  }
}
