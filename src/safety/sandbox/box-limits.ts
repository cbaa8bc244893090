import { totalmem } from 'node:os';

/** What a program in a box may use. The sums are looked at several times a second, the rest is kept by the kernel. */
export type BoxLimits = {
  readonly wallMs: number;
  /** Of one process. */
  readonly cpuSeconds: number;
  /** Of all processes together, as far as it is their own. */
  readonly memoryBytes: number;
  /** What one process may ask for. */
  readonly processMemoryBytes: number;
  readonly processes: number;
  readonly fileBytes: number;
  /** What may be written into the writable mounts, all files together. */
  readonly diskBytes: number;
  /** Of each of the folders in memory: temporary files, shared memory, home. */
  readonly scratchBytes: number;
};

const MB = 1024 ** 2;
const GB = 1024 ** 3;

/** Room for the tests of a large project on a small machine; never more than three quarters of its memory. */
export function testLimits(wallMs: number): BoxLimits {
  return {
    wallMs,
    cpuSeconds: Math.ceil(wallMs / 1000) * 4,
    memoryBytes: Math.min(6 * GB, totalmem() * 0.75),
    processMemoryBytes: 4 * GB,
    processes: 512,
    fileBytes: GB,
    diskBytes: 2 * GB,
    scratchBytes: 512 * MB,
  };
}
