import type { AssignmentExpression, Expression, ObjectProperty } from 'oxc-parser';
import { bareValue, isFunctionValue, keyName, type FunctionValue } from '../index/facts/javascript-tree.ts';
import { CHECKS_CERTIFICATES } from './certificate-names.ts';
import type { Constants } from './script-scopes.ts';
import { isLoose, stringOf } from './script-values.ts';

/** The rules for JavaScript and TypeScript, each with what to do instead. */
export const SCRIPT_RULES = {
  'code-from-text':
    'Code is made from a text that is not fixed here. Parse the value (`JSON.parse`), look it up in a table, or call a function.',
  'shell-command':
    'Values are put into a command line for a shell. Use `execFile` or `spawn` without `shell`, each argument an element of the list.',
  'raw-html':
    'Values that are not made safe become HTML. Set `textContent`, build elements, or sanitise the value first.',
  'sql-from-text':
    'A value is put into the text of SQL. Pass it as a parameter (`?` or `$1`) beside the text.',
  'unchecked-certificate':
    'Certificates are no longer checked. Leave the check on and give the right authority with `ca`.',
  'weak-protocol': 'An outdated version of TLS is allowed. Use `TLSv1.2` or newer.',
  'weak-cipher':
    'This cipher is broken, or shows what repeats in the text. Use an authenticated one such as `aes-256-gcm`.',
  'weak-password-hash': 'This hash is too fast for a password. Use `crypto.scrypt`, bcrypt or argon2.',
} as const;

export type ScriptRule = keyof typeof SCRIPT_RULES;

const HTML_MEMBERS = /^(?:innerHTML|outerHTML|srcdoc)$/;
const OLD_PROTOCOL = /^(?:SSLv\d|TLSv1(?:\.1)?)(?:_\w*)?$/;

/** The rule that an assignment to a member breaks, or null. */
export function ruleOfAssignment(node: AssignmentExpression, constants: Constants): ScriptRule | null {
  const { left, right } = node;
  if (left.type !== 'MemberExpression') return null;
  const name = keyName(left.property, left.computed);
  if (name !== null && HTML_MEMBERS.test(name)) return isLoose(right, constants) ? 'raw-html' : null;
  return ruleOfSetting(name, right, constants);
}

/** The rule that a property of an object breaks, or null. */
export function ruleOfProperty(
  { key, value, computed }: ObjectProperty,
  constants: Constants,
): ScriptRule | null {
  const name = keyName(key, computed);
  if (name === '__html') return isLoose(value, constants) ? 'raw-html' : null;
  return ruleOfSetting(name, value, constants);
}

/** The rule that a name breaks by what it is given, as by a default: of a parameter, a property, a field of a class. */
export function ruleOfSetting(
  name: string | null,
  given: ObjectProperty['value'],
  constants: Constants,
): ScriptRule | null {
  const value = bareValue(given);
  switch (name) {
    case 'NODE_TLS_REJECT_UNAUTHORIZED':
      return value.type === 'Literal' && String(value.value) === '0' ? 'unchecked-certificate' : null;
    case 'checkServerIdentity':
      return isFunctionValue(value) && acceptsAll(value) ? 'unchecked-certificate' : null;
    case 'minVersion':
    case 'secureProtocol':
      return OLD_PROTOCOL.test(stringOf(value) ?? '') ? 'weak-protocol' : null;
    default:
      return name !== null && CHECKS_CERTIFICATES.test(name) && isOff(value, constants)
        ? 'unchecked-certificate'
        : null;
  }
}

/** Whether a value is false: `false`, `!1`, or a constant that is one of them. */
function isOff(value: Expression, constants: Constants): boolean {
  if (value.type === 'Literal') return value.value === false;
  if (value.type === 'UnaryExpression') {
    return value.operator === '!' && value.argument.type === 'Literal' && Boolean(value.argument.value);
  }
  const constant = value.type === 'Identifier' ? constants.get(value.name) : undefined;
  return constant !== undefined && constant.type !== 'Identifier' && isOff(bareValue(constant), constants);
}

/** Whether a check can find nothing wrong, since it does nothing. */
function acceptsAll({ body }: FunctionValue): boolean {
  if (body === null) return false;
  if (body.type === 'BlockStatement') return body.body.length === 0;
  return (body.type === 'Identifier' && body.name === 'undefined') || body.type === 'UnaryExpression';
}
