import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { Place } from './occurrences.ts';
import type { OwnedMember } from './owner-types.ts';

/**
 * Members of the same name in types that the owner's values fit, or that fit the owner, although neither declares the
 * other. Types are structural, so either may stand for the other. Where the member is required data, a value that goes
 * from one to the other gives a diagnostic after the rename; where it is optional, a function, or part of a larger
 * type, it may pass in silence, and these are the places given.
 */
export function lookAlikes(
  project: TypeScriptProject,
  members: readonly OwnedMember[],
  group: string,
): readonly Place[] {
  const own = members.filter((one) => one.group === group);
  const others = members.filter((one) => one.group !== group);
  return others.filter((other) =>
    own.some(
      (one) =>
        isOpenShape(project, one, other) &&
        (passesSilently(project, one, other) || passesSilently(project, other, one)),
    ),
  );
}

/** Classes that are only alike are not taken for each other: one of the two must be an interface or a type. */
function isOpenShape({ ts }: TypeScriptProject, one: OwnedMember, other: OwnedMember): boolean {
  return ts.isTypeElement(one.node.parent) || ts.isTypeElement(other.node.parent);
}

function passesSilently(project: TypeScriptProject, from: OwnedMember, into: OwnedMember): boolean {
  return isLoose(project, into) && project.checker.isTypeAssignableTo(from.type, into.type);
}

/** Whether a type may take values without the member, or values whose type does not say so. */
function isLoose({ ts, checker }: TypeScriptProject, { node }: OwnedMember): boolean {
  const symbol = checker.getSymbolAtLocation(node);
  if (symbol === undefined) return true;
  const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
  const isFunction = checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0;
  return isOptional || isFunction || isPartOfLarger(ts, node.parent.parent);
}

function isPartOfLarger(ts: typeof TypeScript, holder: TypeScript.Node): boolean {
  if (ts.isInterfaceDeclaration(holder)) return (holder.heritageClauses ?? []).length > 0;
  return (
    ts.isTypeLiteralNode(holder) &&
    (ts.isUnionTypeNode(holder.parent) ||
      ts.isIntersectionTypeNode(holder.parent) ||
      ts.isAssertionExpression(holder.parent))
  );
}
