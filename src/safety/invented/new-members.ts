import { literalPattern } from '../../domain/literal-pattern.ts';
import { withoutTexts } from '../code-text.ts';

const MEMBER = /\.\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;

/** The members (`.name`, of whatever) that a text reads and that the text before did not mention at all. */
export function newMembers(sides: Readonly<Record<'path' | 'before' | 'after', string>>): readonly string[] {
  const known = new Set(sides.before.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  return newReads(sides).filter((name) => !known.has(name));
}

/** The members that a text reads and that the text before did not read nor quote; a variable may have borne the name. */
export function newReads({
  path,
  before,
  after,
}: Readonly<Record<'path' | 'before' | 'after', string>>): readonly string[] {
  const names = new Set(membersOf(withoutTexts(path, after)));
  const known = new Set(membersOf(before));
  return [...names].filter(
    (name) =>
      !known.has(name) &&
      !/^__\w+__$/.test(name) &&
      !new RegExp(`['"\`]${literalPattern(name)}['"\`]`).test(before),
  );
}

function membersOf(text: string): readonly string[] {
  return Array.from(text.matchAll(MEMBER), ([, name = '']) => name);
}

/** The attributes that a text of Python set before, by methods of its classes, and sets no more. */
export function unsetNow({
  path,
  before,
  after,
}: Readonly<Record<'path' | 'before' | 'after', string>>): readonly string[] {
  if (!path.endsWith('.py')) return [];
  const setIn = (text: string): readonly string[] =>
    Array.from(
      withoutTexts(path, text).matchAll(/(?<![\w.])self\s*\.\s*(\w+)\s*(?::[^\n=]+)?=(?!=)/g),
      ([, name = '']) => name,
    );
  const left = new Set(setIn(after));
  return [...new Set(setIn(before))].filter((name) => !left.has(name));
}
