import { posix } from 'node:path';
import type { SourceTree } from '../../domain/ports.ts';
import type { FolderSuite } from './script-suite.ts';

/** Files that make a folder a Python project, with what in them says that pytest runs its tests. */
const MANIFESTS: Readonly<Record<string, RegExp>> = {
  'pytest.ini': /^/,
  'conftest.py': /^/,
  'pyproject.toml': /pytest/,
  'setup.cfg': /pytest/,
  'tox.ini': /pytest/,
  'setup.py': /pytest/,
  'requirements.txt': /pytest/,
  'requirements-dev.txt': /pytest/,
};

/** By the configuration of pytest or its name among the requirements; other projects run what `unittest` finds. */
export async function pythonSuiteIn(folder: string, tree: SourceTree): Promise<FolderSuite> {
  let isProject = false;
  for (const [name, namesPytest] of Object.entries(MANIFESTS)) {
    const bytes = await tree.read(posix.join(folder, name));
    if (bytes === null) continue;
    if (namesPytest.test(new TextDecoder().decode(bytes)))
      return { kind: 'suite', suite: { runner: 'pytest', folder, args: [] } };
    isProject ||= name !== 'tox.ini';
  }
  return isProject
    ? { kind: 'suite', suite: { runner: 'unittest', folder, args: [] } }
    : { kind: 'no-project' };
}
