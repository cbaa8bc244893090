import type { ContextPart, ContextSection } from '../codebase/index/context/code-context.ts';
import { digestOf } from '../domain/digest.ts';
import type { RunContext } from './run-context.ts';
import { summariseChunks, type Chunk } from './summarise.ts';

/** Fewer lines than these are said well enough by the names in them. */
const MIN_LINES = 20;
/** A longer part is described piece by piece: no model reads it well at once. */
const MAX_LINES = 400;
/** A piece of longer lines is data, or code that was packed. */
const MAX_CHARACTERS = 40_000;
/** More pieces than these cost more than what they tell. */
const MAX_CHUNKS = 12;

/** A text that may be cut: the lines that its section leaves out are lines of it. */
export type CutTarget = { readonly section: ContextSection; readonly text: string };

/**
 * The sections with what a model says of the parts left out, where the config asks for it and the budget has room; the
 * names in brackets stay as they are. What is left out of a notebook is what it printed, and needs no words.
 */
export async function describeGaps(
  targets: readonly CutTarget[],
  { room, count }: { readonly room: number; readonly count: (text: string) => number },
  run: RunContext,
): Promise<{ readonly sections: readonly ContextSection[]; readonly tokens: number }> {
  const chunks = targets
    .filter(({ section }) => !section.path.endsWith('.ipynb'))
    .flatMap(({ section, text }) =>
      section.parts.filter(isWorthIt).flatMap((part) => chunksOf(part, { path: section.path, text })),
    )
    .slice(0, MAX_CHUNKS);
  const summaries = await summariseChunks(chunks, run);
  const described = new Map<ContextPart, ContextPart>();
  let tokens = 0;
  for (const [index, { part }] of chunks.entries()) {
    const summary = summaries[index] ?? null;
    const said = `\n[${summary}]`;
    const cost = count(said);
    if (summary === null || tokens + cost > room) continue;
    tokens += cost;
    described.set(part, { ...part, text: (described.get(part) ?? part).text + said });
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

/** The lines of a gap in pieces, each with the part that it belongs to. */
function chunksOf(
  part: ContextPart,
  { path, text }: { readonly path: string; readonly text: string },
): readonly (Chunk & { readonly part: ContextPart })[] {
  const lines = text.split(/\r?\n/).slice(part.startLine - 1, part.endLine);
  const pieces = Math.ceil(lines.length / MAX_LINES);
  return Array.from({ length: pieces }, (_, at) => {
    const piece = lines.slice(at * MAX_LINES, (at + 1) * MAX_LINES).join('\n');
    return { part, path, text: piece, sha256: digestOf(piece) };
  }).filter((chunk) => chunk.text.length <= MAX_CHARACTERS);
}
