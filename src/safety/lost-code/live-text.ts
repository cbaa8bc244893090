import { tryTree } from '../../codebase/languages/tree-sitter.ts';
import { languageOf } from '../../domain/language.ts';
import { deadSpans } from './dead-nodes.ts';

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
export async function liveText(path: string, text: string): Promise<string | null> {
  const language = languageOf(path);
  if (language === null || !hasLiveText(path)) return null;
  const limits = { timeoutMs: TIMEOUT_MS };
  const result = await tryTree({ language, text, limits }, ({ rootNode }) => deadSpans(rootNode));
  if (result.kind !== 'parsed') return null;
  const spans = result.value.toSorted((a, b) => a.start - b.start);
  let live = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    live += text.slice(at, from) + text.slice(from, end).replaceAll(/[^\n]/g, ' ');
    at = end;
  }
  return live + text.slice(at);
}
