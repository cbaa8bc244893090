import { bracketedLength, splitOutside } from './split-outside.ts';

const ANYTHING = /^(?:any|unknown|object|Any|typing\.Any)$/;

/**
 * Whether a type takes every value of another, as far as the two are written as unions of the same parts: `A | B`,
 * `Optional[A]`, `Union[A, B]`. What is not written forbids nothing that anybody could know of.
 */
export function isWiderOrSame(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === '' || narrow === '' || ANYTHING.test(wide)) return true;
  const parts = new Set(partsOf(wide));
  return partsOf(narrow).every((part) => parts.has(part));
}

function partsOf(type: string): readonly string[] {
  const text = type.trim().replace(/^\|/, '');
  if (text.startsWith('(') && bracketedLength(text) === text.length) return partsOf(text.slice(1, -1));
  const alternatives = splitOutside(text, '|');
  if (alternatives.length > 1) return alternatives.flatMap(partsOf);
  const { 1: kind, 2: list = '' } = /^(?:typing\.)?(Optional|Union)\[([^]*)\]$/.exec(text) ?? [];
  if (kind === undefined) return [text];
  const inside = splitOutside(list, ',').flatMap(partsOf);
  return kind === 'Optional' ? [...inside, 'None'] : inside;
}
