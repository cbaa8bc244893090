import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { MemberExport, WholeExport } from './exports.ts';
import type { CommonJsModule } from './common-js-module.ts';
import { objectionAt, type Objection } from './objection.ts';
import { mayMeanThis } from './strict.ts';
import { declarationsOf, isConstantAt, isFree, isVisibleAt } from './values.ts';

/** The members of `module.exports = { a, b: c }` with the variables that they hold; null where one holds something else. */
export function membersOfLiteral(
  module: CommonJsModule,
  { value, outer }: WholeExport,
): ReadonlyMap<string, TypeScript.Identifier> | null {
  const { ts } = module.checked;
  if (!ts.isObjectLiteralExpression(value)) return null;
  const members = new Map<string, TypeScript.Identifier>();
  for (const property of value.properties) {
    const local = localOf(ts, property);
    const name = property.name;
    if (local === null || name === undefined || !ts.isIdentifier(name)) return null;
    if (/\/[/*]/.test(property.getText())) return null;
    const isPlain = name.text !== 'default' && name.text !== '__esModule' && !members.has(name.text);
    if (!isPlain || !isConstantAt(module, local, outer.getStart())) return null;
    if (!/^[A-Z]/.test(name.text) && mayMeanThis(module.checked, local)) return null;
    members.set(name.text, local);
  }
  return members.size === 0 ? null : members;
}

function localOf(
  ts: typeof TypeScript,
  property: TypeScript.ObjectLiteralElementLike,
): TypeScript.Identifier | null {
  if (ts.isShorthandPropertyAssignment(property))
    return property.objectAssignmentInitializer === undefined ? property.name : null;
  const isNamed = ts.isPropertyAssignment(property) && ts.isIdentifier(property.initializer);
  return isNamed && ts.isIdentifier(property.initializer) ? property.initializer : null;
}

/** The variable that stands for an export by name afterwards, and how it comes to be. */
export type Local =
  /** The variable is there already. */
  | { readonly kind: 'present'; readonly name: string }
  /** The assigned function or class, or a constant with the assigned value, is declared under that name. */
  | { readonly kind: 'declared'; readonly name: string };

/** How the value of `exports.a = value` is called afterwards, or what keeps it from having a name. */
export function localFor(module: CommonJsModule, member: MemberExport): Local | Objection {
  const { ts } = module.checked;
  const { value, host, outer, names } = member;
  const object = (why: string): Objection =>
    objectionAt({ path: module.path, text: module.checked.text }, outer.getStart(), why);
  const [first = ''] = names;
  if (names.includes('default') || names.includes('__esModule'))
    return object('is the work of a compiler, which marks its modules');
  // A function that is called with `new` means another object.
  if (names.some((name) => !/^[A-Z]/.test(name)) && mayMeanThis(module.checked, value))
    return object(`exports ${first}, which uses \`this\`, as which the exports object may be meant`);
  if (ts.isVariableDeclaration(host)) {
    const isGood = ts.isIdentifier(host.name) && isConstantAt(module, host.name, host.end);
    return isGood
      ? { kind: 'present', name: host.name.text }
      : object(`exports ${first}, which is assigned again`);
  }
  if (ts.isIdentifier(value) && isConstantAt(module, value, outer.getStart()))
    return { kind: 'present', name: value.text };
  if (ts.isIdentifier(value) && isTopVariable(module, value))
    return object(`exports ${value.text}, which is assigned again`);
  const hasName = ts.isFunctionExpression(value) || ts.isClassExpression(value);
  const own = hasName ? value.name?.text : undefined;
  const free = (own === undefined ? names : [own]).find((name) => isFree(module, name, value));
  return free === undefined
    ? object(`exports ${first}, whose name means something else in the file`)
    : { kind: 'declared', name: free };
}

function isTopVariable({ checked }: CommonJsModule, node: TypeScript.Identifier): boolean {
  return declarationsOf(checked, node).length > 0;
}

/** What keeps a use of an export within its own module from naming the variable instead. */
export function useObjection(module: CommonJsModule, locals: ReadonlyMap<string, string>): Objection | null {
  for (const { name, node } of module.exports.uses) {
    const text = { path: module.path, text: module.checked.text };
    const local = name === null ? undefined : locals.get(name);
    if (local === undefined) return objectionAt(text, node.getStart(), 'uses its exports as a whole');
    if (!isVisibleAt(module, local, node))
      return objectionAt(text, node.getStart(), `uses ${name}, whose name means something else there`);
  }
  return null;
}
