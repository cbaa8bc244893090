import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { tokensOf } from '../typescript/tokens.ts';
import { isAccess, isAnd, type Access, type Chain, type Step } from './chains.ts';

// `''.length` is as false as `''` itself.
const OF_PRIMITIVES = new Set(
  [String, Number, Boolean, BigInt, Object]
    .flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype))
    .filter((name) => name !== 'length'),
);
const WATCHED = /^(?:import\.meta|process(?:\.env)?|module)\b/;

/** Why a chain of checks has to stay, as the end of a sentence; null when it need not. */
export function reasonToStay(checked: SingleFile, chain: Chain): string | null {
  const { ts, file } = checked;
  const [first] = chain.operands;
  const last = chain.operands.at(-1);
  if (first === undefined || last === undefined) return null;
  if (WATCHED.test(first.getText(file))) return 'builds look for its text';
  if (!isPath(ts, first)) return `${shortText(file, first)} may do something each time that it is asked for`;
  const between = file.text.slice(first.getStart(file), last.end);
  if (/\/[/*]/.test(between)) return 'there may be a comment between its checks';
  if (chain.next !== null && goesOn(checked, last, chain.next))
    return `${shortText(file, chain.next)} behind it goes on from it`;
  for (const step of chain.steps) {
    const reason = stepReason(checked, step, chain);
    if (reason !== null) return reason;
  }
  const isOnlyAsked = isCondition(ts, chain.whole);
  const isUndefined = chain.steps.every((step) => couldOnlyBe(checked, step.checked, ts.TypeFlags.Undefined));
  return isOnlyAsked || isUndefined
    ? null
    : 'its value is used, and would be undefined where a check now yields null, 0 or ""';
}

/** Whether a check, such as a comparison, begins with something of the one before it. */
function goesOn({ file }: SingleFile, last: TypeScript.Expression, next: TypeScript.Expression): boolean {
  const before = tokensOf(last, file);
  const tokens = tokensOf(next, file);
  const isSame = before.every((token, at) => token === tokens[at]);
  return isSame && ['.', '[', '(', '?.'].includes(tokens[before.length] ?? '');
}

/** A value that is false without being missing is asked for its member, which must not be there. */
function stepReason(
  checked: SingleFile,
  { checked: value, access }: Step,
  { operands }: Chain,
): string | null {
  const { ts, file } = checked;
  const { Null, Undefined } = ts.TypeFlags;
  if (couldOnlyBe(checked, value, Null | Undefined)) return null;
  const name = memberOf(ts, access);
  const text = shortText(file, access);
  if (!operands.includes(access))
    return `${shortText(file, value)} may be 0 or "", and ${text} goes on to something of it`;
  if (name === null)
    return `${shortText(file, value)} may be something that is false, and ${text} would then fail or find something`;
  return OF_PRIMITIVES.has(name) ? `${shortText(file, value)} may be 0 or "", which has a ${name} too` : null;
}

/** The name that an access asks for; null for calls and for keys that are not written out. */
function memberOf(ts: typeof TypeScript, access: Access): string | null {
  if (ts.isPropertyAccessExpression(access)) return ts.isIdentifier(access.name) ? access.name.text : null;
  if (ts.isCallExpression(access)) return null;
  return ts.isStringLiteralLike(access.argumentExpression) ? access.argumentExpression.text : null;
}

/** Whether the types say that a value is an object, or else of the given kinds of nothing. */
function couldOnlyBe(
  { ts, checker, file }: SingleFile,
  node: TypeScript.Expression,
  nothing: TypeScript.TypeFlags,
): boolean {
  if (!/\.[cm]?tsx?$/.test(file.fileName)) return false;
  const type = checker.getTypeAtLocation(node);
  const types = type.isUnion() ? type.types : [type];
  const allowed = ts.TypeFlags.Object | ts.TypeFlags.NonPrimitive | nothing;
  return types.every(({ flags }) => (flags & allowed) !== 0);
}

/** Whether only the truth of an expression counts. */
function isCondition(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent))
    return parent.expression === node;
  if (ts.isForStatement(parent) || ts.isConditionalExpression(parent)) return parent.condition === node;
  const isOr = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.BarBarToken;
  return (isOr || isAnd(ts, parent) || ts.isParenthesizedExpression(parent)) && isCondition(ts, parent);
}

/** Names and members alone, which can be asked for as often as one likes. */
function isPath(ts: typeof TypeScript, node: TypeScript.Expression): boolean {
  if (ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (!isAccess(ts, node) || ts.isCallExpression(node)) return false;
  if (ts.isElementAccessExpression(node) && !ts.isLiteralExpression(node.argumentExpression)) return false;
  return isPath(ts, node.expression);
}

function shortText(file: TypeScript.SourceFile, node: TypeScript.Node): string {
  const text = node.getText(file).replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
