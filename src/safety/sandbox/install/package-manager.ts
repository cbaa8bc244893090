import type { InstallProgram } from '../../../domain/test-events.ts';
import type { BoxMount } from '../box.ts';

/** A lock file of the work tree; the folder and the path from its root. */
export type LockFile = { readonly folder: string; readonly path: string; readonly text: string };

/** The text of a file of the work tree by its path from the root; null where there is none. */
export type ReadText = (path: string) => string | null;

/** A package manager of this machine: how it is started, and what the box has to show for that. */
export type Tool = { readonly command: readonly string[]; readonly mounts: readonly BoxMount[] };

export type Environment = Readonly<Record<string, string | undefined>>;

/** What installs from a lock file, and how it is held to that: nothing of the project runs, and nothing is chosen anew. */
export type PackageManager = {
  readonly name: InstallProgram;
  /** Whose packages it installs. */
  readonly family: 'script' | 'python';
  /** The names of its lock files, the first one there is taken. */
  readonly locks: readonly string[];
  /** Whether a lock file is its own, where others use the name too. */
  readonly wrote?: (text: string) => boolean;
  /** Files that it may not see: settings that can name a program or a server. */
  readonly hidden: RegExp;
  /** Why a lock file is not installed from; null where it is. */
  readonly problemOf: (lock: LockFile, read: ReadText) => string | null;
  /** Null where the machine has none. */
  readonly find: (environment: Environment, signal: AbortSignal) => Promise<Tool | null>;
  /** How one comes by it. */
  readonly toGetIt: string;
  /** Run one after the other in the folder of the lock file. */
  readonly commands: (tool: Tool, lock: LockFile, read: ReadText) => readonly (readonly string[])[];
  readonly environment: (environment: Environment, lock: LockFile) => Readonly<Record<string, string>>;
  /** Tells a line of its output that says what went wrong. */
  readonly complaint: RegExp;
};

/** Where the box shows the empty folder for downloads. */
export const CACHE = '/packages';

/** Where the box shows the certificates of the user's own authorities. */
export const AUTHORITIES = '/authorities.pem';

/** Those of the user's variables that have a value without a password: packages are fetched without any. */
export function withoutPasswords(
  environment: Environment,
  names: readonly string[],
): Readonly<Record<string, string>> {
  const passed = names.flatMap((name) => {
    const value = environment[name];
    return value === undefined || value.includes('@') ? [] : [[name, value]];
  });
  return Object.fromEntries(passed);
}

/** Where the user's proxy is named. */
export const PROXY_NAMES = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'] as const;

/**
 * Why packages are not taken from these sources, or null. They come from registries by https or from the work tree: git
 * would be started for others, and plain http reaches servers inside of a network that trust who asks.
 */
export function problemOfSources(sources: readonly string[], path: string): string | null {
  const odd = sources.find((source) => HAS_SCHEME.test(source) && !FETCHED.test(source));
  return odd === undefined
    ? null
    : `${path} takes a package from ${withoutPassword(odd)}, which is not https`;
}

const HAS_SCHEME = /^(?:[a-z][a-z+]+:|git@)/i;
/** What hosts of repositories answer by https is asked of them by git, if the address says so. */
const FETCHED = /^(?:https:(?!.*\.git(?:[#?]|$))|file:)/i;

function withoutPassword(source: string): string {
  return source.replace(/\/\/[^/@]*@/, '//');
}
