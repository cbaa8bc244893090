import { posix } from 'node:path';
import type { SourceTree } from '../../domain/ports.ts';
import type { FolderSuite } from './script-suite.ts';

/** Files that make a folder a Python project, with what in them says that pytest runs its tests. */
const MANIFESTS: Readonly<Record<string, RegExp>> = {
  'pytest.ini': /^/,
  'pyproject.toml': /pytest/,
  'setup.cfg': /pytest/,
  'tox.ini': /pytest/,
  'setup.py': /pytest/,
  'requirements.txt': /pytest/,
  'requirements-dev.txt': /pytest/,
};

/**
 * By the configuration of pytest or its name among the requirements; other projects run what `unittest` finds. A
 * `conftest.py` speaks for pytest too, but makes no project of the folder of the tests: they run from the one around.
 */
export async function pythonSuiteIn(folder: string, tree: SourceTree): Promise<FolderSuite> {
  const own = await projectIn(folder, tree);
  const hasConftest = (await tree.read(posix.join(folder, 'conftest.py'))) !== null;
  if (own === null && !hasConftest) return { kind: 'no-project' };
  const runner = own === 'pytest' || hasConftest ? 'pytest' : 'unittest';
  const home = own === null ? await projectAbove(folder, tree) : folder;
  return { kind: 'suite', suite: { runner, folder: home ?? folder, args: [] } };
}

/** Whether a folder is a project by its manifests, and one that names pytest. */
async function projectIn(folder: string, tree: SourceTree): Promise<'pytest' | 'project' | null> {
  let isProject = false;
  for (const [name, namesPytest] of Object.entries(MANIFESTS)) {
    const bytes = await tree.read(posix.join(folder, name));
    if (bytes === null) continue;
    if (namesPytest.test(new TextDecoder().decode(bytes))) return 'pytest';
    isProject ||= name !== 'tox.ini';
  }
  return isProject ? 'project' : null;
}

async function projectAbove(folder: string, tree: SourceTree): Promise<string | null> {
  if (folder === '.') return null;
  const above = posix.dirname(folder);
  return (await projectIn(above, tree)) === null ? projectAbove(above, tree) : above;
}
