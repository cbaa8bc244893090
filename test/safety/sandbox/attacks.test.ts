import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { BoxedRun } from '../../../src/safety/sandbox/box.ts';
import { testLimits, type BoxLimits } from '../../../src/safety/sandbox/box-limits.ts';
import { mountInPlace } from '../../../src/safety/sandbox/bubblewrap-profile.ts';
import { sweepTemporaryFolders } from '../../../src/safety/sandbox/temporary-folders.ts';
import { noBoxReason, theBox } from '../../support/box.ts';
import { makeFolder } from '../../support/work-tree.ts';

const IN_CHILD = fileURLToPath(new URL('../../support/box-in-child.ts', import.meta.url));
const MB = 1024 ** 2;
const LIMITS: BoxLimits = {
  ...testLimits(30_000),
  memoryBytes: 400 * MB,
  processMemoryBytes: 1024 * MB,
  processes: 64,
  fileBytes: 40 * MB,
  diskBytes: 100 * MB,
  scratchBytes: 16 * MB,
};

type Attack = {
  /** A shell program; it finds what it must not reach at $OUTSIDE, and Node.js as `node`. */
  readonly shell?: string;
  readonly script?: string;
  readonly limits?: Partial<BoxLimits>;
};

/** Runs an attack in a copy of a project, next to files that it must not reach; nothing of it may be left afterwards. */
async function attack({
  shell,
  script = '',
  limits = {},
}: Attack): Promise<BoxedRun & { readonly outside: string }> {
  const box = theBox();
  const outside = makeFolder({ '.bashrc': 'mine\n', '.ssh/id_ed25519': 'the private key\n' });
  const tree = makeFolder({ 'attack.mjs': script });
  if (box.owner !== null) chownSync(tree, box.owner, box.owner);
  const mark = randomUUID();
  const ended = await box.run(
    {
      command: shell === undefined ? [process.execPath, 'attack.mjs'] : ['sh', '-c', shell],
      folder: '/project',
      mounts: [mountInPlace(process.execPath), { from: tree, at: '/project', writable: true }],
      environment: { OUTSIDE: outside, MARK: mark },
      programFolders: [join(process.execPath, '..')],
      limits: { ...LIMITS, ...limits },
    },
    new AbortController().signal,
  );
  expect(processesWith(mark)).toEqual([]);
  expect(readFileSync(join(outside, '.bashrc'), 'utf8')).toBe('mine\n');
  expect(readdirSync(outside).toSorted()).toEqual(['.bashrc', '.ssh']);
  return { ...ended, outside };
}

function processesWith(mark: string): readonly string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => environmentOf(pid).includes(mark));
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}

describe.skipIf(noBoxReason !== null)(
  `attacks on the box${noBoxReason === null ? '' : ` (skipped: ${noBoxReason})`}`,
  () => {
    test('what is written to a home outside never gets there', async () => {
      const { exitCode } = await attack({
        shell: 'mkdir -p "$OUTSIDE"; echo evil >> "$OUTSIDE/.bashrc"; echo evil >> ~/.bashrc',
      });
      expect(exitCode).toBe(0);
      expect(existsSync(join(homedir(), 'evil'))).toBe(false);
    });

    test.each([
      ['keys outside are not there', 'cat "$OUTSIDE/.ssh/id_ed25519"'],
      ['a link out of the copy leads nowhere', 'ln -s "$OUTSIDE/.ssh/id_ed25519" key && cat key'],
      ['/etc/shadow is not there, for root neither', 'cat /etc/shadow'],
      ['the docker socket is not there', 'ls /var/run/docker.sock || ls /run/docker.sock'],
      ['the programs of the system cannot be changed', 'echo evil > /usr/bin/evil'],
      ['the root of the box cannot be filled', 'echo evil > /evil || echo evil > /dev/evil'],
      ['a device cannot be made', 'mknod disk b 8 0'],
      ['the limits cannot be lifted', 'ulimit -n 2>/dev/null; prlimit --nproc=100000 true'],
    ])('%s', async (_, shell) => {
      expect((await attack({ shell })).exitCode).not.toBe(0);
    });

    test('the environment of the caller does not go in', async () => {
      const { output } = await attack({ shell: 'env | cut -d= -f1 | sort | tr "\\n" " "' });
      expect(output.trim().split(' ')).toEqual(['HOME', 'MARK', 'OUTSIDE', 'PATH', 'PWD', 'TMPDIR']);
    });

    test('nothing that the caller holds open goes in', async () => {
      const { output } = await attack({
        shell: 'ls -l /proc/self/fd | grep -v -e /dev/null -e /proc/ | grep -o "[0-9]* ->"',
      });
      expect(output.match(/\d+/g)?.toSorted()).toEqual(['1', '2']);
    });

    test('root is an ordinary user without any rights in the box', async () => {
      const { output } = await attack({ shell: 'id -u; grep CapEff /proc/self/status' });
      expect(output).not.toMatch(/^0$/m);
      expect(output).toMatch(/CapEff:\s*0{16}\n/);
    });

    test('there is no network, no name service, and no process of the machine to be seen', async () => {
      const script = `
      import { connect } from 'node:net';
      import { lookup } from 'node:dns';
      import { readdirSync } from 'node:fs';
      connect(80, '192.0.2.1').on('error', (error) => console.log('tcp', error.code));
      lookup('example.org', (error) => console.log('dns', error?.code));
      console.log('pids', readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).length < 8);
    `;
      const { output } = await attack({ script });
      expect(output.trim().split('\n').toSorted()).toEqual(['dns EAI_AGAIN', 'pids true', 'tcp ENETUNREACH']);
    });

    test('no process of the machine can be killed', async () => {
      const bystander = spawn('sleep', ['60']);
      onTestFinished(() => void bystander.kill());
      const { exitCode } = await attack({ shell: `kill -9 -1; kill -9 ${bystander.pid} ${process.pid}` });
      expect(exitCode).not.toBe(0);
      expect(bystander.exitCode ?? bystander.signalCode).toBe(null);
    });

    test('a fork bomb ends at the limit of processes and of time', async () => {
      const ended = await attack({
        shell: 'bomb() { bomb | bomb & }; bomb; sleep 60',
        limits: { wallMs: 1500 },
      });
      expect(ended.stoppedAt === 'time' || ended.exitCode !== 0).toBe(true);
    });

    const endless = `for (;;) blocks.push(Buffer.alloc(${8 * MB}, 1));`;

    test('8 GB in one process end at the limit of a process', async () => {
      const script = `const blocks = []; try { blocks.push(Buffer.alloc(${8 * 1024 * MB}, 1)); } catch (error) { console.log(error.code ?? error.message); process.exit(3); }`;
      const ended = await attack({ script, limits: { memoryBytes: 32 * 1024 * MB } });
      expect(ended.exitCode).not.toBe(0);
    });

    test('8 GB in four processes end at the limit of their sum', async () => {
      const script = `
      import { fork } from 'node:child_process';
      const blocks = [];
      if (process.argv[2] === undefined) for (let index = 0; index < 3; index++) fork('attack.mjs', ['child']);
      ${endless}
    `;
      expect((await attack({ script })).stoppedAt).toBe('memory');
    });

    const fill = `
    import { openSync, unlinkSync, writeSync } from 'node:fs';
    const block = Buffer.alloc(${4 * MB}, 1);
    const write = (file, blocks) => { for (let index = 0; index < blocks; index++) writeSync(file, block); };
  `;

    test('10 GB in one file end at the limit of a file', async () => {
      const ended = await attack({
        script: `${fill} try { write(openSync('a', 'w'), 2560); } catch (error) { console.log(error.code); }`,
      });
      expect({ output: ended.output, stoppedAt: ended.stoppedAt }).toEqual({
        output: 'EFBIG\n',
        stoppedAt: null,
      });
    });

    test.each([
      ['10 GB in ten files', "write(openSync('f' + index, 'w'), 9);"],
      [
        '10 GB in ten files that were removed while open',
        "const file = openSync('f', 'w'); unlinkSync('f'); write(file, 9);",
      ],
    ])('%s end at the limit of the disk', async (_, each) => {
      const script = `${fill} for (let index = 0; index < 250; index++) { ${each} }`;
      expect((await attack({ script })).stoppedAt).toBe('disk');
    });

    test.each(['/tmp', '/dev/shm', '/home/box'])('%s is full after a little', async (folder) => {
      const { output } = await attack({ shell: `head -c 30000000 /dev/zero > ${folder}/large` });
      expect(output).toMatch(/No space left/);
    });

    test('an endless loop that takes no TERM ends at the limit of time', async () => {
      const ended = await attack({
        shell: "trap '' TERM INT HUP; while :; do :; done",
        limits: { wallMs: 700 },
      });
      expect(ended).toMatchObject({ stoppedAt: 'time', exitCode: 137 });
    });

    test('a child that has left its session dies with the box', async () => {
      expect((await attack({ shell: 'setsid sleep 60 & echo started' })).output).toBe('started\n');
    });

    test('a flood of text costs no memory, and its end is kept', async () => {
      const { output } = await attack({ shell: 'yes | head -c 20000000; echo the end' });
      expect(output.length).toBeLessThan(100_000);
      expect(output.endsWith('the end\n')).toBe(true);
    });

    test('what is in the box dies with ouroboros, and its folders go with the next run', async () => {
      const [mark, temporary] = [randomUUID(), makeFolder()];
      vi.stubEnv('TMPDIR', temporary);
      onTestFinished(() => void vi.unstubAllEnvs());
      const child = spawn(process.execPath, [IN_CHILD, mark], { stdio: 'ignore' });
      const ended = once(child, 'exit');
      await vi.waitUntil(() => processesWith(mark).length >= 2, { timeout: 20_000 });
      child.kill('SIGKILL');
      await ended;
      await vi.waitUntil(() => processesWith(mark).length === 0, { timeout: 20_000 });
      expect(readdirSync(temporary)).toHaveLength(1);
      await sweepTemporaryFolders();
      expect(readdirSync(temporary)).toEqual([]);
    });

    test('an abort kills what is in the box and throws', async () => {
      const box = theBox();
      const mark = randomUUID();
      const request = {
        command: ['sh', '-c', 'sleep 60 & sleep 60'],
        folder: '/',
        mounts: [],
        environment: { MARK: mark },
        programFolders: [],
        limits: LIMITS,
      };
      await expect(box.run(request, AbortSignal.timeout(300))).rejects.toThrow(/abort|timeout/i);
      expect(processesWith(mark)).toEqual([]);
    });
  },
);
