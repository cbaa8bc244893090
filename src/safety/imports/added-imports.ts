import type { ImportFact } from '../../codebase/index/file-facts.ts';
import { languageOf } from '../../domain/language.ts';
import type { FileChange } from '../../domain/patch.ts';
import { decodeText } from '../../domain/text.ts';
import type { TextReaders } from '../text-readers.ts';

/** An import that a changed file has and did not have before, with the text that it stands in. */
export type AddedImport = {
  readonly path: string;
  readonly text: string;
  /** The path by which it is looked up: of the file, or of the code in it where the file is of another language. */
  readonly readAs: string;
  readonly imported: ImportFact;
  /** Whether the file imported nothing by this specifier before. */
  readonly isNewModule: boolean;
  /** Those of the names that the file did not take by this specifier before. */
  readonly newNames: readonly string[];
};

const JUDGED: readonly string[] = [
  'python',
  'javascript',
  'typescript',
  'tsx',
  'vue',
  'svelte',
  'astro',
  'jupyter',
];
/** What tests only read, and copies of other projects: their imports need not lead anywhere. */
const NO_CODE_OF_OURS =
  /(?:^|\/)_*(?:(?:test-?)?(?:fixtures?|test-?data|snapshots?)|vendor(?:ed)?|third_party|node_modules|site-packages)_*\//i;
const IMPORTING = /import|require|\bfrom\b/i;
const COMPONENT = /^(?:vue|svelte|astro)$/;
/** A line that may stand in the brackets of an import. */
const NAMES_ALONE = /^(?:type\s+)?[\w$]+(?:\s+as\s+[\w$]+)?(?:,|$)/;
/** In `from . import a` the names are what is imported. */
const NAMES_MODULES = /^\.+$/;

/** Whether the imports of a file can be judged. */
export function hasJudgedImports(path: string): boolean {
  return JUDGED.includes(languageOf(path) ?? '') && !NO_CODE_OF_OURS.test(path);
}

/** The imports that a change adds and that have to lead somewhere for the file to work. */
export async function addedImports(
  { path, before, after }: FileChange,
  read: TextReaders['facts'],
): Promise<readonly AddedImport[]> {
  const importsOf = async (side: Code): Promise<readonly ImportFact[]> =>
    (await read(side.path, side.text))?.imports ?? [];
  const [old, text] = [textOf(before), textOf(after)];
  if (!hasJudgedImports(path) || text === '' || !mayImportMore(old, text)) return [];
  const [code, codeBefore] = await Promise.all([codeIn(path, text), codeIn(path, old)]);
  const known = keysOf(await importsOf(codeBefore));
  const added = (await importsOf(code)).flatMap((imported): readonly AddedImport[] => {
    const newNames = imported.names.filter((name) => !known.has(keyOf(imported, name)));
    const isNewModule =
      !known.has(imported.specifier) || (NAMES_MODULES.test(imported.specifier) && newNames.length > 0);
    return newNames.length > 0 || isNewModule
      ? [{ path, text, readAs: code.path, imported, isNewModule, newNames }]
      : [];
  });
  if (added.length === 0) return [];
  const isFirm = await firmIn(code);
  return added.filter(({ imported }) => isFirm(imported));
}

/** The text of one side of a change; empty where there is none. */
export function textOf(bytes: Uint8Array | null): string {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? decoded.text : '';
}

/** Most changes touch no import: to see that, no parser is needed. */
function mayImportMore(old: string, text: string): boolean {
  const known = new Set(old.split('\n').map((line) => line.trim()));
  return text.split('\n').some((written) => {
    const line = written.trim();
    return (IMPORTING.test(line) || NAMES_ALONE.test(line)) && !known.has(line);
  });
}

/** The specifiers, and each with every name that is taken by it. */
function keysOf(imports: readonly ImportFact[]): ReadonlySet<string> {
  const keys = imports.flatMap((one) => [one.specifier, ...one.names.map((name) => keyOf(one, name))]);
  return new Set(keys);
}

function keyOf({ specifier }: ImportFact, name: string): string {
  return `${specifier} ${name}`;
}

/** A text with the path that tells its language. */
type Code = { readonly path: string; readonly text: string };

/** The code of a file: its scripts, its cells, or all of it; each line where the file has it. */
export async function codeIn(path: string, text: string): Promise<Code> {
  const language = languageOf(path) ?? '';
  if (language === 'jupyter') {
    const { notebookPython } = await import('../../codebase/languages/notebook-python.ts');
    return { path: `${path}.py`, text: await notebookPython(text) };
  }
  if (!COMPONENT.test(language)) return { path, text };
  const { componentScript } = await import('../../codebase/index/facts/component.ts');
  const { written, script } = componentScript(language, text);
  return { path: `${path}.${written === 'tsx' ? 'tsx' : 'ts'}`, text: script };
}

/** Whether an import of a code has to succeed. */
export async function firmIn({ path, text }: Code): Promise<(imported: ImportFact) => boolean> {
  if (languageOf(path) === 'python') {
    const { firmPythonImports } = await import('../../codebase/firm-imports/python-firm.ts');
    const lines = await firmPythonImports(text);
    return ({ line }) => lines.has(line);
  }
  const { firmScriptImports } = await import('../../codebase/firm-imports/script-firm.ts');
  const firm = await firmScriptImports(path, text);
  return ({ line, specifier }) => firm === null || firm.has(`${line}:${specifier}`);
}
