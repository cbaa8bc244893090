import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { SourceTree } from '../../src/domain/ports.ts';
import { methodToFunction } from '../../src/recipes/method-to-function.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { fixtureLeaves, readTexts, treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';
import { testsPython } from '../support/python.ts';
import { makeFolder } from '../support/work-tree.ts';

const THEME = 'method-to-function';
const fixtures = fileURLToPath(new URL(`../fixtures/${THEME}/`, import.meta.url));
const requestSchema = z.object({
  method: z.string(),
  class: z.string().optional(),
  calls: z.string().optional(),
  refused: z.string().optional(),
});

type Leaf = {
  readonly name: string;
  readonly slots: SlotValues;
  readonly refused: string | null;
  readonly files: Texts;
};

function readLeaf(name: string): Leaf {
  const texts = readTexts(join(fixtures, name));
  const { refused = null, ...slots } = requestSchema.parse(JSON.parse(texts['request.json'] ?? ''));
  const python = Object.entries(texts).filter(([path]) => path.endsWith('.py') && path !== 'after.py');
  return { name, slots: slots as SlotValues, refused, files: Object.fromEntries(python) };
}

async function run(slots: SlotValues, tree: SourceTree, targets = ['before.py']): Promise<RecipeResult> {
  return methodToFunction.run({ slots, targets, signal: new AbortController().signal }, tree);
}

function changesOf(result: RecipeResult): Extract<RecipeResult, { kind: 'changed' }> {
  if (result.kind !== 'changed') throw new Error(`not changed but ${JSON.stringify(result)}`);
  return result;
}

function withCarriageReturns(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

const leaves = fixtureLeaves(THEME).map(readLeaf);
const moves = leaves.filter(({ refused }) => refused === null);
const refusals = leaves.filter(({ refused }) => refused !== null);

describe('method-to-function', () => {
  it.each(moves)('moves: $name', async ({ name, slots, files }) => {
    const result = changesOf(await run(slots, treeOfTexts(files)));
    expect(withChanges(files, result.changes)['before.py']).toBe(
      readFileSync(join(fixtures, name, 'after.py'), 'utf8'),
    );
    expect(result.proofs.map(({ level }) => level)).toEqual(['S', 'A', 'D', 'R']);
  });

  it.each(moves)('keeps line endings and a byte order mark: $name', async ({ name, slots, files }) => {
    const lines = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, `\uFEFF${withCarriageReturns(text)}`]),
    );
    const result = changesOf(await run(slots, treeOfTexts(lines)));
    expect(withChanges(lines, result.changes)['before.py']).toBe(
      `\uFEFF${withCarriageReturns(readFileSync(join(fixtures, name, 'after.py'), 'utf8'))}`,
    );
  });

  it.each(moves)('leaves nothing to do the second time: $name', async ({ name, slots, files }) => {
    const after = readFileSync(join(fixtures, name, 'after.py'), 'utf8');
    expect(await run(slots, treeOfTexts({ ...files, 'before.py': after }))).toEqual({
      kind: 'unchanged',
      summary: `${slots['method']} is already a top-level function of before.py.`,
    });
  });

  it.each(refusals)('refuses: $name', async ({ slots, files, refused }) => {
    const result = await run(slots, treeOfTexts(files));
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining(refused ?? '') });
  });

  it('keeps the last line as it is where the file ends without a newline', async () => {
    const before =
      'class A:\n    def g(self):\n        return self._f()\n\n    def _f(self):\n        return 1';
    const result = changesOf(await run({ method: '_f' }, treeOfTexts({ 'before.py': before })));
    expect(withChanges({}, result.changes)['before.py']).toBe(
      'def _f():\n    return 1\n\n\nclass A:\n    def g(self):\n        return _f()',
    );
  });

  it('says why a method stays in the class, and what that means for the calls', async () => {
    const { slots, files } = readLeaf('overridden-in-another-file');
    const result = changesOf(await run(slots, treeOfTexts(files)));
    expect(result.summary).toBe('Base.name is now a top-level function of before.py.');
    expect(result.notes).toEqual([
      'Base keeps name as a method that calls the function, because it is public; its name is also used at child.py:5; Child may override it.',
      'Calls in the class still go through the method, because Child may override it.',
    ]);
  });

  it('leaves the calls of a public method to those who override it, and says so', async () => {
    const { slots, files } = readLeaf('public-method');
    const result = changesOf(await run(slots, treeOfTexts(files)));
    expect(result.summary).toBe('Invoice.format is now a top-level function of before.py.');
    expect(result.notes).toEqual([
      'Invoice keeps format as a method that calls the function, because it is public; a subclass outside this project may override it.',
      'Calls in the class still go through the method, because a subclass outside this project may override it.',
    ]);
  });

  it('leaves a file that is nested too deeply among others, and refuses it alone', async () => {
    const files = {
      'a.py': 'class A:\n    def _f(self):\n        return 1\n',
      'deep.py': `_f = ${'['.repeat(5_000)}${']'.repeat(5_000)}\n`,
    };
    expect((await run({ method: '_f' }, treeOfTexts(files), [])).kind).toBe('changed');
    expect(await run({ method: '_f' }, treeOfTexts(files), ['deep.py'])).toEqual({
      kind: 'refused',
      reason: 'deep.py cannot be worked on: The Python text is nested more than 2000 levels deep.',
      hint: null,
    });
  });

  it('says that a module which lists its names does not list the function', async () => {
    const source = '__all__ = ["A"]\n\n\nclass A:\n    def f(self):\n        return 1\n';
    const { notes } = changesOf(await run({ method: 'f' }, treeOfTexts({ 'before.py': source })));
    expect(notes).toContain('`__all__` of before.py does not list f.');
  });

  it('finds the method by itself where no file is given', async () => {
    const files = {
      'a.py': 'class A:\n    def _f(self):\n        return 1\n',
      'b.py': 'class B:\n    pass\n',
      'notes.md': 'def _f(self)',
    };
    const result = changesOf(await run({ method: '_f' }, treeOfTexts(files), []));
    expect(result.changes.map(({ path }) => path)).toEqual(['a.py']);
  });

  it('names the methods of the class when the one that is asked for is missing', async () => {
    const { slots, files } = readLeaf('refused-missing-method');
    expect(await run(slots, treeOfTexts(files))).toEqual({
      kind: 'refused',
      reason: 'Class A has no method h.',
      hint: 'Its methods: f, g.',
    });
  });

  it('refuses a name that a submodule of the package has', async () => {
    const files = { 'pkg/__init__.py': 'class A:\n    def f(self):\n        return 1\n', 'pkg/f.py': '' };
    expect(await run({ method: 'f' }, treeOfTexts(files), ['pkg/__init__.py'])).toMatchObject({
      kind: 'refused',
      reason: 'The package has a submodule pkg/f.py of that name.',
    });
  });

  it.each([
    ['gone.py', 'There is no file gone.py.'],
    ['latin.py', 'latin.py is not UTF-8: an invalid byte at offset 2.'],
    ['a.ts', 'None of the targets is a Python file.'],
  ])('refuses the target %s', async (target, reason) => {
    const tree: SourceTree = {
      list: async () => ['a.ts', 'latin.py'],
      read: async (path) => (path === 'latin.py' ? new Uint8Array([0x23, 0x20, 0xe9, 0x0a]) : null),
    };
    expect(await run({ method: 'f' }, tree, [target])).toMatchObject({ kind: 'refused', reason });
  });

  it.runIf(testsPython)('gives files that Python compiles', () => {
    const files = moves.map(({ name }) => join(fixtures, name, 'after.py'));
    const check =
      'import sys\nfor path in sys.argv[1:]: compile(open(path, encoding="utf-8").read(), path, "exec")';
    expect(spawnSync('python3', ['-c', check, ...files], { encoding: 'utf8' }).stderr).toBe('');
  });

  it.runIf(testsPython)('leaves the tests of the shipped example green', async () => {
    const example = readTexts(fileURLToPath(new URL('../../examples/invoices', import.meta.url)));
    const slots = { method: 'format_amount', class: 'InvoiceService' };
    const result = changesOf(await run(slots, treeOfTexts(example), ['invoice.py']));
    const folder = makeFolder(withChanges(example, result.changes));
    const tests = spawnSync('python3', ['-m', 'unittest'], { cwd: folder, encoding: 'utf8' });
    expect(tests.stderr).toMatch(/Ran 2 tests[\s\S]*OK/);
  });
});
