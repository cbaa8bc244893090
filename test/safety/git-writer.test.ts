import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGitWriter } from '../../src/safety/git/git-writer.ts';
import { landingRepository } from '../support/landed.ts';
import { git, writeFiles } from '../support/work-tree.ts';

describe('the blob of a file', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, string, string, string]>([
    ['core.autocrlf', { 'core.autocrlf': 'true' }, '', 'a\n', 'a\r\nb\r\n'],
    ['autocrlf where HEAD has CRLF', {}, '', 'a\r\n', 'a\r\nb\r\n'],
    ['text=auto where HEAD has CRLF', {}, '* text=auto\n', 'a\r\n', 'a\r\nb\r\n'],
    ['eol=crlf', {}, '* text eol=crlf\n', 'a\n', 'a\r\nb\r\n'],
    ['ident', {}, '* ident\n', '# $Id$\n', '# $Id: 123 $\nb\n'],
    ['a filter', { 'filter.up.clean': 'tr a-z A-Z' }, '* filter=up\n', 'a\n', 'loud\n'],
    ['no attribute', {}, '', 'a\n', 'a\r\nb\n'],
  ])('is what git add stores, by %s', async (_name, config, attributes, before, after) => {
    const root = landingRepository({ '.keep': '' });
    writeFiles(root, { 'sub/a.txt': before });
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '-m', 'before');
    for (const [name, value] of Object.entries(config)) git(root, 'config', name, value);
    writeFiles(root, { '.gitattributes': attributes });

    const made = await createGitWriter(root).treeWith('HEAD', [
      { path: 'sub/a.txt', bytes: Buffer.from(after) },
    ]);

    writeFiles(root, { 'sub/a.txt': after });
    git(root, 'add', 'sub/a.txt');
    const expected = git(root, 'rev-parse', ':sub/a.txt').trim();
    expect(made).toMatchObject({ changes: [{ path: 'sub/a.txt', after: { blob: expected } }] });
  });

  it('is in the encoding of git where the work tree has another', async () => {
    const root = landingRepository({ '.gitattributes': '*.u16 working-tree-encoding=UTF-16LE-BOM\n' });
    const bytes = Buffer.from('\uFEFFone\n', 'utf16le');
    const made = await createGitWriter(root).treeWith('HEAD', [{ path: 'a.u16', bytes }]);
    expect(
      git(root, 'cat-file', 'blob', made.kind === 'tree' ? (made.changes[0]?.after?.blob ?? '') : ''),
    ).toBe('one\n');
  });

  it('is stored under the file that a link leads to', async () => {
    const root = landingRepository({ 'real.txt': 'a\n' });
    symlinkSync('real.txt', join(root, 'link.txt'));
    const made = await createGitWriter(root).treeWith('HEAD', [
      { path: 'link.txt', bytes: Buffer.from('b\n') },
    ]);
    expect(made).toMatchObject({ changes: [{ path: 'real.txt' }] });
  });
});

it.each<readonly [string, (root: string) => string, string]>([
  [
    'whose filter nobody set up',
    (root) => {
      writeFiles(root, { '.gitattributes': '*.psd filter=lfs\n' });
      return 'a.psd';
    },
    'a.psd goes through the filter lfs, which is not set up here',
  ],
  [
    'whose filter fails',
    (root) => {
      writeFiles(root, { '.gitattributes': '*.txt filter=no\n' });
      git(root, 'config', 'filter.no.clean', 'false');
      git(root, 'config', 'filter.no.required', 'true');
      return 'a.txt';
    },
    'git would not store it',
  ],
  [
    'of a submodule',
    (root) => {
      git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', root, 'sub');
      git(root, 'commit', '--quiet', '-m', 'sub');
      return 'sub/a.txt';
    },
    'sub is a submodule',
  ],
])('does not store a file %s', async (_name, arrange, reason) => {
  const root = landingRepository({ 'a.txt': 'a\n' });
  const path = arrange(root);
  const made = await createGitWriter(root).treeWith('HEAD', [{ path, bytes: Buffer.from('b\n') }]);
  expect(made).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
});

it('moves all refs or none', async () => {
  const root = landingRepository({ 'a.txt': 'a\n' });
  const vcs = createGitWriter(root);
  const head = git(root, 'rev-parse', 'HEAD').trim();
  const refs = git(root, 'for-each-ref');
  const moves = [
    { ref: 'refs/heads/new', before: null, after: head },
    { ref: 'refs/heads/main', before: 'f'.repeat(40), after: head },
  ];
  await expect(vcs.moveRefs(moves, 'test')).rejects.toMatchObject({ code: 'environment' });
  expect(git(root, 'for-each-ref')).toBe(refs);
});

it('leaves entries of the index alone that someone else has staged', async () => {
  const root = landingRepository({ 'a.txt': 'a\n' });
  const vcs = createGitWriter(root);
  const made = await vcs.treeWith('HEAD', [{ path: 'a.txt', bytes: Buffer.from('b\n') }]);
  writeFiles(root, { 'a.txt': 'theirs\n' });
  git(root, 'add', 'a.txt');
  const index = git(root, 'ls-files', '--stage');
  expect(await vcs.changeIndex(made.kind === 'tree' ? made.changes : [])).toEqual(['a.txt']);
  expect(git(root, 'ls-files', '--stage')).toBe(index);
});
