import type { Argument, Expression } from 'oxc-parser';
import { bareValue } from '../index/facts/javascript-tree.ts';
import type { Constants } from './script-scopes.ts';

/** A text in its pieces: what stands in the source, and the values put between. */
export type Piece = { readonly text: string } | { readonly value: Expression };

/** Says by its name that it makes a value safe to put into a text. */
const MADE_SAFE =
  /sanit|purif|escap|quot|encode|trusted|stringify|serializ|parseint|number|nonce|format|^(?:inner|outer)HTML$/i;

/** The value of an argument, assertions left out; null where it is spread. */
export function valueOf(argument: Argument | undefined): Expression | null {
  return argument === undefined || argument.type === 'SpreadElement' ? null : bareValue(argument);
}

/** The text of a string that has nothing put into it; null for other values. */
export function stringOf(value: Expression | null): string | null {
  if (value?.type === 'Literal') return typeof value.value === 'string' ? value.value : null;
  if (value?.type !== 'TemplateLiteral' || value.expressions.length > 0) return null;
  return value.quasis[0]?.value.cooked ?? null;
}

/** Whether a value stands in the source as it is: literals, and texts and choices made of them alone. */
export function isFixed(value: Expression, constants: Constants, depth = 4): boolean {
  const bare = bareValue(value);
  const isFixedToo = (part: Expression): boolean => isFixed(part, constants, depth - 1);
  switch (bare.type) {
    case 'Literal':
      return true;
    case 'TemplateLiteral':
      return bare.expressions.every(isFixedToo);
    case 'BinaryExpression':
      return bare.left.type !== 'PrivateIdentifier' && isFixedToo(bare.left) && isFixedToo(bare.right);
    case 'ConditionalExpression':
      return isFixedToo(bare.consequent) && isFixedToo(bare.alternate);
    case 'LogicalExpression':
      return isFixedToo(bare.left) && isFixedToo(bare.right);
    case 'Identifier': {
      const constant = constants.get(bare.name);
      return depth > 0 && constant !== undefined && isFixedToo(constant);
    }
    default:
      return false;
  }
}

/** The pieces of a template or of strings that are added; null for what is no such text. Constants are followed. */
export function piecesOf(value: Expression, constants: Constants, depth = 4): readonly Piece[] | null {
  const bare = bareValue(value);
  if (bare.type === 'TemplateLiteral') {
    return bare.quasis.flatMap((quasi, index): readonly Piece[] => {
      const put = bare.expressions[index];
      const text = { text: quasi.value.cooked ?? quasi.value.raw };
      return put === undefined ? [text] : [text, { value: put }];
    });
  }
  if (bare.type === 'BinaryExpression' && bare.operator === '+') {
    const parts = [bare.left, bare.right].flatMap((part): readonly Piece[] => {
      const text = stringOf(part);
      return text === null ? (piecesOf(part, constants, depth) ?? [{ value: part }]) : [{ text }];
    });
    return parts.some((piece) => 'text' in piece) ? parts : null;
  }
  if (bare.type !== 'Identifier' || depth === 0) return null;
  const constant = constants.get(bare.name);
  return constant === undefined ? null : piecesOf(constant, constants, depth - 1);
}

/** Whether a text has values put into it that are neither fixed nor made safe first. */
export function isBuilt(value: Expression, constants: Constants): boolean {
  const pieces = piecesOf(value, constants) ?? [];
  return pieces.some((piece) => 'value' in piece && isLoose(piece.value, constants));
}

/** Whether a value is neither fixed nor, by the name of what made it, safe to put into a text. */
export function isLoose(value: Expression, constants: Constants): boolean {
  const bare = bareValue(value);
  if (isFixed(bare, constants)) return false;
  const made = bare.type === 'CallExpression' || bare.type === 'NewExpression' ? bare.callee : bare;
  if (made.type === 'Identifier') return !MADE_SAFE.test(made.name);
  if (made.type !== 'MemberExpression') return true;
  const isNamedSafe = made.property.type === 'Identifier' && MADE_SAFE.test(made.property.name);
  const isOfSafe = made.object.type === 'Identifier' && MADE_SAFE.test(made.object.name);
  return !isNamedSafe && !isOfSafe;
}
