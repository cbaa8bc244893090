import { usesOfName } from '../python/scopes.ts';
import { childIn, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import { contentOf, holds, openingOf, textPiece, valueForm, withoutBrackets, type Piece } from './pieces.ts';

/** A `%` operation on a literal: what it holds, and how it is written as an f-string; or why it is left. */
export type Percent =
  | { readonly kind: 'read'; readonly pieces: readonly Piece[]; readonly text: string }
  | { readonly kind: 'left'; readonly reason: string };

const FIELD = /%([^%a-zA-Z]*)([a-zA-Z%])/g;
const INTEGER_CALLS = new Set(['len', 'int', 'ord']);
const TEXT_CALLS = new Set(['str', 'repr', 'ascii', 'hex', 'bin', 'oct', 'chr']);
const TEXT_METHODS = new Set('join upper lower strip lstrip rstrip title replace format'.split(' '));

/** Reads `"… %s" % (a, b)`. A value whose type is not certain is written `{a!s}`, which is what `%s` does. */
export function readPercent(tree: PyTree, operation: PyNode): Percent {
  const literal = childIn(operation, 'left');
  const right = childIn(operation, 'right');
  if (literal?.type !== 'string' || right === null) return left('it is made of several strings');
  const { prefix, quotes } = openingOf(tree, literal);
  if (/[bf]/.test(prefix)) return left('it is no plain text');
  const content = contentOf(tree, literal);
  const values = valuesOf(tree, right);
  if (typeof values === 'string') return left(values);
  const fields = [...content.matchAll(FIELD)].filter(([, , type]) => type !== '%');
  if (fields.length !== values.length) return left('it has not as many values as places');
  const pieces: Piece[] = [];
  let text = '';
  let at = 0;
  let next = 0;
  for (const match of content.matchAll(FIELD)) {
    const [whole, flags = '', type = ''] = match;
    const before = content.slice(at, match.index) + (type === '%' ? '%' : '');
    pieces.push(...textPiece(prefix, before));
    text += before.replace(/[{}]/g, '$&$&');
    at = match.index + whole.length;
    if (type === '%' && flags === '') continue;
    const value = values[next++];
    if (value === undefined || flags !== '') return left(`f-strings write ${whole} in another way`);
    const conversion = conversionOf(tree, value, type);
    if (conversion === null) return left(`${whole} may do more than f-strings do`);
    const fault = faultOf(tree, value, quotes);
    if (fault !== null) return left(fault);
    pieces.push({ kind: 'value', value: valueForm(tree, value), conversion, format: [] });
    text += `{${written(tree, value)}${conversion === '' ? '' : `!${conversion}`}}`;
  }
  const rest = content.slice(at);
  if (rest.includes('%')) return left('its places cannot be read');
  pieces.push(...textPiece(prefix, rest));
  text += rest.replace(/[{}]/g, '$&$&');
  const kept = prefix.replace('u', '');
  return { kind: 'read', pieces, text: `f${kept}${quotes}${text}${quotes}` };
}

/** The values of a tuple that is written out, or the one value that cannot be a tuple; else what speaks against it. */
function valuesOf(tree: PyTree, right: PyNode): readonly PyNode[] | string {
  if (right.type === 'tuple') {
    const items = right.children.filter(({ type }) => !/^[(),]$/.test(type));
    return items.some(({ type }) => type === 'list_splat' || type === 'comment')
      ? 'its values are spread or commented'
      : items;
  }
  if (right.type === 'dictionary') return 'its values have names';
  const bare = withoutBrackets(right);
  return typeOf(tree, bare) === 'unknown' ? 'its value may be a tuple' : [bare];
}

/** The conversion that gives the same text, or null where none does for certain. */
function conversionOf(tree: PyTree, value: PyNode, type: string): string | null {
  const known = typeOf(tree, value);
  if (type === 's') return known === 'unknown' ? 's' : '';
  if (type === 'r' || type === 'a') return type;
  return (type === 'd' || type === 'i') && known === 'integer' ? '' : null;
}

function typeOf(tree: PyTree, value: PyNode): 'integer' | 'text' | 'unknown' {
  if (value.type === 'integer') return 'integer';
  if (value.type === 'string') return openingOf(tree, value).prefix.includes('b') ? 'unknown' : 'text';
  const called = value.type === 'call' ? childIn(value, 'function') : null;
  if (called === null) return 'unknown';
  const name = textOf(tree, called);
  if (called.type === 'identifier') {
    if (usesOfName(tree, name).some(({ role }) => role === 'bound')) return 'unknown';
    if (INTEGER_CALLS.has(name)) return 'integer';
    return TEXT_CALLS.has(name) ? 'text' : 'unknown';
  }
  const owner = childIn(called, 'object');
  const method = childIn(called, 'attribute');
  const isText = owner !== null && method !== null && typeOf(tree, owner) === 'text';
  return isText && TEXT_METHODS.has(textOf(tree, method)) ? 'text' : 'unknown';
}

/** Before Python 3.12 an f-string holds neither its own quotes nor a backslash in its values. */
function faultOf(tree: PyTree, value: PyNode, quotes: string): string | null {
  const text = textOf(tree, value);
  if (/[\\\n#]/.test(text)) return 'a value spans lines, has a backslash or a comment';
  if (text.includes(quotes.slice(0, 1))) return 'a value holds the quotes of the string';
  if (holds(value, ['await', 'yield', 'named_expression']))
    return 'a value waits for something or sets a name';
  if (holds(value, ['lambda'])) return 'a value holds a lambda, whose colon would begin a format';
  return /^[{]/.test(text) ? 'a value begins with a brace' : null;
}

/** `lambda` and conditions hold what ends a value in an f-string. */
function written(tree: PyTree, value: PyNode): string {
  const text = textOf(tree, value);
  return /[!:]|^lambda\b/.test(text.replace(/(["']).*?\1|\[[^\]]*\]|\([^()]*\)/g, '')) ? `(${text})` : text;
}

function left(reason: string): Percent {
  return { kind: 'left', reason };
}
