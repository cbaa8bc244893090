import type { Word } from './word.ts';

const NUMBER = /^[Ll]?([1-9]\d*)$/;
const BARE_NUMBER = /^[1-9]\d*$/;
const RANGE = /^([Ll]?)(\d+)(?:-|–|\.\.)[Ll]?(\d+)$/;
const PLACED = /^(.+?)(?::|#)[Ll]?(\d+)-[Ll]?(\d+)$/;
const LINE = /^lines?$/;
const ON = /^(?:on|at)$/;
const JOINTS = new Set(['to', 'through', 'thru', 'until', 'till']);

type Found = { readonly words: readonly Word[]; readonly length: number };

/** Whether a word without spaces is two numbers and what joins them: 10-20, L10-L20, 10–20, 10..20. */
export function isRange(text: string): boolean {
  return RANGE.test(text);
}

/** Whether a word is a file with its lines: a.ts:10-20. */
export function isPlaced(text: string): boolean {
  return /\.\w+$/.test(PLACED.exec(text)?.[1] ?? '');
}

/**
 * Every way to say lines becomes one word, `10-20`, behind the word "lines": "line 10 to line 20", "lines between 10 and
 * 20", L10-L20, `a.ts:10-20`. A single line is a range too.
 */
export function rangesIn(words: readonly Word[]): readonly Word[] {
  const joined: Word[] = [];
  for (let at = 0; at < words.length;) {
    const found = placedAt(words, at) ?? wholeAt(words, at) ?? joinedAt(words, at) ?? singleAt(words, at);
    const word = words[at];
    joined.push(...(found?.words ?? (word === undefined ? [] : [word])));
    at += found?.length ?? 1;
  }
  return joined;
}

/** A path with lines behind it is a path and its lines. */
function placedAt(words: readonly Word[], at: number): Found | null {
  const word = words[at];
  const [, path, first, last] = PLACED.exec(word?.text ?? '') ?? [];
  if (word === undefined || path === undefined || isNamed(words, at)) return null;
  if (word.kind !== 'path' && !/\.\w+$/.test(path)) return null;
  const file = { ...word, kind: 'path', text: path, key: path.toLowerCase() } as const;
  return { words: [file, ...named(word, `${first}-${last}`)], length: 1 };
}

function wholeAt(words: readonly Word[], at: number): Found | null {
  const word = words[at];
  const [, letter, first, last] = RANGE.exec(word?.text ?? '') ?? [];
  if (word === undefined || first === undefined) return null;
  const range = `${first}-${last}`;
  const isBare = letter === '' || isNamed(words, at);
  return { words: isBare ? [{ ...word, text: range, key: range }] : named(word, range), length: 1 };
}

function joinedAt(words: readonly Word[], at: number): Found | null {
  const [first, joint] = words.slice(at, at + 2);
  const skipped = LINE.test(words[at + 2]?.key ?? '') ? 3 : 2;
  const last = words[at + skipped];
  if (first === undefined || last === undefined || joint === undefined) return null;
  const isSaidLine = isNamed(words, at);
  const isBetween = joint.key === 'and' && words.slice(Math.max(0, at - 2), at).some(isBetweenWord);
  if (!JOINTS.has(joint.key) && !(isSaidLine && isBetween)) return null;
  const form = isSaidLine ? NUMBER : BARE_NUMBER;
  const [from, to] = [form.exec(first.text)?.at(-1), form.exec(last.text)?.at(-1)];
  if (from === undefined || to === undefined) return null;
  return {
    words: [{ ...first, text: `${from}-${to}`, key: `${from}-${to}`, end: last.end }],
    length: skipped + 1,
  };
}

/** "line 12", "on L12". */
function singleAt(words: readonly Word[], at: number): Found | null {
  const word = words[at];
  const number = NUMBER.exec(word?.text ?? '')?.[1];
  if (word === undefined || number === undefined || word.isQuoted) return null;
  const range = `${number}-${number}`;
  if (isNamed(words, at)) {
    return { words: [{ ...word, text: range, key: range }], length: 1 + columnAt(words, at + 1) };
  }
  const isLettered = word.text !== number && ON.test(words[at - 1]?.key ?? '');
  return isLettered ? { words: named(word, range), length: 1 } : null;
}

/** How many words say the column behind a line; a line is near enough. */
function columnAt(words: readonly Word[], at: number): number {
  const [column, number] = words.slice(at, at + 2);
  return /^col(?:umn)?$/.test(column?.key ?? '') && BARE_NUMBER.test(number?.text ?? '') ? 2 : 0;
}

function isNamed(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.key === 'between' ? at - 2 : at - 1;
  return LINE.test(words[before]?.key ?? '');
}

function isBetweenWord({ key }: Word): boolean {
  return key === 'between';
}

function named(word: Word, range: string): readonly Word[] {
  const bare = { ...word, kind: 'word', isQuoted: false } as const;
  return [
    { ...bare, text: 'lines', key: 'lines' },
    { ...bare, text: range, key: range },
  ];
}
