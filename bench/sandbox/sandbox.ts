import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createGitVcs } from '../../src/safety/git.ts';
import type { Box } from '../../src/safety/sandbox/box.ts';
import { testLimits } from '../../src/safety/sandbox/box-limits.ts';
import { findDependencies } from '../../src/safety/sandbox/dependencies.ts';
import { makeCopy } from '../../src/safety/sandbox/ephemeral-copy.ts';
import { openBox } from '../../src/safety/sandbox/open-box.ts';
import { runSuite } from '../../src/safety/test-runs/run-suite.ts';
import { median, type Figure } from '../measure.ts';

const ROUNDS = 7;
const SOURCES = 308;
const INSTALLED = 12_700;
const TEST_FILES = 4;

/** What the sandbox costs: its start, the copy of a tree, and the tests in it, each against doing without. */
export async function measureSandbox(): Promise<readonly Figure[]> {
  const { signal } = new AbortController();
  const box = await openBox(signal);
  if (box.kind === 'none') throw new Error(`${box.reason}. ${box.hint}`);
  const root = makeTree();
  try {
    return [
      await measureStart(box, signal),
      await measureCopy(root, box, signal),
      ...(await measureRun(root, box, signal)),
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A repository of a few hundred sources and thousands of installed files, with tests that load some of them and compute. */
function makeTree(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ouroboros-bench-')));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('package.json', '{ "scripts": { "test": "node --test" } }');
  write('.gitignore', 'node_modules\n');
  for (let index = 0; index < TEST_FILES; index++) write(`test/${index}.test.js`, testText(index));
  for (let index = 0; index < SOURCES; index++)
    write(`src/${index % 20}/${index}.js`, `// ${index}\n`.repeat(200));
  for (let index = 0; index < INSTALLED; index++)
    write(`node_modules/p${index % 200}/${index}.js`, `// ${index}\n`.repeat(600));
  execFileSync('git', ['init', '--quiet', root]);
  return root;
}

/** Each loads a share of the sources and of the packages, writes a file, and computes for a while. */
function testText(index: number): string {
  return `
    const { readFileSync, writeFileSync } = require('node:fs');
    require('node:test').test('a', () => {
      for (let n = ${index}; n < ${SOURCES}; n += ${TEST_FILES}) require('../src/' + (n % 20) + '/' + n + '.js');
      for (let n = ${index}; n < 2000; n += ${TEST_FILES}) readFileSync('node_modules/p' + (n % 200) + '/' + n + '.js');
      writeFileSync('${index}.out', 'x'.repeat(100_000));
      let n = 0;
      while (n < 5e8) n++;
    });
  `;
}

async function measureStart(box: Box, signal: AbortSignal): Promise<Figure> {
  const nothing = { mounts: [], environment: {}, programFolders: [], limits: testLimits(10_000) };
  const { ours, theirs } = await inTurn(
    async () => void (await box.run({ command: ['true'], folder: '/', ...nothing }, signal)),
    async () => void spawnSync('true'),
  );
  return figure('sandbox: start of true in a box', { ours, theirs, bound: 5, than: 'true' });
}

async function measureCopy(root: string, box: Box, signal: AbortSignal): Promise<Figure> {
  const target = `${root}-copy`;
  const { ours, theirs } = await inTurn(
    async () => {
      const paths = await createGitVcs().listFiles(root);
      const copy = await makeCopy({ root, paths, changes: [], owner: box.owner }, signal);
      return copy.remove;
    },
    async () => {
      spawnSync('cp', ['-a', root, target]);
      return async () => rm(target, { recursive: true, force: true });
    },
  );
  return figure(`sandbox: copy of ${SOURCES} of 13,000 files`, { ours, theirs, bound: 0.1, than: 'cp -a' });
}

/** The run by itself, as the copy before it is measured, and all of it: what a user waits for. */
async function measureRun(root: string, box: Box, signal: AbortSignal): Promise<readonly Figure[]> {
  const paths = await createGitVcs().listFiles(root);
  const bench = {
    root,
    paths,
    dependencies: findDependencies(root, paths),
    python: null,
    toolchains: { go: null, cargo: null },
    wallMs: 60_000,
    installs: [],
  };
  const suite = { runner: 'node', folder: '.', args: ['--test'] } as const;
  const inBox: number[] = [];
  const { ours, theirs } = await inTurn(
    async () => {
      const { report, durationMs } = await runSuite(
        { suite, choice: { kind: 'all' }, changes: [] },
        { ...bench, box },
        signal,
      );
      if (report.kind === 'unreadable') throw new Error(report.reason);
      inBox.push(durationMs);
    },
    async () => {
      const { status } = await ended(spawn(process.execPath, suite.args, { cwd: root, stdio: 'ignore' }));
      if (status !== 0) throw new Error('The tests do not pass in the tree itself.');
    },
  );
  const than = 'node --test in the tree';
  return [
    figure('sandbox: tests in a box', { ours: median(inBox.slice(1)), theirs, bound: 1.15, than }),
    figure('sandbox: the same with the copy and its removal', { ours, theirs, bound: 1.3, than }),
  ];
}

async function ended(child: ChildProcess): Promise<{ readonly status: number | null }> {
  return new Promise((resolve) => child.on('close', (status) => resolve({ status })));
}

/** What is left to do outside of the measured time. */
type CleanUp = (() => Promise<void>) | void;

/** One after the other, A B A B …, after a warm-up of each, so that a noisy machine hits both alike. */
async function inTurn(
  one: () => Promise<CleanUp>,
  other: () => Promise<CleanUp>,
): Promise<{ readonly ours: number; readonly theirs: number }> {
  const times: readonly [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, run] of [one, other].entries()) {
      const startedMs = performance.now();
      const cleanUp = await run();
      if (round > 0) times[index]?.push(performance.now() - startedMs);
      await cleanUp?.();
    }
  }
  return { ours: median(times[0]), theirs: median(times[1]) };
}

function figure(
  name: string,
  {
    ours,
    theirs,
    bound,
    than,
  }: { readonly ours: number; readonly theirs: number; readonly bound: number; readonly than: string },
): Figure {
  const detail = `${ours.toFixed(0)} ms, ${theirs.toFixed(0)} ms by ${than}`;
  return { name, value: ours / theirs, unit: 'x', bound, detail };
}
