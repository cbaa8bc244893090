import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { isLineDirective } from '../typescript/directives.ts';
import type { Host } from './host.ts';

/** A tag that is to be there with its type; `before` are the parameters before that of the tag. */
export type Tag =
  | {
      readonly kind: 'param';
      readonly name: string;
      readonly isOptional: boolean;
      readonly type: string;
      readonly before: readonly string[];
    }
  | { readonly kind: 'returns'; readonly type: string };

type Commented = Host & { readonly comment: TypeScript.JSDoc };

const COVERAGE = /^[ \t]*\/[/*][ \t]*(?:istanbul|c8|v8|node:coverage)\b/;

/** The edits that write tags at a function, in a new comment or in the words of the one that is there; or why none does. */
export function tagEdits(
  ts: typeof TypeScript,
  { file, node, comment }: Host,
  tags: readonly Tag[],
): readonly TextEdit[] | string {
  if (comment === null) return [newComment(file, node, tags)];
  const commented = { file, node, comment };
  const typed = tags.flatMap((tag) => {
    const place = untypedTag(ts, comment, tag);
    return place === null ? [] : [{ tag, place }];
  });
  const isSaid = typed.some(({ tag, place }) => saysOther(file.text.slice(place, comment.end), tag));
  if (isSaid) return 'its comment names a type in words';
  const others = tags.filter((tag) => !typed.some((one) => one.tag === tag));
  const edits = typed.map(({ tag, place }) => ({ start: place, end: place, newText: ` {${tag.type}}` }));
  if (others.length === 0) return edits;
  const isOneLine = !comment.getText(file).includes('\n');
  const added = isOneLine ? unfolded(ts, commented, others) : newLines(ts, commented, others);
  return typeof added === 'string' ? added : [...edits, ...added];
}

function newComment(file: TypeScript.SourceFile, node: TypeScript.Node, tags: readonly Tag[]): TextEdit {
  const { text } = file;
  const start = node.getStart(file);
  let at = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(at, start);
  while (at > 0) {
    const above = text.lastIndexOf('\n', at - 2) + 1;
    const line = text.slice(above, at).trimEnd();
    if (!isLineDirective(line) && !COVERAGE.test(line)) break;
    at = above;
  }
  const lines = tags.map((tag) => textOf(file, tag));
  const eol = eolOf(text);
  const newText =
    lines.length === 1
      ? `${indent}/** ${lines[0]} */${eol}`
      : [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`, ''].join(eol);
  return { start: at, end: at, newText };
}

/** Where the type goes into a tag that is there without one; null where there is no such tag. */
function untypedTag(ts: typeof TypeScript, comment: TypeScript.JSDoc, tag: Tag): number | null {
  const found = (comment.tags ?? []).find((one) =>
    tag.kind === 'param'
      ? ts.isJSDocParameterTag(one) && one.name.getText() === tag.name
      : ts.isJSDocReturnTag(one),
  );
  return found?.tagName.end ?? null;
}

/** Whether a result is told by one word that is not the type to be written: `@return never`. */
function saysOther(rest: string, { kind, type }: Tag): boolean {
  const [, word] = /^[ \t]+([\w.]+)[ \t]*(?:\r?\n|\*\/)/.exec(rest) ?? [];
  return kind === 'returns' && word !== undefined && word.toLowerCase() !== type.toLowerCase();
}

/** A comment of one line becomes one of several. */
function unfolded(
  ts: typeof TypeScript,
  { file, comment }: Commented,
  tags: readonly Tag[],
): readonly TextEdit[] | string {
  const { text } = file;
  const lineStart = text.lastIndexOf('\n', comment.pos) + 1;
  const indent = text.slice(lineStart, comment.pos);
  const [content] = /\S.*[^\s*]/.exec(text.slice(comment.pos + 3, comment.end - 2)) ?? [];
  const isAlone = indent.trim() === '' && /^[ \t]*\r?\n/.test(text.slice(comment.end));
  if (!isAlone || content === undefined) return 'its comment stands on a line with code';
  const eol = eolOf(text);
  const start = text.indexOf(content, comment.pos + 3);
  const isFirst = (tag: Tag): boolean =>
    content.startsWith('@') && tag.kind === 'param' && lastBefore(ts, comment, tag) === undefined;
  const [before, after] = [tags.filter(isFirst), tags.filter((tag) => !isFirst(tag))].map((some) =>
    some.map((tag) => `${eol}${indent} * ${textOf(file, tag)}`).join(''),
  );
  return [
    { start: comment.pos + 3, end: start, newText: `${before}${eol}${indent} * ` },
    { start: start + content.length, end: comment.end, newText: `${after}${eol}${indent} */` },
  ];
}

/** The last tag of a comment that the given one has to stand behind. */
function lastBefore(
  ts: typeof TypeScript,
  { tags }: TypeScript.JSDoc,
  tag: Tag,
): TypeScript.JSDocTag | undefined {
  return tags?.findLast(
    (one) =>
      ts.isJSDocParameterTag(one) &&
      (tag.kind === 'returns' || tag.before.includes(one.name.getText().replace(/\..*/, ''))),
  );
}

/** Lines for parameters stand behind those of the parameters before them, the one for the result behind them all. */
function newLines(
  ts: typeof TypeScript,
  { file, comment }: Commented,
  tags: readonly Tag[],
): readonly TextEdit[] | string {
  const { text } = file;
  const lines = text.slice(comment.pos, comment.end).split('\n');
  const [indent = ''] = /^[ \t]*(?=\*\/$)/.exec(lines.at(-1) ?? '') ?? [];
  const isStarred = lines.slice(1).every((line) => /^\s*\*/.test(line)) && /^\/\*\*\s*$/.test(lines[0] ?? '');
  if (!isStarred || indent.trim() !== '' || !/^[ \t]*\*\/$/.test(lines.at(-1) ?? ''))
    return 'its comment is not of the common form';
  const all = [...(comment.tags ?? [])];
  if (all.some((tag) => !/^[ \t]*\*[ \t]*$/.test(text.slice(lineStartOf(text, tag.pos), tag.pos))))
    return 'a tag of its comment stands behind text';
  const eol = eolOf(text);
  return tags.map((tag) => {
    const line = `${indent}* ${textOf(file, tag)}`;
    const last = lastBefore(ts, comment, tag);
    if (last !== undefined) {
      const at = endOfBlock(text, last.pos, all[all.indexOf(last) + 1]?.pos ?? comment.end);
      return { start: at, end: at, newText: `${eol}${line}` };
    }
    const first = all.find((one) => ts.isJSDocParameterTag(one)) ?? all[0];
    if (first !== undefined) {
      const at = lineStartOf(text, first.pos);
      return { start: at, end: at, newText: `${line}${eol}` };
    }
    const at = endOfBlock(text, comment.pos, comment.end);
    const gap = hasGaps(text) && tag === tags[0] ? `${eol}${indent}*` : '';
    return { start: at, end: at, newText: `${gap}${eol}${line}` };
  });
}

/** The end of the last line with words in a part of a comment whose last line belongs to what follows. */
function endOfBlock(text: string, from: number, to: number): number {
  const block = text.slice(from, text.lastIndexOf('\n', to - 1));
  return from + block.replace(/(?:\r?\n[ \t]*\*?[ \t]*)+$/, '').replace(/\r$/, '').length;
}

/** Whether comments of the file have an empty line between what they say and their tags. */
function hasGaps(text: string): boolean {
  const count = (form: RegExp): number => text.match(form)?.length ?? 0;
  const gaps = count(/^[ \t]*\*[ \t]*\r?\n[ \t]*\* @\w/gm);
  return gaps > count(/^[ \t]*\*[ \t]+[^@\s].*\r?\n[ \t]*\* @(?:param|arg|returns?|private|api)\b/gm);
}

function textOf({ text }: TypeScript.SourceFile, tag: Tag): string {
  if (tag.kind === 'param') return `@param {${tag.type}} ${tag.isOptional ? `[${tag.name}]` : tag.name}`;
  const count = (form: RegExp): number => text.match(form)?.length ?? 0;
  return `@${count(/@return\b/g) > count(/@returns\b/g) ? 'return' : 'returns'} {${tag.type}}`;
}

function lineStartOf(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
