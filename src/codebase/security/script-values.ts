import type { Argument, CallExpression, Expression } from 'oxc-parser';
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

/**
 * The pieces of a text that is put together: a template, strings that are added or joined, a variable that grows. Null for
 * what is no such text. Constants are followed.
 */
export function piecesOf(value: Expression, constants: Constants, depth = 4): readonly Piece[] | null {
  const bare = bareValue(value);
  switch (bare.type) {
    case 'TemplateLiteral':
      return bare.quasis.flatMap((quasi, index): readonly Piece[] => {
        const put = bare.expressions[index];
        const text = { text: quasi.value.cooked ?? quasi.value.raw };
        return put === undefined ? [text] : [text, { value: put }];
      });
    case 'BinaryExpression':
      if (bare.operator !== '+') return null;
      return joined([bare.left, bare.right], constants, depth);
    case 'CallExpression':
      return depth <= 0 ? null : piecesOfCall(bare, constants, depth - 1);
    case 'Identifier': {
      const grown = depth <= 0 ? undefined : constants.grown(bare.name);
      if (grown === undefined) return null;
      const [only] = grown;
      return grown.length === 1 && only !== undefined
        ? piecesOf(only, constants, depth - 1)
        : joined(grown, constants, depth - 2);
    }
    default:
      return null;
  }
}

/** The pieces of values that follow each other; null where no text is among them. */
function joined(values: readonly Expression[], constants: Constants, depth: number): readonly Piece[] | null {
  const pieces = values.flatMap((value): readonly Piece[] => {
    const text = stringOf(bareValue(value));
    return text === null ? (piecesOf(value, constants, depth) ?? [{ value }]) : [{ text }];
  });
  return pieces.some((piece) => 'text' in piece) ? pieces : null;
}

/** `[…].join(' ')` and `'…'.concat(…)`. */
function piecesOfCall(
  { callee, arguments: given }: CallExpression,
  constants: Constants,
  depth: number,
): readonly Piece[] | null {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return null;
  const object = bareValue(callee.object);
  const values = given.map(valueOf).filter((value) => value !== null);
  if (callee.property.name === 'concat') {
    const isText = stringOf(object) !== null || piecesOf(object, constants, depth) !== null;
    return isText ? joined([object, ...values], constants, depth) : null;
  }
  if (callee.property.name !== 'join' || object.type !== 'ArrayExpression') return null;
  const separator = stringOf(values[0] ?? null);
  if (separator === null) return null;
  const elements = object.elements.flatMap((element) => {
    const value = element === null ? null : valueOf(element);
    return value === null ? [] : [value];
  });
  return elements.flatMap((element, index): readonly Piece[] => [
    ...(index === 0 ? [] : [{ text: separator }]),
    ...(joined([element], constants, depth) ?? [{ value: element }]),
  ]);
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
