import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { indentAt } from '../typescript/code-lines.ts';
import { lineEndOf } from '../typescript/insertion.ts';
import type { Conversion } from './edits.ts';

const OBJECT = 'options';

/** Names the documented parameters as properties of one: `@param options.name`. Null where the comment is not written line by line. */
export function documentationEdits(
  ts: typeof TypeScript,
  { parameters }: Conversion,
): readonly TextEdit[] | null {
  const tags = parameters
    .flatMap(({ node }) => ts.getJSDocParameterTags(node))
    .flatMap((tag) => withNested(ts, tag))
    .toSorted((one, other) => one.pos - other.pos);
  const [first] = tags;
  if (first === undefined) return [];
  const { text } = first.getSourceFile();
  const isOrderly = tags.every((tag) => /^\s*\*[ \t]*$/.test(lineBefore(text, tag.getStart())));
  if (!isOrderly) return null;
  const preset = parameters.every(({ isOptional }) => isOptional) ? `[${OBJECT}]` : OBJECT;
  const type = first.typeExpression === undefined ? '' : '{object} ';
  const start = first.getStart();
  const newText = `@param ${type}${preset}${lineEndOf(text)}${lineBefore(text, start)}`;
  return [
    { start, end: start, newText },
    ...tags.map(({ name }) => ({
      start: name.getStart(),
      end: name.getStart(),
      newText: `${OBJECT}.`,
    })),
  ];
}

/** A tag and those of the properties that are documented behind it: `@param options.name`. */
function withNested(
  ts: typeof TypeScript,
  tag: TypeScript.JSDocPropertyLikeTag,
): readonly TypeScript.JSDocPropertyLikeTag[] {
  const type = tag.typeExpression?.type;
  const tags = type !== undefined && ts.isJSDocTypeLiteral(type) ? (type.jsDocPropertyTags ?? []) : [];
  return [tag, ...tags.flatMap((one) => withNested(ts, one))];
}

function lineBefore(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return indentAt(text, offset) + text.slice(start, offset).trimStart();
}
