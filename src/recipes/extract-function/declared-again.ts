import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { refused, type Refused } from '../recipe.ts';
import { placeAt } from '../place.ts';
import type { Extraction } from './extraction.ts';

/** Names the variable by which lines cannot be taken out: one that other code of the function declares once more. */
export function declaredAgain(
  ts: typeof TypeScript,
  source: TypeScript.SourceFile,
  { file, span, range }: Extraction,
): Refused | null {
  const declared = variablesIn(ts, source);
  const isInside = ({ name }: TypeScript.VariableDeclaration): boolean =>
    name.getStart(source) >= span.start && name.end <= span.end;
  const inside = declared.filter(isInside);
  for (const one of inside) {
    const again = declared.find((other) => !isInside(other) && isSame(ts, one, other));
    if (again === undefined) continue;
    const place = placeAt(file.path, file.text, again.name.getStart(source));
    return refused(
      `Lines ${range} of ${file.path} declare ${one.name.getText(source)}, and so does ${place}: taken out, it would be another variable.`,
      'Give one of the two another name, or declare it once.',
    );
  }
  return null;
}

function variablesIn(
  ts: typeof TypeScript,
  source: TypeScript.SourceFile,
): readonly TypeScript.VariableDeclaration[] {
  const found: TypeScript.VariableDeclaration[] = [];
  const visit = (node: TypeScript.Node): void => {
    const isVar =
      ts.isVariableDeclaration(node) && (ts.getCombinedNodeFlags(node) & ts.NodeFlags.BlockScoped) === 0;
    if (isVar && ts.isIdentifier(node.name)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether two declarations with `var` are of one variable: the name and the function around them are the same. */
function isSame(
  ts: typeof TypeScript,
  one: TypeScript.VariableDeclaration,
  other: TypeScript.VariableDeclaration,
): boolean {
  const around = (node: TypeScript.Node): TypeScript.Node | undefined =>
    ts.findAncestor(node, (outer) => ts.isFunctionLike(outer) || ts.isSourceFile(outer));
  return one.name.getText() === other.name.getText() && around(one) === around(other);
}
