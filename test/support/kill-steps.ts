// Run as a child: applies or recovers the scenario, and kills itself with SIGKILL before the n-th call that changes the
// disk. The calls are counted on node:fs itself, so the code under test has no hook for this.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { relative } from 'node:path';
import { applyWrites } from '../../src/safety/apply.ts';
import { recoverInterrupted } from '../../src/safety/recover.ts';
import { LARGE_WRITES, placeIn, WRITES } from './kill-scenario.ts';

const [action = '', root = '', killAt = '0'] = process.argv.slice(2);
const steps: string[] = [];
type Callable = (this: unknown, ...args: unknown[]) => unknown;

countCalls(fs.promises, ['mkdir', 'rmdir', 'rename', 'link', 'unlink', 'chmod', 'writeFile']);
countCalls(await fileHandlePrototype(), ['writeFile', 'chmod', 'chown', 'sync']);
replace(fs.promises, 'open', (open) => async (path, flags, mode) => {
  if (typeof flags === 'string' && flags !== 'r') await step(`open ${relative(root, String(path))}`);
  return open.call(fs.promises, path, flags, mode);
});
syncBuiltinESMExports();

const error = await run().then(
  () => null,
  (thrown: { code?: string; message: string; hint?: string }) => ({
    code: thrown.code,
    message: thrown.message,
    hint: thrown.hint,
  }),
);
process.stdout.write(JSON.stringify({ steps, error }));

async function run(): Promise<unknown> {
  if (action === 'recover') return recoverInterrupted(root);
  return applyWrites(action === 'apply-large' ? LARGE_WRITES : WRITES, placeIn(root));
}

function countCalls(owner: object, names: readonly string[]): void {
  for (const name of names) {
    replace(owner, name, (original) => {
      return async function counted(this: unknown, ...args: unknown[]) {
        const isHandle = this !== fs.promises && this !== undefined;
        const path = isHandle ? '' : ` ${relative(root, String(args.at(name === 'rename' ? 1 : 0)))}`;
        await step(name + path, isHandle && name === 'writeFile' ? () => tornWrite(this, args[0]) : null);
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

async function step(name: string, tear: (() => Promise<unknown>) | null = null): Promise<void> {
  steps.push(name);
  if (steps.length !== Number(killAt)) return;
  await tear?.();
  process.kill(process.pid, 'SIGKILL');
}

/** A kill in the middle of a write leaves half of the bytes. */
async function tornWrite(file: unknown, bytes: unknown): Promise<void> {
  if (!(bytes instanceof Uint8Array)) throw new TypeError('not bytes');
  await (file as fs.promises.FileHandle).write(bytes.subarray(0, Math.floor(bytes.length / 2)));
}
