import { isBlank, lineStart } from '../python/lines.ts';

/** A stretch of a text: a comment or an import statement. */
export type Span = { readonly start: number; readonly end: number };

const PURPOSE =
  /\b(?:keep|keeps|kept|keeping|compat\w*|backwards?|legacy|re-?export\w*|export\w*|public|api|side[- ]effects?|deprecat\w*|noqa|need(?:s|ed)?|requires?|required|used (?:by|in|for|elsewhere|from)|import(?:s|ed)? (?:it|this|these|here|for|so|to|because|before|first)|do not|don't|must|never|remov(?:e|ed|ing)|unused|register\w*|patch\w*|monkey\w*|plugins?|expos(?:e|es|ed|ing)|available|namespace|circular|pickl\w*|because|so that|intentional\w*|on purpose|ensur\w*|trigger\w*|load(?:s|ed)|make sure)\b/i;
const HEADING =
  /^\W*(?:import(?:s|ing)?|load(?:s|ing)?)?\s*(?:the |all )*(?:required|needed|necessary)\s+(?:python\s+)?(?:imports?|librar(?:y|ies)|packages?|modules?|dependenc(?:y|ies))\W*$/i;
const LICENCE = /copyright|licen[cs]e|spdx|warrant|applicable law|permission|distribut/i;
// What these say is meant for a tool and names no reason for the import, unless it speaks of unused names.
const FOR_TOOLS =
  /^\W*(?:(?:eslint|oxlint|biome|prettier|pylint|isort|fmt|type|mypy|pyright|pragma|coding)\b(?!.*unused)|@ts-)/i;
// Documentation of the whole file, which may stand right above the imports.
const OF_FILE = /@(?:file|fileoverview|module|packageDocumentation)\b/;
const NO_PURPOSE = [HEADING, LICENCE, FOR_TOOLS];

/** The first comment that says why something is imported, as one line without its full stop, or null. Headings such as `# Third party` and licences say nothing. */
export function purposeIn(comments: readonly string[]): string | null {
  const lines = comments
    .filter((comment) => !OF_FILE.test(comment))
    .flatMap((comment) => comment.split(/\r?\n/).map((line) => line.trim()));
  const isPurpose = (line: string): boolean =>
    PURPOSE.test(line) && !NO_PURPOSE.some((other) => other.test(line));
  return lines.find(isPurpose)?.replace(/\.+$/, '') ?? null;
}

/**
 * The comments on lines of their own directly above a statement or above the imports that it follows without a blank
 * line, from the bottom up.
 */
export function commentsAbove(
  text: string,
  statement: Span,
  known: { readonly imports: readonly Span[]; readonly comments: readonly Span[] },
): readonly string[] {
  const spans = [...known.imports, ...known.comments];
  const found: Span[] = [];
  let at = lineStart(text, statement.start);
  for (let span = spanAbove(text, at, spans); span !== null; span = spanAbove(text, at, spans)) {
    if (known.comments.includes(span)) found.push(span);
    at = lineStart(text, span.start);
  }
  return found.map(({ start, end }) => text.slice(start, end));
}

/** The span that begins the line above an offset or reaches into it; null at a blank line or one of other code. */
function spanAbove(text: string, at: number, spans: readonly Span[]): Span | null {
  if (at === 0) return null;
  const start = lineStart(text, at - 1);
  const line = text.slice(start, at);
  if (isBlank(line)) return null;
  const first = start + line.search(/\S/);
  return spans.find((span) => span.start <= first && first < Math.max(span.end, span.start + 1)) ?? null;
}
