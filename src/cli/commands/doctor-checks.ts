import { execFile } from 'node:child_process';
import { lstatSync } from 'node:fs';
import { mkdtemp, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { judgedLanguages } from '../../codebase/languages/judge-syntax.ts';
import { tryTree } from '../../codebase/languages/tree-sitter.ts';
import { OuroborosError, messageOf, systemCodeOf } from '../../domain/errors.ts';
import { openBox } from '../../safety/sandbox/open-box.ts';
import { STATE_DIR } from '../../safety/state-dir.ts';
import { NO_FLAGS, apiKeyOf, resolveConfig } from '../config/resolve-config.ts';
import type { WrittenConfig } from '../config/written-config.ts';
import type { Io } from '../io.ts';
import type { Root } from '../roots.ts';

/** What a check found: the thing is there, or it is not, and why. */
export type Finding = { readonly isPresent: boolean; readonly detail: string };

type Machine = Pick<Io, 'environment' | 'signal'>;

const run = promisify(execFile);
const PROBE_TIMEOUT_MS = 10_000;
const OLDEST_NODE = 24;

/** Node itself, by the number of its release. */
export function checkNode(version: string): Finding {
  return { isPresent: Number.parseInt(version, 10) >= OLDEST_NODE, detail: version };
}

/** A program, by what it says of its version. */
export async function checkProgram(
  command: string,
  args: readonly string[],
  machine: Machine,
): Promise<Finding> {
  try {
    const { stdout } = await run(command, args, probeOptions(machine));
    return { isPresent: true, detail: /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? 'found' };
  } catch (error) {
    machine.signal.throwIfAborted();
    return { isPresent: false, detail: failureOf(command, error) };
  }
}

/** The sandbox, by starting a program in one: bubblewrap may be installed and yet not be allowed to work. */
export async function checkSandbox(machine: Machine): Promise<Finding> {
  const found = await openBox(machine.signal, { searchPath: machine.environment['PATH'] });
  if (found.kind === 'none') return { isPresent: false, detail: found.reason };
  if (process.platform !== 'linux') return { isPresent: true, detail: found.name ?? 'found' };
  const { detail } = await checkProgram('bwrap', ['--version'], machine);
  return { isPresent: true, detail: `${found.name} ${detail}` };
}

/** A way to ask a model. Of a key only its presence is told. */
export function checkModel(environment: Io['environment'], written: WrittenConfig): Finding {
  try {
    return modelFinding(environment, written);
  } catch (error) {
    if (error instanceof OuroborosError) return { isPresent: false, detail: error.message };
    throw error;
  }
}

function modelFinding(environment: Io['environment'], written: WrittenConfig): Finding {
  const { access } = resolveConfig(NO_FLAGS, environment, written);
  if (access.kind !== 'anthropic') return { isPresent: false, detail: 'no key in the environment' };
  const key = apiKeyOf(environment);
  const names = { key: 'ANTHROPIC_API_KEY is set', token: 'ANTHROPIC_AUTH_TOKEN is set' };
  const host = access.baseUrl === null ? null : (URL.parse(access.baseUrl)?.host ?? null);
  const place = host === null ? [] : [`requests go to ${host}${access.isLocal ? ', on this machine' : ''}`];
  return { isPresent: true, detail: [...(key === null ? [] : [names[key.kind]]), ...place].join(', ') };
}

const SNIPPETS = {
  python: 'def f():\n    return 1\n',
  javascript: 'const f = () => 1;\n',
  typescript: 'const f = (): number => 1;\n',
  tsx: 'const f = () => <a />;\n',
} as const;

/** The parsers of the syntax gate, by parsing a line of each main language; the languages that they know. */
export async function checkGrammars(): Promise<Finding> {
  const failures: string[] = [];
  for (const [language, text] of Object.entries(SNIPPETS)) {
    const problem = await grammarProblem(language, text);
    if (problem !== null) failures.push(`${language}: ${problem}`);
  }
  const detail = failures.length === 0 ? judgedLanguages().join(', ') : failures.join('; ');
  return { isPresent: failures.length === 0, detail };
}

async function grammarProblem(language: string, text: string): Promise<string | null> {
  try {
    const result = await tryTree({ language, text }, (tree) => tree.rootNode.hasError);
    if (result.kind !== 'parsed') return result.kind === 'no-grammar' ? 'no grammar' : result.reason;
    return result.value ? 'a correct line does not parse' : null;
  } catch (error) {
    return messageOf(error);
  }
}

/** The folders of records and of state, by making a folder where they are or will be. */
export async function checkFolders(place: {
  readonly root: string;
  readonly artifactsDir: string;
}): Promise<Finding> {
  for (const folder of [place.artifactsDir, join(place.root, STATE_DIR)]) {
    const existing = nearestExisting(folder);
    try {
      await rmdir(await mkdtemp(join(existing, '.ouroboros-doctor-')));
    } catch (error) {
      return { isPresent: false, detail: `${existing} cannot be written: ${messageOf(error)}` };
    }
  }
  return { isPresent: true, detail: place.artifactsDir };
}

/** The other roots that the config names, all of which should be there. */
export function checkRoots(roots: readonly Root[]): Finding {
  const places = roots.map(
    ({ name, path, folder, isPresent }) =>
      `${name} at ${path}${isPresent ? '' : `, which is no folder (${folder})`}`,
  );
  return { isPresent: roots.every(({ isPresent }) => isPresent), detail: places.join('; ') };
}

function nearestExisting(path: string): string {
  const exists = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  return exists || dirname(path) === path ? path : nearestExisting(dirname(path));
}

function probeOptions({ environment, signal }: Machine) {
  return { env: { ...environment }, signal, timeout: PROBE_TIMEOUT_MS, encoding: 'utf8' } as const;
}

function failureOf(command: string, error: unknown): string {
  if (systemCodeOf(error) === 'ENOENT') return `${command} is not on the PATH`;
  const lines = messageOf(error).trim().split('\n');
  return lines.at(-1) ?? `${command} does not run`;
}
