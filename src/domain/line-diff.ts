/** Lines `beforeStart..beforeEnd` (end excluded, from 0) of one text stand where `afterStart..afterEnd` stand in the other. */
export type LineChange = {
  readonly beforeStart: number;
  readonly beforeEnd: number;
  readonly afterStart: number;
  readonly afterEnd: number;
};

/** Past so many edits among lines that both texts have, the rest counts as rewritten: time and memory grow with its square. */
const MAX_EDITS = 2000;

type Pair = readonly [before: number, after: number];

/** Where two lists of lines differ, in order, with as few lines as possible. Deterministic: no clock decides. */
export function lineChanges(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  const head = commonHead(before, after);
  const tail = commonTail(before.slice(head), after.slice(head));
  const inBefore = new Set(before.slice(head, before.length - tail));
  const inAfter = new Set(after.slice(head, after.length - tail));
  // A line that only one text has can never be matched; leaving those out keeps a rename all over a long file cheap.
  const shared = {
    before: indexesOf(before, { head, tail, known: inAfter }),
    after: indexesOf(after, { head, tail, known: inBefore }),
  };
  const pairs = matchingPairs(
    shared.before.map((index) => before[index] ?? ''),
    shared.after.map((index) => after[index] ?? ''),
  ).map(([x, y]): Pair => [shared.before[x] ?? 0, shared.after[y] ?? 0]);
  return changesBetween(head, [...pairs, [before.length - tail, after.length - tail]]);
}

function commonHead(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}

function commonTail(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

type Middle = { readonly head: number; readonly tail: number; readonly known: ReadonlySet<string> };

function indexesOf(lines: readonly string[], { head, tail, known }: Middle): readonly number[] {
  const indexes: number[] = [];
  for (let index = head; index < lines.length - tail; index++) {
    if (known.has(lines[index] ?? '')) indexes.push(index);
  }
  return indexes;
}

/** What lies between one matched pair and the next; the last pair is the end of both texts. */
function changesBetween(head: number, pairs: readonly Pair[]): readonly LineChange[] {
  const changes: LineChange[] = [];
  let beforeStart = head;
  let afterStart = head;
  for (const [beforeEnd, afterEnd] of pairs) {
    if (beforeEnd > beforeStart || afterEnd > afterStart) {
      changes.push({ beforeStart, beforeEnd, afterStart, afterEnd });
    }
    beforeStart = beforeEnd + 1;
    afterStart = afterEnd + 1;
  }
  return changes;
}

/**
 * A longest common subsequence by the greedy algorithm of Myers, "An O(ND) Difference Algorithm and Its Variations"
 * (1986). `reach` holds, for each diagonal, how far into the first list the best path of so many edits gets; -1 for none.
 */
function matchingPairs(a: readonly string[], b: readonly string[]): readonly Pair[] {
  const limit = Math.min(a.length + b.length, MAX_EDITS);
  const zero = limit + 1;
  const reach = new Int32Array(2 * zero + 1).fill(-1);
  const history: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits++) {
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const isInsertion = comesFromAbove(reach, zero + diagonal);
      let x = isInsertion ? (reach[zero + diagonal + 1] ?? 0) : (reach[zero + diagonal - 1] ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      reach[zero + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return walkBack(history, x, x - diagonal);
    }
    history.push(reach.slice(zero - edits - 1, zero + edits + 2));
  }
  return [];
}

/** Whether the best path to a diagonal inserts a line (from the diagonal above) and does not delete one. */
function comesFromAbove(reach: Int32Array, diagonal: number): boolean {
  return (reach[diagonal - 1] ?? -1) < (reach[diagonal + 1] ?? -1);
}

/** The pairs on the path that ends at `(endX, endY)`; `history[n]` is the reach after `n` edits, its diagonal 0 at `n + 1`. */
function walkBack(history: readonly Int32Array[], endX: number, endY: number): readonly Pair[] {
  const pairs: Pair[] = [];
  let x = endX;
  let y = endY;
  for (let edits = history.length; edits > 0; edits--) {
    const reach = history[edits - 1] ?? new Int32Array();
    const isInsertion = comesFromAbove(reach, edits + x - y);
    const from = x - y + (isInsertion ? 1 : -1);
    const fromX = reach[edits + from] ?? 0;
    const afterEditX = isInsertion ? fromX : fromX + 1;
    while (x > afterEditX) pairs.push([--x, --y]);
    x = fromX;
    y = fromX - from;
  }
  while (x > 0) pairs.push([--x, --y]);
  return pairs.toReversed();
}
