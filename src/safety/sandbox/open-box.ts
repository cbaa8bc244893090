import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, systemCodeOf } from '../../domain/errors.ts';
import type { Box, BoxRequest, NoBox } from './box.ts';
import { testLimits } from './box-limits.ts';
import { accountFiles, accountText, bubblewrapArguments, type ProfileSetting } from './bubblewrap-profile.ts';
import { runWatched } from './run-watched.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folders.ts';

/** How a box is looked for; the program's name and the platform differ in tests only. */
export type BoxOptions = {
  readonly program?: string;
  readonly platform?: NodeJS.Platform;
  /** The PATH that bubblewrap is looked for in. */
  readonly searchPath?: string | undefined;
};

/**
 * Finds out whether programs can be run in a box here, by running one with the very flags. Only the system's bubblewrap
 * is taken: some systems let no other copy of it make namespaces.
 */
export async function openBox(signal: AbortSignal, options: BoxOptions = {}): Promise<Box | NoBox> {
  const { program = 'bwrap', platform = process.platform, searchPath = process.env['PATH'] } = options;
  if (platform !== 'linux') {
    return {
      kind: 'none',
      reason: `there is no box for ${platform}`,
      hint: 'Run it on Linux, or in a container.',
    };
  }
  const isCallerRoot = process.getuid?.() === 0;
  const box: Box = {
    kind: 'box',
    name: 'bubblewrap',
    showsMounts: true,
    isCallerRoot,
    owner: isCallerRoot ? unusedUser() : null,
    run: async (request, runSignal) =>
      runInBox(request, { program, searchPath, owner: box.owner, signal: runSignal }),
  };
  const problem = await probe(box, signal);
  return problem === null ? box : { kind: 'none', ...problem };
}

/** Of the range that systems give to services for a while; one of its own for each run, so that no two count together. */
function unusedUser(): number {
  const [first, count] = [61_184, 4336];
  return first + (process.pid % count);
}

const INSTALL = 'Install it: apt install bubblewrap, dnf install bubblewrap, or pacman -S bubblewrap.';
const MISSING = { reason: 'bubblewrap is not installed', hint: INSTALL };
/** What a start that failed is told by where the reason could not be handed over. */
const NOT_FOUND = 127;
const ALLOW = 'The system has to allow user namespaces; in a container, start it with --privileged.';
const PROBE_MS = 10_000;

async function probe(box: Box, signal: AbortSignal): Promise<Pick<NoBox, 'reason' | 'hint'> | null> {
  const nothing = { mounts: [], environment: {}, programFolders: [], limits: testLimits(PROBE_MS) };
  try {
    const { exitCode, output } = await box.run({ command: ['true'], folder: '/', ...nothing }, signal);
    if (exitCode === 0) return null;
    if (exitCode === NOT_FOUND) return MISSING;
    const said = output.trim().split('\n').at(-1) || 'it gave no reason';
    return { reason: `bubblewrap cannot make a box here: ${said}`, hint: ALLOW };
  } catch (error) {
    signal.throwIfAborted();
    if (systemCodeOf(error) === 'ENOENT') return MISSING;
    return { reason: `bubblewrap does not run: ${messageOf(error)}`, hint: INSTALL };
  }
}

async function runInBox(
  request: BoxRequest,
  {
    program,
    searchPath = '/usr/bin:/bin',
    owner,
    signal,
  }: Pick<ProfileSetting, 'owner'> &
    Pick<BoxOptions, 'searchPath'> & { readonly program: string; readonly signal: AbortSignal },
): ReturnType<Box['run']> {
  const accounts = makeTemporaryFolder();
  try {
    const user = owner ?? process.getuid?.() ?? 0;
    for (const name of accountFiles) writeFileSync(join(accounts, name), accountText(name, user));
    return await runWatched(
      {
        command: [program, ...bubblewrapArguments(request, { owner, accounts })],
        folder: '/',
        environment: { PATH: searchPath },
        writable: request.mounts.flatMap(({ from, writable }) => (writable ? [from] : [])),
        limits: request.limits,
        tellsInit: true,
      },
      signal,
    );
  } finally {
    await removeFolder(accounts);
  }
}
