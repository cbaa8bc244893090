import { dirname, join } from 'node:path';
import type { BoxMount } from '../sandbox/box.ts';
import { mountInPlace } from '../sandbox/bubblewrap-profile.ts';
import type { Toolchain } from '../sandbox/toolchains.ts';
import { cargoHome } from './compiled-command.ts';
import type { TestBench } from './test-bench.ts';
import type { Suite } from './suite.ts';

/** Where the box shows the folder for reports, and for what is compiled. */
export const REPORT_FOLDER = '/report';

/** A suite with the folders that its run may write to. */
type SuitePlace = Pick<TestBench, 'root' | 'dependencies' | 'python' | 'toolchains'> & {
  readonly suite: Suite;
  readonly copy: string;
  readonly out: string;
};

/** The interpreters first: a virtual environment lies in the tree, and the tree may lie next to an interpreter. */
export function mountsOf(place: SuitePlace): readonly BoxMount[] {
  const { root, copy, out, python, dependencies } = place;
  const isOutside = ({ at }: BoxMount): boolean => !`${root}/`.startsWith(`${at}/`);
  const node = mountInPlace(process.execPath);
  const above = dependencies.mounts.filter(({ at }) => !at.startsWith(`${root}/`));
  const inside = dependencies.mounts.filter(({ at }) => at.startsWith(`${root}/`));
  return [
    ...[...(python?.mounts ?? []), ...(toolchainOf(place)?.mounts ?? []), ...above].filter(isOutside),
    { from: copy, at: root, writable: true },
    ...inside,
    ...(node.at.startsWith('/usr/') ? [] : [node]),
    { from: out, at: REPORT_FOLDER, writable: true },
    ...cratesOf(place),
  ];
}

/** Downloaded crates lie below what cargo writes its lock to. */
function cratesOf({ suite, toolchains }: SuitePlace): readonly BoxMount[] {
  const packages = suite.runner === 'cargo' ? (toolchains.cargo?.packages ?? null) : null;
  if (packages === null) return [];
  return [{ from: packages, at: join(cargoHome(REPORT_FOLDER), 'registry'), writable: false }];
}

function toolchainOf({ suite, toolchains }: SuitePlace): Toolchain | null {
  return suite.runner === 'go' || suite.runner === 'cargo' ? toolchains[suite.runner] : null;
}

/** The folders that PATH begins with: programs of the packages, then those of the interpreters. */
export function programFolders(place: SuitePlace): readonly string[] {
  const { suite, root, python } = place;
  const packages = [join(root, suite.folder), root].map((folder) => join(folder, 'node_modules', '.bin'));
  const programs = toolchainOf(place)?.programs;
  return [
    ...new Set([
      ...packages,
      dirname(process.execPath),
      ...(python === null ? [] : [dirname(python.command)]),
      ...(programs === undefined ? [] : [programs]),
    ]),
  ];
}
