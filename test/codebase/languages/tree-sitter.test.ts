import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { grammarLanguages, grammarPath, grammarSources } from '../../../src/codebase/languages/grammars.ts';
import { nodesOf, tryTree, withTree } from '../../../src/codebase/languages/tree-sitter.ts';
import { treeSyntax } from '../../../src/codebase/languages/tree-syntax.ts';
import { OuroborosError } from '../../../src/domain/errors.ts';

describe('grammars', () => {
  it('are 32 languages, each with a file to ship', () => {
    expect(grammarLanguages()).toHaveLength(32);
    expect(grammarSources().map(([language]) => language)).toEqual(grammarLanguages());
    expect(grammarSources().every(([, path]) => existsSync(path))).toBe(true);
  });

  it('leave out by name those that do not work', () => {
    expect(['swift', 'elm', 'ql', 'yaml', 'klingon', 'constructor'].map(grammarPath)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('all load and parse', async () => {
    const kinds = new Set<string>();
    for (const language of grammarLanguages()) kinds.add((await treeSyntax({ language, text: 'a' })).kind);
    expect([...kinds]).toEqual(['parsed']);
  });
});

describe('a syntax tree', () => {
  it('of Lua is the same whatever was parsed before', async () => {
    const parse = (): Promise<boolean> =>
      withTree('lua', 'do return 1 end\n', (tree) => tree.rootNode.hasError);
    expect([await parse(), await parse(), await parse()]).toEqual([false, false, false]);
  });

  it('is handed to the caller and gives what the caller makes of it', async () => {
    const types = await withTree('python', 'x = 1\n', (tree) =>
      [...nodesOf(tree.rootNode)].map((n) => n.type),
    );
    expect(types).toEqual(['module', 'expression_statement', 'assignment', 'identifier', '=', 'integer']);
  });

  it('is the same for who asks for the same text again, and another for another language', async () => {
    const idOf = (language: string, text: string) => withTree(language, text, (tree) => tree);
    const first = await idOf('javascript', 'f(1)\n');
    expect(await idOf('javascript', 'f(1)\n')).toBe(first);
    expect(await idOf('typescript', 'f(1)\n')).not.toBe(first);
    expect(await idOf('javascript', 'f(2)\n')).not.toBe(first);
  });

  it('gives the same whether it was freed in between or not, asked for at once or in turn', async () => {
    const texts = Array.from({ length: 12 }, (_, at) => `x${at % 6} = ${'1 + '.repeat(at % 6)}1\n`);
    const count = (text: string) =>
      withTree('python', text, (tree) => [...nodesOf(tree.rootNode)].map(({ text: own }) => own).join('|'));
    const inTurn: string[] = [];
    for (const text of texts) inTurn.push(await count(text));
    expect(await Promise.all([...texts, ...texts].map(count))).toEqual([...inTurn, ...inTurn]);
    expect(new Set(inTurn).size).toBe(6);
  });

  it('is there again after the caller threw', async () => {
    const failing = withTree('python', 'y = 1\n', () => {
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await withTree('python', 'y = 1\n', (tree) => tree.rootNode.type)).toBe('module');
  });

  it('is walked only where the caller wants', async () => {
    const types = await withTree('python', 'def f():\n    x = 1\n', (tree) =>
      [...nodesOf(tree.rootNode, (node) => node.type !== 'block')].map((node) => node.type),
    );
    expect(types).not.toContain('assignment');
    expect(types).toContain('block');
  });

  it('may have more children than a call may have arguments', async () => {
    const text = `[${'1,'.repeat(150_000)}1]`;
    expect(await withTree('json', text, (tree) => [...nodesOf(tree.rootNode)].length)).toBe(300_005);
  });

  it('is missing for a language without a grammar, and after the time is over', async () => {
    expect(await tryTree({ language: 'swift', text: '' }, () => 1)).toEqual({ kind: 'no-grammar' });
    const text = 'x = [1, (2, 3)]\n'.repeat(20_000);
    expect(await tryTree({ language: 'python', text, limits: { timeoutMs: 1 } }, () => 1)).toEqual({
      kind: 'stopped',
      reason: 'the parser was stopped after 1 ms',
    });
    const refusal = await withTree('swift', '', () => 1).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(OuroborosError);
  });

  it('passes on what the caller throws, and the next text parses', async () => {
    const thrown = withTree('python', 'x = 1\n', () => {
      throw new RangeError('mine');
    });
    await expect(thrown).rejects.toThrow('mine');
    expect(await withTree('python', 'x = 1\n', (tree) => tree.rootNode.hasError)).toBe(false);
  });

  it('is missing where the parser breaks down while it is read, and the next text parses', async () => {
    const trap = Object.assign(new Error('unreachable'), { name: 'RuntimeError' });
    const read = tryTree({ language: 'python', text: 'z = 1\n' }, () => {
      throw trap;
    });
    expect(await read).toEqual({ kind: 'crashed', reason: 'tree-sitter broke down: unreachable' });
    expect(await withTree('python', 'z = 1\n', (tree) => tree.rootNode.hasError)).toBe(false);
  });

  it('is missing for a text that breaks the parser down, and the next text parses', async () => {
    const text = `x = 1;\n${'{a:'.repeat(20_000)}@ # ${'{a:'.repeat(20_000)}`;
    expect(await tryTree({ language: 'javascript', text }, () => 1)).toMatchObject({ kind: 'crashed' });
    expect(await withTree('javascript', 'x = 1;\n', (tree) => tree.rootNode.hasError)).toBe(false);
  });
});
