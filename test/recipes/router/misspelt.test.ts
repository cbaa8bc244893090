import { describe, expect, it } from 'vitest';
import { spelt } from '../../../src/recipes/router/misspelt.ts';

describe('misspelt words of requests', () => {
  it.each([
    ['plase remove unsued improts', 'please remove unused imports'],
    ['repalce it by a tempalte string', 'replace it by a template string'],
    ['Renmae it', 'rename it'],
  ])('%s', (written, meant) => {
    expect(spelt(written)).toBe(meant);
  });

  it.each(['remote the expert', '`improts`', 'improts.py', 'a_calss', 'getFuntion', 'reverse'])(
    'leaves %s alone',
    (text) => {
      expect(spelt(text)).toBe(text);
    },
  );
});
