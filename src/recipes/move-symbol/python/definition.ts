import { isWithin, nameOf, childIn, textOf, type PyNode, type PyTree } from '../../python/tree.ts';
import { endOfDefinition, gluedComments } from '../../python/definition-lines.ts';
import { indentationAt, lineStart, nextLine, type LineRange } from '../../python/lines.ts';
import { placeOf, type PythonFile } from '../../python/project.ts';
import { usesOfName } from '../../python/scopes.ts';
import { refused, type Refused } from '../../recipe.ts';

/** What moves: the statements at the top of a module that define a name, and the lines that go with them. */
export type Definition = {
  readonly kind: 'definition';
  readonly file: PythonFile;
  readonly name: string;
  /** One, or the overloads of a function one after the other; a text right below a constant belongs to it. */
  readonly statements: readonly PyNode[];
  /** From the comments directly above to the end of the last line. */
  readonly lines: LineRange;
};

/** Finds the statements that define a name in a module, or says why they cannot be taken out. */
export function definitionOf(file: PythonFile, name: string): Definition | Refused {
  const { tree } = file;
  const bound = usesOfName(tree, name).filter(({ role, home }) => role === 'bound' && home === tree.root);
  const declared = usesOfName(tree, name).find(({ role, home }) => role === 'declared' && home === tree.root);
  if (declared !== undefined) {
    return refused(`${name} is state that ${placeOf(file, declared.node)} assigns with global.`, null);
  }
  const statements = bound.map(({ node }) => topStatement(tree, node));
  const odd = statements.find((node) => !defines(tree, node, name));
  if (odd !== undefined) {
    return refused(
      `${name} is not simply defined at ${placeOf(file, odd)}: it is imported, conditional, or one name of several.`,
      'Only functions, classes and constants that stand by themselves at the top of a module are moved.',
    );
  }
  const [first, second] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined) return refused(`${name} is not defined there.`, null);
  if (second !== undefined && !areOverloads(tree, statements)) {
    return refused(
      `${file.file.path} gives ${name} a value more than once (${placeOf(file, second)}).`,
      null,
    );
  }
  return withLines(file, name, [...statements, ...textBelow(tree, last)]);
}

/** Whether a node lies in what moves. */
export function isMoved({ statements }: Definition, node: PyNode): boolean {
  return statements.some((statement) => isWithin(statement, node));
}

/** The statement at the top of the module that holds a node. */
export function topStatement(tree: PyTree, node: PyNode): PyNode {
  return tree.root.children.find((one) => isWithin(one, node)) ?? node;
}

function defines(tree: PyTree, statement: PyNode, name: string): boolean {
  const definition = statement.type === 'decorated_definition' ? childIn(statement, 'definition') : statement;
  if (definition === null) return false;
  if (definition.type === 'function_definition' || definition.type === 'class_definition') {
    return nameOf(tree, definition) === name;
  }
  const [only, ...others] = statement.type === 'expression_statement' ? statement.children : [];
  const target = only?.type === 'assignment' && others.length === 0 ? childIn(only, 'left') : null;
  return target?.type === 'identifier' && textOf(tree, target) === name;
}

function areOverloads(tree: PyTree, statements: readonly PyNode[]): boolean {
  const all = tree.root.children.filter(({ type }) => type !== 'comment');
  const at = all.findIndex((node) => node === statements[0]);
  const areTogether = statements.every((node, index) => all[at + index] === node);
  return (
    areTogether &&
    statements.slice(0, -1).every((node) => /^(?:@.*\s+)*@(?:\w+\.)?overload\s/.test(textOf(tree, node)))
  );
}

/** `X = 1` and a text on the next line, which documents it. */
function textBelow(tree: PyTree, last: PyNode): readonly PyNode[] {
  const below = tree.root.children.find((node) => node.start >= nextLine(tree.text, last.end));
  const isNext = below !== undefined && lineStart(tree.text, below.start) === nextLine(tree.text, last.end);
  const isConstant = last.type === 'expression_statement';
  return isConstant && isNext && below.type === 'expression_statement' && isText(below) ? [below] : [];
}

function isText({ children }: PyNode): boolean {
  return children.length === 1 && children[0]?.type === 'string';
}

function withLines(file: PythonFile, name: string, statements: readonly PyNode[]): Definition | Refused {
  const { text, root } = file.tree;
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined) return refused(`${name} is not defined there.`, null);
  const start = lineStart(text, first.start);
  const end = endOfDefinition(text, { start: last.start, end: last.end }, '');
  const sharing = root.children.find(
    (node) => !statements.includes(node) && node.type !== 'comment' && node.start < end && node.end > start,
  );
  if (sharing !== undefined || indentationAt(text, first.start) !== '' || /\r(?!\n)/.test(text)) {
    return refused(`${name} does not stand on lines of its own (${placeOf(file, first)}).`, null);
  }
  const comments = gluedComments(text, start, '');
  // Comments that open a file may be its licence or its encoding.
  return {
    kind: 'definition',
    file,
    name,
    statements,
    lines: { start: comments === 0 ? start : comments, end },
  };
}
