import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { effectsOf, joined, type Effects } from './effects.ts';

/** When code within a block is evaluated, seen from the block. */
export type Way = {
  /** It may be evaluated more than once, or at another time. */
  readonly repeats: boolean;
  /** It may not be evaluated at all, or where it fails is caught. */
  readonly mayNot: boolean;
};

/** What lies around a node, up to the block that holds it. */
export function wayTo(ts: typeof TypeScript, node: TypeScript.Node, block: TypeScript.Node): Way {
  let way: Way = { repeats: false, mayNot: false };
  for (let at = node; at.parent !== block && !ts.isSourceFile(at); at = at.parent) {
    const repeats = way.repeats || isRepeated(ts, at);
    way = { repeats, mayNot: way.mayNot || isConditional(ts, at) };
  }
  return way;
}

function isRepeated(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  const { parent } = node;
  if (ts.isFunctionLike(parent) || ts.isClassLike(parent) || ts.isPropertyDeclaration(parent)) return true;
  if (ts.isForStatement(parent)) return parent.initializer !== node;
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return parent.expression !== node;
  return ts.isWhileStatement(parent) || ts.isDoStatement(parent);
}

function isConditional(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isSwitchStatement(parent)) return parent.expression !== node;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  if (ts.isBinaryExpression(parent)) return parent.right === node && isShortCircuit(ts, parent);
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isTryStatement(parent) || ts.isCaseOrDefaultClause(parent)) return true;
  const isLink = ts.isCallExpression(parent) || ts.isElementAccessExpression(parent);
  return isLink && parent.expression !== node && ts.isOptionalChain(parent);
}

function isShortCircuit(
  ts: typeof TypeScript,
  { operatorToken: { kind } }: TypeScript.BinaryExpression,
): boolean {
  const { SyntaxKind } = ts;
  return (
    kind === SyntaxKind.AmpersandAmpersandToken ||
    kind === SyntaxKind.BarBarToken ||
    kind === SyntaxKind.QuestionQuestionToken ||
    kind === SyntaxKind.AmpersandAmpersandEqualsToken ||
    kind === SyntaxKind.BarBarEqualsToken ||
    kind === SyntaxKind.QuestionQuestionEqualsToken
  );
}

type Span = { readonly from: number; readonly to: number };

/** What the code of a block between two offsets may do: evaluation follows the text but for functions, which do not run. */
export function effectsBetween(
  project: TypeScriptProject,
  node: TypeScript.Node,
  { from, to }: Span,
): Effects {
  let effects: Effects = { acts: false, reads: false, creates: false, leaves: false };
  project.ts.forEachChild(node, (child) => {
    const start = child.getStart();
    if (child.end <= from || start >= to) return;
    const isWithin = start >= from && child.end <= to;
    const within = isWithin ? effectsOf(project, child) : effectsBetween(project, child, { from, to });
    effects = joined(effects, within);
  });
  return effects;
}
