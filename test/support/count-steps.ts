// Counts the calls of a process that change the disk or git on node:fs and node:child_process themselves, so that the
// code under test has no hook for it, and kills the process with SIGKILL before the n-th of them.
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { relative } from 'node:path';

type Callable = (this: unknown, ...args: unknown[]) => unknown;
type Step = (name: string, tear?: () => unknown) => void | Promise<void>;

/** The names of the steps so far. `killAt` counts from 1; 0 lets the process end. */
export async function countSteps(root: string, killAt: number): Promise<string[]> {
  const steps: string[] = [];
  const step = async (name: string, tear: (() => unknown) | null = null): Promise<void> => {
    steps.push(name);
    if (steps.length !== killAt) return;
    await tear?.();
    process.kill(process.pid, 'SIGKILL');
  };
  countCalls(fs.promises, ['mkdir', 'rmdir', 'rename', 'link', 'unlink', 'chmod', 'writeFile'], root, step);
  countCalls(await fileHandlePrototype(), ['writeFile', 'chmod', 'chown', 'sync'], root, step);
  replace(fs.promises, 'open', (open) => async (path, flags, mode) => {
    if (typeof flags === 'string' && flags !== 'r') await step(`open ${relative(root, String(path))}`);
    return open.call(fs.promises, path, flags, mode);
  });
  syncBuiltinESMExports();
  return steps;
}

/** Counts the events of a run and the calls of git that change something in the repository, too. */
export function countGitAndEvents(steps: string[], killAt: number): void {
  const step = (name: string): void => {
    steps.push(name);
    if (steps.length === killAt) process.kill(process.pid, 'SIGKILL');
  };
  replace(
    fs,
    'writeSync',
    (write) =>
      function counted(...args) {
        const [, bytes] = args;
        const type = /"type":"([^"]+)"/.exec(String(bytes))?.[1];
        if (type !== undefined) step(`event ${type}`);
        return write.apply(fs, args);
      },
  );
  replace(
    childProcess,
    'spawn',
    (spawn) =>
      function counted(...args) {
        const [, list, options] = args as [string, readonly string[], { env?: Record<string, string> }];
        const verb = list.find((word) => CHANGING.includes(word));
        if (verb !== undefined && options.env?.['GIT_INDEX_FILE'] === undefined) step(`git ${verb}`);
        return spawn.apply(childProcess, args);
      },
  );
  syncBuiltinESMExports();
}

const CHANGING = ['update-ref', 'update-index', 'commit-tree'];

function countCalls(owner: object, names: readonly string[], root: string, step: Step): void {
  for (const name of names) {
    replace(owner, name, (original) => {
      return async function counted(this: unknown, ...args: unknown[]) {
        const isHandle = this !== fs.promises && this !== undefined;
        const path = isHandle ? '' : ` ${relative(root, String(args.at(name === 'rename' ? 1 : 0)))}`;
        if (!path.startsWith(' ..'))
          await step(
            name + path,
            isHandle && name === 'writeFile' ? () => tornWrite(this, args[0]) : undefined,
          );
        return original.apply(this, args);
      };
    });
  }
}

function replace(owner: object, name: string, make: (original: Callable) => Callable): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') throw new TypeError(name);
  Reflect.set(owner, name, make(original as Callable));
}

async function fileHandlePrototype(): Promise<object> {
  await using handle = await fs.promises.open(process.execPath, 'r');
  return Object.getPrototypeOf(handle) as object;
}

/** A kill in the middle of a write leaves half of the bytes. */
async function tornWrite(file: unknown, bytes: unknown): Promise<void> {
  if (!(bytes instanceof Uint8Array)) return;
  await (file as fs.promises.FileHandle).write(bytes.subarray(0, Math.floor(bytes.length / 2)));
}
