import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SourceTree } from '../../src/domain/ports.ts';
import { matchEdits } from '../../src/safety/edits.ts';

/** One file of a tree, by its bytes. */
function treeOfOne(bytes: Uint8Array): SourceTree {
  return { read: async (path) => (path === 'f' ? bytes : null), list: async () => ['f'] };
}

const indent = fc.constantFrom('', '  ', '    ', '\t', '\t\t');
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀', '(', ' ', '{', '$&'), maxLength: 6 });
const trail = fc.constantFrom('', '', ' ', '\t ');
const line = fc.tuple(indent, word, trail).map((parts) => parts.join(''));
const ending = fc.constantFrom('\n', '\r\n');

const plainLine = line.map((text) => text.replaceAll('\t', '  '));

/** A text of lines with endings of their own, and a run of its lines to edit. */
const passageOf = (lineOf: fc.Arbitrary<string>) =>
  fc
    .record({
      mark: fc.boolean(),
      isNumbered: fc.boolean(),
      lines: fc.array(fc.tuple(lineOf, ending), { minLength: 1, maxLength: 12 }),
      hasFinalNewline: fc.boolean(),
      first: fc.nat(11),
      count: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ mark, isNumbered, lines, hasFinalNewline, first, count }) => {
      const named = lines.map(
        ([text, end], index) => [isNumbered ? `${text}#${index};` : text, end] as const,
      );
      const whole = named.map(([text, end], index) =>
        index < lines.length - 1 || hasFinalNewline ? text + end : text,
      );
      const start = first % lines.length;
      const end = Math.min(start + count, lines.length);
      return {
        before: (mark ? '\uFEFF' : '') + whole.slice(0, start).join(''),
        searched: whole.slice(start, end).join('').replaceAll('\r\n', '\n'),
        after: whole.slice(end).join(''),
        bytes: Buffer.from((mark ? '\uFEFF' : '') + whole.join('')),
      };
    });

test('bytes outside an edit never change', async () => {
  await fc.assert(
    fc.asyncProperty(passageOf(line), fc.array(line, { maxLength: 4 }), async (place, replacement) => {
      const { before, searched, after, bytes } = place;
      const edit = { file: 'f', search: searched, replace: replacement.map((each) => `${each}\n`).join('') };
      const scope = { tree: treeOfOne(bytes), changeable: ['f'], mayCreate: [] };
      const result = await matchEdits({ edits: [edit], files: [] }, scope);
      if (result.kind === 'rejected') return;
      const changed = Buffer.from(result.changes[0]?.after ?? []);
      expect(changed.subarray(0, Buffer.byteLength(before)).toString()).toBe(before);
      expect(changed.subarray(changed.length - Buffer.byteLength(after)).toString()).toBe(after);
      expect(changed.length).toBeGreaterThanOrEqual(Buffer.byteLength(before) + Buffer.byteLength(after));
    }),
    { numRuns: 2000 },
  );
});

test('a passage that stands in a file exactly once is replaced by exactly what was given', async () => {
  await fc.assert(
    fc.asyncProperty(
      passageOf(plainLine),
      plainLine,
      async ({ before, searched, after, bytes }, replacement) => {
        const text = (before + searched + after).replaceAll('\r\n', '\n').replace(/^\uFEFF/, '');
        const replace = `${replacement}${searched.endsWith('\n') ? '\n' : ''}`;
        const isUnique = text.indexOf(searched) === text.lastIndexOf(searched);
        // What stands at the end of the file has a rule of its own.
        fc.pre(isUnique && searched.trim() !== '' && replace !== searched && after !== '');
        const scope = { tree: treeOfOne(bytes), changeable: ['f'], mayCreate: [] };
        const result = await matchEdits(
          { edits: [{ file: 'f', search: searched, replace }], files: [] },
          scope,
        );
        expect(result.kind).toBe('matched');
        const changed =
          result.kind === 'matched' ? Buffer.from(result.changes[0]?.after ?? []).toString() : '';
        expect(changed.replaceAll('\r\n', '\n')).toBe((before + replace + after).replaceAll('\r\n', '\n'));
      },
    ),
    { numRuns: 500 },
  );
});

test('the same content under another form of line endings changes no line ending', async () => {
  await fc.assert(
    fc.asyncProperty(passageOf(line), async ({ bytes }) => {
      const raw = bytes.toString().replace(/^\uFEFF/, '');
      const asSeen = raw.replaceAll('\r\n', '\n');
      const scope = { tree: treeOfOne(bytes), changeable: ['f'], mayCreate: [] };
      const result = await matchEdits({ edits: [], files: [{ file: 'f', content: asSeen }] }, scope);
      fc.pre(asSeen.trim() !== '');
      expect(result.kind === 'rejected' && result.problems.map(({ code }) => code)).toEqual(['no-change']);
    }),
    { numRuns: 300 },
  );
});
