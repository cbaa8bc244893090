import { commentNodes } from '../../python/comments.ts';
import type { ImportedName } from '../../python/imports.ts';
import { lineStart, nextLine } from '../../python/lines.ts';
import { nodesBelow, textOf, type PyNode, type PyTree } from '../../python/tree.ts';

/** A block of imports: what the statements between two offsets bring in, in their order. */
export type Block = {
  readonly tree: PyTree;
  readonly names: readonly ImportedName[];
  readonly start: number;
  readonly end: number;
};

/** The same block as it is and as it would be. */
export type Blocks = { readonly before: Block; readonly after: Block };

const SILENCING = /#\s*(?:noqa|type:\s*ignore|pylint:|pyright:|nosec).*/;
const ABOUT_ORDER =
  /\b(?:before|after(?!wards)|order|must|first(?![- ]?part)|last|circular\w*|cycl\w*|monkey\w*|patch\w*|needs? to|has to|do not|don't|isort|side[- ]effects?)\b/i;
const HEADING =
  /^#[\W_]*(?:(?:python|the|other|more|our|own|my|all)\s+)?(?:std|stdlib|standard|third|3rd|first|1st|local|project|internal|external|built-?ins?|core|system|application|app|django|relative)\b[\w\s/.-]{0,40}$/i;

/** Why a block stays as it is, from the block itself, or null. */
export function reasonToLeave(blocks: Blocks): string | null {
  return (
    twiceBound(blocks) ??
    starMoved(blocks) ??
    silencedTogether(blocks) ??
    commentAboutOrder(blocks) ??
    headingMoved(blocks)
  );
}

/** `from a import x` and `from b import x`: the last one counts. `import a.b` and `import a.c` bind the same `a`. */
function twiceBound({ before }: Blocks): string | null {
  for (const same of Map.groupBy(before.names, ({ bound }) => bound).values()) {
    const sources = new Set(same.map(({ label, bound }) => (isPlainModule(label, bound) ? bound : label)));
    if (sources.size > 1) return `${same[0]?.bound} is imported more than once, and the last import counts`;
  }
  return null;
}

/** `import os, sys  # noqa`: on lines of their own, one of them would keep the comment, and the others would lose it. */
function silencedTogether({ before: { tree, names } }: Blocks): string | null {
  const silenced = Map.groupBy(names, ({ statement }) => statement)
    .entries()
    .filter(([{ type }, own]) => type === 'import_statement' && own.length > 1)
    .flatMap(([statement]) => SILENCING.exec(restOfLine(tree, statement)) ?? [])
    .next().value;
  return silenced === undefined
    ? null
    : `a comment for a linter is about several imports at once: ${silenced.trim()}`;
}

function restOfLine({ text }: PyTree, { end }: PyNode): string {
  return text.slice(end, nextLine(text, end));
}

function isPlainModule(label: string, bound: string): boolean {
  return label === bound || label.startsWith(`${bound}.`);
}

function starMoved({ before, after }: Blocks): string | null {
  const were = starsIn(before);
  const are = starsIn(after);
  return were.length === are.length && were.every((star, at) => star === are[at])
    ? null
    : '`import *` may replace names that other imports bring, so that their order counts';
}

/** Each star import with the names that come before it, in a fixed order. */
function starsIn(block: Block): readonly string[] {
  return nodesIn(block)
    .filter(({ type }) => type === 'wildcard_import')
    .map((star) => {
      const earlier = block.names.filter(({ node }) => node.start < star.start).map(({ label }) => label);
      const statement = star.parent ?? star;
      return `${textOf(block.tree, statement)} ${earlier.toSorted().join()}`;
    });
}

function commentAboutOrder({ before }: Blocks): string | null {
  const found = commentsIn(before).find(
    (text) => ABOUT_ORDER.test(text.replace(/\bisort:\s*(?:skip|on|off|split)\b/g, '')) && !isForTools(text),
  );
  return found === undefined ? null : `a comment may be about the order: ${found}`;
}

function isForTools(comment: string): boolean {
  return /^#\s*(?:noqa|type:|pylint:|pragma|nosec|mypy:|pyright:|fmt:)/.test(comment);
}

/** `# Third party` stands for all that follow, but would go with the next import alone. */
function headingMoved(blocks: Blocks): string | null {
  const were = headingsIn(blocks.before);
  const are = headingsIn(blocks.after);
  const moved = were.find((heading, at) => heading.text !== are[at]?.text || heading.next !== are[at]?.next);
  return moved === undefined ? null : `the comment "${moved.text}" heads a group of imports`;
}

function headingsIn(block: Block): readonly { readonly text: string; readonly next: string }[] {
  return commentNodes(block.tree)
    .filter((node) => isAboutBlock(block, node) && HEADING.test(textOf(block.tree, node)))
    .map((node) => ({
      text: textOf(block.tree, node),
      next: block.names.find(({ statement }) => statement.start > node.start)?.label ?? '',
    }));
}

function commentsIn(block: Block): readonly string[] {
  return commentNodes(block.tree)
    .filter((node) => isAboutBlock(block, node))
    .map((node) => textOf(block.tree, node));
}

/** In the block, or on the line right above it. */
function isAboutBlock({ tree, start, end }: Block, { start: at, end: to }: PyNode): boolean {
  const above = lineStart(tree.text, Math.max(0, lineStart(tree.text, start) - 1));
  return at >= above && to <= end;
}

function nodesIn({ tree, start, end }: Block): readonly PyNode[] {
  return [...nodesBelow(tree.root)].filter((node) => node.start >= start && node.end <= end);
}
