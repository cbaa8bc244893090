import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { artifactSchema, type Artifact } from '../../src/provenance/artifact-schema.ts';

const LAUNCHER = fileURLToPath(new URL('../../bin/ouroboros.js', import.meta.url));
const run = promisify(execFile);

/** A line of the event log: flat, in snake case. */
export type WireEvent = Readonly<Record<string, unknown>>;

export type CliResult = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

/** A work tree of its own for one test, removed at its end. */
export type Project = {
  readonly root: string;
  /** Runs the real command line in the work tree. */
  readonly ouroboros: (args: readonly string[], options?: CliOptions) => Promise<CliResult>;
  readonly write: (path: string, content: string | Uint8Array, mode?: number) => void;
  readonly read: (path: string) => string;
  readonly bytes: (path: string) => Uint8Array;
  readonly git: (...args: readonly string[]) => Promise<string>;
  /** The artifacts of the work tree, oldest first. */
  readonly artifacts: () => readonly Artifact[];
};

export type CliOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly cwd?: string;
};

/** Makes a git repository with these files committed (`git: false`: a plain folder). */
export async function createProject(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: { readonly git?: boolean } = {},
): Promise<Project> {
  const root = mkdtempSync(join(tmpdir(), 'ouroboros-test-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write: Project['write'] = (path, content, mode) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    if (mode !== undefined) chmodSync(join(root, path), mode);
  };
  for (const [path, content] of Object.entries(files)) write(path, content);
  const git: Project['git'] = async (...args) =>
    (await run('git', [...GIT_IDENTITY, ...args], { cwd: root })).stdout;
  if (options.git !== false) {
    await git('init', '-q', '-b', 'main');
    await git('add', '-A');
    await git('commit', '-q', '--allow-empty', '-m', 'start');
  }
  return {
    root,
    write,
    git,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    bytes: (path) => new Uint8Array(readFileSync(join(root, path))),
    ouroboros: (args, cliOptions) => runCli(args, { cwd: root, ...cliOptions }),
    artifacts: () => readArtifacts(join(root, 'artifacts')),
  };
}

const GIT_IDENTITY = [
  '-c',
  'user.name=Test',
  '-c',
  'user.email=test@example.org',
  '-c',
  'commit.gpgsign=false',
];

/** Runs the launcher to its end, with a clean environment: no key, no CI, no colours. */
export async function runCli(
  args: readonly string[],
  options: CliOptions & { readonly cwd: string },
): Promise<CliResult> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...options.env };
  const child = spawn(process.execPath, [LAUNCHER, ...args], { cwd: options.cwd, env, stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  child.stdin.end(options.stdin ?? '');
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? (signal === null ? -1 : -2)));
  });
  return { exitCode, stdout, stderr };
}

/** The lines of an NDJSON output, parsed. */
export function eventsOf(result: CliResult): readonly WireEvent[] {
  return result.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as WireEvent);
}

/** Every artifact is held against its schema on the way. */
function readArtifacts(folder: string): readonly Artifact[] {
  const names = readdirSync(folder).filter((name) => name.startsWith('artifact_metadata_'));
  const artifacts = names.map((name) =>
    artifactSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
  );
  return artifacts.toSorted((a, b) => a.timestamp_start.localeCompare(b.timestamp_start));
}
