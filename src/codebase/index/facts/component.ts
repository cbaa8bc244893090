import type { LanguageId } from '../../../domain/language.ts';
import type { FileFacts } from '../file-facts.ts';
import { javascriptFacts } from './javascript.ts';

const SCRIPT = /<script\b((?:"[^"]*"|'[^']*'|[^"'>])*)>([^]*?)<\/script>/gi;
/** What an Astro component runs before it is drawn: only blank lines and comments may come before its fence. */
const FRONTMATTER = /^(\s*(?:<!--[^]*?-->\s*)*---)([^]*?)\n---/;

type Block = { readonly start: number; readonly end: number; readonly attributes: string };

/** The facts of the scripts of a single-file component. */
export async function componentFacts({
  path,
  language,
  text,
}: {
  readonly path: string;
  readonly language: LanguageId;
  readonly text: string;
}): Promise<FileFacts> {
  const { written, script } = componentScript(language, text);
  const facts = await javascriptFacts({ path: `${path}.ts`, language: written, text: script });
  return { ...facts, language };
}

/** The scripts of a single-file component as one; all else is blanked out, so that lines stay what they are. */
export function componentScript(
  language: LanguageId,
  text: string,
): { readonly written: 'tsx' | 'typescript'; readonly script: string } {
  const blocks = language === 'astro' ? astroBlocks(text) : scriptBlocks(text, 0);
  let script = '';
  for (const { start, end } of blocks)
    script += blank(text.slice(script.length, start)) + text.slice(start, end);
  const isJsx = blocks.some(({ attributes }) => /\blang=["']?[jt]sx/.test(attributes));
  return { written: isJsx ? 'tsx' : 'typescript', script };
}

function astroBlocks(text: string): readonly Block[] {
  const found = FRONTMATTER.exec(text);
  if (found === null) return scriptBlocks(text, 0);
  const { 1: fence = '', 2: code = '' } = found;
  const end = fence.length + code.length;
  return [{ start: fence.length, end, attributes: '' }, ...scriptBlocks(text, end)];
}

function scriptBlocks(text: string, from: number): readonly Block[] {
  return Array.from(
    text.slice(from).matchAll(SCRIPT),
    ({ 0: all, 1: attributes = '', 2: code = '', index }) => {
      const end = from + index + all.length - '</script>'.length;
      return { start: end - code.length, end, attributes };
    },
  );
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ');
}
