import { newItems } from '../../domain/new-items.ts';
import { lineAt, positionAt } from '../../domain/text.ts';

/** The two sides of a changed file as text; null where it does not exist. */
export type FileSides = {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** What a comment keeps silent: a linter, or a type checker. */
export type Silenced = 'lint' | 'types';

/** A comment that tells a checker to say nothing; `offset` is in UTF-16 code units, `line` counts from 1. */
export type Suppression = {
  readonly path: string;
  readonly silenced: Silenced;
  readonly offset: number;
  readonly line: number;
  readonly comment: string;
};

const PYTHON = /\.(?:pyi?|ipynb)$/;
const IN_PYTHON: Readonly<Record<Silenced, RegExp>> = {
  lint: /#[ \t]*(?:(?:ruff|flake8)[ \t]*:[ \t]*)?noqa\b|#[ \t]*(?:ruff[ \t]*:[ \t]*(?:disable|ignore|file-ignore)|pylint[ \t]*:[ \t]*disable)/gi,
  types: /#[ \t]*(?:type:[ \t]*ignore|(?:based)?pyright:[ \t]*(?!strict)\w+|mypy:[ \t]*\w[\w-]*)/g,
};
const IN_SCRIPT: Readonly<Record<Silenced, RegExp>> = {
  lint: /(?:es|ox)lint-disable(?:-next-line|-line)?|biome-ignore(?:-all|-start)?[ \t]+lint\b/g,
  types: /@ts-(?:ignore|expect-error|nocheck)\b/g,
};
const MAX_NAMED = 3;
const EXPECTED = '@ts-expect-error';

/**
 * The comments by which a change silences a checker where none did before. One that moves, to another file as well, is
 * not new, nor is one whose line was edited.
 */
export function newSuppressions(files: readonly FileSides[], silenced: Silenced): readonly Suppression[] {
  const changed = files.filter(({ before, after }) => before !== after);
  const sideOf = (side: 'before' | 'after'): readonly Placed[] =>
    changed.flatMap(({ path, [side]: text }) => (text === null ? [] : suppressionsIn(path, text, silenced)));
  const [after, before] = [sideOf('after'), sideOf('before')];
  const added = newItems(after, before, keyOf);
  const lost = newItems(before, after, keyOf);
  return newItems(added, lost, ({ path, comment }) => `${path}\n${comment}`).map(
    ({ path, offset, comment, text }) => {
      return { path, silenced, offset, comment, line: positionAt(text, offset).line };
    },
  );
}

/** The text as a checker is to see it: the words of the given comments are crossed out, in place. */
export function withoutSuppressions(
  text: string,
  suppressions: readonly Pick<Suppression, 'offset' | 'comment'>[],
): string {
  return suppressions.reduce((read, { offset, comment }) => {
    return read.slice(0, offset) + comment.replace(/\w/g, 'x') + read.slice(offset + comment.length);
  }, text);
}

type Placed = Pick<Suppression, 'path' | 'offset' | 'comment'> & { readonly text: string };

function suppressionsIn(path: string, text: string, silenced: Silenced): readonly Placed[] {
  const pattern = (PYTHON.test(path) ? IN_PYTHON : IN_SCRIPT)[silenced];
  return text
    .matchAll(pattern)
    .map(({ 0: comment, index }): Placed => ({ path, offset: index, comment, text }))
    .filter((one) => !isAssertion(one) && isInComment(one))
    .toArray();
}

/** The line of the comment, and the one below, which is the silent one where the comment stands alone. */
function keyOf({ text, offset, comment }: Placed): string {
  const line = lineAt(text, offset);
  const end = text.indexOf('\n', offset);
  const below = end === -1 ? '' : lineAt(text, end + 1);
  return [comment, line.trim(), /^\s*(?:#|\/[/*]|\{\/\*)/.test(line) ? below.trim() : ''].join('\n');
}

/** Tests of types expect errors: the comment asserts that there is one. */
function isAssertion({ path, comment }: Placed): boolean {
  return comment === EXPECTED && TYPE_TEST.test(path);
}

const TYPE_TEST =
  /[._-](?:test|spec|test-d|types?)\.[cm]?tsx?$|(?:^|\/)(?:__tests__|[\w-]*tests?(?:-\w+)?|type-?tests?|specs?|e2e)\//;

function isInComment({ path, text, offset }: Placed): boolean {
  if (PYTHON.test(path)) return true;
  const start = text.lastIndexOf('\n', offset) + 1;
  const head = text.slice(start, offset);
  return /\/[/*]/.test(head) || text.lastIndexOf('/*', offset) > text.lastIndexOf('*/', offset);
}

/** The sentence that tells of comments that did not count; none where there are none. */
export function toldSuppressions(suppressions: readonly Suppression[]): readonly string[] {
  if (suppressions.length === 0) return [];
  const named = suppressions
    .slice(0, MAX_NAMED)
    .map(({ path, line, comment }) => `\`${comment}\` in ${path}:${line}`);
  const more = suppressions.length > MAX_NAMED ? `, and ${suppressions.length - MAX_NAMED} more` : '';
  return [`New comments that silence a checker do not count: ${named.join(', ')}${more}.`];
}
