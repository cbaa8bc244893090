import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withCodeIndex } from '../../src/cli/code-index.ts';
import { openProject } from '../../src/cli/project.ts';
import { createWorkspace, knownFiles } from '../../src/codebase/workspace.ts';
import { createCandidate, treeOf } from '../../src/domain/candidate.ts';
import type { TestsConfig } from '../../src/domain/config.ts';
import type { EventOf } from '../../src/domain/event.ts';
import type { FileChange } from '../../src/domain/patch.ts';
import type { Verdict } from '../../src/domain/ports.ts';
import { createTestsGate } from '../../src/safety/gates/tests.ts';
import { makeFolder, type Files } from './work-tree.ts';

export type TestsEvent = EventOf<'tests.ran' | 'tests.skipped'>;

/** A project whose tests the gate is asked for, as often as needed. */
export type GatedProject = {
  readonly root: string;
  readonly events: readonly TestsEvent[];
  /** What attempts share, and nobody removes. */
  readonly folders: readonly string[];
  readonly check: (changes: Files, signal?: AbortSignal) => Promise<Verdict>;
};

const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Makes a project with this repository's packages installed, if `installs`. */
export function gatedProject(
  files: Files,
  { installs = false, ...config }: Partial<TestsConfig> & { readonly installs?: boolean } = {},
): GatedProject {
  const root = makeFolder(files);
  if (installs) symlinkSync(PACKAGES, join(root, 'node_modules'));
  const tree = treeOf(createWorkspace({ root, vcs: null }));
  const events: TestsEvent[] = [];
  const folders: string[] = [];
  const gate = createTestsGate({
    root,
    tree,
    index: {
      ask: async (ask) =>
        withCodeIndex(await openProject(root), { signal: new AbortController().signal }, ask),
    },
    config: {
      run: 'all',
      command: null,
      timeoutMs: 60_000,
      allowUnsandboxed: false,
      installsMissing: false,
      isRequired: false,
      measuresBoth: false,
      ...config,
    },
    listPaths: async () => ({ paths: await knownFiles(root, null), leftOut: [] }),
    onEvent: (event) => void events.push(event),
    onFolder: (folder) => void folders.push(folder),
  });
  return {
    root,
    events,
    folders,
    check: async (changed, signal = new AbortController().signal) =>
      gate.check(createCandidate(tree, changesIn(root, changed)), signal),
  };
}

function changesIn(root: string, files: Files): readonly FileChange[] {
  return changesOf(files).map((change) => {
    const path = join(root, change.path);
    return { ...change, before: existsSync(path) ? readFileSync(path) : null };
  });
}

/** Files as a run wants them; an empty text stands for a deletion. */
export function changesOf(files: Files): readonly FileChange[] {
  return Object.entries(files).map(([path, content]) => ({
    path,
    before: null,
    after: content.length === 0 ? null : Buffer.from(content),
    tolerances: [],
  }));
}
