import type { FileFacts } from '../file-facts.ts';
import { javascriptFacts } from './javascript.ts';

const SCRIPT = /<script\b([^>]*)>([^]*?)<\/script>/gi;

/** The facts of the scripts of a single-file component; all else is blanked out, so that lines stay what they are. */
export async function vueFacts({
  path,
  text,
}: {
  readonly path: string;
  readonly text: string;
}): Promise<FileFacts> {
  let script = '';
  let isJsx = false;
  for (const { 0: all, 1: attributes = '', 2: code = '', index } of text.matchAll(SCRIPT)) {
    const start = index + all.length - '</script>'.length - code.length;
    script += blank(text.slice(script.length, start)) + code;
    isJsx ||= /\blang=["']?[jt]sx/.test(attributes);
  }
  const language = isJsx ? 'tsx' : 'typescript';
  const facts = await javascriptFacts({ path: `${path}.ts`, language, text: script });
  return { ...facts, language: 'vue' };
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ');
}
