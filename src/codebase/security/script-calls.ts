import type { CallExpression, Expression, NewExpression, ObjectExpression } from 'oxc-parser';
import { bareValue, keyName, memberPath } from '../index/facts/javascript-tree.ts';
import { commandOf, type CommandNames } from './script-names.ts';
import type { ScriptRule } from './script-rules.ts';
import type { Constants } from './script-scopes.ts';
import { isBuilt, isFixed, isLoose, piecesOf, stringOf, valueOf, type Piece } from './script-values.ts';

/** What the names of a file stand for. */
export type Names = { readonly constants: Constants; readonly commands: CommandNames };

const GLOBALS = new Set(['window', 'globalThis', 'global', 'self']);
const SHELLED = new Set(['spawn', 'spawnSync', 'execFile', 'execFileSync']);
const QUERIES = /^(?:query|execute|raw|exec|run|all|get|each|prepare|unsafe|\$(?:query|execute)RawUnsafe)$/;
const SQL = /^\s*(?:SELECT\b[\s\S]*\bFROM|INSERT\s+INTO|UPDATE\b[\s\S]*\bSET|DELETE\s+FROM)\b/i;
/** What stands before a value in SQL; names of tables and columns, which no parameter can be, stand elsewhere. */
const BEFORE_VALUE = /(?:[=<>]|\bLIKE|\bVALUES\s*\([^)]*)\s*(?:'%?)?$/i;
const NO_VALUE = /placeholder|param|column|table|name|limit|offset|count|^(?:i|n|id[xs]?|index)$/i;
const WEAK_CIPHER = /^(?:des|rc[24]|bf|blowfish)\b|-ecb$/i;
const PASSWORD = /passw(?:or)?d|passwd|pwd|passphrase/i;

/** The rule that a call breaks, or null. */
export function ruleOfCall(node: CallExpression | NewExpression, names: Names): ScriptRule | null {
  const path = memberPath(bareValue(node.callee)) ?? [];
  const name = GLOBALS.has(path[0] ?? '') ? path.slice(1).join('.') : path.join('.');
  const values = node.arguments.map(valueOf);
  if (makesCode(name, values, names.constants)) return 'code-from-text';
  if (runsShell(node, values, names)) return 'shell-command';
  if (writesHtml(path, values, names.constants)) return 'raw-html';
  if (QUERIES.test(methodOf(node)) && isBuiltSql(values[0] ?? null, names.constants)) return 'sql-from-text';
  return ruleOfCrypto(node, values);
}

type Values = readonly (Expression | null)[];

function makesCode(name: string, values: Values, constants: Constants): boolean {
  const [first = null] = values;
  if (name === 'eval') return first !== null && !isFixed(first, constants);
  if (name === 'Function') return values.some((value) => value === null || !isFixed(value, constants));
  return /^set(?:Timeout|Interval)$/.test(name) && first !== null && isBuilt(first, constants);
}

function runsShell(node: CallExpression | NewExpression, values: Values, names: Names): boolean {
  const command = commandOf(node.callee, names.commands);
  const [first = null] = values;
  if (command === null || first === null || !isBuilt(first, names.constants)) return false;
  if (command === 'exec' || command === 'execSync') return true;
  return SHELLED.has(command) && values.some((value) => value !== null && hasShell(value));
}

function hasShell(options: Expression): boolean {
  if (options.type !== 'ObjectExpression') return false;
  const value = propertyOf(options, 'shell');
  return value !== null && !(value.type === 'Literal' && value.value === false);
}

function propertyOf({ properties }: ObjectExpression, name: string): Expression | null {
  for (const property of properties) {
    if (property.type === 'Property' && keyName(property.key, property.computed) === name) {
      return property.value;
    }
  }
  return null;
}

function writesHtml(path: readonly string[], values: Values, constants: Constants): boolean {
  const isWrite = path.at(-2) === 'document' && /^write(?:ln)?$/.test(path.at(-1) ?? '');
  const html = path.at(-1) === 'insertAdjacentHTML' ? values[1] : isWrite ? values[0] : null;
  return html !== null && html !== undefined && isBuilt(html, constants);
}

function methodOf({ callee }: CallExpression | NewExpression): string {
  const bare = bareValue(callee);
  return bare.type === 'MemberExpression' && bare.property.type === 'Identifier' ? bare.property.name : '';
}

function isBuiltSql(value: Expression | null, constants: Constants): boolean {
  const pieces = value === null ? [] : (piecesOf(value, constants) ?? []);
  const whole = pieces.map((piece) => ('text' in piece ? piece.text : 'x')).join('');
  return SQL.test(whole) && pieces.some((piece, index) => isPutValue(piece, pieces[index - 1], constants));
}

function isPutValue(piece: Piece, before: Piece | undefined, constants: Constants): boolean {
  if (!('value' in piece) || before === undefined || !('text' in before)) return false;
  const name = memberPath(bareValue(piece.value))?.at(-1) ?? '';
  return BEFORE_VALUE.test(before.text) && !NO_VALUE.test(name) && isLoose(piece.value, constants);
}

function ruleOfCrypto(node: CallExpression | NewExpression, values: Values): ScriptRule | null {
  const method = memberPath(bareValue(node.callee))?.at(-1) ?? methodOf(node);
  const text = stringOf(values[0] ?? null);
  if (/^create(?:C|Dec)ipher(?:iv)?$/.test(method))
    return WEAK_CIPHER.test(text ?? '') ? 'weak-cipher' : null;
  if (method !== 'update' || !PASSWORD.test(memberPath(values[0] ?? node.callee)?.at(-1) ?? '')) return null;
  const hash = node.callee.type === 'MemberExpression' ? bareValue(node.callee.object) : node.callee;
  if (hash.type !== 'CallExpression' || memberPath(hash.callee)?.at(-1) !== 'createHash') return null;
  return /^(?:md[45]|sha-?1)$/i.test(stringOf(valueOf(hash.arguments[0])) ?? '')
    ? 'weak-password-hash'
    : null;
}
