import { posix } from 'node:path';
import { isTestFile } from '../../codebase/test-files.ts';
import type { SourceTree } from '../../domain/ports.ts';
import type { FolderSuite } from './script-suite.ts';

/** A module of Go, by its go.mod. */
export async function goSuiteIn(folder: string, tree: SourceTree): Promise<FolderSuite> {
  if ((await tree.read(posix.join(folder, 'go.mod'))) === null) return { kind: 'no-project' };
  return { kind: 'suite', suite: { runner: 'go', folder, args: [] } };
}

/** A package of Rust, by its Cargo.toml. */
export async function rustSuiteIn(folder: string, tree: SourceTree): Promise<FolderSuite> {
  if ((await tree.read(posix.join(folder, 'Cargo.toml'))) === null) return { kind: 'no-project' };
  return { kind: 'suite', suite: { runner: 'cargo', folder, args: [] } };
}

const RUST_TEST = /#\[(?:[\w:]+::)?test\b/;

/** Whether one of these files of Rust has tests in it: they mostly stand beside the code, so that no name tells. */
export async function hasRustTests(paths: readonly string[], tree: SourceTree): Promise<boolean> {
  for (const path of paths.toSorted((a, b) => Number(isTestFile(b)) - Number(isTestFile(a)))) {
    const bytes = await tree.read(path);
    if (bytes !== null && RUST_TEST.test(new TextDecoder().decode(bytes))) return true;
  }
  return false;
}
