import { describe, expect, it } from 'vitest';
import { diffHeading, renderDiff } from '../../src/cli/view/diff.ts';
import { createStyle } from '../../src/cli/view/style.ts';
import { unifiedDiff } from '../../src/domain/unified-diff.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const plain = createStyle(false);
const diffOf = (before: string | null, after: string | null): string =>
  unifiedDiff('a.ts', before === null ? null : bytes(before), after === null ? null : bytes(after));

describe('renderDiff', () => {
  it('shows the hunks alone, with colours beside the marks', () => {
    expect(renderDiff(diffOf('a\nb\n', 'a\nc\n'), createStyle(true)).lines).toEqual([
      '\u001b[2m@@ -1,2 +1,2 @@\u001b[22m',
      ' a',
      '\u001b[31m-b\u001b[39m',
      '\u001b[32m+c\u001b[39m',
    ]);
  });

  it('shows what a terminal would act on or hide', () => {
    const after = 'if (admin\u202e) {\u2066 // \u001b[2Jok\u0007 \ufeff\u200b\u2028 👩‍🔧\u009b\tx\n';
    expect(renderDiff(diffOf('', after), plain).lines).toEqual([
      '@@ -0,0 +1,1 @@',
      '+if (admin<U+202E>) {<U+2066> // ^[[2Jok^G <U+FEFF><U+200B><U+2028> 👩‍🔧<U+009B>\tx',
    ]);
  });

  it('shows carriage returns where the changed lines do not agree on them', () => {
    expect(renderDiff(diffOf('a\r\nb\r\n', 'a\nb\r\n'), plain).lines).toEqual([
      '@@ -1,2 +1,2 @@',
      '-a^M',
      '+a',
      ' b^M',
    ]);
    expect(renderDiff(diffOf('a\r\nb\r\n', 'a\r\nc\r\n'), plain).lines).toEqual([
      '@@ -1,2 +1,2 @@',
      ' a',
      '-b',
      '+c',
    ]);
  });

  it('counts the lines that it leaves out', () => {
    expect(renderDiff(diffOf('', '1\n2\n3\n'), plain, 2)).toEqual({
      lines: ['@@ -0,0 +1,3 @@', '+1'],
      left: 2,
    });
  });

  it.each([
    ['empty file', diffOf(null, '')],
    ['not text: the content is not shown', diffOf('a', '\0')],
  ])('says %s where there is no hunk', (text, diff) => {
    expect(renderDiff(diff, plain)).toEqual({ lines: [text], left: 0 });
  });
});

describe('diffHeading', () => {
  it.each([
    ['a.ts', diffOf('a\n', 'new file mode\n')],
    ['a.ts, new file', diffOf(null, 'a\n')],
    ['a.ts, deleted', diffOf('a\n', null)],
  ])('reads %j', (heading, diff) => {
    expect(diffHeading('a.ts', diff, plain)).toBe(heading);
  });
});
