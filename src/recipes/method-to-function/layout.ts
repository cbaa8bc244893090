import { childIn, nodesBelow, topLevelStatement, type PyNode } from '../python/tree.ts';
import { endOfDefinition, gluedComments } from '../python/definition-lines.ts';
import { indentationAt, lineStart, upWhile, type LineRange } from '../python/lines.ts';
import type { Obstacle } from './guards.ts';
import type { Method } from './method.ts';

/** The lines that a method takes up in its file. */
export type Layout = {
  readonly indentation: string;
  /** Comment lines directly above, with the same indentation; empty where there are none. */
  readonly comments: LineRange;
  /** Decorators, and comments between them. */
  readonly decorators: LineRange;
  /** From `def` to the last line of the body, comments at its end included. */
  readonly definition: LineRange;
  /** Where the new function goes: before the statement of the module that holds the class. */
  readonly insertion: number;
};

/** Finds the lines of a method, or says why it cannot be cut out by lines. */
export function layoutOf(method: Method): Layout | Obstacle {
  const { text } = method.tree;
  const indentation = indentationAt(text, method.whole.start);
  if (indentation === null || indentationAt(text, method.definition.start) !== indentation) {
    return { reason: `${method.name} does not begin on a line of its own.`, hint: null };
  }
  if (/\r(?!\n)/.test(text))
    return { reason: `${method.file.path} has lines that end with a lone carriage return.`, hint: null };
  if (hasMixedIndentation(method, indentation)) {
    return {
      reason: `The lines of ${method.name} are indented with tabs and spaces in different ways.`,
      hint: null,
    };
  }
  const first = lineStart(text, method.whole.start);
  const definition = lineStart(text, method.definition.start);
  return {
    indentation,
    comments: { start: gluedComments(text, first, indentation), end: first },
    decorators: { start: first, end: definition },
    definition: { start: definition, end: endOfDefinition(text, method.definition, indentation) },
    insertion: insertionPoint(method),
  };
}

function hasMixedIndentation(method: Method, indentation: string): boolean {
  const { text } = method.tree;
  const statements = [...nodesBelow(method.definition)].filter(
    (node) => node.parent?.type === 'block' && node.type !== 'comment',
  );
  return statements.some((node) => {
    const own = indentationAt(text, node.start);
    return own !== null && !own.startsWith(indentation);
  });
}

/** Above the comments of the class, unless they open the file: those may be its licence or its encoding. */
function insertionPoint(method: Method): number {
  const { text } = method.tree;
  const statement = lineStart(text, topLevelStatement(method.classNode).start);
  const comments = upWhile(text, statement, (line) => line.startsWith('#'));
  return comments === 0 ? statement : comments;
}

/** Statements of a class besides the method. */
export function otherStatements(method: Method): readonly PyNode[] {
  const body = childIn(method.classNode, 'body');
  return (body?.children ?? []).filter((node) => node !== method.whole && node.type !== 'comment');
}
