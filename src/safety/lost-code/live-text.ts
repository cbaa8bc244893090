import { tryTree, type Node } from '../../codebase/languages/tree-sitter.ts';
import { languageOf } from '../../domain/language.ts';
import type { TextChange } from '../gates/text-guard.ts';
import { commentSpans, deadSpans, type DeadSpan } from './dead-nodes.ts';

const TIMEOUT_MS = 1_000;
/** Markup and data: what is commented out there is no code. */
const WITHOUT_CODE = new Set(['json', 'toml', 'yaml', 'html', 'css', 'vue', 'embedded_template']);

/** Whether a path's language is one whose dead code is known. */
export function hasLiveText(path: string): boolean {
  const language = languageOf(path);
  return language !== null && !WITHOUT_CODE.has(language);
}

/**
 * A text with all that never runs blanked ({@link deadSpans}), its lines in their places; null where its language has no
 * grammar, or its parser did not end.
 */
export function liveText(path: string, text: string): Promise<string | null> {
  return textWithout(deadSpans, path, text);
}

/** A text with its comments and doc strings blanked ({@link commentSpans}); null as for {@link liveText}. */
export function uncommentedText(path: string, text: string): Promise<string | null> {
  return textWithout(commentSpans, path, text);
}

/** Changes without comments and doc strings; a text whose language has no grammar stays as it is. */
export function uncommented(changes: readonly TextChange[]): Promise<readonly TextChange[]> {
  const codeOf = async (path: string, text: string | null): Promise<string | null> =>
    text === null ? null : ((await uncommentedText(path, text)) ?? text);
  return Promise.all(
    changes.map(async ({ path, before, after }) => ({
      path,
      before: await codeOf(path, before),
      after: await codeOf(path, after),
    })),
  );
}

async function textWithout(
  spansOf: (root: Node) => readonly DeadSpan[],
  path: string,
  text: string,
): Promise<string | null> {
  const language = languageOf(path);
  if (language === null || !hasLiveText(path)) return null;
  const limits = { timeoutMs: TIMEOUT_MS };
  const result = await tryTree({ language, text, limits }, ({ rootNode }) => spansOf(rootNode));
  return result.kind === 'parsed' ? blanked(text, result.value) : null;
}

function blanked(text: string, spans: readonly DeadSpan[]): string {
  let live = '';
  let at = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    live += text.slice(at, from) + text.slice(from, end).replaceAll(/[^\n]/g, ' ');
    at = end;
  }
  return live + text.slice(at);
}
