import { expect, test } from 'vitest';
import { newItems } from '../../src/domain/new-items.ts';

const same = (text: string): string => text;

test('what only moved is not new', () => {
  expect(newItems(['b', 'a'], ['a', 'b'], same)).toEqual([]);
});

test('a second one of a kind is new', () => {
  expect(newItems(['a', 'a', 'b'], ['a', 'c'], same)).toEqual(['a', 'b']);
});
