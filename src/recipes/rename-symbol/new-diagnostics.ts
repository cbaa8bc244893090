import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { positionAt } from '../../domain/text.ts';
import { wordOffsets } from './occurrences.ts';

export type NewDiagnostic = {
  readonly path: string;
  readonly line: number;
  readonly code: number;
  readonly message: string;
};

// What a missing package makes of a file: no rename adds or removes these alone.
const OF_MISSING_PACKAGES = new Set([2307, 2792, 2875, 7005, 7006, 7016, 7026, 7031, 7034]);

/**
 * Diagnostics of the given files that were not there before, compared by code, message and text of the line, with the
 * old name read as the new one. Stops at the first file that has any.
 */
export function newDiagnostics(
  projects: { readonly before: TypeScriptProject; readonly after: TypeScriptProject },
  paths: readonly string[],
  names: { readonly from: string; readonly to: string; readonly signal: AbortSignal },
): readonly NewDiagnostic[] {
  const { before, after } = projects;
  const renamed = (text: string): string => replaceWord(text, names, before.ts);
  for (const path of paths) {
    names.signal.throwIfAborted();
    const now = diagnosticsOf(after, path);
    if (now.length === 0) continue;
    const counts = new Map<string, number>();
    for (const one of diagnosticsOf(before, path)) {
      const key = keyOf(before, one, renamed);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const added = now.filter((one) => {
      const key = keyOf(after, one, renamed);
      const left = counts.get(key) ?? 0;
      counts.set(key, left - 1);
      return left <= 0;
    });
    if (added.length > 0) return added.map((one) => describe(after, path, one));
  }
  return [];
}

function diagnosticsOf(project: TypeScriptProject, path: string): readonly TypeScript.Diagnostic[] {
  const file = project.sourceFile(path);
  if (file === undefined) return [];
  return project.program.getSemanticDiagnostics(file).filter(({ code }) => !OF_MISSING_PACKAGES.has(code));
}

function keyOf(
  { ts }: TypeScriptProject,
  diagnostic: TypeScript.Diagnostic,
  renamed: (text: string) => string,
): string {
  const { code, file, start, messageText } = diagnostic;
  const line = file === undefined ? '' : lineAt(file.text, start ?? 0);
  return `${code}\0${renamed(withoutTypeParts(ts.flattenDiagnosticMessageText(messageText, '\n')))}\0${renamed(line)}`;
}

/** TypeScript shortens long types, and a longer name shortens them elsewhere: only their outside is compared. */
function withoutTypeParts(message: string): string {
  let [before, now] = ['', message];
  while (before !== now) [before, now] = [now, now.replace(/<[^<>=]*>|\{[^{}]+\}|\[[^[\]]+\]/g, '')];
  return now;
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end === -1 ? text.length : end).trim();
}

/** Also undoes what the rename writes out, so that `{ add: plus }` and `{ add }` compare equal. */
function replaceWord(
  text: string,
  names: { readonly from: string; readonly to: string },
  ts: typeof TypeScript,
): string {
  const { from, to } = names;
  const offsets = wordOffsets(text, from, ts);
  const pieces = offsets.map((offset, at) =>
    text.slice(offset + from.length, offsets[at + 1] ?? text.length),
  );
  const same = [text.slice(0, offsets[0] ?? text.length), ...pieces].join(to);
  return same.replaceAll(`${to}: ${to}`, to).replaceAll(`${to} as ${to}`, to);
}

function describe({ ts }: TypeScriptProject, path: string, diagnostic: TypeScript.Diagnostic): NewDiagnostic {
  const { file, start, code, messageText } = diagnostic;
  const line = file === undefined ? 1 : positionAt(file.text, start ?? 0).line;
  return {
    path,
    line,
    code,
    message: ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\s+/g, ' '),
  };
}
