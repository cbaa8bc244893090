import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { enclosingClass } from './bound-members.ts';
import { describeDeclaration } from './declaration.ts';
import type { NameIndex } from './name-index.ts';
import type { NameNode, Place } from './occurrences.ts';

/** The declaration of a member, with the type that holds it: of the instance, or of the class for a static one. */
export type OwnedMember = Place & {
  readonly node: NameNode;
  readonly group: string;
  readonly type: TypeScript.Type;
};

/** Every member of the index's name whose holder has a type; those of modules, enums and namespaces are none. */
export function ownedMembers(project: TypeScriptProject, index: NameIndex): readonly OwnedMember[] {
  return index.occurrences.flatMap(({ path, start, node, sides }) => {
    const declaring = sides.find(({ keys }) => keys.includes(`${path}:${start}`));
    const group = declaring === undefined ? null : index.groupOf(declaring);
    const { isMember, isModuleMember } = describeDeclaration(project.ts, node);
    if (group === null || !isMember || isModuleMember) return [];
    const type = ownerType(project, node);
    return type === null ? [] : [{ path, start, node, group, type }];
  });
}

function ownerType({ ts, checker }: TypeScriptProject, node: NameNode): TypeScript.Type | null {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) {
    const around =
      parent.expression.kind === ts.SyntaxKind.ThisKeyword ? enclosingClass(ts, parent) : undefined;
    return checker.getTypeAtLocation(around ?? parent.expression);
  }
  if (ts.isParameter(parent)) return checker.getTypeAtLocation(parent.parent.parent);
  const holder = parent.parent;
  if (ts.isObjectLiteralExpression(holder)) return checker.getWidenedType(checker.getTypeAtLocation(holder));
  if (ts.isClassLike(holder) && ts.isClassElement(parent)) {
    const isStatic = (ts.getCombinedModifierFlags(parent) & ts.ModifierFlags.Static) !== 0;
    return classType(checker, holder, isStatic);
  }
  return ts.isInterfaceDeclaration(holder) || ts.isTypeLiteralNode(holder)
    ? checker.getTypeAtLocation(holder)
    : null;
}

function classType(
  checker: TypeScript.TypeChecker,
  holder: TypeScript.ClassLikeDeclaration,
  isStatic: boolean,
): TypeScript.Type {
  const symbol = holder.name === undefined ? undefined : checker.getSymbolAtLocation(holder.name);
  if (symbol === undefined) return checker.getTypeAtLocation(holder);
  return isStatic ? checker.getTypeOfSymbol(symbol) : checker.getDeclaredTypeOfSymbol(symbol);
}
