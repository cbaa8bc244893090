/** What the oldest version of Node that a package promises to run on can do in ES modules. */
export type NodeAbilities = {
  /** `import.meta.dirname` and `import.meta.filename`: from 20.11. */
  readonly hasDirname: boolean;
  /** `import … with { type: 'json' }` without a warning: from 22.12. */
  readonly hasJson: boolean;
  /** `import.meta.main`: from 24.2. */
  readonly hasMain: boolean;
};

type Version = readonly [major: number, minor: number];

/** Reads `engines.node`; a package that says nothing is taken to run on any version. */
export function abilitiesOf(range: unknown): NodeAbilities {
  const oldest = typeof range === 'string' ? oldestIn(range) : null;
  const isFrom = (version: Version): boolean => oldest !== null && compare(oldest, version) >= 0;
  return { hasDirname: isFrom([20, 11]), hasJson: isFrom([22, 12]), hasMain: isFrom([24, 2]) };
}

/** The lowest version of a range; null where a part of it has no lower end. */
function oldestIn(range: string): Version | null {
  const parts = range.split('||').map((part) => {
    const [, major, minor = '0'] =
      /^\s*(?:>=|\^|~|=)?\s*v?(\d+)(?:\.(\d+|x|\*))?(?:\.(?:\d+|x|\*))?\s*(?:$|[<-])/i.exec(part) ?? [];
    return major === undefined ? null : ([Number(major), Number(minor) || 0] as const);
  });
  let oldest: Version | null = null;
  for (const part of parts) {
    if (part === null) return null;
    if (oldest === null || compare(part, oldest) < 0) oldest = part;
  }
  return oldest;
}

function compare(one: Version, other: Version): number {
  return one[0] - other[0] || one[1] - other[1];
}
