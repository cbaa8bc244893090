import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { hasModifier } from '../typescript/syntax.ts';
import { homeOf } from '../typescript/variable-names.ts';

/** One `var` with its variables, and where they would live as `let`. */
export type VarList = {
  readonly node: TypeScript.VariableDeclarationList;
  readonly names: readonly TypeScript.Identifier[];
  /** The function or file that the variables belong to. */
  readonly home: TypeScript.Node;
  /** What stands right above the list or its statement: a block, a loop, or something that allows `var` alone. */
  readonly holder: TypeScript.Node;
  /** Whether the list is in the head of a `for` loop of any kind, which is then its holder. */
  readonly isInHead: boolean;
  /** The loops between the list and its home, from the inside out. */
  readonly loops: readonly TypeScript.Node[];
};

/** The `var` lists of a file in order, without those that declare what exists elsewhere. */
export function varLists({ ts, file }: SingleFile): readonly VarList[] {
  const lists: VarList[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (hasModifier(ts, node, ts.SyntaxKind.DeclareKeyword)) return;
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0)
      lists.push(listOf(ts, node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lists;
}

function listOf(ts: typeof TypeScript, node: TypeScript.VariableDeclarationList): VarList {
  const isInHead = !ts.isVariableStatement(node.parent);
  const home = homeOf(ts, node);
  const loops: TypeScript.Node[] = [];
  for (let at: TypeScript.Node = node; at !== home; at = at.parent)
    if (ts.isIterationStatement(at, false)) loops.push(at);
  return {
    node,
    names: node.declarations.flatMap(({ name }) => boundNames(ts, name)),
    home,
    holder: isInHead ? node.parent : node.parent.parent,
    isInHead,
    loops,
  };
}

function boundNames(ts: typeof TypeScript, name: TypeScript.BindingName): readonly TypeScript.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) =>
    ts.isBindingElement(element) ? boundNames(ts, element.name) : [],
  );
}
