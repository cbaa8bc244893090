import type { ContextPart, ContextSection } from '../codebase/index/context/code-context.ts';
import { digestOf } from '../domain/digest.ts';
import type { RunContext } from './run-context.ts';
import { summariseChunks, type Chunk } from './summarise.ts';

/** Fewer lines than these are said well enough by the names in them. */
const MIN_LINES = 20;

/** A text that may be cut: the lines that its section leaves out are lines of it. */
export type CutTarget = { readonly section: ContextSection; readonly text: string };

/**
 * The sections with what a model says of the parts left out, where the config asks for it and the budget has room; the
 * names in brackets stay as they are.
 */
export async function describeGaps(
  targets: readonly CutTarget[],
  { room, count }: { readonly room: number; readonly count: (text: string) => number },
  run: RunContext,
): Promise<{ readonly sections: readonly ContextSection[]; readonly tokens: number }> {
  const gaps = targets.flatMap(({ section, text }) =>
    section.parts.filter(isWorthIt).map((part) => ({ part, chunk: chunkOf(section.path, part, text) })),
  );
  const summaries = await summariseChunks(
    gaps.map(({ chunk }) => chunk),
    run,
  );
  const described = new Map<ContextPart, ContextPart>();
  let tokens = 0;
  for (const [index, { part }] of gaps.entries()) {
    const summary = summaries[index] ?? null;
    const said = `\n[${summary}]`;
    const cost = count(said);
    if (summary === null || tokens + cost > room) continue;
    tokens += cost;
    described.set(part, { ...part, text: part.text + said });
  }
  const sections = targets.map(({ section }) => ({
    ...section,
    parts: section.parts.map((part) => described.get(part) ?? part),
  }));
  return { sections, tokens };
}

function isWorthIt({ form, startLine, endLine }: ContextPart): boolean {
  return form === 'gap' && endLine - startLine + 1 >= MIN_LINES;
}

function chunkOf(path: string, { startLine, endLine }: ContextPart, text: string): Chunk {
  const lines = text
    .split(/\r?\n/)
    .slice(startLine - 1, endLine)
    .join('\n');
  return { path, name: `lines ${startLine}-${endLine}`, text: lines, sha256: digestOf(lines) };
}
