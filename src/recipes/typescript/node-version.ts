/** A version of Node, as far as it matters to what it can read. */
export type NodeVersion = readonly [major: number, minor: number];

/** The lowest version of a range of `engines.node`; null where a part of it has no lower end. */
export function oldestNodeIn(range: string): NodeVersion | null {
  const parts = range.split('||').map((part) => {
    const [, major, minor = '0'] =
      /^\s*(?:>=|\^|~|=)?\s*v?(\d+)(?:\.(\d+|x|\*))?(?:\.(?:\d+|x|\*))?\s*(?:$|[<-])/i.exec(part) ?? [];
    return major === undefined ? null : ([Number(major), Number(minor) || 0] as const);
  });
  let oldest: NodeVersion | null = null;
  for (const part of parts) {
    if (part === null) return null;
    if (oldest === null || compareNodes(part, oldest) < 0) oldest = part;
  }
  return oldest;
}

/** Below 0 where the first version is the older one. */
export function compareNodes(one: NodeVersion, other: NodeVersion): number {
  return one[0] - other[0] || one[1] - other[1];
}
