import type { SourceTree } from '../../../domain/ports.ts';
import { decodeText, positionAt } from '../../../domain/text.ts';
import { isMarkup, isProse, MAX_BYTES } from '../outside-code.ts';
import type { Candidate } from './candidates.ts';
import type { PythonRename } from './request.ts';

/** Where the old name stands outside of Python, as `path:line`: in what runs or looks it up, and in prose. */
export type PythonOutside = { readonly running: readonly string[]; readonly prose: readonly string[] };

const SETTINGS = /\.(?:toml|cfg|ini|ya?ml|json)$/i;

/** Looks for a name in templates, in the entry points of packages, and in prose; nothing outside knows a local name. */
export async function outsideOf(
  tree: SourceTree,
  { scope }: Candidate,
  { name, signal }: PythonRename,
): Promise<PythonOutside> {
  if (scope.type !== 'module' && scope.type !== 'class_definition') return { running: [], prose: [] };
  const running: string[] = [];
  const prose: string[] = [];
  const attribute = new RegExp(String.raw`\.${name}(?!\w)|\{[{%][^\n]*(?<![\w-])${name}(?![\w-])`, 'g');
  const entry = new RegExp(String.raw`[\w.]+[:.]${name}(?![\w-])`, 'g');
  const word = new RegExp(String.raw`(?<![\w-])${name}(?![\w-])`, 'g');
  for (const path of await tree.list()) {
    const isTemplate = isMarkup(path);
    if (!isTemplate && !SETTINGS.test(path) && !isProse(path)) continue;
    signal.throwIfAborted();
    const bytes = await tree.read(path);
    const decoded = bytes === null || bytes.length > MAX_BYTES ? null : decodeText(bytes);
    if (decoded?.kind !== 'text' || !decoded.text.includes(name)) continue;
    const inside = isTemplate ? attribute : SETTINGS.test(path) ? entry : null;
    running.push(...(inside === null ? [] : placesIn(path, decoded.text, inside)));
    prose.push(...placesIn(path, decoded.text, word).filter((place) => !running.includes(place)));
  }
  return { running, prose };
}

function placesIn(path: string, text: string, pattern: RegExp): readonly string[] {
  const lines = Array.from(
    text.matchAll(pattern),
    ({ index, 0: found }) => positionAt(text, index + found.length).line,
  );
  return [...new Set(lines)].map((line) => `${path}:${line}`);
}
