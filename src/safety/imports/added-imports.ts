import type { ImportFact } from '../../codebase/index/file-facts.ts';
import { languageOf } from '../../domain/language.ts';
import type { FileChange } from '../../domain/patch.ts';
import { decodeText } from '../../domain/text.ts';

/** An import that a changed file has and did not have before, with the text that it stands in. */
export type AddedImport = { readonly path: string; readonly text: string; readonly imported: ImportFact };

const JUDGED: readonly string[] = ['python', 'javascript', 'typescript', 'tsx', 'vue'];
/** What tests only read, and copies of other projects: their imports need not lead anywhere. */
const NO_CODE_OF_OURS =
  /(?:^|\/)_*(?:(?:test-?)?(?:fixtures?|test-?data|snapshots?)|vendor(?:ed)?|third_party|node_modules|site-packages)_*\//i;
const IMPORTING = /import|require|\bfrom\b/;

/** Whether the imports of a file can be judged. */
export function hasJudgedImports(path: string): boolean {
  return JUDGED.includes(languageOf(path) ?? '') && !NO_CODE_OF_OURS.test(path);
}

/** The imports that a change adds and that have to lead somewhere for the file to work. */
export async function addedImports({ path, before, after }: FileChange): Promise<readonly AddedImport[]> {
  const [old, text] = [textOf(before), textOf(after)];
  if (!hasJudgedImports(path) || text === '' || !mayImportMore(old, text)) return [];
  const { readFacts } = await import('../../codebase/index/facts/read-facts.ts');
  const known = new Set((await readFacts(path, old))?.imports.flatMap(keysOf));
  const imports = (await readFacts(path, text))?.imports ?? [];
  const added = imports.filter((imported) => !keysOf(imported).every((key) => known.has(key)));
  if (added.length === 0) return [];
  const isFirm = await firmIn(path, text);
  return added.filter(isFirm).map((imported) => ({ path, text, imported }));
}

/** The text of one side of a change; empty where there is none. */
export function textOf(bytes: Uint8Array | null): string {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? decoded.text : '';
}

/** Most changes touch no import: to see that, no parser is needed. */
function mayImportMore(old: string, text: string): boolean {
  const known = new Set(old.split('\n').map((line) => line.trim()));
  return text.split('\n').some((line) => IMPORTING.test(line) && !known.has(line.trim()));
}

/** In `from . import a` the names are what is imported. */
function keysOf({ specifier, names }: ImportFact): readonly string[] {
  return /^\.+$/.test(specifier) ? names.map((name) => `${specifier} ${name}`) : [specifier];
}

async function firmIn(path: string, text: string): Promise<(imported: ImportFact) => boolean> {
  if (languageOf(path) === 'python') {
    const { firmPythonImports } = await import('../../codebase/firm-imports/python-firm.ts');
    const lines = await firmPythonImports(text);
    return ({ line }) => lines.has(line);
  }
  const { firmScriptImports } = await import('../../codebase/firm-imports/script-firm.ts');
  const firm = await firmScriptImports(path, text);
  return ({ line, specifier }) => firm === null || firm.has(`${line}:${specifier}`);
}
