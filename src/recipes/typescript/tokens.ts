import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';

/** The names that a file uses anywhere in its code. */
export function identifiersIn(ts: typeof TypeScript, file: TypeScript.SourceFile): ReadonlySet<string> {
  return new Set(identifierNodes(ts, file).map(({ text }) => text));
}

/** The identifiers in a node, in order; those behind `#` are none. */
export function namesIn(ts: typeof TypeScript, root: TypeScript.Node): readonly TypeScript.Identifier[] {
  return identifierNodes(ts, root).filter((node) => ts.isIdentifier(node));
}

/** The text with every identifier that reads as the one at an offset renamed: for a name that a tool just made up. */
export function renamedAt(
  ts: typeof TypeScript,
  source: { readonly path: string; readonly text: string },
  { offset, name }: { readonly offset: number; readonly name: string },
): string {
  const file = ts.createSourceFile(`/${source.path}`, source.text, ts.ScriptTarget.Latest, true);
  const nodes = identifierNodes(ts, file);
  const made = nodes.find((node) => node.getStart(file) <= offset && offset <= node.end)?.text;
  const edits = nodes
    .filter(({ text }) => text === made)
    .map((node) => ({ start: node.getStart(file), end: node.end, newText: name }));
  return applyTextEdits(source.text, edits);
}

/** The tokens of a node in order, as texts. White space, comments, and semicolons and commas that may be left out do not count. */
export function tokensOf(node: TypeScript.Node, file: TypeScript.SourceFile): readonly string[] {
  const children = node.getChildren(file);
  // Documentation is a child of what it stands above, be it that of the whole file.
  const code = children.filter((child) => !file.text.startsWith('/**', child.getStart(file)));
  if (children.length > 0) return code.flatMap((child) => tokensOf(child, file));
  const text = node.getText(file);
  return text === '' || text === ';' ? [] : [text];
}

function identifierNodes(
  ts: typeof TypeScript,
  root: TypeScript.Node,
): readonly (TypeScript.Identifier | TypeScript.PrivateIdentifier)[] {
  const found: (TypeScript.Identifier | TypeScript.PrivateIdentifier)[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}
