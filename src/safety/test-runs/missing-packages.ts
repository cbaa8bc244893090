import { dirname, join } from 'node:path';
import type { EventOf } from '../../domain/event.ts';
import type { SourceTree } from '../../domain/ports.ts';
import type { NoBox } from '../sandbox/box.ts';
import type { Dependencies } from '../sandbox/dependencies.ts';
import type { Installed, InstallRequest } from '../sandbox/install/install-packages.ts';
import { readManifest } from './manifest.ts';
import type { TestBench } from './test-bench.ts';
import type { Suite } from './suite.ts';

/** Installs packages; the same place is asked for once for each attempt, and answered from the first time. */
export type Install = (request: InstallRequest) => Promise<Installed | NoBox>;

type Complete = {
  readonly kind: 'complete';
  readonly dependencies: Dependencies;
  readonly installs: NonNullable<EventOf<'tests.ran'>['installs']>;
};

/** Installs what suites miss, one lock file after the other; `place` is what all of them have in common. */
export async function installMissing(
  suites: readonly Suite[],
  found: Dependencies,
  { install, ...place }: Omit<InstallRequest, 'folder' | 'family'> & { readonly install: Install },
): Promise<Complete | NoBox> {
  let dependencies = found;
  const installs: Complete['installs'] = [];
  for (const suite of suites) {
    if (!misses(suite, dependencies, place.root)) continue;
    const family = PYTHON.includes(suite.runner) ? 'python' : 'script';
    const installed = await install({ ...place, folder: suite.folder, family });
    if (installed.kind === 'none') return installed;
    const { program, lock, durationMs } = installed;
    dependencies = joined(dependencies, installed.dependencies);
    installs.push({ program, lock, durationMs });
  }
  return { kind: 'complete', dependencies, installs };
}

const PYTHON: readonly string[] = ['pytest', 'unittest'];

/** Whether nothing is installed for a suite. Go and Rust have what they need from the machine. */
function misses({ runner, folder }: Suite, { mounts, environments }: Dependencies, root: string): boolean {
  if (runner === 'go' || runner === 'cargo') return false;
  if (PYTHON.includes(runner)) return environments.length === 0;
  const start = join(root, folder);
  const shown = new Set(mounts.map(({ at }) => at));
  return !foldersFrom(start).some((path) => shown.has(join(path, 'node_modules')));
}

/** A run of tests that showed nothing, and what it said. */
type FailedRun = { readonly suite: Suite; readonly said: string; readonly tree: SourceTree };

/** Whether tests that show nothing do so for want of packages: none are installed, though the project names some. */
export async function lacksPackages(
  { suite, said, tree }: FailedRun,
  { dependencies, root }: Pick<TestBench, 'dependencies' | 'root'>,
): Promise<boolean> {
  if (!misses(suite, dependencies, root)) return false;
  if (PYTHON.includes(suite.runner)) return NO_MODULE.test(said);
  const manifest = await readManifest(suite.folder, tree);
  return manifest !== null && manifest !== 'broken' && manifest.packages.length > 0;
}

const NO_MODULE = /No module named/;

function foldersFrom(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [path] : [path, ...foldersFrom(above)];
}

function joined(one: Dependencies, other: Dependencies): Dependencies {
  return {
    mounts: [...one.mounts, ...other.mounts],
    caches: [...one.caches, ...other.caches],
    environments: [...one.environments, ...other.environments],
    isDependency: (path) => one.isDependency(path) || other.isDependency(path),
  };
}
