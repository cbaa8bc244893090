import { describe, expect, it, test } from 'vitest';
import { createLintGate } from '../../../src/safety/gates/lint.ts';
import { createVanishedDefinitionsGate } from '../../../src/safety/gates/vanished-definitions.ts';
import { createSecurityGate } from '../../../src/safety/gates/security.ts';
import { objections } from '../../support/guards.ts';

const SOURCES = ['a.py', 'a.js', 'a.mjs', 'a.jsx', 'a.ts', 'a.cts', 'a.tsx'];

describe('tests in JavaScript that is no plain JavaScript', () => {
  const before = "it('pays', () => {\n  const till = new Till();\n  expect(till.pay(3)).toBe(1);\n});\n";
  const typed = before.replace('till =', 'till: Till =');

  test('are read where they have types', async () => {
    expect(await objections({ 'till.test.js': [before, typed] })).toEqual([]);
    const cut = typed.replace('  expect(till.pay(3)).toBe(1);\n', '');
    expect(await objections({ 'till.test.js': [before, cut] })).toContain('weakened-tests:till.test.js:1');
  });

  test('are not judged where nobody can read them', async () => {
    const exact = before.replace('till =', 'till: {| +a: 1 |} =');
    expect(await objections({ 'till.test.js': [before, exact] })).toEqual([]);
    const others = {
      'post.test.js': [before, before.replace('  expect(till.pay(3)).toBe(1);\n', '')],
    } as const;
    expect(await objections({ ...others, 'till.test.js': [before, exact] })).toEqual([]);
    expect(await objections(others)).not.toEqual([]);
    expect(await objections({ 'till.test.js': [before, ''] })).toContain('weakened-tests:till.test.js:1');
  });
});

describe('the files that a gate judges', () => {
  it('are the sources of Python, JavaScript and TypeScript for the linters, and no declarations', () => {
    const gate = createLintGate({ root: '/' });
    const others = ['a.pyi', 'a.d.ts', 'a.d.mts', 'a.go', 'a.json', 'a.md'];
    expect([...SOURCES, ...others].filter((path) => gate.appliesTo(path))).toEqual(SOURCES);
  });

  it('are the same for the security rules and four languages more, where they are run and no test', () => {
    const gate = createSecurityGate();
    const others = [
      'a.d.ts',
      'a.min.js',
      'node_modules/a/index.js',
      'vendor/a.py',
      'third_party/a.js',
      'dist/a.js',
      'src/fixtures/a.py',
      'testdata/a.py',
      'src/a.test.ts',
      'test/a.php',
      'spec/a.rb',
      'a.rs',
    ];
    const judged = [...SOURCES, 'a.go', 'A.java', 'a.php', 'a.rb'];
    expect([...judged, ...others].filter((path) => gate.appliesTo(path))).toEqual(judged);
  });

  it('are sources and components where definitions may not vanish', () => {
    const gate = createVanishedDefinitionsGate({ root: '/' });
    const others = ['a.go', 'a.json', 'a.md', 'a.html'];
    const judged = ['a.py', 'a.js', 'a.ts', 'a.tsx', 'a.vue', 'a.svelte'];
    expect([...judged, ...others].filter((path) => gate.appliesTo(path))).toEqual(judged);
  });

  it('are not data where all that a change does is to take lines away', async () => {
    const lines = ['{"a": [', '1,', '2,', '3,', '4,', '5,', '6,', '7,', '8,', '9,', '10,', '11]}', ''];
    const sides = [lines.join('\n'), lines.filter((_, index) => index < 5 || index > 8).join('\n')] as const;
    const judged = ['a.json', 'a.toml', 'a.yml', 'a.html', 'a.css', 'a.js'].map(async (path) =>
      objections({ [path]: sides }, 'Add a cache'),
    );
    expect((await Promise.all(judged)).flat()).toEqual(['shrinkage:a.js:6']);
  });

  it('are code and no markup where typographic quotes stand around a string', async () => {
    const sides = ['a\n', 'a\nx = “text”\n'] as const;
    const paths = ['a.html', 'a.vue', 'a.css', 'a.erb', 'a.json', 'a.toml', 'a.yaml', 'a.txt', 'a.py'];
    const judged = paths.map(async (path) => objections({ [path]: sides }, 'Add a text'));
    expect((await Promise.all(judged)).flat()).toEqual(['placeholder:a.py:2']);
  });
});
