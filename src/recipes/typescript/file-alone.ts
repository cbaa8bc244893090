import { checkSingleFile, type SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import { tooDeepFiles } from '../../codebase/languages/typescript-depth.ts';
import { loadTypeScript } from '../../codebase/languages/typescript.ts';
import type { FileResult } from '../each-file.ts';
import type { Proof } from '../recipe.ts';
import { newMessages } from './new-messages.ts';

type Source = { readonly path: string; readonly text: string };

// Unused names, and what the checker says where it knows nothing of the types of other files.
const IGNORED = new Set([6133, 6192, 6196, 7005, 7006, 7034]);

/** A file opened by itself, with the checker's view of it; declarations alone and texts that do not parse are refused. */
export async function openAlone(
  source: Source,
): Promise<
  { readonly kind: 'open'; readonly checked: SingleFile } | Extract<FileResult, { kind: 'refused' }>
> {
  const { path, text } = source;
  const ts = await loadTypeScript();
  if (/\.d\.[cm]?ts$/.test(path)) return { kind: 'refused', reason: `${path} holds declarations alone.` };
  if (tooDeepFiles(ts, new Map([[path, text]])).length > 0) {
    return { kind: 'refused', reason: `${path} is nested too deeply to be worked on.` };
  }
  const checked = checkAlone(ts, source);
  if (checked.syntaxErrors.length > 0) return { kind: 'refused', reason: `${path} has a syntax error.` };
  return { kind: 'open', checked };
}

/** S and D of a new text for the file and the file as it then is, or what is wrong as the end of a sentence. */
export function proveAlone(
  before: SingleFile,
  after: Source,
): { readonly checked: SingleFile; readonly proofs: readonly Proof[] } | string {
  const checked = checkAlone(before.ts, after);
  if (checked.syntaxErrors.length > 0) return 'the file would no longer parse';
  const added = newMessages(before, checked, IGNORED)[0];
  if (added !== undefined) return `TypeScript would then say: ${added}`;
  const by = `TypeScript ${before.ts.version}`;
  return {
    checked,
    proofs: [
      { level: 'S', detail: `the file parses with ${by}` },
      { level: 'D', detail: `no new diagnostics of ${by} in the file by itself` },
    ],
  };
}

function checkAlone(ts: SingleFile['ts'], source: Source): SingleFile {
  return checkSingleFile(ts, source, { jsx: ts.JsxEmit.Preserve });
}
