import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isLoader, unwrapped } from '../typescript/syntax.ts';
import { isStable, valueSymbolOf } from '../typescript/stable-names.ts';

/** A function of a module, as a call names it: `fs.readFile`, or `readFile` by itself. */
export type Member = {
  readonly module: string;
  readonly name: string;
  /** The name of the whole module in front of the dot; null where the function was loaded by itself. */
  readonly namespace: TypeScript.Identifier | null;
};

/** The function of a loaded module that a callee is; null for anything else. `node:` is left out of the module's name. */
export function memberOf(project: TypeScriptProject, callee: TypeScript.Expression): Member | null {
  const { ts } = project;
  if (ts.isIdentifier(callee)) return loadedBy(project, callee);
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return null;
  if (callee.questionDotToken !== undefined) return null;
  const loaded = loadedBy(project, callee.expression);
  if (loaded === null || loaded.name !== '*') return null;
  return { module: loaded.module, name: callee.name.text, namespace: callee.expression };
}

/** What a name of the file was loaded as; the name `*` stands for the whole module. */
export function loadedBy(project: TypeScriptProject, name: TypeScript.Identifier): Member | null {
  const { ts } = project;
  const declarations = valueSymbolOf(project, name)?.declarations ?? [];
  const [declaration, ...others] = declarations;
  if (declaration === undefined || others.length > 0 || !isStable(project, name)) return null;
  if (ts.isBindingElement(declaration)) return loadedPart(ts, declaration);
  const module = moduleBehind(ts, declaration);
  if (module === null) return null;
  const isPart = ts.isImportSpecifier(declaration);
  const part = isPart ? (declaration.propertyName ?? declaration.name).text : '*';
  return { module, name: part === 'default' ? '*' : part, namespace: null };
}

function loadedPart(ts: typeof TypeScript, element: TypeScript.BindingElement): Member | null {
  const { propertyName = element.name, parent, initializer } = element;
  if (!ts.isVariableDeclaration(parent.parent) || !ts.isIdentifier(propertyName)) return null;
  const module = initializer === undefined ? moduleBehind(ts, parent.parent) : null;
  return module === null ? null : { module, name: propertyName.text, namespace: null };
}

/** The module that an import, or a variable that holds a call of `require`, takes its value from. */
function moduleBehind(ts: typeof TypeScript, declaration: TypeScript.Node): string | null {
  const specifier = specifierOf(ts, declaration);
  return specifier === null ? null : specifier.replace(/^node:/, '');
}

function specifierOf(ts: typeof TypeScript, declaration: TypeScript.Node): string | null {
  if (ts.isVariableDeclaration(declaration)) {
    const { initializer } = declaration;
    const value = initializer === undefined ? null : unwrapped(ts, initializer);
    if (value === null || !ts.isCallExpression(value)) return null;
    const [text] = value.arguments;
    const isLoad = isLoader(ts, value.expression) && ts.isIdentifier(value.expression);
    return isLoad && text !== undefined && ts.isStringLiteral(text) ? text.text : null;
  }
  let at = declaration;
  while (!ts.isImportDeclaration(at) && !ts.isImportEqualsDeclaration(at)) {
    if (ts.isSourceFile(at) || ts.isStatement(at)) return null;
    at = at.parent;
  }
  if (ts.isImportDeclaration(at))
    return ts.isStringLiteral(at.moduleSpecifier) ? at.moduleSpecifier.text : null;
  const { moduleReference } = at;
  if (!ts.isExternalModuleReference(moduleReference)) return null;
  return ts.isStringLiteral(moduleReference.expression) ? moduleReference.expression.text : null;
}
