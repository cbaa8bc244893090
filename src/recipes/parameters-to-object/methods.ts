import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { refused, type Refused } from '../recipe.ts';
import type { FoundSymbol } from '../rename-symbol/find-symbol.ts';
import { isSpecialMember } from '../typescript/name-rules.ts';
import type { Uses } from './uses.ts';

/** Why others than the calls of the project may rely on the parameters of a method; null for other functions. */
export function methodObjection({ project, index }: FoundSymbol, { node, calls }: Uses): Refused | null {
  const { ts, checker } = project;
  const holder = ts.isPropertyDeclaration(node.parent) ? node.parent.parent : node.parent;
  if (!ts.isClassLike(holder)) return null;
  const { name } = index;
  if (isSpecialMember(name)) return refused(`The language itself calls methods named ${name}.`, null);
  if (calls.length === 0) {
    return refused(`Nothing in the project calls ${name}, so its callers are not known.`, null);
  }
  const foreign = (holder.heritageClauses ?? [])
    .flatMap(({ types }): readonly TypeScript.ExpressionWithTypeArguments[] => types)
    .find((base) => (checker.getTypeAtLocation(base).flags & ts.TypeFlags.Any) !== 0);
  if (foreign === undefined) return null;
  return refused(
    `The project does not hold ${foreign.expression.getText()}, which may declare ${name} too.`,
    null,
  );
}
