import type { CallExpression, Expression, MemberExpression, NewExpression } from 'oxc-parser';
import { bareValue, isFunctionValue, memberPath } from '../index/facts/javascript-tree.ts';
import { functionOf, type ModuleNames } from './script-names.ts';
import type { Constants } from './script-scopes.ts';
import { isBuilt, isFixed } from './script-values.ts';

/** A call with the path of what it calls and its arguments, null where one is spread. */
export type Call = {
  readonly node: CallExpression | NewExpression;
  readonly path: readonly string[];
  readonly values: readonly (Expression | null)[];
};

const GLOBALS = new Set(['window', 'globalThis', 'global', 'self']);
/** What of `vm` runs a text. */
const MACHINES = /^(?:runIn(?:New|This)?Context|Script|SourceTextModule|compileFunction)$/;
const MAX_ALIASES = 4;

/** The path of what is called, without the global object and with other names of it followed; empty where it has none. */
export function calledPath(callee: Expression, constants: Constants): readonly string[] {
  const bare = bareValue(callee);
  // `(0, eval)(text)`
  const last = bare.type === 'SequenceExpression' ? bare.expressions.at(-1) : bare;
  const path = last === undefined ? null : memberPath(bareValue(last));
  return path === null ? [] : withoutGlobal(aliased(path, constants));
}

function aliased(path: readonly string[], constants: Constants, depth = MAX_ALIASES): readonly string[] {
  const [root = '', ...rest] = path;
  const alias = depth === 0 ? undefined : constants.alias(root);
  return alias === undefined || alias[0] === root ? path : aliased([...alias, ...rest], constants, depth - 1);
}

function withoutGlobal(path: readonly string[]): readonly string[] {
  return path.length > 1 && GLOBALS.has(path[0] ?? '') ? withoutGlobal(path.slice(1)) : path;
}

/** Whether a call makes code of a text that is not fixed. */
export function makesCode(
  { node, path, values }: Call,
  { constants, machines }: { readonly constants: Constants; readonly machines: ModuleNames },
): boolean {
  const isOpen = (value: Expression | null | undefined): boolean =>
    value === null || (value !== undefined && !isFixed(value, constants));
  const [name = '', through = ''] = path;
  const [first] = values;
  if (MACHINES.test(functionOf(node.callee, machines) ?? '')) return first !== null && isOpen(first);
  if (name === 'eval') {
    if (path.length === 1) return first !== null && isOpen(first);
    return /^(?:call|apply)$/.test(through) && isOpen(values[1]);
  }
  if (name === 'Function' && (path.length === 1 || /^(?:call|apply)$/.test(through)))
    return values.some(isOpen);
  if (name === 'Reflect') return isOfText(first, constants) && isOpen(values[1] ?? values[2]);
  if (isConstructorOfFunctions(node.callee)) return values.some(isOpen);
  return (
    path.length === 1 &&
    /^set(?:Timeout|Interval)$/.test(name) &&
    first !== null &&
    first !== undefined &&
    isBuilt(first, constants)
  );
}

/** Whether a value is `eval` or `Function`. */
function isOfText(value: Expression | null | undefined, constants: Constants): boolean {
  const path = value === null || value === undefined ? [] : calledPath(value, constants);
  return path.length === 1 && /^(?:eval|Function)$/.test(path[0] ?? '');
}

/** `(() => {}).constructor` and `x.constructor.constructor` are other names of `Function`. */
function isConstructorOfFunctions(callee: Expression): boolean {
  const bare = bareValue(callee);
  if (bare.type !== 'MemberExpression' || !isNamed(bare, 'constructor')) return false;
  const object = bareValue(bare.object);
  return isFunctionValue(object) || (object.type === 'MemberExpression' && isNamed(object, 'constructor'));
}

function isNamed({ property }: MemberExpression, name: string): boolean {
  return property.type === 'Identifier' && property.name === name;
}
