import type { SourceTree } from '../../domain/ports.ts';
import { readSource, type SourceFile } from '../source-file.ts';

// Names that are not there, or there twice or too late, and constants that are assigned to.
const CODES = new Set([2300, 2304, 2448, 2451, 2454, 2552, 2588]);
const SETTINGS = /(?:^|\/)[jt]sconfig[^/]*\.json$/;

/**
 * The diagnostics of JavaScript that count: those of names alone, since its types are guesses from where things are
 * assigned, and moved lines make others of them. Undefined, for all, where the project has its JavaScript checked.
 */
export async function codesThatCount(
  file: SourceFile,
  tree: SourceTree,
): Promise<ReadonlySet<number> | undefined> {
  if (/@ts-check\b/.test(file.text)) return undefined;
  for (const path of await tree.list()) {
    if (!SETTINGS.test(path)) continue;
    const settings = await readSource(tree, path);
    if (settings.kind === 'source' && /"checkJs"\s*:\s*true/.test(settings.file.text)) return undefined;
  }
  return CODES;
}
