import { realpathSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { createWorkspace, type WorkTree } from '../codebase/workspace.ts';
import { OuroborosError } from '../domain/errors.ts';
import type { RepositoryState, Vcs } from '../domain/ports.ts';
import type { RecordPlace } from '../provenance/run-paths.ts';
import { createGitVcs } from '../safety/git.ts';
import { readWrittenConfig, type WrittenConfig } from './config/written-config.ts';

/** The work tree that a command works in: the repository around its folder, or the folder itself without git. */
export type Project = RecordPlace & {
  readonly cwd: string;
  readonly repository: RepositoryState | null;
  readonly vcs: Vcs;
  readonly workspace: WorkTree;
  readonly written: WrittenConfig;
};

/** Finds the work tree around a folder and reads its config. @throws OuroborosError `usage` or `config` */
export async function openProject(cwd: string): Promise<Project> {
  const folder = realFolder(cwd);
  const vcs = createGitVcs();
  const repository = await vcs.describe(folder);
  const root = repository?.root ?? folder;
  const written = readWrittenConfig(root);
  const artifactsDir = resolve(root, written.artifactsDir ?? 'artifacts');
  return {
    cwd: folder,
    root,
    artifactsDir,
    repository,
    vcs,
    workspace: createWorkspace({
      root,
      vcs: repository === null ? null : vcs,
      ownFolders: [relative(root, artifactsDir), '.ouroboros'],
    }),
    written,
  };
}

function realFolder(cwd: string): string {
  const isFolder = statSync(cwd, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder)
    throw new OuroborosError('usage', `${cwd} is not a folder.`, {
      hint: 'Name an existing folder with --cwd.',
    });
  return realpathSync(cwd);
}
