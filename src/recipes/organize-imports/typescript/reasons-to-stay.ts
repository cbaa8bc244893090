import type { SingleFile } from '../../../codebase/languages/typescript-single-file.ts';
import type { Block, Import } from './blocks.ts';

const ABOUT_ORDER =
  /\b(?:before|after(?!wards)|order|sort|must|first|last|circular\w*|cycl\w*|monkey\w*|patch\w*|needs? to|has to|do not|don't|side[- ]effects?)\b/i;

/** Why the imports of a block keep their places, from its own text, or null. */
export function reasonToStay(
  { text }: SingleFile,
  { imports, heading }: Block,
  ordered: readonly Import[],
): string | null {
  const comments = [heading ?? '', ...imports.map(({ start, end }) => text.slice(start, end))].flatMap(
    (one) => one.match(/\/\/.*|\/\*[\s\S]*?\*\//g) ?? [],
  );
  const about = comments.find((comment) => ABOUT_ORDER.test(comment));
  if (about !== undefined) return `a comment may be about the order: ${shortened(about)}`;
  if (heading === null || imports[0] === ordered[0]) return null;
  return `the comment above may be about its first import alone: ${shortened(heading)}`;
}

function shortened(comment: string): string {
  const line = comment.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
