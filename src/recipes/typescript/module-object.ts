import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { variableNames } from './variable-names.ts';
import type { Key, Obstacle } from './export-key.ts';

type Parsed = { readonly ts: typeof TypeScript; readonly file: TypeScript.SourceFile };
/** The object of a module: as the value of an expression, or under a name. */
type ModuleObject =
  | { readonly kind: 'value'; readonly node: TypeScript.Expression; readonly isPromise: boolean }
  | { readonly kind: 'name'; readonly node: TypeScript.BindingName };
type Edits = readonly TextEdit[] | Obstacle;

/** Follows the object of a module to the uses of one of its members; a use of it as a whole is an obstacle. */
export function objectEdits(parsed: Parsed, object: ModuleObject, key: Key): Edits {
  return object.kind === 'name' ? nameEdits(parsed, object.node, key) : valueEdits(parsed, object, key);
}

function valueEdits(
  parsed: Parsed,
  { node, isPromise }: Extract<ModuleObject, { kind: 'value' }>,
  key: Key,
): Edits {
  const { ts } = parsed;
  const { parent } = node;
  const isSame =
    ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isNonNullExpression(parent);
  if (isSame) return valueEdits(parsed, { kind: 'value', node: parent, isPromise }, key);
  if (ts.isAwaitExpression(parent))
    return valueEdits(parsed, { kind: 'value', node: parent, isPromise: false }, key);
  if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) return [];
  if (isPromise) return promiseEdits(parsed, node, key);
  if (ts.isVariableDeclaration(parent)) return nameEdits(parsed, parent.name, key);
  return memberEdits(parsed, node, key);
}

/** `import('./a').then(({ default: a }) => …)`. */
function promiseEdits(parsed: Parsed, node: TypeScript.Expression, key: Key): Edits {
  const { ts } = parsed;
  const { parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent);
  const call = isMember && ts.isCallExpression(parent.parent) ? parent.parent : null;
  if (!isMember || call === null || parent.name.text !== 'then') return asAWhole(node);
  const [callback] = call.arguments;
  if (callback === undefined || (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)))
    return asAWhole(node);
  const [parameter] = callback.parameters;
  return parameter === undefined ? [] : nameEdits(parsed, parameter.name, key);
}

function nameEdits(parsed: Parsed, name: TypeScript.BindingName, key: Key): Edits {
  const { ts } = parsed;
  if (ts.isIdentifier(name)) return usesEdits(parsed, name, key);
  if (!ts.isObjectBindingPattern(name)) return asAWhole(name);
  const edits: TextEdit[] = [];
  for (const element of name.elements) {
    const isKnown =
      element.dotDotDotToken === undefined &&
      !(element.propertyName && ts.isComputedPropertyName(element.propertyName));
    if (!isKnown) return asAWhole(element);
    const edit = elementEdit(parsed, element, key);
    if (edit !== null) edits.push(edit);
  }
  return edits;
}

/** `{ default: a }` becomes `{ a }` where the member is called so now. */
function elementEdit(
  { ts }: Parsed,
  { propertyName, name }: TypeScript.BindingElement,
  { from, to }: Key,
): TextEdit | null {
  const own = propertyName ?? name;
  if (!ts.isIdentifier(own) && !ts.isStringLiteral(own)) return null;
  if (own.text !== from) return null;
  const isShort = ts.isIdentifier(name) && name.text === to;
  return { start: own.getStart(), end: name.getStart(), newText: isShort ? '' : `${to}: ` };
}

/** Every place of the file where the name stands has to be a use of one member. */
function usesEdits(parsed: Parsed, name: TypeScript.Identifier, key: Key): Edits {
  const edits: TextEdit[] = [];
  const names = variableNames(parsed).get(name.text) ?? [];
  for (const use of names) {
    if (use === name) continue;
    const found = memberEdits(parsed, use, key);
    if ('kind' in found) return found;
    edits.push(...found);
  }
  return edits;
}

function memberEdits({ ts }: Parsed, node: TypeScript.Node, { from, to }: Key): Edits {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
    return parent.name.text === from ? [replaced(parent.name, to)] : [];
  }
  if (ts.isQualifiedName(parent) && parent.left === node) {
    return parent.right.text === from ? [replaced(parent.right, to)] : [];
  }
  const index =
    ts.isElementAccessExpression(parent) && parent.expression === node ? parent.argumentExpression : null;
  if (index === null || !ts.isStringLiteralLike(index)) return asAWhole(node);
  const start = index.getStart() + 1;
  return index.text === from ? [{ start, end: index.end - 1, newText: to }] : [];
}

function replaced(node: TypeScript.Node, newText: string): TextEdit {
  return { start: node.getStart(), end: node.end, newText };
}

function asAWhole(node: TypeScript.Node): Obstacle {
  return { kind: 'obstacle', offset: node.getStart(), why: 'takes the module as a whole' };
}
