import { describe, expect, test } from 'vitest';
import { createImportResolver } from '../../../src/codebase/index/imports/import-resolver.ts';

type Ask = (from: string, specifier: string, ...names: readonly string[]) => readonly string[];

/** Answers with a line for each edge: state, path and names. The listing is all that is asked. */
async function edgesOf(paths: readonly string[]): Promise<Ask> {
  const resolver = await createImportResolver({ root: '.', paths, readText: () => Promise.resolve(null) });
  return (from, specifier, ...names) =>
    resolver
      .edges(from, { line: 1, specifier, names, given: [] })
      .map(({ names, resolved }) => [resolved.state, resolved.path ?? '-', ...names].join(' '));
}

describe('relative imports', () => {
  test('lead to the module, to a module of the package, or to the package itself', async () => {
    const edges = await edgesOf(['pkg/__init__.py', 'pkg/a.py', 'pkg/sub/__init__.py', 'pkg/sub/b.py']);
    expect(edges('pkg/a.py', '.sub.b', 'f')).toEqual(['resolved pkg/sub/b.py f']);
    expect(edges('pkg/sub/b.py', '..a', 'f')).toEqual(['resolved pkg/a.py f']);
    expect(edges('pkg/sub/b.py', '..', 'a')).toEqual(['resolved pkg/a.py *']);
    expect(edges('pkg/a.py', '.', 'name')).toEqual(['resolved pkg/__init__.py name']);
  });

  test('lead to several files when some of the names are modules', async () => {
    const edges = await edgesOf(['pkg/__init__.py', 'pkg/a.py', 'pkg/b/__init__.py', 'main.py']);
    const expected = [
      'resolved pkg/__init__.py VERSION',
      'resolved pkg/a.py *',
      'resolved pkg/b/__init__.py *',
    ];
    expect(edges('pkg/a.py', '.', 'VERSION', 'a', 'b')).toEqual(expected);
    expect(edges('main.py', 'pkg', 'VERSION', 'a', 'b')).toEqual(expected);
  });

  test('give on the whole of a module, and names of the package as they are', async () => {
    const paths = ['pkg/__init__.py', 'pkg/a.py', 'pkg/b.py'];
    const resolver = await createImportResolver({ root: '.', paths, readText: () => Promise.resolve(null) });
    const given = [
      { name: 'a', as: 'first' },
      { name: 'SIZE', as: 'SIZE' },
    ];
    const edges = resolver.edges('pkg/b.py', { line: 1, specifier: '.', names: ['a', 'SIZE'], given });
    expect(edges.map(({ given, resolved }) => [resolved.path, given])).toEqual([
      ['pkg/__init__.py', [{ name: 'SIZE', as: 'SIZE' }]],
      ['pkg/a.py', [{ name: '*', as: 'first' }]],
    ]);
  });

  test('work in folders without __init__.py', async () => {
    const edges = await edgesOf(['tools/a.py', 'tools/b.py']);
    expect(edges('tools/a.py', '.b', 'f')).toEqual(['resolved tools/b.py f']);
    expect(edges('tools/a.py', '.', 'b', 'x')).toEqual(['unresolved - x', 'resolved tools/b.py *']);
  });

  test('are unresolved where no file is', async () => {
    const edges = await edgesOf(['pkg/__init__.py', 'pkg/a.py']);
    expect(edges('pkg/a.py', '._version', 'v')).toEqual(['unresolved - v']);
    expect(edges('pkg/a.py', '....x', 'v')).toEqual(['unresolved - v']);
  });
});

describe('absolute imports', () => {
  test('find packages below src and stubs', async () => {
    const edges = await edgesOf([
      'src/pkg/__init__.py',
      'src/pkg/a.py',
      'src/pkg/fast.pyi',
      'tests/test_a.py',
    ]);
    expect(edges('tests/test_a.py', 'pkg.a', '*')).toEqual(['resolved src/pkg/a.py *']);
    expect(edges('tests/test_a.py', 'pkg', 'fast', 'Client')).toEqual([
      'resolved src/pkg/__init__.py Client',
      'resolved src/pkg/fast.pyi *',
    ]);
    expect(edges('tests/test_a.py', 'pkg._version', 'v')).toEqual(['unresolved - v']);
  });

  test('find namespace packages from any folder above', async () => {
    const edges = await edgesOf([
      'google/cloud/storage/__init__.py',
      'google/cloud/storage/blob.py',
      'google/cloud/storage/a.py',
    ]);
    expect(edges('google/cloud/storage/a.py', 'google.cloud.storage.blob', 'Blob')).toEqual([
      'resolved google/cloud/storage/blob.py Blob',
    ]);
    expect(edges('google/cloud/storage/a.py', 'google.cloud', 'storage')).toEqual([
      'resolved google/cloud/storage/__init__.py *',
    ]);
  });

  test('of the standard library win over modules of a package, not over a package that holds what is asked for', async () => {
    const edges = await edgesOf([
      'pkg/__init__.py',
      'pkg/json.py',
      'pkg/a.py',
      'test/__init__.py',
      'test/helpers.py',
    ]);
    expect(edges('pkg/a.py', 'json', '*')).toEqual(['builtin - *']);
    expect(edges('pkg/a.py', 'os.path', 'join')).toEqual(['builtin - join']);
    expect(edges('pkg/a.py', 'test.helpers', 'f')).toEqual(['resolved test/helpers.py f']);
  });

  test('are external where no top package has the name', async () => {
    const edges = await edgesOf(['pkg/__init__.py', 'pkg/beside.py', 'redis/redis.conf']);
    expect(edges('pkg/__init__.py', 'redis', 'Redis')).toEqual(['external - Redis']);
    expect(edges('pkg/__init__.py', 'beside', 'x')).toEqual(['external - x']);
  });

  test('are guessed, nearest first, where several folders hold such a package', async () => {
    const edges = await edgesOf(['one/pkg/__init__.py', 'two/pkg/__init__.py', 'two/app/main.py']);
    expect(edges('two/app/main.py', 'pkg', 'x')).toEqual(['resolved two/pkg/__init__.py x']);
    expect(edges('three/app/main.py', 'pkg', 'x')).toEqual(['guessed one/pkg/__init__.py x']);
  });
});
