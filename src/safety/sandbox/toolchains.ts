import { execFile } from 'node:child_process';
import { existsSync, globSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { BoxMount } from './box.ts';
import { mountInPlace } from './bubblewrap-profile.ts';

/** A compiler of this machine with what the box has to show for it to work without a network. */
export type Toolchain = {
  /** The folder of its programs. */
  readonly programs: string;
  readonly mounts: readonly BoxMount[];
  /** The packages that were downloaded before, or null. */
  readonly packages: string | null;
  /** A program beside it that counts the lines that tests run, where it needs one; null where there is none. */
  readonly lineCounter: string | null;
};

/** Those that tests need; null for what is not installed. */
export type Toolchains = { readonly go: Toolchain | null; readonly cargo: Toolchain | null };

const run = promisify(execFile);
const ASK_MS = 10_000;
const goAnswer = z.object({ GOROOT: z.string(), GOMODCACHE: z.string() });

/** Asks `go` where it is. It is started outside of the project, whose go.mod could choose another. */
export async function findGo(signal: AbortSignal): Promise<Toolchain | null> {
  const answer = await ask('go', ['env', '-json', 'GOROOT', 'GOMODCACHE'], signal);
  if (answer === null) return null;
  const { GOROOT, GOMODCACHE } = goAnswer.parse(JSON.parse(answer));
  const packages = existsSync(GOMODCACHE) ? GOMODCACHE : null;
  return {
    programs: join(GOROOT, 'bin'),
    mounts: [...mountOutsideSystem(GOROOT), ...(packages === null ? [] : [mountInPlace(packages)])],
    packages,
    lineCounter: null,
  };
}

/** The compiler itself: what rustup puts into PATH chooses one by the project, and reads the home for that. */
export async function findCargo(signal: AbortSignal): Promise<Toolchain | null> {
  const answer = await ask('rustc', ['--print', 'sysroot'], signal);
  if (answer === null) return null;
  const root = answer.trim();
  if (!existsSync(join(root, 'bin', 'cargo'))) return null;
  const home = process.env['CARGO_HOME'] ?? join(homedir(), '.cargo');
  const packages = join(home, 'registry');
  const lineCounter = findLlvmCov(home, root);
  return {
    programs: join(root, 'bin'),
    mounts: [...mountOutsideSystem(root), ...(lineCounter === null ? [] : mountOutsideSystem(lineCounter))],
    packages: existsSync(packages) ? packages : null,
    lineCounter,
  };
}

/** It needs the tools of LLVM, a component of the toolchain. */
function findLlvmCov(home: string, root: string): string | null {
  const program = join(home, 'bin', 'cargo-llvm-cov');
  const tools = globSync(join(root, 'lib', 'rustlib', '*', 'bin', 'llvm-profdata'));
  return existsSync(program) && tools.length > 0 ? realpathSync(program) : null;
}

async function ask(program: string, args: readonly string[], signal: AbortSignal): Promise<string | null> {
  try {
    const { stdout } = await run(program, args, { cwd: '/', signal, timeout: ASK_MS });
    return stdout;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

function mountOutsideSystem(folder: string): readonly BoxMount[] {
  return folder.startsWith('/usr/') ? [] : [mountInPlace(folder)];
}
