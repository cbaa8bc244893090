import { OuroborosError } from '../domain/errors.ts';
import type { PatchRecord, RunRecord } from '../domain/run-record.ts';
import type { ReadBlob } from '../provenance/run-files.ts';

/** A run whose patches are stored, and the bytes that it stored. */
export type StoredRun = { readonly parent: RunRecord; readonly readBlob: (digest: string) => ReadBlob };

/** The bytes of a file after a stored patch; null where the patch deletes it. @throws OuroborosError `environment` */
export function storedBytes(
  { path, modifiedHash }: PatchRecord['staged'],
  { readBlob }: Pick<StoredRun, 'readBlob'>,
): Uint8Array | null {
  if (modifiedHash === null) return null;
  const blob = readBlob(modifiedHash);
  if (blob.kind === 'blob') return blob.bytes;
  throw new OuroborosError('environment', `The stored patch of ${path} is ${blob.kind}.`, {
    hint: 'Run the task again; its patches are stored anew.',
  });
}
