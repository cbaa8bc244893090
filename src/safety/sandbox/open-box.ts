import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, systemCodeOf, OuroborosError } from '../../domain/errors.ts';
import type { Box, BoxRequest, NoBox } from './box.ts';
import { testLimits } from './box-limits.ts';
import { accountFiles, accountText, bubblewrapArguments, type ProfileSetting } from './bubblewrap-profile.ts';
import { runWatched } from './run-watched.ts';
import { seatbeltBox } from './seatbelt-box.ts';
import { inTemporaryFolder, makeTemporaryFolder, removeFolder } from './temporary-folders.ts';

/** How a box is looked for; the program's name, the platform and whose process it is differ in tests only. */
export type BoxOptions = {
  readonly program?: string;
  readonly isCallerRoot?: boolean;
  readonly platform?: NodeJS.Platform;
  /** The PATH that bubblewrap is looked for in. */
  readonly searchPath?: string | undefined;
};

/**
 * Finds out whether programs can be run in a box here, by running one with the very flags. On Linux only the system's
 * bubblewrap is taken: some systems let no other copy of it make namespaces. On macOS it is the system's sandbox-exec.
 */
export async function openBox(signal: AbortSignal, options: BoxOptions = {}): Promise<Box | NoBox> {
  const { platform = process.platform, isCallerRoot = process.getuid?.() === 0 } = options;
  if (platform === 'linux') return bubblewrap(signal, { ...options, isCallerRoot });
  if (platform !== 'darwin') return none(`there is no box for ${platform}`, ELSEWHERE);
  if (isCallerRoot) return none('there is no box for root on macOS', 'Run it as an ordinary user.');
  return probed(seatbeltBox(options.program ?? '/usr/bin/sandbox-exec'), SEATBELT, signal);
}

const ELSEWHERE = 'Run it on Linux, or in a container.';

function none(reason: string, hint: string): NoBox {
  return { kind: 'none', reason, hint };
}

async function bubblewrap(
  signal: AbortSignal,
  {
    program = 'bwrap',
    searchPath = process.env['PATH'],
    isCallerRoot,
  }: BoxOptions & { readonly isCallerRoot: boolean },
): Promise<Box | NoBox> {
  const box: Box = {
    kind: 'box',
    name: 'bubblewrap',
    showsMounts: true,
    isCallerRoot,
    owner: isCallerRoot ? unusedUser() : null,
    run: async (request, runSignal) =>
      runInBox(request, { program, searchPath, owner: box.owner, signal: runSignal }),
  };
  return probed(box, BUBBLEWRAP, signal);
}

/** Of the range that systems give to services for a while; one of its own for each run, so that no two count together. */
function unusedUser(): number {
  const [first, count] = [61_184, 4336];
  return first + (process.pid % count);
}

/** What people are told of a program that makes boxes. */
type BoxProgram = { readonly name: string; readonly install: string; readonly allow: string };

const BUBBLEWRAP: BoxProgram = {
  name: 'bubblewrap',
  install: 'Install it: apt install bubblewrap, dnf install bubblewrap, or pacman -S bubblewrap.',
  allow: 'The system has to allow user namespaces; in a container, start it with --privileged.',
};
const SEATBELT: BoxProgram = { name: 'sandbox-exec', install: ELSEWHERE, allow: ELSEWHERE };

/** What a start that failed is told by where the reason could not be handed over. */
const NOT_FOUND = 127;
const PROBE_MS = 10_000;

/** The box itself, if a program runs in it. */
async function probed(
  box: Box,
  { name, install, allow }: BoxProgram,
  signal: AbortSignal,
): Promise<Box | NoBox> {
  const missing = none(`${name} is not installed`, install);
  const nothing = { mounts: [], environment: {}, programFolders: [], limits: testLimits(PROBE_MS) };
  try {
    const { exitCode, output } = await box.run({ command: ['true'], folder: '/', ...nothing }, signal);
    if (exitCode === 0) return box;
    if (exitCode === NOT_FOUND) return missing;
    const said = output.trim().split('\n').at(-1) || 'it gave no reason';
    return none(`${name} cannot make a box here: ${said}`, allow);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof OuroborosError && error.code === 'environment')
      return { ...none(error.message.replace(/\.$/, ''), error.hint ?? ''), isHindered: true };
    if (systemCodeOf(error) === 'ENOENT') return missing;
    return none(`${name} does not run: ${messageOf(error)}`, install);
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
    inTemporaryFolder(() => {
      for (const name of accountFiles) writeFileSync(join(accounts, name), accountText(name, user));
    });
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
