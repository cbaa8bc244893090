import type { LanguageId } from '../../domain/language.ts';
import { nodesOfTypes, type Node } from './tree-sitter.ts';

/** A token that opens something, what closes it, and where it stands: in UTF-16 code units, and by the line from 0. */
export type Opener = {
  readonly sign: string;
  readonly closer: string;
  readonly offset: number;
  readonly row: number;
};

const BRACKETS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Words that open a block, by the word that ends it. */
const WORDS: Readonly<Record<LanguageId, readonly (readonly [opener: RegExp, closer: string])[]>> = {
  ruby: [[/^(?:def|class|module|if|unless|case|while|until|for|begin|do)$/, 'end']],
  lua: [[/^(?:function|if|do)$/, 'end']],
  elixir: [[/^(?:do|fn)$/, 'end']],
  bash: [
    [/^if$/, 'fi'],
    [/^do$/, 'done'],
  ],
};

/** A text that its grammar cannot read, and the root of what it made of it. */
export type UnreadText = { readonly language: LanguageId; readonly text: string; readonly root: Node };

/** In UTF-16 code units; a longer text, whose every bracket would be looked at, is told of as its grammar does. */
const MAX_LENGTH = 200_000;

// Behind other code the same words say when a statement holds, and end nothing.
const BEGINS_STATEMENT = /^(?:.*[=(])?\s*$/;
const LOOP = /^\s*(?:while|until|for)\b/;

/**
 * What stays open in a text that its grammar cannot read, which a grammar tells of at the end of the text or where the
 * broken part begins. Where one block is closed by the end of the one around it, as indentation shows, it is that one.
 * Null where nothing is open, or the tokens fit together in no way.
 */
export function unclosedOpener({ language, text, root }: UnreadText): Opener | null {
  if (text.length > MAX_LENGTH) return null;
  const lines = text.split('\n');
  const open: Opener[] = [];
  let outdented: Opener | null = null;
  for (const node of nodesOfTypes(root, (type) => isBorder(type, language))) {
    if (node.isNamed || node.isMissing || node.childCount > 0) continue;
    const closer = closerOf(node, { language, lines });
    if (closer !== null)
      open.push({ sign: node.type, closer, offset: node.startIndex, row: node.startPosition.row });
    if (!isCloser(node, language)) continue;
    const last = open.pop();
    if (last === undefined) return null;
    const around = open.at(-1);
    if (last.closer !== node.type) return around?.closer === node.type ? last : null;
    outdented ??= around !== undefined && isOutdented(node, { last, around, lines }) ? last : null;
  }
  return open.length === 0 ? null : (outdented ?? open.at(-1) ?? null);
}

/** Whether tokens of a type may open or close something. */
function isBorder(type: string, language: LanguageId): boolean {
  return (
    BRACKETS[type.slice(-1)] !== undefined ||
    (WORDS[language] ?? []).some(([word]) => word.test(type)) ||
    isCloser({ type }, language)
  );
}

function closerOf(
  node: Node,
  { language, lines }: { readonly language: LanguageId; readonly lines: readonly string[] },
): string | null {
  const bracket = BRACKETS[node.type.slice(-1)];
  if (bracket !== undefined) return bracket;
  const [, closer] = WORDS[language]?.find(([word]) => word.test(node.type)) ?? [];
  return closer !== undefined && opensBlock(node, { closer, lines }) ? closer : null;
}

function opensBlock(
  { type, parent, startPosition: { row, column } }: Node,
  { closer, lines }: { readonly closer: string; readonly lines: readonly string[] },
): boolean {
  if (parent !== null && !parent.hasError) return parent.lastChild?.type === closer;
  const line = lines[row] ?? '';
  return type === 'do' ? !LOOP.test(line) || closer !== 'end' : BEGINS_STATEMENT.test(line.slice(0, column));
}

function isCloser({ type }: Pick<Node, 'type'>, language: LanguageId): boolean {
  return /^[)\]}]$/.test(type) || (WORDS[language] ?? []).some(([, closer]) => closer === type);
}

/** Whether a closer stands alone, left of the line that it closes and below the one around that. */
function isOutdented(
  { startPosition: { row, column } }: Node,
  {
    last,
    around,
    lines,
  }: { readonly last: Opener; readonly around: Opener; readonly lines: readonly string[] },
): boolean {
  const indentOf = (at: number): number => /^\s*/.exec(lines[at] ?? '')?.[0].length ?? 0;
  const indent = indentOf(row);
  return column === indent && indent < indentOf(last.row) && indent === indentOf(around.row);
}
