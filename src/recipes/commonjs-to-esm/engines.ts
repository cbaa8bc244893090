import { compareNodes, oldestNodeIn, type NodeVersion } from '../typescript/node-version.ts';

/** What the oldest version of Node that a package promises to run on can do in ES modules. */
export type NodeAbilities = {
  /** `import.meta.dirname` and `import.meta.filename`: from 20.11. */
  readonly hasDirname: boolean;
  /** `import … with { type: 'json' }` without a warning: from 22.12. */
  readonly hasJson: boolean;
  /** `import.meta.main`: from 24.2. */
  readonly hasMain: boolean;
};

/** Reads `engines.node`; a package that says nothing is taken to run on any version. */
export function abilitiesOf(range: unknown): NodeAbilities {
  const oldest = typeof range === 'string' ? oldestNodeIn(range) : null;
  const isFrom = (version: NodeVersion): boolean => oldest !== null && compareNodes(oldest, version) >= 0;
  return { hasDirname: isFrom([20, 11]), hasJson: isFrom([22, 12]), hasMain: isFrom([24, 2]) };
}
