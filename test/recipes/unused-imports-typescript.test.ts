import { describe, expect, it } from 'vitest';
import { removeUnusedImports } from '../../src/recipes/remove-unused-imports.ts';
import type { FileResult } from '../../src/recipes/each-file.ts';
import { removeUnusedImportsTypeScript } from '../../src/recipes/remove-unused-imports/typescript.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

type Case = {
  readonly path?: string;
  readonly others?: Texts;
  readonly before: readonly string[];
  readonly after: readonly string[];
};

const CASES: Readonly<Record<string, Case>> = {
  'default, named, aliased, namespace and type imports': {
    before: [
      "import a, { b, type C, d as e } from 'x';",
      "import f, { g } from 'y';",
      "import h, * as i from 'z';",
      "import j, * as k from 'z';",
      "import type { L, M } from 'l';",
      "import type N from 'n';",
      "import type { O } from 'o';",
      "import p = require('p');",
      'export default [b, e, f, i, j] satisfies L;',
    ],
    after: [
      "import { b, d as e } from 'x';",
      "import f from 'y';",
      "import * as i from 'z';",
      "import j from 'z';",
      "import type { L } from 'l';",
      'export default [b, e, f, i, j] satisfies L;',
    ],
  },
  'elements on lines of their own, with their comments': {
    before: [
      'import {',
      '  a, // first',
      '  // of b',
      '  b, // second',
      '  c,',
      '  d',
      "} from 'x';",
      'export { a, c };',
    ],
    after: ['import {', '  a, // first', '  // of b', '  c', "} from 'x';", 'export { a, c };'],
  },
  'leading names that share a line with one that stays': {
    before: ["import { A, B, C } from './x';", "import d, {E,F,G,H} from './y';", 'run(C, G);'],
    after: ["import { C } from './x';", "import {G} from './y';", 'run(C, G);'],
  },
  'elements that share lines': {
    before: ['import {a,b,', "  c, d } from 'x';", "import { e, f, } from 'x';", 'export { a, d, e };'],
    after: ['import {a,', "  d } from 'x';", "import { e, } from 'x';", 'export { a, d, e };'],
  },
  'a licence, a hashbang and plain comments stay': {
    path: 'a.js',
    before: [
      '#!/usr/bin/env node',
      '/* licence */',
      "import a from 'a';",
      '// of b',
      "import b from 'b'; // why",
      '',
      'run();',
    ],
    after: ['#!/usr/bin/env node', '/* licence */', '// of b', '', 'run();'],
  },
  'directives for the next line go with the import': {
    before: ["import a from 'a';", '// @ts-expect-error no types', "import b from 'b';", '', 'a();'],
    after: ["import a from 'a';", '', 'a();'],
  },
  'names that only look used: keys, members, labels, tags and names of other modules': {
    path: 'a.tsx',
    others: { 'tsconfig.json': '{ "compilerOptions": { "jsx": "react-jsx" } }' },
    before: [
      "import { a, b, c, d, e, f } from 'x';",
      'declare const o: any;',
      'export const { a: z } = { b: o.c };',
      'd: for (;;) break d;',
      'export const g = <e />;',
      "export { f } from 'y';",
    ],
    after: [
      'declare const o: any;',
      'export const { a: z } = { b: o.c };',
      'd: for (;;) break d;',
      'export const g = <e />;',
      "export { f } from 'y';",
    ],
  },
  'imports under headings': {
    before: [
      '// Third party',
      "import a from 'https://api.x/needed';",
      '',
      '// Own',
      "import b from 'b';",
      'b();',
    ],
    after: ['// Third party', '', '// Own', "import b from 'b';", 'b();'],
  },
  'no blank line is left at the top or doubled': {
    before: ["import a from 'a';", '', "import 'side';", '', "import b from 'b';", '', 'run();'],
    after: ["import 'side';", '', 'run();'],
  },
  'a statement that shares its line': {
    before: ["import a from 'a'; import b from 'b'; b();"],
    after: ["import b from 'b'; b();"],
  },
  'a semicolon that guards the next line': {
    before: ["import b from 'b'", "import a from 'a'", ';[1].map(b)'],
    after: ["import b from 'b'", ';[1].map(b)'],
  },
  'a name that only a local shadows': {
    before: ["import { a } from 'a';", 'export const f = (a: number) => ({ a }).a;'],
    after: ['export const f = (a: number) => ({ a }).a;'],
  },
  'what decorators and their metadata use': {
    before: [
      "import { Service, Store, Other } from 'x';",
      '@Service()',
      'export class A {',
      '  constructor(store: Store) {}',
      '}',
    ],
    after: [
      "import { Service, Store } from 'x';",
      '@Service()',
      'export class A {',
      '  constructor(store: Store) {}',
      '}',
    ],
  },
  'silencing comments hide nothing': {
    before: ['// @ts-nocheck', "import a from 'a';", 'run();'],
    after: ['// @ts-nocheck', 'run();'],
  },
  'React where the build makes its own calls': {
    path: 'src/a.tsx',
    others: {
      'tsconfig.json': '{ "extends": "./config/base" }',
      'config/base.json': '{ "compilerOptions": { "jsx": "react-jsx" } }',
    },
    before: ["import React, { useState } from 'react';", 'export const a = <p>{useState(1)}</p>;'],
    after: ["import { useState } from 'react';", 'export const a = <p>{useState(1)}</p>;'],
  },
  'React where a pragma names another factory': {
    path: 'a.jsx',
    before: [
      '/** @jsx h */',
      "import React from 'react';",
      "import { h } from 'preact';",
      'export const a = <p />;',
    ],
    after: ['/** @jsx h */', "import { h } from 'preact';", 'export const a = <p />;'],
  },
};

type Kept = { readonly path?: string; readonly text: string; readonly note?: string };

const KEPT: Readonly<Record<string, Kept>> = {
  'imports for their side effects, and require': {
    path: 'a.js',
    text: "import 'a';\nimport {} from 'b';\nconst c = require('c');\n",
  },
  'React in a file with JSX and no configuration': {
    path: 'a.jsx',
    text: "import React from 'react';\nexport const a = <p />;\n",
  },
  'the factory of another JSX library': {
    path: 'a.jsx',
    text: "import { h } from 'preact';\nexport const a = <p />;\n",
    note: 'a.jsx:1: h stays, because the build may compile the JSX of this file to calls of it.',
  },
  'types that only JSDoc uses': {
    path: 'a.js',
    text: "import { A } from './types.js';\n\n/** @param {A} a */\nexport const f = (a) => a;\n",
  },
  'names that a documentation link uses': {
    path: 'a.js',
    text: "import { A } from './types.js';\n\nexport const f = 1; /** See {@link A}. */\n",
    note: 'a.js:1: A stays, because a documentation comment refers to it.',
  },
  'imports that are unused on purpose': {
    text: "// eslint-disable-next-line no-unused-vars\nimport { A } from './types';\n",
    note: 'a.ts:2: A stays, because a comment says that it is unused on purpose.',
  },
  'an import that a comment above gives a reason for': {
    text: "// Keep this: it registers the element\nimport { A } from './a';\n",
    note: 'a.ts:2: A stays, because a comment may give a reason for it: // Keep this: it registers the element.',
  },
  'a block of imports under such a comment': {
    text: "import 'z';\n\n/*\n Legacy imports\n*/\nimport {\n  b,\n} from 'b';\nimport { A } from './a';\nb();\n",
    note: 'a.ts:9: A stays, because a comment may give a reason for it: Legacy imports.',
  },
  'an import with a reason on its line or among its names': {
    text: "import { A /* for backwards compatibility */, b } from './api'; // why\nb();\n",
    note: 'a.ts:1: A stays, because a comment may give a reason for it: /* for backwards compatibility */.',
  },
  'everything where eval may use it': {
    text: "import { a } from 'a';\nexport const f = (code: string) => eval(code);\n",
    note: 'a.ts:1: a stays, because the file calls eval, which may use any name.',
  },
  're-exports': { text: "import { a, b as c } from 'a';\nexport { a };\nexport default c;\n" },
};

function remove(path: string, text: string, others: Texts = {}): Promise<FileResult> {
  return removeUnusedImportsTypeScript(path, text, treeOfTexts({ ...others, [path]: text }));
}

describe('removeUnusedImportsTypeScript', () => {
  it.each(Object.entries(CASES))('removes: %s', async (_title, { path = 'a.ts', others, before, after }) => {
    for (const ending of ['\n', '\r\n']) {
      const result = await remove(path, before.join(ending) + ending, others);
      expect(result).toMatchObject({ kind: 'changed', text: after.join(ending) + ending });
    }
  });

  it.each(Object.entries(CASES))(
    'finds nothing more after: %s',
    async (_title, { path = 'a.ts', others, after }) => {
      expect(await remove(path, after.join('\n'), others)).toMatchObject({ kind: 'unchanged' });
    },
  );

  it.each(Object.entries(KEPT))('keeps: %s', async (_title, { path = 'a.ts', text, note }) => {
    expect(await remove(path, text)).toEqual({ kind: 'unchanged', notes: note === undefined ? [] : [note] });
  });

  it('refuses a file that does not parse, and declarations', async () => {
    expect(await remove('a.ts', "import { a from 'a';")).toEqual({
      kind: 'refused',
      reason: 'a.ts has a syntax error.',
    });
    expect(await remove('a.d.ts', "import { a } from 'a';")).toEqual({
      kind: 'refused',
      reason: 'a.d.ts holds declarations, and its imports decide what they mean.',
    });
  });

  it('says what it removed, what is no longer loaded, and what it proved', async () => {
    const text = "import a, { b } from 'a';\nimport c from 'c';\nimport type { D } from 'd';\nb();\n";
    expect(await remove('a.ts', text)).toEqual({
      kind: 'changed',
      text: "import { b } from 'a';\nb();\n",
      notes: [
        "a.ts: removed a from 'a', c from 'c', D from 'd'. The file no longer loads 'c', nor what that does besides.",
      ],
      proofs: [
        { level: 'S', detail: 'the file parses with TypeScript 6.0.3' },
        {
          level: 'A',
          detail:
            'every statement but the imports is the same to the byte; the imports lack only the removed names',
        },
        { level: 'D', detail: 'no new diagnostics of TypeScript 6.0.3 in the file by itself' },
      ],
    });
  });
});

describe('remove-unused-imports on TypeScript', () => {
  it('keeps the byte order mark and the missing final newline', async () => {
    const before = { 'a.ts': "\uFEFFimport a from 'a';\r\nimport b from 'b';\r\nb();" };
    const request = { slots: {}, targets: ['a.ts'], signal: new AbortController().signal };
    const result = await removeUnusedImports.run(request, treeOfTexts(before));
    expect(result.kind === 'changed' && withChanges(before, result.changes)).toEqual({
      'a.ts': "\uFEFFimport b from 'b';\r\nb();",
    });
  });
});
