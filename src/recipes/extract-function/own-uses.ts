import type { TypeScript } from '../../codebase/languages/typescript.ts';

type Span = { readonly start: number; readonly end: number };

/** `arguments`, and in JavaScript `this` outside of classes, in so far as they belong to the function around a span. */
export function ownUses(
  ts: typeof TypeScript,
  file: TypeScript.SourceFile,
  span: Span,
): readonly TypeScript.Node[] {
  const isScript = /\.[cm]?jsx?$/.test(file.fileName);
  const found: TypeScript.Node[] = [];
  const visit = (node: TypeScript.Node, isInClass: boolean): void => {
    if (node.end <= span.start || node.getStart(file) >= span.end) return;
    const isWithin = node.getStart(file) >= span.start && node.end <= span.end;
    // A function within the span has its own.
    if (isWithin && ts.isFunctionLike(node) && !ts.isArrowFunction(node)) return;
    const isThis = node.kind === ts.SyntaxKind.ThisKeyword && isScript && !isInClass;
    const isArguments = ts.isIdentifier(node) && node.text === 'arguments' && !isMemberName(ts, node);
    if (isWithin && (isThis || isArguments)) found.push(node);
    ts.forEachChild(node, (child) => visit(child, isInClass || ts.isClassLike(node)));
  };
  visit(file, false);
  return found;
}

function isMemberName(ts: typeof TypeScript, node: TypeScript.Identifier): boolean {
  const { parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent);
  return isMember && parent.name === node;
}
