import type { MatchedNode } from '../../codebase/languages/ast-grep.ts';
import type { LanguageId } from '../../domain/language.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { namesIn, VARIABLE, type Rule } from './rule-schema.ts';

type Expansion = Rule['fix']['expandEnd'];

/** What holds line breaks that count; other lines may be indented anew. */
const LITERAL_KIND: Readonly<Record<LanguageId, string>> = {
  python: 'string',
  javascript: 'template_string',
  typescript: 'template_string',
  tsx: 'template_string',
};

/**
 * The edit that writes the rule's fix over a match, its lines indented as the match is; null where a text of several
 * lines would be indented anew, which would change it.
 */
export function editOf(node: MatchedNode, text: string, rule: Rule): TextEdit | null {
  const { fix, language } = rule;
  const { start, end } = node.range();
  const outer = indentationAt(text, start.index);
  const pieces = piecesOf(node, text, rule);
  const kind = LITERAL_KIND[language];
  const isKept = pieces.every(
    ({ nodes, from, to }) => from === outer + to || !nodes.some(hasLongLiteral(kind)),
  );
  if (!isKept) return null;
  const written = indentedBy(pieces.map(({ value }) => value).join(''), outer);
  return {
    start: expanded(node, fix.expandStart, (one) => one.prev())?.range().start.index ?? start.index,
    end: expanded(node, fix.expandEnd, (one) => one.next())?.range().end.index ?? end.index,
    newText: text.includes('\r\n') ? written.replace(/\r?\n/g, '\r\n') : written,
  };
}

/** The furthest neighbour that goes with the match: those beside it, one after the other, while the rule fits them. */
function expanded(
  node: MatchedNode,
  rule: Expansion,
  nextOf: (node: MatchedNode) => MatchedNode | null,
): MatchedNode | null {
  if (rule === null) return null;
  let furthest: MatchedNode | null = null;
  for (let one = nextOf(node); one?.matches({ rule }) === true; one = nextOf(one)) furthest = one;
  return furthest;
}

/** A part of the fix; where it comes from the match, with its indentation there and in the template. */
type Piece = {
  readonly value: string;
  readonly nodes: readonly MatchedNode[];
  readonly from: string;
  readonly to: string;
};

function piecesOf(node: MatchedNode, text: string, rule: Rule): readonly Piece[] {
  const { template } = rule.fix;
  const known = namesIn(rule);
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of template.matchAll(VARIABLE)) {
    const [whole, name = ''] = match;
    if (!known.has(name)) continue;
    const to = indentationAt(template, match.index);
    pieces.push(literal(template.slice(at, match.index)), boundPiece(name, { node, text, rule, to }));
    at = match.index + whole.length;
  }
  return [...pieces, literal(template.slice(at))];
}

function literal(value: string): Piece {
  return { value, nodes: [], from: '', to: '' };
}

type Binding = {
  readonly node: MatchedNode;
  readonly text: string;
  readonly rule: Rule;
  readonly to: string;
};

/** Unbound, as in the other branch of an `any`, a variable is nothing. */
function boundPiece(name: string, { node, text, rule, to }: Binding): Piece {
  if (Object.hasOwn(rule.transform ?? {}, name)) return { ...literal(node.getTransformed(name) ?? ''), to };
  const one = node.getMatch(name);
  const nodes = one === null ? node.getMultipleMatches(name) : [one];
  const [first] = nodes;
  const last = nodes.at(-1);
  if (first === undefined || last === undefined) return literal('');
  const start = first.range().start.index;
  const from = indentationAt(text, start);
  const value = text.slice(start, last.range().end.index);
  return { value: indentedBy(value.replaceAll(`\n${from}`, '\n'), to), nodes, from, to };
}

function hasLongLiteral(kind: string | undefined): (node: MatchedNode) => boolean {
  return (node) =>
    kind !== undefined &&
    [node, ...node.findAll({ rule: { kind } })].some((one) => one.is(kind) && one.text().includes('\n'));
}

function indentationAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

function indentedBy(text: string, indentation: string): string {
  return text.replace(/\n(?!\r?\n|$)/g, `\n${indentation}`);
}
