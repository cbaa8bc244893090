import type { LanguageId } from '../../domain/language.ts';
import type { EmbeddedPart } from './embedded-part.ts';
import type { SyntaxProblem } from './syntax-problem.ts';

/** The scripts of a single-file component, and what is wrong around them. */
export type ComponentScripts = {
  readonly parts: readonly EmbeddedPart[];
  readonly problems: readonly SyntaxProblem[];
};

const ATTRIBUTES = String.raw`((?:"[^"]*"|'[^']*'|[^"'>])*)`;
const TAG = new RegExp(`<!--[^]*?(?:-->|$)|<(/?)(script|style|template)(?=[\\s>/])${ATTRIBUTES}>`, 'gi');

const LANGUAGE_BY_LANG: Readonly<Record<string, LanguageId>> = {
  js: 'javascript',
  jsx: 'javascript',
  javascript: 'javascript',
  ts: 'typescript',
  typescript: 'typescript',
  tsx: 'tsx',
};

type Block = { readonly start: number; readonly end: number; readonly attributes: string };

/** Files in which the scripts of a component stand between its markup. */
export type ComponentLanguage = 'vue' | 'svelte' | 'astro';

/** What an Astro component runs before it is drawn: only blank lines and comments may come before its fence. */
const FRONTMATTER = /^(\s*(?:<!--[^]*?-->\s*)*---)([^]*?)\n---/;

/**
 * The scripts of a component that are modules of JavaScript or TypeScript. All else of the file is blanked out in them,
 * so that every place is the file's own.
 */
export function componentScripts(text: string, language: ComponentLanguage): ComponentScripts {
  const { blocks, problems } = language === 'astro' ? astroBlocks(text) : scriptBlocks(text, language);
  const known = blocks.flatMap((block) => {
    const scripted = languageOfBlock(block);
    return scripted === null ? [] : [{ block, language: scripted }];
  });
  const parts = known.map(({ block, language: scripted }) => ({
    language: scripted,
    text: blank(text.slice(0, block.start)) + text.slice(block.start, block.end),
    // What one script or the template defines, another may export.
    asProblemOfFile: (problem: SyntaxProblem) =>
      problem.kind === 'early-error' && /^Export .* is not defined/.test(problem.message) ? null : problem,
  }));
  return { parts, problems };
}

type Blocks = { readonly blocks: readonly Block[]; readonly problems: readonly SyntaxProblem[] };

function astroBlocks(text: string): Blocks {
  const [, fence = '', code = ''] = FRONTMATTER.exec(text) ?? [];
  const end = fence.length + code.length;
  const fenced = end === 0 ? [] : [{ start: fence.length, end, attributes: 'lang="ts"' }];
  const { blocks, problems } = scriptBlocks(blank(text.slice(0, end)) + text.slice(end), 'astro');
  return { blocks: [...fenced, ...blocks.filter(({ attributes }) => !INLINE.test(attributes))], problems };
}

/** Left as it is written for the page, where it shares its names with others. */
const INLINE = /\bis:inline\b|\bdefine:vars\b/;

/** Vue takes the blocks outside of every element; Svelte too, where they begin a line: templates hold scripts as well. */
function scriptBlocks(text: string, language: ComponentLanguage): Blocks {
  const blocks: Block[] = [];
  const problems: SyntaxProblem[] = [];
  const tags = new RegExp(TAG);
  let templates = 0;
  for (let tag = tags.exec(text); tag !== null; tag = tags.exec(text)) {
    const { 1: slash = '', 2: name = '', 3: attributes = '' } = tag;
    const isTemplate = name.toLowerCase() === 'template';
    if (isTemplate && language === 'vue' && !attributes.endsWith('/')) templates += slash === '' ? 1 : -1;
    if (isTemplate || name === '' || slash !== '' || attributes.endsWith('/')) continue;
    const start = tags.lastIndex;
    const end = endOfBlock(text, { start, name });
    const isOwn =
      language === 'vue'
        ? templates <= 0
        : language === 'astro' || /(?:^|\n)$/.test(text.slice(0, tag.index));
    if (end === null && isOwn) problems.push(missingEnd(tag.index, name));
    if (end !== null && isOwn && name.toLowerCase() === 'script') blocks.push({ start, end, attributes });
    tags.lastIndex = end ?? text.length;
  }
  return { blocks, problems };
}

function endOfBlock(text: string, { start, name }: { start: number; name: string }): number | null {
  const length = text.slice(start).search(new RegExp(`</${name}\\s*>`, 'i'));
  return length === -1 ? null : start + length;
}

function missingEnd(offset: number, name: string): SyntaxProblem {
  return { offset, kind: 'missing', code: null, message: `Missing \`</${name}>\`` };
}

/** Null for what is no script of the component: data, another language, or a script in a file of its own. */
function languageOfBlock({ attributes }: Block): LanguageId | null {
  if (/(?:^|\s)src\s*=/.test(attributes)) return null;
  const named = valueOf('lang', attributes) ?? valueOf('type', attributes)?.replace(/^text\//, '') ?? 'js';
  const name = named === 'module' ? 'js' : named;
  return Object.hasOwn(LANGUAGE_BY_LANG, name) ? (LANGUAGE_BY_LANG[name] ?? null) : null;
}

function valueOf(attribute: string, attributes: string): string | null {
  const found = new RegExp(`(?:^|\\s)${attribute}\\s*=\\s*["']?([^"'\\s]*)`).exec(attributes);
  return found?.[1] ?? null;
}

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, ' ');
}
