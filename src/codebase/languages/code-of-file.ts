import { languageOf } from '../../domain/language.ts';
import type { ComponentLanguage } from './component-scripts.ts';

/** The code of a file as one text that a linter can read: of most files the whole, of others what is embedded in them. */
export type CodeOfFile = {
  readonly language: 'python' | 'script';
  /** A path whose extension tells the dialect. */
  readonly name: string;
  readonly text: string;
  /** Where in the file a place of the text is, both in UTF-16 code units. */
  readonly offsetInFile: (offset: number) => number;
  /** What embeds the code, and may use its names or define others; null for a file of code alone. */
  readonly host: CodeHost | null;
};

export type CodeHost = {
  readonly language: ComponentLanguage | 'jupyter';
  /** Names that the host may define itself. */
  readonly defines: (name: string) => boolean;
};

const SCRIPTS: readonly string[] = ['javascript', 'typescript', 'tsx'];
const LIMITS = { timeoutMs: 5_000 };
const EXTENSION = { javascript: 'jsx', typescript: 'ts', tsx: 'tsx' } as const;

/** Whether {@link codeOfFile} may find code that linters read in a file of such a name. */
export function mayHaveCode(path: string): boolean {
  const language = languageOf(path) ?? '';
  return language === 'python' || SCRIPTS.includes(language) || isHost(language);
}

/** The code of a file; null where there is none, or in no language that a linter reads. */
export async function codeOfFile(path: string, text: string): Promise<CodeOfFile | null> {
  const language = languageOf(path) ?? '';
  const whole = { name: path, text, offsetInFile: (offset: number) => offset, host: null };
  if (language === 'python') return { ...whole, language };
  if (SCRIPTS.includes(language)) return { ...whole, language: 'script' };
  if (language === 'jupyter') return codeOfNotebook(path, text);
  return isComponent(language) ? codeOfComponent(path, text, language) : null;
}

function isHost(language: string): boolean {
  return language === 'jupyter' || isComponent(language);
}

function isComponent(language: string): language is ComponentLanguage {
  return language === 'vue' || language === 'svelte' || language === 'astro';
}

/** What IPython and its kernel give to every cell. */
const OF_IPYTHON = /^(?:display|get_ipython|In|Out|exit|quit|_+|_i*\d*|_i+)$/;

async function codeOfNotebook(path: string, text: string): Promise<CodeOfFile | null> {
  const { notebookModule } = await import('./notebook-cells.ts');
  const module = await notebookModule(text, LIMITS);
  if (module === null) return null;
  const { definable, offsetInFile } = module;
  const defines = (name: string): boolean =>
    definable === 'any' || definable.has(name) || OF_IPYTHON.test(name);
  return {
    language: 'python',
    name: `${path}.py`,
    text: module.text,
    offsetInFile,
    host: { language: 'jupyter', defines },
  };
}

/** The scripts of one component see each other's names: they are read as one module. */
async function codeOfComponent(
  path: string,
  text: string,
  language: ComponentLanguage,
): Promise<CodeOfFile | null> {
  const { componentScripts } = await import('./component-scripts.ts');
  const { parts } = componentScripts(text, language);
  const found = parts.map((part) => part.language);
  if (found.length === 0) return null;
  const dialect = found.includes('tsx') ? 'tsx' : found.includes('typescript') ? 'typescript' : 'javascript';
  const code = parts.reduce((read, part) => read + part.text.slice(read.length), '');
  const own = language === 'svelte' ? [...reactiveNames(code), ...snippetNames(text)] : [];
  return {
    language: 'script',
    name: `${path}.${EXTENSION[dialect]}`,
    text: code,
    offsetInFile: (offset) => offset,
    host: { language, defines: (name) => own.includes(name) || OF_COMPILER[language].test(name) },
  };
}

/** What the compiler of the component gives to its scripts; `$count` is the value of a store in Svelte. */
const OF_COMPILER: Readonly<Record<ComponentLanguage, RegExp>> = {
  vue: /^(?:define(?:Props|Emits|Expose|Options|Slots|Model)|withDefaults|\$\w*)$/,
  svelte: /^\$/,
  astro: /^(?:Astro|Fragment)$/,
};

/** `$: double = count * 2` declares `double` in Svelte, `$: ({ a, ...rest } = $$props)` both of its names. */
function reactiveNames(code: string): readonly string[] {
  const declared = code.matchAll(/\$:\s*(?:([\w$]+)|\(?\s*(?:\{([^{}]*)\}|\[([^[\]]*)\]))\s*=(?!=)/g);
  return [...declared].flatMap(
    (groups) =>
      groups
        .slice(1)
        .join(' ')
        .match(/[\w$]+/g) ?? [],
  );
}

/** `{#snippet row(item)}` in the markup declares `row` for the scripts of Svelte, which may export it. */
function snippetNames(text: string): readonly string[] {
  return [...text.matchAll(/\{#snippet\s+([\w$]+)/g)].flatMap(([, name = '']) => name);
}
