const MOST_BYTES = 64 * 1024;

/** Keeps the end of what a program prints: there it says what went wrong, and a flood of text costs no memory. */
export function createOutputTail(): { readonly add: (chunk: Buffer) => void; readonly text: () => string } {
  let kept: readonly Buffer[] = [];
  let size = 0;
  return {
    add: (chunk) => {
      kept = [...kept, chunk];
      size += chunk.length;
      if (size < 2 * MOST_BYTES) return;
      kept = [Buffer.concat(kept).subarray(-MOST_BYTES)];
      size = MOST_BYTES;
    },
    text: () => Buffer.concat(kept).subarray(-MOST_BYTES).toString(),
  };
}
