import { isTestFile } from '../../src/codebase/test-files.ts';
import { openProject } from '../../src/cli/project.ts';
import { treeOf } from '../../src/domain/candidate.ts';
import type { TestsConfig } from '../../src/domain/config.ts';
import { languageOf } from '../../src/domain/language.ts';
import type { Gate, SourceTree } from '../../src/domain/ports.ts';
import { createTestsGate } from '../../src/safety/gates/tests.ts';
import { readPlaceFile, type PlaceFile } from './random-places.ts';

/** A real project with the files in which places are drawn, and the gate that runs its own tests. */
export type PlaceProject = {
  readonly folder: string;
  readonly tree: SourceTree;
  readonly files: readonly PlaceFile[];
  readonly gate: Gate;
};

const MAX_FILE_BYTES = 200_000;
const NOT_COVERED = /(?:^|\/)(?:docs?|examples?|bench\w*|scripts|types?)\//;
/** Others, like CSS, can only be given a header. */
const FITTING: ReadonlySet<string> = new Set(['python', 'javascript', 'typescript', 'tsx']);

const TESTS: TestsConfig = {
  run: 'all',
  command: null,
  timeoutMs: 600_000,
  allowUnsandboxed: false,
  installsMissing: false,
  isRequired: false,
  measuresBoth: false,
};

/** Opens a work tree of git; its tests are run by the command where one is given, else as the tool finds them. */
export async function openPlaceProject(folder: string, command: string | null): Promise<PlaceProject> {
  const { root, workspace } = await openProject(folder);
  const tree = treeOf(workspace);
  const files: PlaceFile[] = [];
  for (const path of (await tree.list()).filter(isDrawnFrom)) {
    const bytes = await tree.read(path);
    if (bytes === null || bytes.length > MAX_FILE_BYTES) continue;
    files.push(await readPlaceFile(path, new TextDecoder().decode(bytes)));
  }
  const gate = createTestsGate({
    root,
    tree,
    // Asked for related tests alone; all of them are run here.
    index: { ask: async () => Promise.reject(new Error('The bench has no index.')) },
    config: { ...TESTS, command },
    listPaths: async () => ({ paths: await workspace.candidates(), leftOut: [] }),
    onEvent: (event) => {
      if (event.type === 'tests.skipped') throw new Error(`${folder}: ${event.reason}`);
    },
    onFolder: () => {},
  });
  return { folder, tree, files, gate };
}

/** Whether places are drawn in a file: code of a language that recipes know, for which the project may have tests. */
export function isDrawnFrom(path: string): boolean {
  return !isTestFile(path) && !NOT_COVERED.test(path) && FITTING.has(languageOf(path) ?? '');
}
