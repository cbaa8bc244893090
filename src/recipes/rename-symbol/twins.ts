import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { memberOfModule } from './exported-member.ts';
import type { NameNode } from './occurrences.ts';

/** A module in JavaScript with its types in a `.d.ts` declares everything twice: what a name there describes. */
export function twinSymbols(project: TypeScriptProject, node: NameNode): readonly TypeScript.Symbol[] {
  const { ts } = project;
  const types = node.getSourceFile();
  const path = project.pathOf(types);
  if (!types.isDeclarationFile || path === null || !isDeclarationName(ts, node)) return [];
  const described = project.modules.implementationOf(path);
  const twin = described === null ? undefined : project.sourceFile(described);
  if (twin === undefined) return [];
  const owner = node.parent.parent;
  if (!ts.isClassDeclaration(owner)) return memberOfModule(project, twin, node.text);
  return memberOfModule(project, twin, owner.name?.text ?? '').flatMap((symbol) =>
    membersOfClass(project, symbol, node.text),
  );
}

function isDeclarationName(ts: typeof TypeScript, node: NameNode): boolean {
  const { parent } = node;
  return (
    'name' in parent &&
    parent.name === node &&
    !ts.isPropertyAccessExpression(parent) &&
    !ts.isParameter(parent)
  );
}

function membersOfClass(
  { ts, checker }: TypeScriptProject,
  symbol: TypeScript.Symbol,
  name: string,
): readonly TypeScript.Symbol[] {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  const own =
    checker.getDeclaredTypeOfSymbol(target).getProperty(name) ??
    checker.getTypeOfSymbol(target).getProperty(name);
  return own === undefined ? [] : [own];
}
