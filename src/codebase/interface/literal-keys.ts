import { bracketedLength, splitOutside } from './split-outside.ts';

const VALUE = /^[^=:]*?=\s*(?:Object\.freeze\(\s*)?(?=\{)/;
const COMMENT = /\/\*[^]*?\*\/|(?<!\S)(?:\/\/|#).*$/gm;
const KEY = /^\s*(?:(?:async|get|set)\s+(?=[\w$'"]))?\*?\s*(['"]?)([\w$-]+)\1\s*([:(,]|$)/;
const MAX_DEPTH = 3;

/**
 * The keys of a constant that is an object or dictionary in braces, those inside of its own ones behind a dot. Null
 * where its value is anything else, where a type says what it promises, or where a part of it comes from elsewhere.
 */
export function literalKeys(declaration: string): readonly string[] | null {
  const code = declaration.replaceAll(COMMENT, '');
  const start = VALUE.exec(code)?.[0].length;
  return start === undefined ? null : keysIn(code.slice(start), MAX_DEPTH);
}

function keysIn(text: string, depth: number): readonly string[] | null {
  const length = bracketedLength(text);
  if (length === 0 || depth === 0) return null;
  const keys: string[] = [];
  for (const part of splitOutside(text.slice(1, length - 1), ',')) {
    if (part.trim() === '') continue;
    const found = KEY.exec(part);
    const key = found?.[2];
    if (found === null || key === undefined) return null;
    keys.push(key);
    const value = part.slice(found[0].length).trim();
    const inside = found[3] === ':' && value.startsWith('{') ? keysIn(value, depth - 1) : null;
    keys.push(...(inside ?? []).map((inner) => `${key}.${inner}`));
  }
  return keys;
}
