import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { partsOf } from './concatenations.ts';

const AROUND = /^[\s()]*$/;
// Nothing but space is between a template's own texts and values.
const BETWEEN = /^[\s()]*(?:\+[\s()]*)?$/;
const OCTAL = /^\\(?:[1-9]|0\d)/;

/** How a concatenation reads as a template literal, or why it cannot be one, as the end of a sentence. */
export type Template = { readonly text: string } | { readonly fault: string };

/** Writes a concatenation as a template literal. @param textOf the text of a value, in which others may be written anew */
export function templateOf(
  checked: SingleFile,
  node: TypeScript.BinaryExpression,
  textOf: (value: TypeScript.Expression) => string,
): Template {
  const { ts, file } = checked;
  if (!isPlain(checked, node)) return { fault: 'there is a comment between its parts' };
  let [text, run] = ['', ''];
  for (const part of partsOf(ts, node)) {
    if (part.kind === 'text') {
      run += rawText(file, part.node);
      continue;
    }
    const escaped = escapedRun(run);
    if (escaped === null) return { fault: 'it has an octal escape' };
    text += `${escaped}\${${textOf(part.node)}}`;
    run = '';
  }
  const last = escapedRun(run);
  return last === null ? { fault: 'it has an octal escape' } : { text: `\`${text}${last}\`` };
}

/** The texts between the operands of nested sums, operators included, and those around the values of templates. */
function isPlain({ ts, file }: SingleFile, node: TypeScript.BinaryExpression): boolean {
  const spans = partsOf(ts, node).map((part) => ({ start: part.node.getStart(file), end: part.node.end }));
  const start = file.text.slice(node.getStart(file), spans[0]?.start);
  const end = file.text.slice(spans.at(-1)?.end, node.end);
  const gaps = spans.slice(1).map((span, index) => file.text.slice(spans[index]?.end, span.start));
  return [start, end].every((gap) => AROUND.test(gap)) && gaps.every((gap) => BETWEEN.test(gap));
}

/** What stands between the quotes, backticks and braces of a piece of text. */
function rawText(file: TypeScript.SourceFile, node: TypeScript.LiteralLikeNode): string {
  return node
    .getText(file)
    .replace(/^["'`}]/, '')
    .replace(/(?:["'`]|\$\{)$/, '');
}

/** The text as it reads in a template literal; null with an escape that is not allowed there. */
function escapedRun(raw: string): string | null {
  let [text, at] = ['', 0];
  while (at < raw.length) {
    const rest = raw.slice(at, at + 3);
    if (OCTAL.test(rest)) return null;
    const isPair = rest.startsWith('\\');
    text += isPair
      ? unquoted(rest.slice(0, 2))
      : rest.startsWith('`') || rest.startsWith('${')
        ? `\\${rest[0]}`
        : rest[0];
    at += isPair ? 2 : 1;
  }
  return text;
}

/** A quote needs no escape between backticks. */
function unquoted(pair: string): string {
  return pair === "\\'" || pair === '\\"' ? pair.slice(1) : pair;
}
