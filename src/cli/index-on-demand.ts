import type { CodeKnowledge } from '../codebase/index/code-knowledge.ts';
import type { CodeIndex, IndexUse } from './code-index.ts';
import type { Project } from './project.ts';

/** The code index of a run: its modules are loaded and it is opened at the first question, since most recipes ask none. */
export function indexOnDemand(project: Project, use: IndexUse): CodeKnowledge & { close(): void } {
  let index: Promise<CodeIndex> | null = null;
  let close = (): void => undefined;
  const open = async (): Promise<CodeIndex> => {
    const { openCodeIndex } = await import('./code-index.ts');
    const opened = openCodeIndex(project, use);
    close = () => opened.close();
    return opened;
  };
  return {
    ask: async (ask) => {
      index ??= open();
      return (await index).ask(ask);
    },
    close: () => close(),
  };
}
