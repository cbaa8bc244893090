import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { returnsIn } from '../typescript/functions.ts';
import { isAssigned, valueSymbolOf } from '../typescript/stable-names.ts';
import { hasModifier } from '../typescript/syntax.ts';
import { namesIn } from '../typescript/tokens.ts';
import { isConstructorLink, type Constructor, type Method } from './constructors.ts';

type Function = Constructor['node'] | Method['node'];

/** Why a function cannot be a class, as far as its own statements tell; null when it can. */
export function whyNoClass(project: TypeScriptProject, constructor: Constructor): string | null {
  const { ts } = project;
  const { node, name, methods, inheritance } = constructor;
  if (
    node.asteriskToken !== undefined ||
    node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)
  ) {
    return 'it is async or a generator';
  }
  const own = node.name;
  if (ts.isFunctionExpression(node) && own !== undefined && own.text !== name.text) return 'it has two names';
  const given = inheritance === null || node.body === undefined ? [] : returnsIn(ts, node.body);
  if (given.some(({ expression }) => expression !== undefined)) return 'it returns a value, and has a base';
  const keys = methods.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) return `${twice} is given to it twice`;
  if (keys.some((key) => /^['"]?constructor['"]?$/.test(key))) return 'it is given a constructor';
  const base = inheritance === null ? null : whyNoBase(project, constructor);
  return (
    base ??
    functionsOf(constructor).flatMap((one) => whyNoMember(project, one) ?? [])[0] ??
    orderReason(ts, constructor)
  );
}

/** Whether its code says that it is strict, as that of a class is anyway. */
export function isStrict(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  const file = node.getSourceFile();
  const isModule = file.statements.some(
    (one) =>
      ts.isImportDeclaration(one) ||
      ts.isExportDeclaration(one) ||
      ts.isExportAssignment(one) ||
      hasModifier(ts, one, ts.SyntaxKind.ExportKeyword),
  );
  if (isModule) return true;
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isBlock(at) && ts.isFunctionLike(at.parent) && saysStrict(ts, at.statements)) return true;
  }
  return saysStrict(ts, file.statements);
}

function saysStrict(ts: typeof TypeScript, [first]: readonly TypeScript.Statement[]): boolean {
  return (
    first !== undefined &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    first.expression.text === 'use strict'
  );
}

function functionsOf({ node, methods }: Constructor): readonly Function[] {
  return [node, ...methods.map((method) => method.node)];
}

/** A base must be there before the class, be a plain function or class, and know nothing of the old way. */
function whyNoBase(
  { ts, checker }: TypeScriptProject,
  { inheritance, statement, around, name }: Constructor,
): string | null {
  const base = inheritance?.base;
  if (base === undefined) return null;
  let root: TypeScript.Expression = base;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root)) return `its base ${base.getText()} is no plain name`;
  const declared = checker.getSymbolAtLocation(root)?.declarations?.[0];
  if (declared === undefined || declared.getSourceFile().isDeclarationFile) {
    return `its base ${base.getText()} belongs to the language, and may not be called as a function`;
  }
  const isThere =
    declared.getSourceFile() !== base.getSourceFile() ||
    declared.end <= statement.getStart() ||
    ts.isFunctionDeclaration(declared);
  if (!isThere) return `its base ${base.getText()} is declared after it`;
  const bases = around.filter(
    (one) =>
      one !== inheritance?.statement &&
      new RegExp(`(?:inherits\\(${name.text}\\s*,|${name.text}\\.prototype = Object\\.create)`).test(
        one.getText(),
      ),
  );
  if (bases.length > 0) return 'it is given a base twice';
  return /\.super_\b/.test(base.getSourceFile().text) ? 'super_ is used, which a class does not have' : null;
}

/** What strict code, a method or a constructor of a class may not do. */
function whyNoMember(project: TypeScriptProject, node: Function): string | null {
  const { ts, checker } = project;
  const own = ts.isFunctionExpression(node) ? node.name : undefined;
  if (
    own !== undefined &&
    node.body !== undefined &&
    namesIn(ts, node.body).some(
      (one) => checker.getSymbolAtLocation(one) === checker.getSymbolAtLocation(own),
    )
  ) {
    return `${own.text} is called by its own name`;
  }
  if (isStrict(ts, node)) return null;
  const names = namesIn(ts, node);
  if (names.some(({ text }) => text === 'callee' || text === 'caller')) return 'its code asks for its caller';
  const stray = names.find((one) => isAssigned(ts, one) && valueSymbolOf(project, one) === undefined);
  if (stray !== undefined)
    return `${stray.text} is assigned without being declared, which strict code may not`;
  const parameters = new Set(node.parameters.map((one) => checker.getSymbolAtLocation(one.name)));
  const isMixed =
    names.some(({ text }) => text === 'arguments') &&
    names.some((one) => isAssigned(ts, one) && parameters.has(checker.getSymbolAtLocation(one)));
  return isMixed ? 'it changes a parameter and reads arguments, which strict code keeps apart' : null;
}

/** Statements among the methods that do something with the whole prototype would come after all of them. */
function orderReason(ts: typeof TypeScript, constructor: Constructor): string | null {
  const { around, methods, inheritance, statement, name } = constructor;
  const moved = new Set(methods.map((method) => method.statement));
  const last = around.findLastIndex((one) => moved.has(one));
  const first = around.findIndex((one) => moved.has(one));
  const place = around.findIndex((one) => one === inheritance?.statement);
  if (inheritance?.replaces === true && first !== -1 && first < place)
    return 'it has methods before its prototype is replaced';
  const odd = around.slice(0, last + 1).find((one, index) => {
    const isKnown =
      moved.has(one) || one === statement || index === place || isConstructorLink(ts, one, name.text);
    return !isKnown && touchesPrototype(ts, one, constructor);
  });
  return odd === undefined
    ? null
    : `a statement between its methods works on its prototype: ${shortText(odd)}`;
}

/** `Object.assign(Foo.prototype, …)`, `mixin(Foo)`: anything outside of functions but members that are set by their names. */
function touchesPrototype(
  ts: typeof TypeScript,
  statement: TypeScript.Statement,
  constructor: Constructor,
): boolean {
  if (isPropertyDefinition(ts, statement, constructor)) return false;
  const name = constructor.name.text;
  const isSetting = ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression);
  let found = false;
  const visit = (node: TypeScript.Node): void => {
    if (ts.isFunctionLike(node)) return;
    const isPrototype = ts.isPropertyAccessExpression(node) && node.getText() === `${name}.prototype`;
    const isMember = isPrototype && ts.isPropertyAccessExpression(node.parent);
    if (isPrototype && !(isMember && isSetting && !isSetTwice(ts, node.parent, constructor))) found = true;
    const isGiven = ts.isIdentifier(node) && node.text === name && ts.isCallExpression(node.parent);
    if (isGiven && node.parent.expression !== node) found = true;
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

/** A member that is set although it is a method too: which of them stays would be another one. */
function isSetTwice(ts: typeof TypeScript, member: TypeScript.Node, { methods }: Constructor): boolean {
  const isSet = ts.isPropertyAccessExpression(member) && isAssigned(ts, member);
  return isSet && methods.some(({ key }) => key === member.name.text);
}

/** `Object.defineProperty(Foo.prototype, 'size', …)`, where that is no method. */
function isPropertyDefinition(
  ts: typeof TypeScript,
  statement: TypeScript.Statement,
  { name, methods }: Constructor,
): boolean {
  const call = ts.isExpressionStatement(statement) ? statement.expression : statement;
  if (!ts.isCallExpression(call) || call.expression.getText() !== 'Object.defineProperty') return false;
  const [target, key] = call.arguments;
  const isOther =
    key !== undefined && ts.isStringLiteral(key) && !methods.some((one) => one.key === key.text);
  return isOther && target?.getText() === `${name.text}.prototype`;
}

function shortText(node: TypeScript.Node): string {
  const text = node.getText().replace(/\s+/g, ' ');
  return text.length > 50 ? `${text.slice(0, 50)}…` : text;
}
