import { spawn } from 'node:child_process';
import { chmodSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { createProject } from '../support/cli.ts';
import { startMessagesServer } from '../support/messages-server.ts';
import { makeFolder } from '../support/work-tree.ts';

const LAUNCHER = fileURLToPath(new URL('../../bin/ouroboros.js', import.meta.url));

type Ended = { readonly exitCode: number | null; readonly last: Record<string, unknown> };

/** Starts a run whose builder never answers, and hands over the process once the request is on its way. */
async function interrupt(signals: readonly NodeJS.Signals[]): Promise<Ended> {
  const project = await createProject({ 'a.py': 'a = 1\n' });
  const server = await startMessagesServer({ scenarios: [{ fault: 'stall-headers' }] });
  onTestFinished(() => server.close());
  const env = {
    PATH: process.env['PATH'] ?? '',
    ANTHROPIC_API_KEY: 'sk-test',
    ANTHROPIC_BASE_URL: server.url,
  };
  const args = ['refactor', 'Double it', '-t', 'a.py', '--engine', 'model', '--json'];
  const child = spawn(process.execPath, [LAUNCHER, ...args], { cwd: project.root, env, stdio: 'pipe' });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const wasSent = output.includes('model.requested');
    output += chunk;
    if (!wasSent && output.includes('model.requested')) for (const signal of signals) child.kill(signal);
  });
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  expect(project.read('a.py')).toBe('a = 1\n');
  return { exitCode, last: JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as Ended['last'] };
}

it.each([
  ['once', ['SIGINT'], 130],
  ['twice at the same moment, as it comes through npx', ['SIGINT', 'SIGINT'], 130],
  ['by a supervisor', ['SIGTERM'], 143],
] as const)('interrupted %s, a run ends on record', async (_name, signals, exitCode) => {
  const ended = await interrupt(signals);
  expect(ended).toMatchObject({
    exitCode,
    last: { type: 'run.finished', outcome: 'interrupted', exit_code: exitCode },
  });
});

it.each([
  ['INT', 130],
  ['TERM', 143],
])('a SIG%s that git gets as well, as of a whole group, ends the command by it', async (signal, exitCode) => {
  const project = await createProject({ 'a.py': 'a = 1\n' });
  const path = process.env['PATH'] ?? '';
  const stopping = `#!/bin/sh\ncase "$*" in *ls-files*) kill -${signal} 0; sleep 3;; esac\nPATH='${path}' exec git "$@"\n`;
  const bin = makeFolder({ git: stopping });
  chmodSync(join(bin, 'git'), 0o755);
  const child = spawn(process.execPath, [LAUNCHER, 'index'], {
    cwd: project.root,
    env: { PATH: `${bin}:${path}` },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  const ended = await new Promise<number | null>((resolve) => child.on('close', resolve));
  expect({ ended, lines: errors.trim().split('\n').length }).toEqual({ ended: exitCode, lines: 1 });
  expect(errors).toMatch(signal === 'INT' ? /Interrupted|SIGINT/ : /Terminated|SIGTERM/);
});

it.runIf(existsSync('/dev/full'))(
  'ends with exit 5 and one sentence when standard output is full',
  async () => {
    const project = await createProject({ 'a.py': 'a = 1\n' });
    const args = ['refactor', 'x', '-t', 'a.py', '--mock', '--auto-apply', '--json'];
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      cwd: project.root,
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
    });
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
    const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
    expect(exitCode).toBe(5);
    expect(errors.trim().split('\n')).toHaveLength(1);
  },
);
