import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest.ts';
import { createRunFiles, readBlob } from '../../src/provenance/run-files.ts';
import { scratchFolders } from '../support/scratch.ts';

const newFolder = scratchFolders();

describe('blobs', () => {
  it('are kept once, under the digest of their bytes', () => {
    const folder = newFolder();
    const files = createRunFiles(folder, 'gen_1');
    const digest = files.storeBlob('Grüße\n');
    expect(digest).toBe(digestOf('Grüße\n'));
    expect(files.storeBlob(Buffer.from('Grüße\n'))).toBe(digest);
    const hex = digest.slice('sha256:'.length);
    expect(readdirSync(join(folder, 'blobs', 'sha256', hex.slice(0, 2)))).toEqual([hex]);
    expect(readBlob(folder, digest)).toEqual({ kind: 'blob', bytes: Buffer.from('Grüße\n') });
  });

  it('are damaged when their bytes are not what the name says, and whole again when stored again', () => {
    const folder = newFolder();
    const files = createRunFiles(folder, 'gen_1');
    const digest = files.storeBlob('text');
    const hex = digest.slice('sha256:'.length);
    writeFileSync(join(folder, 'blobs', 'sha256', hex.slice(0, 2), hex), 'other');
    expect(readBlob(folder, digest)).toEqual({ kind: 'damaged' });
    files.storeBlob('text');
    expect(readBlob(folder, digest).kind).toBe('blob');
  });

  it.each(['sha256:../../etc/passwd', 'sha256:', 'md5:abc', digestOf('never stored')])(
    'are missing for %s',
    (digest) => {
      expect(readBlob(newFolder(), digest)).toEqual({ kind: 'missing' });
    },
  );
});

describe('diffs', () => {
  it('stand below the run by path, and are named from the artifacts folder', () => {
    const folder = newFolder();
    const path = createRunFiles(folder, 'gen_1').storeDiff('src/pkg/a b.py', '--- a\n+++ b\n');
    expect(path).toBe('runs/gen_1/patches/src/pkg/a b.py.diff');
    expect(readFileSync(join(folder, path), 'utf8')).toBe('--- a\n+++ b\n');
  });

  it('never leave the folder of the run', () => {
    expect(() => createRunFiles(newFolder(), 'gen_1').storeDiff('../../x', '')).toThrow(
      expect.objectContaining({ code: 'outside-repository' }),
    );
  });
});
