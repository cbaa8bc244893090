import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runApply } from '../../src/cli/commands/apply.ts';
import { runRefactor } from '../../src/cli/commands/refactor.ts';
import { runUndo } from '../../src/cli/commands/undo.ts';
import type { LandingOptions } from '../../src/cli/config/landing-config.ts';
import { artifactSchema, type Artifact } from '../../src/provenance/artifact-schema.ts';
import { capturedIo } from './captured-io.ts';
import { git, makeFolder, type Files } from './work-tree.ts';

/** The record of the newest run in a work tree, as its artifact. */
export function lastArtifact(root: string): Artifact {
  const folder = join(root, 'artifacts');
  const all = readdirSync(folder).filter((name) => name.startsWith('artifact_metadata_'));
  const artifacts = all.map((name) =>
    artifactSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
  );
  const [last] = artifacts.toSorted((a, b) => b.timestamp_start.localeCompare(a.timestamp_start));
  if (last === undefined) throw new RangeError('no run yet');
  return last;
}

const NO_LANDING = { commit: false, trailers: false } as const;
const SCRIPT = '.git-script.json';

/** Runs a scripted change of files in the process itself, with these options of git, and gives its record. */
export async function landFiles(
  root: string,
  files: Readonly<Record<string, string | null>>,
  options: Partial<LandingOptions> & { readonly tests?: 'all'; readonly task?: string } = {},
): Promise<Artifact> {
  const { tests, task = 'Change the files', ...landing } = options;
  const script = join(makeFolder(), SCRIPT);
  const contents = Object.entries(files).map(([file, content]) => ({ file, content }));
  writeFileSync(script, JSON.stringify([{ files: contents }]));
  await runRefactor(
    {
      words: [task],
      all: false,
      target: Object.keys(files),
      function: [],
      dryRun: false,
      autoApply: true,
      mock: false,
      mockScript: script,
      snippets: false,
      keepApi: false,
      revertIfWorse: false,
      model: [],
      ...(tests === undefined ? {} : { tests }),
      allowUnsandboxedTests: true,
      install: false,
      requireTests: false,
      yes: false,
      json: true,
      maxRisk: 1,
      ...NO_LANDING,
      ...landing,
    },
    capturedIo(root),
  );
  return lastArtifact(root);
}

/** Applies a stored run, and gives the record of that. */
export async function applyRun(
  root: string,
  run: string,
  options: Partial<LandingOptions>,
): Promise<Artifact> {
  await runApply({ run, json: true, ...NO_LANDING, ...options }, capturedIo(root));
  return lastArtifact(root);
}

/** Undoes runs, and gives the record of the last of it. */
export async function undoRuns(
  root: string,
  runs: readonly string[],
  options: { readonly revert?: boolean } = {},
): Promise<Artifact> {
  const latest = runs.length === 0;
  await runUndo({ runs, latest, revert: options.revert ?? false, json: true }, capturedIo(root));
  return lastArtifact(root);
}

/** A repository with these files committed, that knows its author and runs no hooks of the person. */
export function landingRepository(files: Files): string {
  const root = makeFolder(files);
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'config', 'user.name', 'Test');
  git(root, 'config', 'user.email', 'test@example.org');
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', '-m', 'first');
  return root;
}

/** What a commit holds beside its parent: `M a.json` a line. */
export function changedIn(root: string, commit: string): string {
  return git(root, 'diff-tree', '-r', '--no-commit-id', '--name-status', commit).replaceAll('\t', ' ').trim();
}
