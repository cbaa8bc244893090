import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { piecesOf } from '../../src/models/text-pieces.ts';
import { loadTokenizer } from '../../src/models/tokenizer.ts';

/** Of what a tokenizer takes as one word, the longest in a text. */
function longestWord(text: string): number {
  const words = text.match(/[\p{L}\p{M}]+|\s+|[^\s\p{L}\p{N}]+/gu) ?? [];
  return Math.max(0, ...words.map((word) => Array.from(word).length));
}

const UNENDING = ['a', ' ', '=', '\n', '世', '🐍', 'aB', 'ن', '\ud800', '\t \n', '}])'];

describe('a text in pieces', () => {
  test('is the same text, and no piece holds a word without an end', () => {
    const run = fc
      .tuple(fc.constantFrom(...UNENDING), fc.integer({ min: 1, max: 700 }))
      .map(([unit, times]) => unit.repeat(times));
    const text = fc
      .array(fc.oneof(run, fc.string({ unit: 'binary' })), { maxLength: 6 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, (all) => {
        const pieces = piecesOf(all);
        expect(pieces.join('')).toBe(all);
        expect(pieces.every((piece) => longestWord(piece) <= 511)).toBe(true);
      }),
    );
  });

  test.each(UNENDING)('of a megabyte of %j are as many as it is long, each of them short', (unit) => {
    const pieces = piecesOf(unit.repeat(Math.ceil(1_000_000 / unit.length)));
    expect(pieces.length).toBeGreaterThan(1000);
    expect(Math.max(...pieces.map(longestWord))).toBeLessThanOrEqual(256);
  });

  test('is one piece where words end, as in code', () => {
    const code = readFileSync(import.meta.filename, 'utf8');
    expect(piecesOf(code)).toEqual([code]);
    expect(piecesOf('')).toEqual(['']);
  });
});

describe('the tokenizer', () => {
  test('counts what looks like a special token as the text that it is', async () => {
    const count = await loadTokenizer();
    expect(count('<|endoftext|>')).toBe(countTokens('<|endoftext|>', { disallowedSpecial: new Set() }));
    expect(count('<|endoftext|>')).toBeGreaterThan(1);
    expect(count('a <|im_start|> b <|fim_prefix|>')).toBeGreaterThan(6);
  });

  test('counts code exactly, and no text above its bytes', async () => {
    const count = await loadTokenizer();
    const code = readFileSync(import.meta.filename, 'utf8');
    expect(count(code)).toBe(countTokens(code, { disallowedSpecial: new Set() }));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(count(text)).toBeLessThanOrEqual(Buffer.byteLength(text));
      }),
    );
  });

  test('never counts a long run below what it is in one', async () => {
    const count = await loadTokenizer();
    for (const unit of UNENDING) {
      const text = unit.repeat(1200);
      expect(count(text)).toBeGreaterThanOrEqual(countTokens(text, { disallowedSpecial: new Set() }));
    }
  });
});
