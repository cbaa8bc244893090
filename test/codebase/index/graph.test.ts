import { describe, expect, test } from 'vitest';
import { blastRadius } from '../../../src/codebase/index/graph/blast-radius.ts';
import { cyclesOf } from '../../../src/codebase/index/graph/cycles.ts';
import {
  createImportGraph,
  importersOf,
  importsOf,
  type ImportGraph,
} from '../../../src/codebase/index/graph/import-graph.ts';
import { testCoverageOf } from '../../../src/codebase/index/graph/test-coverage.ts';

/** `b.ts: helper, Client.get` lists what a file exports; a leading minus hides it. */
type Sketch = {
  readonly symbols?: Readonly<Record<string, readonly string[]>>;
  /** `a.ts > b.ts: x y`; `>>` is a re-export. */
  readonly imports: readonly string[];
  readonly mentions?: Readonly<Record<string, readonly string[]>>;
};

function graphOf({ symbols = {}, imports, mentions = {} }: Sketch): ImportGraph {
  const edges = imports.map((line) => {
    const [, from = '', arrow = '', to = '', names = ''] = /^(\S+) (>>?) ([^\s:]+):? ?(.*)$/.exec(line) ?? [];
    const list = names.split(' ').filter((name) => name !== '');
    return { from, to, names: list, isReexport: arrow === '>>', state: 'resolved' as const };
  });
  const files = new Set([...edges.flatMap(({ from, to }) => [from, to]), ...Object.keys(symbols)]);
  const facts = Object.entries(symbols).map(([path, names]) => {
    const all = names.map((text) => {
      const qualifiedName = text.replace(/^-/, '');
      return {
        name: qualifiedName.split('.').at(-1) ?? '',
        qualifiedName,
        isExported: !text.startsWith('-'),
      };
    });
    return [path, all] as const;
  });
  return createImportGraph({
    files: [...files],
    imports: edges,
    symbols: new Map(facts),
    mentions: (path, name) => mentions[path]?.includes(name) ?? false,
  });
}

/** `path@depth` for each file. */
function radius(graph: ImportGraph, path: string, ...symbols: readonly string[]): readonly string[] {
  return blastRadius(graph, { path, symbols }).map((one) => `${one.path}@${one.depth}`);
}

test('importers and imports are sorted, each once, without the file itself', () => {
  const graph = graphOf({
    imports: ['b.ts > a.ts: x', 'b.ts > a.ts: y', 'a.ts > a.ts: x', 'b.ts > c.ts: z'],
  });
  expect(importersOf(graph, 'a.ts')).toEqual(['b.ts']);
  expect(importsOf(graph, 'b.ts')).toEqual(['a.ts', 'c.ts']);
  expect(importersOf(graph, 'nobody.ts')).toEqual([]);
});

test('cycles are found apart from what leads into them, the largest first', () => {
  const graph = graphOf({
    imports: ['main > a', 'a > b', 'b > c', 'c > a', 'c > x', 'x > y', 'y > x', 'y > end'].map(
      (line) => `${line}: n`,
    ),
  });
  expect(cyclesOf(graph)).toEqual([
    ['a', 'b', 'c'],
    ['x', 'y'],
  ]);
});

test('a chain of imports may be as long as it likes', () => {
  const imports = Array.from({ length: 20_000 }, (_, at) => `f${at} > f${at + 1}: n`);
  expect(cyclesOf(graphOf({ imports: [...imports, 'f20000 > f0: n'] }))[0]).toHaveLength(20_001);
});

describe('the blast radius', () => {
  test('holds who names a changed symbol, and not who names another', () => {
    const graph = graphOf({
      symbols: { 'a.ts': ['x', 'y'], 'b.ts': ['useX'], 'd.ts': ['-inner'] },
      imports: ['b.ts > a.ts: x', 'c.ts > a.ts: y', 'd.ts > b.ts: useX', 'e.ts > d.ts: inner'],
    });
    expect(blastRadius(graph, { path: 'a.ts', symbols: ['x'] })).toEqual([
      { path: 'b.ts', depth: 1, weight: 1, symbols: ['x'] },
      { path: 'd.ts', depth: 2, weight: 0.5, symbols: ['useX'] },
    ]);
  });

  test('holds who takes the module when it mentions the symbol', () => {
    const graph = graphOf({
      symbols: { 'a.py': ['f'] },
      imports: ['b.py > a.py: *', 'c.py > a.py: *'],
      mentions: { 'b.py': ['f'] },
    });
    expect(radius(graph, 'a.py', 'f')).toEqual(['b.py@1']);
  });

  test('follows barrels at no depth, by the names that they give on', () => {
    const graph = graphOf({
      symbols: { 'a.ts': ['x', 'y'] },
      imports: [
        'inner.ts >> a.ts: *',
        'index.ts >> inner.ts: x',
        'uses-x.ts > index.ts: x',
        'uses-y.ts > index.ts: y',
      ],
    });
    expect(radius(graph, 'a.ts', 'x')).toEqual(['index.ts@1', 'inner.ts@1', 'uses-x.ts@1']);
    expect(radius(graph, 'a.ts', 'y')).toEqual(['inner.ts@1']);
  });

  test('follows a default that a barrel gives on by a name of its own', () => {
    const graph = graphOf({
      symbols: { 'a.ts': ['create'], 'b.ts': ['other'] },
      imports: [
        'index.ts >> a.ts: default',
        'index.ts >> b.ts: other',
        'c.ts > index.ts: makeIt',
        'd.ts > index.ts: other',
      ],
    });
    expect(radius(graph, 'a.ts', 'create')).toEqual(['c.ts@1', 'index.ts@1']);
  });

  test('takes a method with its class, where the method is mentioned', () => {
    const graph = graphOf({
      symbols: { 'a.ts': ['Client', 'Client.get', 'Client.constructor'] },
      imports: ['b.ts > a.ts: Client', 'c.ts > a.ts: Client'],
      mentions: { 'b.ts': ['get'] },
    });
    expect(radius(graph, 'a.ts', 'Client.get')).toEqual(['b.ts@1']);
    expect(radius(graph, 'a.ts', 'get')).toEqual(['b.ts@1']);
    expect(radius(graph, 'a.ts', 'Client.constructor')).toEqual(['b.ts@1', 'c.ts@1']);
  });

  test('of a whole file holds who imports it for its effects alone', () => {
    const graph = graphOf({
      symbols: { 'a.ts': ['x'] },
      imports: ['b.ts > a.ts', 'c.ts > a.ts: x', 'i.ts >> a.ts: *', 'd.ts > i.ts: x', 'e.ts > i.ts: z'],
    });
    expect(radius(graph, 'a.ts', 'x')).toEqual(['c.ts@1', 'd.ts@1', 'i.ts@1']);
    expect(radius(graph, 'a.ts', '*')).toEqual(['b.ts@1', 'c.ts@1', 'd.ts@1', 'i.ts@1']);
  });

  test('ends in cycles and at the greatest depth', () => {
    const graph = graphOf({
      symbols: { 'a.ts': ['x'], 'b.ts': ['x'], 'c.ts': ['x'] },
      imports: ['b.ts > a.ts: x', 'c.ts > b.ts: x', 'a.ts > c.ts: x'],
    });
    expect(radius(graph, 'a.ts', 'x')).toEqual(['b.ts@1', 'c.ts@2']);
    expect(blastRadius(graph, { path: 'a.ts', symbols: ['x'], maxDepth: 1 })).toHaveLength(1);
  });
});

describe('test coverage', () => {
  test('is direct when a test imports the file or is named after it', () => {
    const graph = graphOf({
      symbols: { 'src/b.ts': [], 'test/b.test.ts': [] },
      imports: ['test/all.test.ts > src/a.ts: x'],
    });
    expect(testCoverageOf(graph, 'src/a.ts')).toBe('direct');
    expect(testCoverageOf(graph, 'src/b.ts')).toBe('direct');
  });

  test('is via-api when a test names a symbol of what it reaches over one file or an entry', () => {
    const graph = graphOf({
      symbols: { 'pkg/near.py': ['near'], 'pkg/far.py': ['far'], 'pkg/deep.py': ['deep'] },
      imports: [
        'tests/test_api.py > pkg/__init__.py: *',
        'pkg/__init__.py >> pkg/near.py: near',
        'pkg/near.py > pkg/far.py: far',
        'pkg/near.py > pkg/deep.py: deep',
      ],
      mentions: { 'tests/test_api.py': ['near', 'far'] },
    });
    expect(testCoverageOf(graph, 'pkg/near.py')).toBe('via-api');
    expect(testCoverageOf(graph, 'pkg/far.py')).toBe('via-api');
    expect(testCoverageOf(graph, 'pkg/deep.py')).toBe('none');
  });
});
