import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { effectsOf } from '../typescript/effects.ts';
import { effectsBetween, wayTo } from '../typescript/evaluation.ts';
import { strangerAt } from '../typescript/same-meaning.ts';
import { valueSymbolOf } from '../typescript/stable-names.ts';
import { isWithin } from '../typescript/syntax.ts';
import { namesIn } from '../typescript/tokens.ts';

/** Where the declaration goes: in front of a statement, with an empty line above it, or behind it. */
export type Position = {
  readonly kind: 'position';
  readonly statement: TypeScript.Statement;
  readonly side: 'before' | 'above' | 'after';
};

/** Or why it can go nowhere, as the end of a sentence about the expression. */
export type NoPosition = { readonly kind: 'none'; readonly why: string };

/**
 * The place where the expression has the value that it has: the top of the module where it is the same everywhere and
 * names nothing of a function; else the block around its one place.
 */
export function positionFor(
  project: TypeScriptProject,
  file: TypeScript.SourceFile,
  nodes: readonly TypeScript.Expression[],
): Position | NoPosition {
  const [node, second] = nodes;
  if (node === undefined) return { kind: 'none', why: 'is not there' };
  const { acts, reads, creates } = effectsOf(project, node);
  const isStable = !acts && !reads && !creates;
  if (isStable && strangerAt(project, node, file) === null) return topOfModule(project, file, node);
  if (second !== undefined) return { kind: 'none', why: 'may have another value at each of its places' };
  return inFront(project, node, isStable);
}

/** Behind the imports and the declarations that it names: a function further down may run before those around it. */
function topOfModule(
  project: TypeScriptProject,
  file: TypeScript.SourceFile,
  node: TypeScript.Expression,
): Position | NoPosition {
  const { ts } = project;
  const named = namesIn(ts, node).flatMap((name) => valueSymbolOf(project, name)?.declarations ?? []);
  const needed = file.statements.findLast(
    (statement) =>
      isPreamble(ts, statement) ||
      (!ts.isFunctionDeclaration(statement) && named.some((one) => isWithin(one, statement))),
  );
  if (needed !== undefined) return { kind: 'position', statement: needed, side: 'after' };
  const [first] = file.statements;
  return first === undefined
    ? { kind: 'none', why: 'stands in no statement' }
    : { kind: 'position', statement: first, side: 'above' };
}

function isPreamble(ts: typeof TypeScript, statement: TypeScript.Statement): boolean {
  if (ts.isExpressionStatement(statement)) return ts.isStringLiteral(statement.expression);
  return ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement);
}

function inFront(
  project: TypeScriptProject,
  node: TypeScript.Expression,
  isStable: boolean,
): Position | NoPosition {
  const { ts } = project;
  const statement = statementAround(ts, node);
  if (statement === null) return { kind: 'none', why: 'stands in no block of statements' };
  const stranger = strangerAt(project, node, statement);
  if (stranger !== null)
    return { kind: 'none', why: `names ${stranger}, which is not there in front of its statement` };
  const position: Position = { kind: 'position', statement, side: 'before' };
  if (isStable) return position;
  const way = wayTo(ts, node, statement.parent);
  if (way.repeats || way.mayNot)
    return { kind: 'none', why: 'is not evaluated exactly once in its statement' };
  const own = effectsOf(project, node);
  const over = effectsBetween(project, statement.parent, {
    from: statement.getStart(),
    to: node.getStart(),
  });
  const isMoved = over.acts || (own.acts && over.reads);
  return isMoved
    ? { kind: 'none', why: 'would be evaluated before other effects of its statement' }
    : position;
}

function statementAround(ts: typeof TypeScript, node: TypeScript.Node): TypeScript.Statement | null {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const isListed = ts.isBlock(at.parent) || ts.isSourceFile(at.parent) || ts.isModuleBlock(at.parent);
    if (ts.isStatement(at) && isListed) return at;
    if (ts.isClassElement(at) || ts.isParameter(at)) return null;
  }
  return null;
}
