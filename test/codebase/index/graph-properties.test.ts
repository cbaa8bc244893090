import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blastRadius } from '../../../src/codebase/index/graph/blast-radius.ts';
import { cyclesOf } from '../../../src/codebase/index/graph/cycles.ts';
import {
  createImportGraph,
  importersOf,
  importsOf,
  type ImportGraph,
} from '../../../src/codebase/index/graph/import-graph.ts';

const FILES = ['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.test.ts', 'index.ts'];
const NAMES = ['x', 'y', 'z'];

const file = fc.constantFrom(...FILES);
const exportName = fc.constantFrom(...NAMES, 'default', 'export=');
const edge = fc
  .record({
    from: file,
    to: file,
    names: fc.uniqueArray(fc.constantFrom(...NAMES, '*', 'default'), { maxLength: 3 }),
    as: fc.array(fc.oneof(exportName, fc.constant('*')), { maxLength: 3 }),
    state: fc.constant('resolved' as const),
  })
  .map(({ names, as, ...rest }) => {
    const given = names.flatMap((name, index) => {
      const other = as[index];
      if (other === undefined) return [];
      return [{ name, as: other === '*' && name !== '*' ? name : other }];
    });
    return { ...rest, names, given };
  });
const symbol = fc
  .record({
    name: fc.constantFrom(...NAMES),
    isExported: fc.boolean(),
    isMember: fc.boolean(),
    exportedAs: fc.array(exportName, { maxLength: 2 }),
  })
  .map(({ isMember, ...rest }) => ({ ...rest, qualifiedName: isMember ? `K.${rest.name}` : rest.name }));
const graphs: fc.Arbitrary<ImportGraph> = fc
  .record({
    imports: fc.array(edge, { maxLength: 14 }),
    symbols: fc.array(fc.tuple(file, fc.array(symbol, { maxLength: 3 })), { maxLength: 6 }),
    mentioned: fc.uniqueArray(
      fc.tuple(file, fc.constantFrom(...NAMES)).map(([path, name]) => `${path} ${name}`),
    ),
  })
  .map(({ imports, symbols, mentioned }) =>
    createImportGraph({
      files: FILES,
      imports,
      symbols: new Map(symbols),
      mentions: (path, name) => mentioned.includes(`${path} ${name}`),
    }),
  );
const changed = fc.uniqueArray(fc.constantFrom(...NAMES, 'K.x', '*'), { minLength: 1, maxLength: 3 });

test('importers are the inverse of imports', () => {
  fc.assert(
    fc.property(graphs, file, file, (graph, from, to) => {
      expect(importersOf(graph, to).includes(from)).toBe(importsOf(graph, from).includes(to));
    }),
  );
});

test('two files stand in one cycle exactly when each is reached from the other', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const cycles = cyclesOf(graph);
      for (const one of FILES) {
        for (const other of FILES.filter((path) => path !== one)) {
          const isTogether = cycles.some((cycle) => cycle.includes(one) && cycle.includes(other));
          expect(isTogether).toBe(reaches(graph, one, other) && reaches(graph, other, one));
        }
      }
    }),
  );
});

test('more changed symbols touch no file less, nor later', () => {
  fc.assert(
    fc.property(graphs, file, changed, changed, (graph, path, some, more) => {
      const all = new Map(
        blastRadius(graph, { path, symbols: [...new Set([...some, ...more])] }).map((one) => [
          one.path,
          one.depth,
        ]),
      );
      for (const { path: touched, depth } of blastRadius(graph, { path, symbols: some })) {
        expect(all.get(touched) ?? Infinity).toBeLessThanOrEqual(depth);
      }
    }),
    { numRuns: 500 },
  );
});

test('the blast radius lies within the files that reach the changed one, and weighs by depth', () => {
  fc.assert(
    fc.property(graphs, file, changed, (graph, path, symbols) => {
      const touched = blastRadius(graph, { path, symbols });
      expect(touched.map((one) => one.path)).not.toContain(path);
      expect(new Set(touched.map((one) => one.path)).size).toBe(touched.length);
      for (const one of touched) {
        expect(reaches(graph, one.path, path)).toBe(true);
        expect(one.weight).toBe(1 / 2 ** (one.depth - 1));
      }
    }),
  );
});

test('every direct importer is touched when a whole file changes', () => {
  fc.assert(
    fc.property(graphs, file, (graph, path) => {
      const nearest = blastRadius(graph, { path, symbols: ['*'] }).filter(({ depth }) => depth === 1);
      expect(nearest.map((one) => one.path)).toEqual(expect.arrayContaining([...importersOf(graph, path)]));
    }),
  );
});

function reaches(graph: ImportGraph, from: string, to: string): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const target of importsOf(graph, path)) {
      if (target === to) return true;
      if (!seen.has(target)) waiting.push(target);
      seen.add(target);
    }
  }
  return false;
}
