import { lstatSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BoxLimit } from './box.ts';
import type { BoxLimits } from './box-limits.ts';

/** What to look at, and whom to tell of the first limit that is passed. */
export type UsageWatch = {
  /** The process that all others descend from. */
  readonly rootPid: number | null;
  readonly writable: readonly string[];
  readonly limits: BoxLimits;
  readonly onExceeded: (limit: BoxLimit) => void;
};

const LOOK_EVERY_MS = 100;
/** Somebody else may have made room meanwhile. */
const COUNT_EVERY = 30;
const BLOCK_BYTES = 512;

/**
 * Looks at the memory and the disk space that a box uses, as a sum over its processes and files, until it is stopped.
 * Files are counted when the free space of the disk has shrunk, else now and then: to count many of them takes a while.
 */
export function startUsageWatch({ rootPid, writable, limits, onExceeded }: UsageWatch): () => void {
  if (rootPid === null || process.platform !== 'linux') return () => undefined;
  const before = sum(writable.map(bytesBelow));
  const freeAtStart = writable.map(freeBytes);
  let looks = 0;
  const timer = setInterval(() => {
    const pids = descendantsOf(rootPid);
    if (sum(pids.map(ownMemoryOf)) > limits.memoryBytes) onExceeded('memory');
    const hasShrunk = writable.some(
      (folder, index) => (freeAtStart[index] ?? 0) - freeBytes(folder) > limits.diskBytes / 2,
    );
    looks++;
    if (!hasShrunk && looks % COUNT_EVERY !== 0) return;
    const used = sum(writable.map(bytesBelow)) + sum(pids.map(unlinkedBytesOf)) - before;
    if (used > limits.diskBytes) onExceeded('disk');
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Whether a process still does something: one that is dead and waits for its parent does not. */
export function isRunning(pid: number): boolean {
  const state = /\) (\S)/.exec(textOf(`/proc/${pid}/stat`))?.[1];
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** The process itself, and all that it or its children started. */
function descendantsOf(rootPid: number): readonly number[] {
  const childrenByParent = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(/\) \S (\d+)/.exec(textOf(`/proc/${name}/stat`))?.[1] ?? 0);
    childrenByParent.set(parent, [...(childrenByParent.get(parent) ?? []), Number(name)]);
  }
  const found = [rootPid];
  for (const pid of found) found.push(...(childrenByParent.get(pid) ?? []));
  return found;
}

/** What is neither a file's nor swapped: the memory that would be free without the process. */
function ownMemoryOf(pid: number): number {
  const status = textOf(`/proc/${pid}/status`);
  const kilobytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
  return (kilobytes('RssAnon') + kilobytes('RssShmem')) * 1024;
}

/** A file that was removed while it is open takes its space until it is closed. */
function unlinkedBytesOf(pid: number): number {
  const folder = `/proc/${pid}/fd`;
  return sum(
    namesIn(folder).map((name) => {
      const file = attempt(() => statSync(join(folder, name)));
      return file !== null && file.isFile() && file.nlink === 0 ? file.blocks * BLOCK_BYTES : 0;
    }),
  );
}

function bytesBelow(folder: string): number {
  return sum(
    namesIn(folder).map((name) => {
      const path = join(folder, name);
      const entry = attempt(() => lstatSync(path));
      if (entry === null) return 0;
      return entry.blocks * BLOCK_BYTES + (entry.isDirectory() ? bytesBelow(path) : 0);
    }),
  );
}

function freeBytes(folder: string): number {
  const disk = attempt(() => statfsSync(folder));
  return disk === null ? 0 : disk.bavail * disk.bsize;
}

function namesIn(folder: string): readonly string[] {
  return attempt(() => readdirSync(folder)) ?? [];
}

function textOf(path: string): string {
  return attempt(() => readFileSync(path, 'utf8')) ?? '';
}

/** Processes and files come and go while they are looked at. */
function attempt<T>(look: () => T): T | null {
  try {
    return look();
  } catch {
    return null;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
