import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { hasParser } from '../../src/codebase/languages/judge-syntax.ts';
import { languageOf } from '../../src/domain/language.ts';
import { LANGUAGE_BY_EXTENSION, LANGUAGE_BY_NAME } from '../../src/domain/language-tables.ts';
import { createProject } from '../support/cli.ts';

const LAUNCHER = fileURLToPath(new URL('../../bin/ouroboros.js', import.meta.url));

/** The one hook of the manifest: flat, so that its lines are its fields. */
function manifest(): Readonly<Record<string, string>> {
  const text = readFileSync(new URL('../../.pre-commit-hooks.yaml', import.meta.url), 'utf8');
  const fields = [...text.matchAll(/^(?:- | {2})(\w+): (.*)$/gm)];
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]));
}

/** Every word of up to four letters, in lower case. */
function* words(): Generator<string> {
  let last = [''];
  for (let length = 1; length <= 4; length++) {
    last = last.flatMap((word) => Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => word + letter));
    yield* last;
  }
}

it('offers pre-commit a hook of Node that is given the names of files', () => {
  expect(manifest()).toMatchObject({
    id: 'ouroboros-check',
    entry: 'ouroboros check',
    language: 'node',
    pass_filenames: 'true',
  });
});

it('has the hook asked for every extension of a language with a parser, and for no other', () => {
  const pattern = new RegExp((manifest()['files'] ?? '').replace('(?i)', ''), 'i');
  const judged: string[] = [];
  const matched: string[] = [];
  for (const extension of words()) {
    const language = languageOf(`a.${extension}`);
    if (language !== null && hasParser(language)) judged.push(extension);
    if (pattern.test(`a.${extension}`)) matched.push(extension);
  }
  expect(matched).toEqual(judged);
  const parsed = Object.entries(LANGUAGE_BY_EXTENSION).filter(([, language]) => hasParser(language));
  expect(parsed.filter(([extension]) => !pattern.test(`a.${extension}`))).toEqual([]);
  expect(['src/A.PY', 'a.py.txt'].map((path) => pattern.test(path))).toEqual([true, false]);
});

it('has the hook asked for every name of a file that is known, and for scripts without an extension', () => {
  const pattern = new RegExp((manifest()['files'] ?? '').replace('(?i)', ''), 'i');
  const paths = [...Object.keys(LANGUAGE_BY_NAME), '.husky/pre-commit', 'bin/run'];
  expect(paths.filter((path) => !pattern.test(path) || !pattern.test(`a/${path}`))).toEqual([]);
});

it('holds back a commit as a hook of git itself, and lets the mended one through', async () => {
  const project = await createProject({ 'old.json': '{"a": 1,}' });
  const hook = join(project.root, '.git', 'hooks', 'pre-commit');
  writeFileSync(hook, `#!/bin/sh\nexec "${process.execPath}" "${LAUNCHER}" check --changed\n`);
  chmodSync(hook, 0o755);
  project.write('new.json', '{"a": 1,}');
  await project.git('add', 'new.json');
  await expect(project.git('commit', '-m', 'broken')).rejects.toMatchObject({
    stderr: expect.stringContaining('new.json:1:9: Expected double-quoted property name (json)'),
  });
  project.write('new.json', '{"a": 1}');
  await project.git('add', 'new.json');
  await project.git('commit', '-m', 'mended');
  expect((await project.git('show', '--name-only', '--format=')).trim()).toBe('new.json');
});
