import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf, type Digest } from '../domain/digest.ts';
import { messageOf, OuroborosError, systemCodeOf } from '../domain/errors.ts';
import { whyPathIsUnsafe } from '../domain/repo-path.ts';
import { pathFromRoot, runFolderOf } from './run-paths.ts';
import { writeAtomic } from './write-atomic.ts';

const HEX_DIGEST = /^[0-9a-f]{64}$/;

/** What the runs keep beside their logs. */
export interface RunFiles {
  /** Keeps bytes by content, once; a string counts as its UTF-8 bytes. */
  storeBlob(bytes: Uint8Array | string): Digest;
  /** Writes the unified diff of one path and returns where, relative to the artifacts folder. */
  storeDiff(path: string, diff: string): string;
}

/** Bytes by their digest. `damaged` means that the file no longer holds what its name says. */
export type ReadBlob =
  | { readonly kind: 'blob'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged' };

/** The files of one run below an artifacts folder. Writing throws OuroborosError `disk`. */
export function createRunFiles(artifactsDir: string, runId: string): RunFiles {
  return {
    storeBlob: (bytes) => {
      const digest = digestOf(bytes);
      const path = blobPathOf(artifactsDir, digest);
      if (path === null) throw new TypeError(`Not a digest: ${digest}`);
      if (readBlob(artifactsDir, digest).kind !== 'blob') writeBelow(path, bytes);
      return digest;
    },
    storeDiff: (path, diff) => {
      const reason = whyPathIsUnsafe(path);
      if (reason !== null) throw new OuroborosError('outside-repository', `No diff for ${path}: ${reason}.`);
      const target = join(runFolderOf(artifactsDir, runId), 'patches', `${path}.diff`);
      writeBelow(target, diff);
      return pathFromRoot(artifactsDir, target);
    },
  };
}

/** The bytes with this digest, verified. */
export function readBlob(artifactsDir: string, digest: string): ReadBlob {
  const path = blobPathOf(artifactsDir, digest);
  if (path === null || !existsSync(path)) return { kind: 'missing' };
  try {
    const bytes = readFileSync(path);
    return digestOf(bytes) === digest ? { kind: 'blob', bytes } : { kind: 'damaged' };
  } catch (error) {
    return { kind: systemCodeOf(error) === 'ENOENT' ? 'missing' : 'damaged' };
  }
}

function blobPathOf(artifactsDir: string, digest: string): string | null {
  const hex = digest.startsWith('sha256:') ? digest.slice('sha256:'.length) : '';
  return HEX_DIGEST.test(hex) ? join(artifactsDir, 'blobs', 'sha256', hex.slice(0, 2), hex) : null;
}

function writeBelow(path: string, content: string | Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeAtomic(path, content);
  } catch (cause) {
    throw new OuroborosError(
      'disk',
      `What the run keeps in the artifacts folder could not be written: ${messageOf(cause)}`,
      {
        hint: 'Free some space or check the permissions of the artifacts folder.',
        cause,
      },
    );
  }
}
