import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { valueSymbolOf } from './stable-names.ts';
import { isWithin } from './syntax.ts';
import { namesIn } from './tokens.ts';

/** The first name of an expression that would mean something else at another place, `this` among them; null when none would. */
export function strangerAt(
  project: TypeScriptProject,
  expression: TypeScript.Node,
  place: TypeScript.Node,
): string | null {
  const { ts, checker } = project;
  const { Value, Type, Namespace, Alias } = ts.SymbolFlags;
  const visible = checker.getSymbolsInScope(place, Value | Type | Namespace | Alias);
  const byName = Map.groupBy(visible, ({ name }) => name);
  const isStrange = (name: TypeScript.Identifier): boolean => {
    const symbol = valueSymbolOf(project, name);
    const declared = symbol?.declarations?.[0];
    if (symbol === undefined) return byName.has(name.text);
    const isInside = declared !== undefined && isWithin(declared, expression);
    const isMember = isMemberName(ts, name);
    if (isInside || isMember) return false;
    return byName.get(name.text)?.some(({ declarations }) => declarations?.[0] === declared) !== true;
  };
  const names = namesIn(ts, expression).filter(({ text }) => text !== 'arguments' && text !== 'undefined');
  const strange = names.find(isStrange);
  if (strange !== undefined) return strange.text;
  const own = ownOfFunction(ts, expression);
  return own !== null && functionAround(ts, expression) !== functionAround(ts, place) ? own : null;
}

/** A name that is looked up in an object or a type, not in a scope. */
function isMemberName(ts: typeof TypeScript, name: TypeScript.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name;
  if (ts.isQualifiedName(parent)) return parent.right === name;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  const isMember = ts.isObjectLiteralElement(parent) || ts.isTypeElement(parent) || ts.isClassElement(parent);
  return isMember && parent.name === name;
}

/** What every function has of its own, where an expression uses it: `this`, `arguments`, `super`, `new.target`. */
function ownOfFunction(ts: typeof TypeScript, root: TypeScript.Node): string | null {
  let found: string | null = null;
  const visit = (node: TypeScript.Node): void => {
    const isOwn =
      node.kind === ts.SyntaxKind.ThisKeyword ||
      node.kind === ts.SyntaxKind.SuperKeyword ||
      ts.isMetaProperty(node) ||
      (ts.isIdentifier(node) && node.text === 'arguments');
    if (isOwn) found = node.getText();
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

function functionAround(ts: typeof TypeScript, node: TypeScript.Node): TypeScript.Node {
  let at = node;
  while (
    !ts.isSourceFile(at) &&
    !ts.isClassElement(at) &&
    (!ts.isFunctionLike(at) || ts.isArrowFunction(at))
  ) {
    at = at.parent;
  }
  return at;
}
