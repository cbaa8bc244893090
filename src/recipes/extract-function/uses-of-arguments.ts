import type { TypeScript } from '../../codebase/languages/typescript.ts';

type Span = { readonly start: number; readonly end: number };

/** The places within a span that name the `arguments` of the function around it. */
export function usesOfArguments(
  ts: typeof TypeScript,
  file: TypeScript.SourceFile,
  span: Span,
): readonly TypeScript.Node[] {
  const found: TypeScript.Node[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (node.end <= span.start || node.getStart(file) >= span.end) return;
    const isWithin = node.getStart(file) >= span.start && node.end <= span.end;
    // A function within the span has its own.
    if (isWithin && ts.isFunctionLike(node) && !ts.isArrowFunction(node)) return;
    const isArguments = ts.isIdentifier(node) && node.text === 'arguments' && !isMemberName(ts, node);
    if (isWithin && isArguments) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isMemberName(ts: typeof TypeScript, node: TypeScript.Identifier): boolean {
  const { parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent);
  return isMember && parent.name === node;
}
