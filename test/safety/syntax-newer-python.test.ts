import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createOldestPythonFinder } from '../../src/codebase/oldest-python.ts';
import { openPython3, type Python3 } from '../../src/codebase/languages/python3.ts';
import { createCandidate } from '../../src/domain/candidate.ts';
import type { Verdict } from '../../src/domain/ports.ts';
import { createSyntaxGate } from '../../src/safety/gates/syntax.ts';
import { makeFolder } from '../support/work-tree.ts';

/** An interpreter of that version that refuses every text, as one does that does not know the syntax. */
function refusing(version: string): Python3 {
  const command = join(makeFolder(), 'python3');
  const refusal = '{"kind":"invalid","line":1,"column":1,"inBytes":false,"message":"invalid syntax"}';
  writeFileSync(command, `#!/bin/sh\necho '{"version":"${version}"}'\necho '${refusal}'\ncat > /dev/null\n`);
  chmodSync(command, 0o755);
  const python = openPython3({ command });
  onTestFinished(async () => python.close());
  return python;
}

async function judged(version: string, after: string, manifests = {}): Promise<Verdict> {
  const gate = createSyntaxGate({ python: refusing(version) });
  const files = new Map(Object.entries<string>(manifests));
  const read = async (path: string): Promise<Uint8Array | null> => {
    const text = files.get(path);
    return text === undefined ? null : Buffer.from(text);
  };
  const change = { path: 'src/m.py', before: null, after: Buffer.from(after), tolerances: [] };
  return gate.check(createCandidate({ read, list: async () => [] }, [change]), new AbortController().signal);
}

const NEWER = [
  ['3.9', 'match x:\n    case 1:\n        pass\n', 'match'],
  ['3.10', 'try:\n    pass\nexcept* ValueError:\n    pass\n', 'except*'],
  ['3.11', 'type A[T] = list[T]\n', 'type'],
  ['3.11', 'd = {"a": 1}\nprint(f"{d["a"]}")\n', 'f-strings'],
  ['3.13', 'x = t"a{1}"\n', 't-strings'],
] as const;

it.each(NEWER)('Python %s has no say on syntax that is newer: %s', async (version, text, word) => {
  const verdict = await judged(version, text);
  expect(verdict).toMatchObject({ passed: true, judged: [{ verifiedBy: ['tree-sitter', 'ruff'] }] });
  expect(verdict.summary).toContain(`Python ${version} is older than this syntax`);
  expect(verdict.summary).toContain(word);
});

it('an interpreter keeps its say on what it should know', async () => {
  expect((await judged('3.12', 'type A[T] = list[T]\n')).passed).toBe(false);
  expect((await judged('3.11', 'x = 1\n')).passed).toBe(false);
});

it('newer syntax is no excuse for an error beside it', async () => {
  const verdict = await judged('3.11', 'type A[T] = list[T]\nx = (1\n');
  expect(verdict.passed).toBe(false);
});

it('a project that says that it runs on older ones is not given syntax that they lack', async () => {
  const pyproject = (bound: string): object => ({
    'pyproject.toml': `[project]\nrequires-python = "${bound}"\n`,
  });
  const text = 'type A[T] = list[T]\n';
  expect(await judged('3.11', text, pyproject('>=3.9'))).toMatchObject({
    passed: false,
    diagnostics: [{ line: 1, column: 1, source: 'python3' }],
  });
  expect((await judged('3.11', text, pyproject('>=3.12,<4'))).passed).toBe(true);
});

it('the oldest Python of a project is found in the nearest manifest, however it is written', async () => {
  const files: Readonly<Record<string, string>> = {
    'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.10"\n',
    'a/setup.cfg': '[options]\npython_requires = ~=3.8\n',
    'b/pyproject.toml': '[project]\nname = "x"\n',
  };
  const find = createOldestPythonFinder(async (path) => {
    const text = files[path];
    return text === undefined ? null : Buffer.from(text);
  });
  const paths = ['m.py', 'a/deep/m.py', 'b/m.py', 'a/m.js', 'node_modules/x.py'];
  expect(await Promise.all(paths.map(find))).toEqual(['3.10', '3.8', '3.10', null, null]);
});
