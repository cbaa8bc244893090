import type { CallExpression, Expression, NewExpression, ObjectExpression } from 'oxc-parser';
import { bareValue, keyName, memberPath } from '../index/facts/javascript-tree.ts';
import { calledPath, makesCode, type Call } from './script-code.ts';
import { functionOf, type ModuleNames } from './script-names.ts';
import type { ScriptRule } from './script-rules.ts';
import type { Constants } from './script-scopes.ts';
import { isPartOfSql, valuesInSql } from './sql-values.ts';
import { isBuilt, isLoose, piecesOf, stringOf, valueOf } from './script-values.ts';

/** What the names of a file stand for. */
export type Names = {
  readonly constants: Constants;
  readonly commands: ModuleNames;
  readonly machines: ModuleNames;
};

const SHELLED = new Set(['spawn', 'spawnSync', 'execFile', 'execFileSync']);
const SHELL = /(?:^|[/\\])(?:(?:ba|z|da|k)?sh|cmd|powershell|pwsh)(?:\.exe)?$/i;
const TELLS = /^(?:-l?c|\/c|-command)$/i;
const HTML_MEMBERS = ['innerHTML', 'outerHTML', 'srcdoc'];
const QUERIES = /^(?:query|execute|raw|exec|run|all|get|each|prepare|unsafe|\$(?:query|execute)RawUnsafe)$/;
/** What the one who sends a request decides, in the words of Node's frameworks. */
const OF_REQUEST =
  /^(?:(?:ctx|context|c)\.)?(?:req|request|ctx|this)\.(?:query|params?|body|headers?|cookies?|url|originalUrl|path|href|querystring|search|get)\b/;
const WEAK_CIPHER = /^(?:des|rc[24]|bf|blowfish)\b|-ecb$/i;
const PASSWORD = /passw(?:or)?d|passwd|pwd|passphrase/i;

/** The rule that a call breaks, or null. */
export function ruleOfCall(node: CallExpression | NewExpression, names: Names): ScriptRule | null {
  const { constants } = names;
  const path = calledPath(node.callee, constants);
  const values = node.arguments.map(valueOf);
  if (makesCode({ node, path, values }, names)) return 'code-from-text';
  if (runsShell(node, values, names)) return 'shell-command';
  if (writesHtml({ node, path, values }, constants)) return 'raw-html';
  if (QUERIES.test(methodOf(node)) && isBuiltSql(textOfQuery(values[0] ?? null), constants)) {
    return 'sql-from-text';
  }
  return ruleOfCrypto(node, values);
}

type Values = readonly (Expression | null)[];

function runsShell(node: CallExpression | NewExpression, values: Values, names: Names): boolean {
  const command = functionOf(node.callee, names.commands);
  const [first = null] = values;
  if (command === null || first === null) return false;
  if (command === 'exec' || command === 'execSync') return isBuilt(first, names.constants);
  if (!SHELLED.has(command)) return false;
  if (SHELL.test(stringOf(first) ?? '')) return isToldBuilt(values[1] ?? null, names.constants);
  return isBuilt(first, names.constants) && values.some((value) => value !== null && hasShell(value));
}

/** Whether a shell is given a command that is put together, after `-c`. */
function isToldBuilt(given: Expression | null, constants: Constants): boolean {
  if (given?.type !== 'ArrayExpression') return false;
  const told = given.elements.map((element) => (element === null ? null : valueOf(element)));
  const flag = told.findIndex((value) => TELLS.test(stringOf(value) ?? ''));
  const line = flag === -1 ? null : (told[flag + 1] ?? null);
  return line !== null && isBuilt(line, constants);
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

function writesHtml({ node, path, values }: Call, constants: Constants): boolean {
  const isLooseHtml = (value: Expression | null | undefined): boolean =>
    value !== null && value !== undefined && isLoose(value, constants);
  const method = methodOf(node);
  if (method === 'insertAdjacentHTML') return isLooseHtml(values[1]);
  if (/^(?:createContextualFragment|setHTMLUnsafe)$/.test(method)) return isLooseHtml(values[0]);
  if (/^(?:send|end|write|html)$/.test(method) && reflectsRequest(values[0] ?? null, constants)) return true;
  if (path.at(-2) === 'document' && /^write(?:ln)?$/.test(method)) return isLooseHtml(values[0]);
  if (path.join('.') !== 'Object.assign') return false;
  return values.slice(1).some((value) => {
    if (value?.type !== 'ObjectExpression') return false;
    return HTML_MEMBERS.some((name) => isLooseHtml(propertyOf(value, name)));
  });
}

/** Whether a page is put together with a value that came with the request. */
function reflectsRequest(page: Expression | null, constants: Constants): boolean {
  const pieces = page === null ? [] : (piecesOf(page, constants) ?? []);
  if (!pieces.some((piece) => 'text' in piece && /<[a-z!/]/i.test(piece.text))) return false;
  return pieces.some((piece) => {
    if (!('value' in piece) || !isLoose(piece.value, constants)) return false;
    const value = bareValue(piece.value);
    const path = memberPath(value.type === 'CallExpression' ? bareValue(value.callee) : value);
    return OF_REQUEST.test(path?.join('.') ?? '');
  });
}

/** A query is a text, or an object that holds it. */
function textOfQuery(value: Expression | null): Expression | null {
  if (value?.type !== 'ObjectExpression') return value;
  return propertyOf(value, 'text') ?? propertyOf(value, 'sql');
}

function methodOf({ callee }: CallExpression | NewExpression): string {
  const bare = bareValue(callee);
  return bare.type === 'MemberExpression' && bare.property.type === 'Identifier' ? bare.property.name : '';
}

function isBuiltSql(value: Expression | null, constants: Constants): boolean {
  const pieces = value === null ? [] : (piecesOf(value, constants) ?? []);
  return valuesInSql(pieces).some((one) => isPutValue(one, constants));
}

function isPutValue(value: Expression, constants: Constants): boolean {
  const name = memberPath(bareValue(value))?.at(-1) ?? '';
  return !isPartOfSql(name) && isLoose(value, constants);
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
