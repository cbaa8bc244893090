import type * as OxcParser from 'oxc-parser';
import type { Program } from 'oxc-parser';
import type { Span } from './symbol-fact.ts';

/** Where a program only quotes what may look like code: strings, regular expressions, templates and the text of JSX. */
export function quotedSpans(oxc: typeof OxcParser, program: Program): readonly Span[] {
  const spans: Span[] = [];
  const add = ({ start, end }: Span): unknown => spans.push({ start, end });
  new oxc.Visitor({ Literal: add, TemplateElement: add, JSXText: add }).visit(program);
  return spans;
}
