import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addHeader } from '../../src/recipes/add-header.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, type Texts } from '../support/fixture.ts';

const MIT = 'SPDX-License-Identifier: MIT';

async function add(
  texts: Texts,
  slots: SlotValues = { text: MIT },
  targets = Object.keys(texts),
): Promise<RecipeResult> {
  return addHeader.run({ slots, targets, signal: new AbortController().signal }, treeOfTexts(texts));
}

function textOf(result: RecipeResult): string {
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  return Buffer.from(result.changes[0]?.after ?? []).toString();
}

async function added(path: string, text: string, slots?: SlotValues): Promise<string> {
  return textOf(await add({ [path]: text }, slots));
}

describe('add-header', () => {
  it.each([
    ['a.ts', 'let a = 1;\n', `// ${MIT}\n\nlet a = 1;\n`],
    [
      'a.py',
      '#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n"""Doc."""\n',
      `#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n# ${MIT}\n\n"""Doc."""\n`,
    ],
    ['a.go', '//go:build linux\n\npackage a\n', `// ${MIT}\n\n//go:build linux\n\npackage a\n`],
    ['a.css', '@charset "utf-8";\r\na {\r\n}\r\n', `@charset "utf-8";\r\n/* ${MIT} */\r\n\r\na {\r\n}\r\n`],
    [
      'a.rb',
      '# frozen_string_literal: true\n\nx = 1\n',
      `# frozen_string_literal: true\n# ${MIT}\n\nx = 1\n`,
    ],
    ['a.html', '<!doctype html>\n<p>a</p>\n', `<!doctype html>\n<!-- ${MIT} -->\n\n<p>a</p>\n`],
  ])('stands behind what has to come first in %s', async (path, before, after) => {
    expect(await added(path, before)).toBe(after);
  });

  it('takes a header of several lines from a file, and keeps a byte order mark first', async () => {
    const texts = { 'HEADER.txt': 'Copyright Acme\n\nMIT licence\n\n', 'a.js': '\uFEFFa();\n' };
    const result = await add(texts, { source: 'HEADER.txt' }, ['a.js']);
    expect(textOf(result)).toBe('\uFEFF// Copyright Acme\n//\n// MIT licence\n\na();\n');
  });

  it('takes the header that most files share where none is given', async () => {
    const headed = `/*\n * Copyright Acme\n */\nlet a = 1;\n`;
    const texts = { 'a.ts': headed, 'b.ts': headed, 'c.ts': headed, 'd.ts': 'let d = 1;\n' };
    const result = await add(texts, {}, ['d.ts']);
    expect(textOf(result)).toBe('// Copyright Acme\n\nlet d = 1;\n');
  });

  it('takes no header that tools write, nor one that few files have', async () => {
    const headed = `/*\n * Copyright Acme\n */\nlet a = 1;\n`;
    const built = { 'dist/a.ts': headed, 'dist/b.ts': headed, 'dist/c.ts': headed, 'd.ts': 'let d = 1;\n' };
    expect((await add(built, {}, ['d.ts'])).kind).toBe('refused');
    const plain = Object.fromEntries(['d', 'e', 'f'].map((name) => [`${name}.ts`, 'let d = 1;\n']));
    const few = { 'a.ts': headed, 'b.ts': headed, 'c.ts': headed, ...plain };
    expect((await add(few, {}, ['d.ts'])).kind).toBe('refused');
  });

  it.each([
    ['a header that nobody gave', 'let a = 1;\n', {}, /Nobody says/],
    ['two headers', 'let a = 1;\n', { text: MIT, source: 'a.ts' }, /given twice/],
    ['a text that ends its comment', 'let a = 1;\n', { text: 'a */ evil(); /*' }, /ends a comment/],
    ['a file with another header', '// Copyright Other\nlet a = 1;\n', { text: MIT }, /another header/],
    ['a comment that must be first', '/**\n * @flow\n */\n', { text: MIT }, /must be first/],
  ])('refuses %s', async (_, text, slots, reason) => {
    expect(await add({ 'a.ts': text }, slots)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it('adds nothing the second time, and nothing but lines of comment the first', async () => {
    const lines = fc.array(fc.constantFrom('let a = 1;', '// note', '', '/* b */ f();', '"use strict";'));
    await fc.assert(
      fc.asyncProperty(lines, async (some) => {
        const text = some.map((line) => `${line}\n`).join('');
        const once = await added('a.ts', text);
        expect(once.endsWith(text)).toBe(true);
        expect(once.slice(0, once.length - text.length).trim()).toBe(`// ${MIT}`);
        expect(await add({ 'a.ts': once })).toMatchObject({ kind: 'unchanged' });
      }),
      { numRuns: 25 },
    );
  });
});
