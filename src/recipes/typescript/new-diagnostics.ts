import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { turnOrStop } from '../../codebase/turn-or-stop.ts';
import { positionAt } from '../../domain/text.ts';

export type NewDiagnostic = {
  readonly path: string;
  readonly line: number;
  readonly code: number;
  readonly message: string;
};

// What a missing package makes of a file: no refactoring adds or removes these alone.
const OF_MISSING_PACKAGES = new Set([2307, 2792, 2875, 7005, 7006, 7016, 7026, 7031, 7034]);

const MAX_TYPE = 120;

export type Comparison = {
  readonly signal: AbortSignal;
  /** What a message or a line of before reads like afterwards, such as with a new name for an old one. */
  readonly rewritten?: (text: string) => string;
  /** Whether lines with diagnostics may be written anew, so that these count by code and message alone. */
  readonly ignoresLines?: boolean;
  /** Whether a diagnostic of after is none that the change can bring, whatever was said before. */
  readonly isOld?: (diagnostic: TypeScript.Diagnostic) => boolean;
  /** The codes that count in JavaScript, where a change of form makes TypeScript guess other types. */
  readonly codesOfJavaScript?: ReadonlySet<number>;
  /** Files between which code moves, so that what was said of it in the one may be said in the other. */
  readonly moved?: { readonly from: string; readonly to: string };
};

/**
 * Diagnostics of the given files that were not there before, compared by code, message and text of the line. Stops at the
 * first file that has any.
 */
export async function newDiagnostics(
  projects: { readonly before: TypeScriptProject; readonly after: TypeScriptProject },
  paths: readonly string[],
  { signal, rewritten = (text) => text, isOld, ignoresLines = false, codesOfJavaScript, moved }: Comparison,
): Promise<readonly NewDiagnostic[]> {
  const { before, after } = projects;
  const keyIn = (project: TypeScriptProject, one: TypeScript.Diagnostic): string => {
    const message = rewritten(messageOf(project, one));
    return `${one.code}\0${message}\0${ignoresLines ? '' : rewritten(lineOf(one))}`;
  };
  for (const path of paths) {
    await turnOrStop(signal);
    const isLoose = codesOfJavaScript !== undefined && /\.[cm]?jsx?$/.test(path);
    const now = diagnosticsOf(after, path).filter(({ code }) => !isLoose || codesOfJavaScript.has(code));
    // To find out what was said before takes as long as to check the file after.
    if (isOld === undefined ? now.length === 0 : now.every(isOld)) continue;
    const counts = new Map<string, number>();
    const count = (project: TypeScriptProject, file: string, by: number): void => {
      for (const one of diagnosticsOf(project, file)) {
        const key = keyIn(project, one);
        counts.set(key, (counts.get(key) ?? 0) + by);
      }
    };
    count(before, path, 1);
    if (path === moved?.to) {
      count(before, moved.from, 1);
      count(after, moved.from, -1);
    }
    const added = now.filter((one) => {
      const key = keyIn(after, one);
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
  return project.program
    .getSemanticDiagnostics(file)
    .filter((one) => !OF_MISSING_PACKAGES.has(one.code) && !isOfMissingNode(one));
}

/** Without the types of Node, the modules of Node are missing packages too; its globals have the same code. */
function isOfMissingNode({ code, file, start }: TypeScript.Diagnostic): boolean {
  return code === 2591 && /['"]/.test(file?.text[start ?? 0] ?? '');
}

function messageOf({ ts }: TypeScriptProject, { messageText }: TypeScript.Diagnostic): string {
  return inOneOrder(withoutTypeParts(ts.flattenDiagnosticMessageText(messageText, '\n')));
}

/**
 * TypeScript names the parts of `A | B` in the order in which it met them, which any code may change; of a long type it
 * leaves some out, so that such a one says nothing.
 */
function inOneOrder(message: string): string {
  return message.replace(/'[^']*'/g, (type) =>
    type.length > MAX_TYPE ? "''" : `'${type.slice(1, -1).split(' | ').toSorted().join(' | ')}'`,
  );
}

function lineOf({ file, start }: TypeScript.Diagnostic): string {
  return file === undefined ? '' : lineAt(file.text, start ?? 0);
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

/** Whether TypeScript's parser objects to a file. */
export function hasSyntaxErrors({ program, sourceFile }: TypeScriptProject, path: string): boolean {
  const file = sourceFile(path);
  return file !== undefined && program.getSyntacticDiagnostics(file).length > 0;
}
