import { dirname } from 'node:path';
import { decodeText } from '../domain/text.ts';
import { isTestData } from './test-files.ts';
import { createNearestFinder, type ReadBytes } from './nearest-file.ts';

/** Tells the oldest Python that the project of a file runs on, such as `3.9`; null where it does not say. */
export type FindOldestPython = (path: string) => Promise<string | null>;

// PEP 621, setuptools and Poetry; the first number is the lower bound in nearly every one.
const REQUIRES =
  /^[ \t]*(?:requires-python|python_requires|python)[ \t]*=[ \t]*["']?[^"'\n]*?(?:>=|~=|==|\^|>)[ \t]*(3\.\d+)/m;
const MANIFESTS = ['pyproject.toml', 'setup.cfg'] as const;

/** Looks in the nearest manifests above a Python file, remembering each folder; what tests read need not run. */
export function createOldestPythonFinder(read: ReadBytes): FindOldestPython {
  const find = createNearestFinder<string>(async (fileIn) => {
    for (const name of MANIFESTS) {
      const version = versionIn(await fileIn(name));
      if (version !== null) return version;
    }
    return null;
  }, read);
  return async (path) => (/\.pyi?$/.test(path) && !isTestData(path) ? find(dirname(path)) : null);
}

function versionIn(bytes: Uint8Array | null): string | null {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? (REQUIRES.exec(decoded.text)?.[1] ?? null) : null;
}
