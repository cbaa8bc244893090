import type { Snippet } from '../codebase/index/snippets/find-snippets.ts';
import type { ContextFile } from './compress.ts';
import type { RunContext } from './run-context.ts';

const MAX_SNIPPETS = 5;
/** About a screen of code. */
const MAX_SNIPPET_TOKENS = 600;

/** What other code shows of how it is done, and what that comes to. */
export type SnippetFiles = { readonly files: readonly ContextFile[]; readonly tokens: number };

/** The snippets for the task of a run that are not in the files shown already, as far as there is room. */
export async function snippetFiles(
  run: Pick<RunContext, 'snippets' | 'task'>,
  {
    shown,
    room,
    count,
  }: {
    readonly shown: ReadonlySet<string>;
    /** In tokens as `count` counts them. */
    readonly room: number;
    readonly count: (text: string) => number;
  },
): Promise<SnippetFiles> {
  if (run.snippets === null) return { files: [], tokens: 0 };
  const request = { task: run.task.text, limit: MAX_SNIPPETS, maxTokens: MAX_SNIPPET_TOKENS, count };
  const files: ContextFile[] = [];
  let tokens = 0;
  for (const snippet of await run.snippets(request)) {
    if (snippet.root === '.' && shown.has(snippet.path)) continue;
    const file = fileOf(snippet);
    const cost = count(`${file.path}\n${file.text}\n`);
    if (tokens + cost > room) continue;
    tokens += cost;
    files.push(file);
  }
  return { files, tokens };
}

function fileOf({ root, path, startLine, endLine, licence, code }: Snippet): ContextFile {
  const lines = `lines ${startLine}-${endLine}`;
  const base = { text: code, form: 'excerpt', isExample: true } as const;
  if (root === '.') return { ...base, path, note: `An example, ${lines}; not changeable.` };
  const terms = licence ?? 'none';
  const note = `An example from another project, ${lines}, licence ${terms}; not changeable.`;
  return { ...base, path: `${root}:${path}`, note, licence: terms };
}
