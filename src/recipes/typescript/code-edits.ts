import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';

/** The texts of the files that a refactoring changes or makes, by path. */
export type NewTexts = ReadonlyMap<string, string>;

/** What the editor service would change, as whole texts. Edits at one offset keep the order in which they are listed. */
export function newTextsOf(
  { files }: TypeScriptProject,
  changes: readonly TypeScript.FileTextChanges[],
): NewTexts {
  return new Map(
    changes.map(({ fileName, textChanges }) => {
      const path = fileName.slice(1);
      const edits = textChanges.map(({ span: { start, length }, newText }) => ({
        start,
        end: start + length,
        newText,
      }));
      return [path, applyTextEdits(files.texts.get(path) ?? '', edits)] as const;
    }),
  );
}

/** How the editor service is to write code in a file: as the file is written already. */
export function formatFor(ts: typeof TypeScript, text: string): TypeScript.FormatCodeSettings {
  const indents = Array.from(text.matchAll(/^(?:\t|  +)(?=\S)/gm), ([indent]) => indent);
  const spaces = indents.filter((indent) => indent !== '\t').map(({ length }) => length);
  const usesTabs = spaces.length < indents.length / 2;
  const width = Math.min(...spaces.filter((length) => length >= 2), 8);
  return {
    ...ts.getDefaultFormatCodeSettings(text.includes('\r\n') ? '\r\n' : '\n'),
    convertTabsToSpaces: !usesTabs,
    indentSize: usesTabs || spaces.length === 0 ? 2 : width,
    tabSize: usesTabs || spaces.length === 0 ? 2 : width,
    semicolons: ts.SemicolonPreference.Ignore,
    insertSpaceBeforeFunctionParenthesis: hasSpacedHeads(text),
  };
}

/** Whether most functions with a name have a space before their parentheses: `function f ()`. */
function hasSpacedHeads(text: string): boolean {
  const count = (form: RegExp): number => text.match(form)?.length ?? 0;
  return count(/\bfunction\b\*? [\w$]+ \(/g) > count(/\bfunction\b\*? [\w$]+\(/g);
}
