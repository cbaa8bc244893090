import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { unwrapped } from './syntax.ts';

/** What stands in the place of a node in an outline; `null` leaves the node as it is, an empty text takes it out. */
export type Replacement = (node: TypeScript.Node) => string | null;

/**
 * The syntax tree as one text: kinds, nesting and tokens. Comments, layout, commas, semicolons that may be left out and
 * parentheses that only group are no part of it, and `{ a }` counts as `{ a: a }`.
 */
export function outlineOf(
  ts: typeof TypeScript,
  node: TypeScript.Node,
  replacement: Replacement = () => null,
): string {
  const file = node.getSourceFile();
  const outline = (one: TypeScript.Node): string => {
    const replaced = replacement(one);
    if (replaced !== null) return replaced;
    if (ts.isParenthesizedExpression(one) && !endsChain(ts, one)) return outline(one.expression);
    if (ts.isShorthandPropertyAssignment(one) && one.objectAssignmentInitializer === undefined) {
      return nested(ts.SyntaxKind.PropertyAssignment, [leaf(one.name), outline(one.name)]);
    }
    const children = one.getChildren(file).filter((child) => counts(ts, child));
    if (children.length === 0) return leaf(one);
    return nested(one.kind, children.map(outline));
  };
  const leaf = (one: TypeScript.Node): string =>
    ts.isToken(one) ? `${one.kind}:${one.getText(file)}` : nested(one.kind, []);
  return outline(node);
}

/** `(a?.b).c`: without the parentheses, `.c` would be part of the chain. */
function endsChain(ts: typeof TypeScript, node: TypeScript.ParenthesizedExpression): boolean {
  const inner = unwrapped(ts, node);
  return ts.isOptionalChain(inner) && 'expression' in node.parent && node.parent.expression === node;
}

function nested(kind: number, parts: readonly string[]): string {
  return `${kind}(${parts.filter((part) => part !== '').join(' ')})`;
}

function counts(ts: typeof TypeScript, { kind, parent }: TypeScript.Node): boolean {
  const { CommaToken, SemicolonToken, ColonToken } = ts.SyntaxKind;
  // The colon of a property has to go with those of the properties that are written short.
  if (kind === ColonToken) return !ts.isPropertyAssignment(parent);
  const isComment = kind >= ts.SyntaxKind.FirstJSDocNode && kind <= ts.SyntaxKind.LastJSDocNode;
  return kind !== CommaToken && kind !== SemicolonToken && !isComment;
}
