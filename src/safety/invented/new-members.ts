import { withoutTexts } from '../code-text.ts';

/** The members (`.name`, of whatever) that a text reads and that the text before did not mention at all. */
export function newMembers({
  path,
  before,
  after,
}: Readonly<Record<'path' | 'before' | 'after', string>>): readonly string[] {
  const code = withoutTexts(path, after);
  const names = Array.from(
    code.matchAll(/\.\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu),
    ([, name = '']) => name,
  );
  const known = new Set(before.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  return [...new Set(names)].filter((name) => !known.has(name) && !/^__\w+__$/.test(name));
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
