import { isTestData, isTestFile } from '../../codebase/test-files.ts';
import { languageOf } from '../../domain/language.ts';
import type { Gate } from '../../domain/ports.ts';
import { codeLinesOf, lookAlikesIn, type LookAlike } from './look-alikes.ts';
import { PROSE_FILE } from './prose-file.ts';
import { gateOf, type Finding, type TextChange } from './text-guard.ts';

/**
 * Refuses characters that nobody sees, or that make code read otherwise than it runs (Trojan Source, CVE-2021-42574;
 * homoglyphs, CVE-2021-42694), unless the changed files hold as many of them already. Texts for people may have them; what marks the direction of a
 * script is fine in translations, and what joins its letters or emoji wherever it does that.
 */
export function createHiddenCharactersGate(): Gate {
  return gateOf({
    id: 'hidden-characters',
    noun: 'hidden character',
    judges: 'each-step',
    appliesTo: (path) => !PROSE_FILE.test(path) && !TEST_DATA.test(path) && !isDataOfTests(path),
    find: (changes) => changes.flatMap((change) => findIn(change, changes)),
  });
}

/** What tests only read, and tables, may hold anything; code among it may be run. */
function isDataOfTests(path: string): boolean {
  const isText = DATA.test(languageOf(path) ?? 'text');
  return (
    TABLE.test(path) || (isText && isTestData(path)) || (IN_TESTS.test(path) && languageOf(path) === null)
  );
}

/** What people said and programs recorded, a line each. */
const TABLE = /\.(?:csv|tsv|jsonl|ndjson)$/i;
const IN_TESTS = /(?:^|\/)(?:tests?|specs?)\/.*\/[^/.]+$/;

const DATA = /^(?:text|json|toml|yaml|html|css)$/;

/** What each class of hidden characters is called. */
const HIDDEN: readonly (readonly [what: string, characters: RegExp])[] = [
  ['turns the direction of the text', /[\u202a-\u202e\u2066-\u2069]/gu],
  ['marks a direction', /[\u200e\u200f\u061c]/gu],
  ['has no width', /[\u200b\u2060-\u2064\ufeff\u180e]/gu],
  ['joins or parts letters and cannot be seen', /[\u200c\u200d]/gu],
  ['is an invisible tag', /[\u{e0000}-\u{e007f}]/gu],
  [
    'is one of many variation selectors in a row',
    /(?<=[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{2})[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu,
  ],
  ['is a letter that looks like a space', /[\u115f\u1160\u3164\uffa0]/gu],
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  ['is a control character', /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]/gu],
];

const BEYOND_ASCII = /[^\p{ASCII}]/u;
const TRANSLATION =
  /(?:^|\/)(?:locales?|i18n|l10n|langs?|languages?|translations?)\/|\.(?:po|ftl|arb|strings)$/i;
const TEST_DATA =
  /(?:^|\/)(?:__)?(?:tests?|testing|testdata|fixtures?)(?:__)?\/.*\.(?:json|ya?ml|csv|xml|html?|snap|ambr)$/i;
/** Where people keep what a terminal is expected to show. */
const OF_TESTS =
  /(?:^|\/)(?:__)?(?:tests?|specs?|test[-_]?data|fixtures?|snapshots)(?:__)?\/|[._-](?:test|spec)\.\w+$/i;
// Colours and the cursor, titles and links, sets of characters, and a step back.
const TERMINAL =
  // eslint-disable-next-line no-control-regex -- it is what terminals are told
  /\u001b(?:\[[\d;?]*[A-Za-z]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[()][A-Z0-9]|[=>78])|\u0008/g;
// In code a character without a width is refused by its parser, so that it can only stand in a text that the test is about.
const NO_WIDTH = /[\u200b-\u200d\u2060-\u2064\ufeff]/g;
/** A line that a program has shortened. */
const MINIFIED = 1_000;
// eslint-disable-next-line no-control-regex -- it is what such lines hold in patterns and texts
const CONTROL = /[\u0001-\u001f\u007f-\u009f]/g;
const DIRECTION_MARK = /^[\u200e\u200f\u061c]$/u;
const EMOJI_TAGS = /\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f}/gu;
/** Joiners inside of emoji, and between letters of scripts that join theirs. */
const JOINED =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})|(?<=[^\p{ASCII}\p{Script=Latin}\P{L}]|\p{M})[\u200c\u200d]/gu;

function findIn({ path, before, after }: TextChange, changes: readonly TextChange[]): readonly Finding[] {
  if (after === null || !(hasHidden(after) || BEYOND_ASCII.test(after))) return [];
  const known = new Set((before ?? '').split('\n'));
  const codeLines = codeLinesOf(path, after);
  const isShown = path.endsWith('.ipynb') ? linesOfCells(after) : null;
  return after.split('\n').flatMap((line, index): readonly Finding[] => {
    const found = (): readonly Hidden[] => [
      ...hiddenIn(line, path),
      ...lookAlikesIn(codeLines?.[index] ?? ''),
    ];
    const isLeft = known.has(line) || isShown?.has(index) === false;
    const hidden = isLeft ? undefined : found().find(({ character }) => isNew(character, changes));
    if (hidden === undefined) return [];
    const code = (hidden.character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const message = `U+${code} in this line ${hidden.what}. Write it as an escape, or leave it out.`;
    return [{ path, line: index + 1, message }];
  });
}

function hasHidden(text: string): boolean {
  return HIDDEN.some(([, characters]) => text.search(characters) !== -1);
}

type Hidden = LookAlike;

function hiddenIn(line: string, path: string): readonly Hidden[] {
  const text = line.replaceAll(EMOJI_TAGS, '').replaceAll(JOINED, '');
  const seen = seenOf(path, text);
  return HIDDEN.flatMap(([what, characters]) =>
    (seen.match(characters) ?? []).map((character) => ({ what, character })),
  ).filter(({ character }) => !(TRANSLATION.test(path) && DIRECTION_MARK.test(character)));
}

/**
 * The lines of a notebook that are of its code: what it printed and what it says to people are none. Null where it is not
 * written line by line.
 */
function linesOfCells(text: string): ReadonlySet<number> | null {
  if (!/^\s*"cell_type": /m.test(text)) return null;
  const lines = new Set<number>();
  let isCode = false;
  let isSource = false;
  for (const [index, line] of text.split('\n').entries()) {
    const [, key, value = ''] =
      /^\s*"(cell_type|source|outputs|metadata|attachments)": *(.*)$/.exec(line) ?? [];
    if (key === 'cell_type') isCode = value.startsWith('"code"');
    if (key !== undefined) isSource = key === 'source';
    if (isCode && isSource) lines.add(index);
  }
  return lines;
}

function seenOf(path: string, text: string): string {
  if (text.length > MINIFIED) return text.replaceAll(CONTROL, '');
  if (OF_TESTS.test(path) || isTestFile(path)) return text.replaceAll(TERMINAL, '').replaceAll(NO_WIDTH, '');
  return languageOf(path) === null ? text.replaceAll(TERMINAL, '') : text;
}

/** Lines may be rewritten and moved with what they hold. */
function isNew(character: string, changes: readonly TextChange[]): boolean {
  const countIn = (side: 'before' | 'after'): number =>
    changes.reduce((sum, change) => sum + (change[side] ?? '').split(character).length - 1, 0);
  return countIn('after') > countIn('before');
}
