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

/** `helper`, `Client.get`, `run/default` are what a file exports, and by what other name; a leading minus hides it. */
type Sketch = {
  readonly symbols?: Readonly<Record<string, readonly string[]>>;
  /** `a.ts > b.ts: x y`; `>>` is a re-export, of `x/z` under another name. */
  readonly imports: readonly string[];
  readonly mentions?: Readonly<Record<string, readonly string[]>>;
};

function graphOf({ symbols = {}, imports, mentions = {} }: Sketch): ImportGraph {
  const edges = imports.map((line) => {
    const [, from = '', arrow = '', to = '', names = ''] = /^(\S+) (>>?) ([^\s:]+):? ?(.*)$/.exec(line) ?? [];
    const list = names.split(' ').filter((name) => name !== '');
    const pairs = list.map((text) => text.split('/')).map(([name = '', as = name]) => ({ name, as }));
    const given = arrow === '>>' ? pairs : [];
    return { from, to, names: pairs.map(({ name }) => name), given, state: 'resolved' as const };
  });
  const files = new Set([...edges.flatMap(({ from, to }) => [from, to]), ...Object.keys(symbols)]);
  const facts = Object.entries(symbols).map(([path, names]) => {
    const all = names.map((text) => {
      const [qualifiedName = '', ...exportedAs] = text.replace(/^-/, '').split('/');
      return {
        name: qualifiedName.split('.').at(-1) ?? '',
        qualifiedName,
        isExported: !text.startsWith('-'),
        exportedAs,
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

  test('follows names that are given on by other names', () => {
    const graph = graphOf({
      symbols: { 'a.ts': ['create/default', 'part', 'local/given/local'] },
      imports: [
        'index.ts >> a.ts: default/makeIt part/default part/piece',
        'outer.ts >> index.ts: makeIt/make',
        'c.ts > index.ts: makeIt',
        'd.ts > index.ts: default',
        'e.ts > outer.ts: make',
        'f.ts > a.ts: given',
        'g.ts > a.ts: create',
        'h.ts > index.ts: piece',
      ],
    });
    expect(radius(graph, 'a.ts', 'create')).toEqual(['c.ts@1', 'e.ts@1', 'index.ts@1', 'outer.ts@1']);
    expect(radius(graph, 'a.ts', 'part')).toEqual(['d.ts@1', 'h.ts@1', 'index.ts@1']);
    expect(radius(graph, 'a.ts', 'local')).toEqual(['f.ts@1']);
    expect(radius(graph, 'index.ts', 'makeIt')).toEqual(['c.ts@1', 'e.ts@1', 'outer.ts@1']);
  });

  test('takes a default import for the default alone, where there is one', () => {
    const graph = graphOf({
      symbols: { 'a.ts': ['main/default', 'other'], 'b.cjs': ['open', 'shut'], 'c.cjs': ['run/export='] },
      imports: [
        'x.ts > a.ts: default',
        'y.ts >> a.ts: *',
        'z.ts > y.ts: default',
        'w.ts > b.cjs: default',
        'u.js > c.cjs: *',
        'v.ts > c.cjs: default',
        't.ts > a.ts: *',
      ],
      mentions: { 'x.ts': ['other'], 'w.ts': ['open'], 't.ts': ['default'] },
    });
    expect(radius(graph, 'a.ts', 'main')).toEqual(['t.ts@1', 'x.ts@1']);
    expect(radius(graph, 'a.ts', 'other')).toEqual(['y.ts@1']);
    expect(radius(graph, 'b.cjs', 'open')).toEqual(['w.ts@1']);
    expect(radius(graph, 'b.cjs', 'shut')).toEqual([]);
    expect(radius(graph, 'c.cjs', 'run')).toEqual(['u.js@1', 'v.ts@1']);
  });

  test('follows a module that is given on under a name to who mentions its symbols', () => {
    const graph = graphOf({
      symbols: { 'a.ts': ['x', 'Client', 'Client.get'], 'b.cjs': ['run/export=', 'run.fast'] },
      imports: [
        'index.ts >> a.ts: */ns',
        'uses-x.ts > index.ts: ns',
        'uses-get.ts > index.ts: ns',
        'main.cjs >> b.cjs: */export=',
        'uses-run.cjs > main.cjs: *',
        'part.cjs >> b.cjs: */run',
        'uses-part.cjs > part.cjs: run',
      ],
      mentions: { 'uses-x.ts': ['x'], 'uses-get.ts': ['get'], 'uses-part.cjs': ['fast'] },
    });
    expect(radius(graph, 'a.ts', 'x')).toEqual(['index.ts@1', 'uses-x.ts@1']);
    expect(radius(graph, 'a.ts', 'Client.get')).toEqual(['index.ts@1', 'uses-get.ts@1']);
    expect(radius(graph, 'b.cjs', 'run')).toContain('uses-run.cjs@1');
    expect(radius(graph, 'b.cjs', 'run.fast')).toEqual(['main.cjs@1', 'part.cjs@1', 'uses-part.cjs@1']);
  });

  test('goes through a file that others take a name from which it only imports', () => {
    const graph = graphOf({
      symbols: { 'a.py': ['f', 'g'], 'own.py': ['f'] },
      imports: [
        'mod.py > a.py: f g',
        'b.py > mod.py: f',
        'star.py > a.py: *',
        'c.py > star.py: f',
        'own.py > a.py: f',
        'd.py > own.py: f',
      ],
    });
    expect(radius(graph, 'a.py', 'f')).toEqual([
      'b.py@1',
      'c.py@1',
      'mod.py@1',
      'own.py@1',
      'star.py@1',
      'd.py@2',
    ]);
    expect(radius(graph, 'a.py', 'g')).toEqual(['mod.py@1']);
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

test('the names that a file gives are its own and those that it gives on, all of a barrel without the default', () => {
  const graph = graphOf({
    symbols: { 'a.ts': ['x', 'main/default', '-hidden', 'K.member'], 'c.cjs': ['run/export='] },
    imports: ['b.ts >> a.ts: *', 'b.ts >> z.ts: y/why', 'a.ts >> b.ts: *', 'd.cjs >> c.cjs: */export='],
  });
  expect([...graph.givenBy('a.ts')].toSorted()).toEqual(['default', 'why', 'x']);
  expect([...graph.givenBy('b.ts')].toSorted()).toEqual(['why', 'x']);
  expect([...graph.givenBy('d.cjs')]).toEqual(['export=']);
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
