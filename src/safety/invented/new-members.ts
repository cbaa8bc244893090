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
