import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { tokensOf } from '../typescript/tokens.ts';

/** One check and the next, which asks for something of what the first found to be there. */
export type Step = {
  readonly checked: TypeScript.Expression;
  /** The access or call that follows the checked value within the next operand. */
  readonly access: Access;
};

/** Neighbouring operands of an `&&`, each of which goes further from the one before. */
export type Chain = {
  readonly operands: readonly TypeScript.Expression[];
  readonly steps: readonly Step[];
  /** The operand behind them. */
  readonly next: TypeScript.Expression | null;
  /** The outermost `&&` that they are among. */
  readonly whole: TypeScript.BinaryExpression;
};

export type Access =
  | TypeScript.PropertyAccessExpression
  | TypeScript.ElementAccessExpression
  | TypeScript.CallExpression;

/** The chains of checks in a file, in order. */
export function chainsIn(ts: typeof TypeScript, file: TypeScript.SourceFile): readonly Chain[] {
  const found: Chain[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isBinaryExpression(node) && isAnd(ts, node) && !isAnd(ts, node.parent))
      found.push(...chainsOf(ts, file, node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Whether a node is `left && right`. */
export function isAnd(ts: typeof TypeScript, node: TypeScript.Node): node is TypeScript.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
}

/** The operands of `a && b && c` from left to right; those in parentheses are operands as a whole. */
export function operandsOf(
  ts: typeof TypeScript,
  node: TypeScript.Expression,
): readonly TypeScript.Expression[] {
  return isAnd(ts, node) ? [...operandsOf(ts, node.left), ...operandsOf(ts, node.right)] : [node];
}

/** An access or a call, which goes on from its own expression. */
export function isAccess(ts: typeof TypeScript, node: TypeScript.Node): node is Access {
  return (
    ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node)
  );
}

function chainsOf(
  ts: typeof TypeScript,
  file: TypeScript.SourceFile,
  whole: TypeScript.BinaryExpression,
): readonly Chain[] {
  const chains: { operands: TypeScript.Expression[]; steps: Step[] }[] = [];
  for (const operand of operandsOf(ts, whole)) {
    const chain = chains.at(-1);
    const last = chain?.operands.at(-1);
    const access = last === undefined ? null : accessAfter({ ts, file }, operand, last);
    if (chain !== undefined && last !== undefined && access !== null) {
      chain.operands.push(operand);
      chain.steps.push({ checked: last, access });
    } else chains.push({ operands: [operand], steps: [] });
  }
  return chains
    .map((chain, index) => ({ ...chain, whole, next: chains[index + 1]?.operands[0] ?? null }))
    .filter(({ steps }) => steps.length > 0);
}

/** The access of an operand whose own expression reads as the checked one; null where there is none. */
export function accessAfter(
  { ts, file }: Pick<SingleFile, 'ts' | 'file'>,
  operand: TypeScript.Expression,
  checked: TypeScript.Expression,
): Access | null {
  const wanted = tokensOf(checked, file).join(' ');
  let at: TypeScript.Expression = operand;
  while (isAccess(ts, at)) {
    const isTaken = at.questionDotToken === undefined && tokensOf(at.expression, file).join(' ') === wanted;
    if (isTaken) return at;
    at = at.expression;
  }
  return null;
}
