import type { TypeScript } from '../../codebase/languages/typescript.ts';

const STRICT_WORDS = new Set([
  'arguments',
  'eval',
  'undefined',
  'NaN',
  'Infinity',
  'await',
  'yield',
  'let',
  'static',
]);
const SPECIAL_MEMBERS = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
  'then',
  'toJSON',
]);

/** Why a word cannot be the new name of anything, as the end of a sentence; null when it can. */
export function whyNotAName(ts: typeof TypeScript, name: string): string | null {
  const bare = name.startsWith('#') ? name.slice(1) : name;
  if (!isIdentifier(ts, bare)) return 'is not a valid name';
  const kind = ts.identifierToKeywordKind(ts.factory.createIdentifier(bare));
  const isContextual = kind !== undefined && kind > ts.SyntaxKind.LastFutureReservedWord;
  if (kind !== undefined && !isContextual) return 'is a reserved word';
  return STRICT_WORDS.has(bare) ? 'is a reserved word' : null;
}

/** Whether a member of this name means something of its own to the language, as `constructor` and `then` do. */
export function isSpecialMember(name: string): boolean {
  return SPECIAL_MEMBERS.has(name);
}

function isIdentifier(ts: typeof TypeScript, text: string): boolean {
  const [first, ...rest] = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return (
    first !== undefined &&
    ts.isIdentifierStart(first, ts.ScriptTarget.Latest) &&
    rest.every((code) => ts.isIdentifierPart(code, ts.ScriptTarget.Latest))
  );
}
