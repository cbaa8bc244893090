import { expect, test } from 'vitest';
import { createImportResolver } from '../../../src/codebase/index/imports/import-resolver.ts';

type Ask = (from: string, specifier: string) => string;

/** Answers as `state path path…`. Files are given with their texts; only manifests are read. */
async function askerOf(files: Readonly<Record<string, string>>): Promise<Ask> {
  const resolver = await createImportResolver({
    root: '.',
    paths: Object.keys(files),
    readText: (path) => Promise.resolve(files[path] ?? null),
  });
  return (from, specifier) => {
    const edges = resolver.edges(from, { line: 1, specifier, names: [], given: [] });
    return [edges[0]?.resolved.state, ...edges.flatMap(({ resolved }) => resolved.path ?? [])].join(' ');
  };
}

test('Go packages are the files of a folder below the module path', async () => {
  const ask = await askerOf({
    'go.mod': 'module example.org/shop // v2\n\ngo 1.24\n',
    'store/a.go': '',
    'store/b.go': '',
    'store/a_test.go': '',
  });
  expect(ask('main.go', 'example.org/shop/store')).toBe('guessed store/a.go store/b.go');
  expect(ask('main.go', 'example.org/shop/gone')).toBe('unresolved');
  expect(ask('main.go', 'example.org/other')).toBe('external');
  expect(ask('main.go', 'net/http')).toBe('builtin');
});

test('Rust paths lead to the module that holds their last parts', async () => {
  const ask = await askerOf({
    'core/Cargo.toml': '[package]\nname = "shop-core"\n',
    'core/src/lib.rs': '',
    'core/src/store/mod.rs': '',
    'core/src/store/disk.rs': '',
    'core/src/money.rs': '',
    'cli/src/main.rs': '',
  });
  expect(ask('core/src/money.rs', 'crate::store::disk::Disk')).toBe('resolved core/src/store/disk.rs');
  expect(ask('core/src/store/disk.rs', 'crate::money::Money')).toBe('resolved core/src/money.rs');
  expect(ask('core/src/store/disk.rs', 'super::Store')).toBe('guessed core/src/store/mod.rs');
  expect(ask('core/src/store/disk.rs', 'super::super::money')).toBe('guessed core/src/money.rs');
  expect(ask('core/src/lib.rs', 'store')).toBe('guessed core/src/store/mod.rs');
  expect(ask('cli/src/main.rs', 'shop_core::money::Money')).toBe('guessed core/src/money.rs');
  expect(ask('cli/src/main.rs', 'serde::Serialize')).toBe('external');
  expect(ask('cli/src/main.rs', 'std::fs')).toBe('builtin');
});

test('Java imports lead to the class, from its members as well, or to all of a package', async () => {
  const ask = await askerOf({
    'src/main/java/org/shop/Cart.java': '',
    'src/main/java/org/shop/Item.java': '',
  });
  expect(ask('A.java', 'org.shop.Cart')).toBe('resolved src/main/java/org/shop/Cart.java');
  expect(ask('A.java', 'org.shop.Cart.MAX')).toBe('resolved src/main/java/org/shop/Cart.java');
  expect(ask('A.java', 'org.shop.*')).toBe(
    'guessed src/main/java/org/shop/Cart.java src/main/java/org/shop/Item.java',
  );
  expect(ask('A.java', 'java.util.List')).toBe('builtin');
  expect(ask('A.java', 'org.junit.Test')).toBe('external');
});

test('includes lead to the file beside, then below an include folder, then to the one that ends so', async () => {
  const ask = await askerOf({
    'src/a.c': '',
    'src/a.h': '',
    'include/shop/cart.h': '',
    'deep/down/util/list.h': '',
  });
  expect(ask('src/a.c', 'a.h')).toBe('resolved src/a.h');
  expect(ask('src/a.c', '<shop/cart.h>')).toBe('guessed include/shop/cart.h');
  expect(ask('src/a.c', 'util/list.h')).toBe('guessed deep/down/util/list.h');
  expect(ask('src/a.c', '<stdio.h>')).toBe('builtin');
  expect(ask('src/a.cpp', '<vector>')).toBe('builtin');
  expect(ask('src/a.c', 'zlib.h')).toBe('external');
  expect(ask('src/a.c', '../gone.h')).toBe('unresolved');
});

test('C# namespaces lead to the files of a folder that is named so', async () => {
  const ask = await askerOf({ 'src/Shop.Core/Models/Cart.cs': '', 'src/Shop.Core/Models/Item.cs': '' });
  expect(ask('src/A.cs', 'Shop.Core.Models')).toBe(
    'guessed src/Shop.Core/Models/Cart.cs src/Shop.Core/Models/Item.cs',
  );
  expect(ask('src/A.cs', 'System.Linq')).toBe('builtin');
  expect(ask('src/A.cs', 'Newtonsoft.Json')).toBe('external');
});

test('Ruby files are required relative to the file or below lib', async () => {
  const ask = await askerOf({ 'lib/shop/cart.rb': '', 'lib/shop/item.rb': '' });
  expect(ask('lib/shop/cart.rb', './item')).toBe('resolved lib/shop/item.rb');
  expect(ask('spec/cart_spec.rb', 'shop/cart')).toBe('guessed lib/shop/cart.rb');
  expect(ask('lib/shop/cart.rb', 'json')).toBe('external');
});

test('PHP names follow the prefixes of composer.json, then the end of the path', async () => {
  const ask = await askerOf({
    'composer.json': '{ "autoload": { "psr-4": { "App\\\\": "src/" } } }',
    'src/Models/User.php': '',
    'legacy/Tools/Text.php': '',
  });
  expect(ask('src/A.php', 'App\\Models\\User')).toBe('resolved src/Models/User.php');
  expect(ask('src/A.php', 'Old\\Tools\\Text')).toBe('guessed legacy/Tools/Text.php');
  expect(ask('src/A.php', 'Monolog\\Logger')).toBe('external');
});
