import { setFlagsFromString } from 'node:v8';

const SMALL = '--semi-space-growth-factor=1';
const USUAL = '--semi-space-growth-factor=2';

/**
 * Does some work of which nearly all that it makes is garbage at once. The space for new objects grows by such work, on
 * each thread of the process: that takes 100 MB more and saves no time.
 */
export async function withSmallNursery<T>(work: () => Promise<T>): Promise<T> {
  setFlagsFromString(SMALL);
  try {
    return await work();
  } finally {
    setFlagsFromString(USUAL);
  }
}
