import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { unwrapped } from '../typescript/syntax.ts';
import type { Inlining } from './variable.ts';

/**
 * Why the value cannot stand where its variable is called or looked into, as the end of a sentence; null when it can.
 * `const f = a.m; f()` calls with no `this`, `a.m()` with `a`; `const b = a?.b; b.c` fails where `a?.b.c` does not; and
 * `eval` by its own name sees the names around it.
 */
export function whyNotCalledThere({ found, value, uses }: Inlining): string | null {
  const { ts } = found.project;
  const bare = unwrapped(ts, value);
  if (ts.isOptionalChain(bare) && uses.some((use) => isHeadOf(ts, use, isLink))) {
    return `is looked into, and as a part of ${bare.getText()} that could be left out`;
  }
  if (!uses.some((use) => isHeadOf(ts, use, isCall))) return null;
  if (ts.isPropertyAccessExpression(bare) || ts.isElementAccessExpression(bare)) {
    return `is called, and as ${bare.getText()}() it would have another "this"`;
  }
  return ts.isIdentifier(bare) && bare.text === 'eval' ? 'is eval by another name' : null;
}

type Test = (ts: typeof TypeScript, node: TypeScript.Node, head: TypeScript.Node) => boolean;

function isHeadOf(ts: typeof TypeScript, use: TypeScript.Node, test: Test): boolean {
  const { parent } = use;
  const isWrapped = ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent);
  return isWrapped ? isHeadOf(ts, parent, test) : test(ts, parent, use);
}

function isCall(ts: typeof TypeScript, node: TypeScript.Node, head: TypeScript.Node): boolean {
  return ts.isTaggedTemplateExpression(node)
    ? node.tag === head
    : ts.isCallExpression(node) && node.expression === head;
}

function isLink(ts: typeof TypeScript, node: TypeScript.Node, head: TypeScript.Node): boolean {
  const isAccess = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  return isCall(ts, node, head) || (isAccess && node.expression === head);
}
