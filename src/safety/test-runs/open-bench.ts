import type { TestsConfig } from '../../domain/config.ts';
import type { NoBox } from '../sandbox/box.ts';
import type { CopiedPaths } from '../sandbox/copied-paths.ts';
import { findDependencies, placeOnDisk, type Dependencies } from '../sandbox/dependencies.ts';
import { openBox } from '../sandbox/open-box.ts';
import { findPython } from '../sandbox/python-home.ts';
import { withoutBox } from '../sandbox/without-box.ts';
import { findCargo, findGo } from '../sandbox/toolchains.ts';
import { sweepTemporaryFolders } from '../sandbox/temporary-folders.ts';
import { installMissing, type Install } from './missing-packages.ts';
import type { TestBench } from './test-bench.ts';
import type { Suite } from './suite.ts';

/** In a box such a folder would stand in the place of the system's own. */
const SYSTEM_FOLDER = /^\/(?:|(?:etc|proc|sys|dev|boot|run)(?:\/.*)?|usr|bin|sbin|lib\w*|home|tmp|var|root)$/;
/** A command of the project's own may start it too. */
const USES_PYTHON = ['pytest', 'unittest', 'command'] as const;
const NO_BOX_FOR_IT = 'Its tests are not run.';

export type BenchRequest = {
  readonly root: string;
  readonly suites: readonly Suite[];
  readonly config: TestsConfig;
  readonly listPaths: () => Promise<CopiedPaths>;
  readonly install: Install;
};

/** Finds what the suites of a work tree need to be run: a box, the project's dependencies, an interpreter. */
export async function openTestBench(
  { root, suites, config, listPaths, install }: BenchRequest,
  signal: AbortSignal,
): Promise<{ readonly kind: 'bench'; readonly bench: TestBench } | NoBox> {
  if (SYSTEM_FOLDER.test(root))
    return { kind: 'none', reason: `${root} is a folder of the system`, hint: NO_BOX_FOR_IT };
  const found = await openBox(signal);
  if (found.kind === 'none' && !config.allowUnsandboxed) return found;
  await sweepTemporaryFolders();
  const { paths, leftOut } = await listPaths();
  const box = found.kind === 'none' ? withoutBox(process.env) : found;
  const present = findDependencies(root, paths);
  const place = { root, paths, box, environment: process.env, install };
  const complete = config.installsMissing
    ? await installMissing(suites, present, place)
    : { dependencies: present, installs: [] };
  if ('reason' in complete) return complete;
  const { dependencies, installs } = complete;
  const runners = new Set(suites.map(({ runner }) => runner));
  const needsPython = USES_PYTHON.some((runner) => runners.has(runner));
  return {
    kind: 'bench',
    bench: {
      root,
      paths,
      dependencies,
      python: needsPython ? await findPython(environmentsOf(dependencies), signal) : null,
      toolchains: {
        go: runners.has('go') ? await findGo(signal) : null,
        cargo: runners.has('cargo') ? await findCargo(signal) : null,
      },
      box,
      installs,
      leftOut,
      wallMs: config.timeoutMs,
    },
  };
}

function environmentsOf({ environments, mounts }: Dependencies): Parameters<typeof findPython>[0] {
  return environments.map((at) => ({ at, from: placeOnDisk(at, mounts) }));
}
