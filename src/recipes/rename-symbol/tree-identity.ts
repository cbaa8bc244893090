import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { Renaming } from './edits.ts';

export type BeforeAndAfter = {
  readonly before: TypeScript.SourceFile;
  readonly after: TypeScript.SourceFile;
};

/**
 * Whether the syntax tree of a file is the same but for the renamed places. `{ add }` counts as `{ add: add }`, and
 * `import { add }` as `import { add as add }`, on both sides.
 */
export function isSameTree(
  ts: typeof TypeScript,
  { before, after }: BeforeAndAfter,
  renamings: readonly Renaming[],
): boolean {
  const renamed = new Map(renamings.map(({ occurrence, edit }) => [occurrence.start, edit.newText]));
  const expected = leavesOf(ts, before, (start, role) => {
    const text = renamed.get(start);
    if (text === undefined) return null;
    return role === 'only' ? text : (text.split(/: | as /)[role === 'first' ? 0 : 1] ?? text);
  });
  const actual = leavesOf(ts, after, () => null);
  return expected.length === actual.length && expected.every((leaf, at) => leaf === actual[at]);
}

type NewText = (start: number, role: 'only' | 'first' | 'second') => string | null;

/** The tree as a list: kinds in order of visit, and the texts of names and literals. */
function leavesOf(ts: typeof TypeScript, file: TypeScript.SourceFile, newText: NewText): readonly string[] {
  const leaves: string[] = [];
  const text = (node: TypeScript.Node, role: 'only' | 'first' | 'second'): string => {
    const start = node.getStart(file) + (ts.isStringLiteralLike(node) ? 1 : 0);
    const [open, close] = ts.isStringLiteralLike(node)
      ? [file.text[start - 1], file.text[node.end - 1]]
      : ['', ''];
    const renamed = newText(start, role);
    return renamed === null ? node.getText(file) : `${open}${renamed}${close}`;
  };
  const visit = (node: TypeScript.Node): void => {
    const name = shorthandName(ts, node);
    const kind = ts.isShorthandPropertyAssignment(node) ? ts.SyntaxKind.PropertyAssignment : node.kind;
    leaves.push(String(kind));
    if (name !== null) {
      // `{ add = 1 }` in a pattern becomes `{ add: plus = 1 }`.
      const hasDefault =
        ts.isShorthandPropertyAssignment(node) && node.objectAssignmentInitializer !== undefined;
      const between = hasDefault ? [String(ts.SyntaxKind.BinaryExpression)] : [];
      leaves.push(
        String(name.kind),
        text(name, 'first'),
        ...between,
        String(name.kind),
        text(name, 'second'),
      );
    }
    let hasChildren = false;
    ts.forEachChild(node, (child) => {
      hasChildren = true;
      if (child !== name) visit(child);
    });
    if (!hasChildren && !ts.isSourceFile(node)) leaves.push(text(node, 'only'));
  };
  visit(file);
  return leaves;
}

function shorthandName(ts: typeof TypeScript, node: TypeScript.Node): TypeScript.Node | null {
  if (ts.isShorthandPropertyAssignment(node)) return node.name;
  const isPair = ts.isImportSpecifier(node) || ts.isExportSpecifier(node);
  const isBinding =
    ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent) && node.dotDotDotToken === undefined;
  if (!isPair && !isBinding) return null;
  return node.propertyName === undefined && ts.isIdentifier(node.name) ? node.name : null;
}
