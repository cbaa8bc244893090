import type { Landing } from '../../domain/config.ts';
import { OuroborosError } from '../../domain/errors.ts';

/** What the options say of git; `true` stands for an option without its value, null for none. */
export type LandingFlags = {
  readonly branch: string | true | null;
  readonly commit: boolean;
  readonly merge: string | true | null;
  readonly push: string | true | null;
  readonly trailers: boolean;
};

/** The same options as the command line parses them. */
export type LandingOptions = {
  readonly branch?: string | true;
  readonly commit: boolean;
  readonly merge?: string | true;
  readonly push?: string | true;
  readonly trailers: boolean;
};

export const NO_LANDING: LandingFlags = {
  branch: null,
  commit: false,
  merge: null,
  push: null,
  trailers: false,
};

const DEFAULT_PREFIX = 'ouroboros/refactor/';

/** The options as flags. */
export function landingFlags({ branch, commit, merge, push, trailers }: LandingOptions): LandingFlags {
  return { branch: branch ?? null, commit, merge: merge ?? null, push: push ?? null, trailers };
}

type WithLanding = {
  readonly landing: LandingFlags;
  readonly dryRun: boolean;
  readonly revertIfWorse: boolean;
};

/** Where a change goes: a commit is not taken back by itself, a merge needs a branch, and a branch a commit. @throws OuroborosError `usage` */
export function landingConfig(
  { landing, dryRun, revertIfWorse }: WithLanding,
  prefix: string | null,
): Landing {
  const { branch, commit, merge, push, trailers } = landing;
  const hasBranch = branch !== null || merge !== null;
  if (!hasBranch && !commit) {
    if (push === null && !trailers) return { kind: 'work-tree' };
    throw new OuroborosError('usage', `--${push === null ? 'trailers' : 'push'} needs a commit.`, {
      hint: 'Add --branch or --commit.',
    });
  }
  if (dryRun)
    throw new OuroborosError('usage', 'A dry run writes nothing, and a commit is something.', {
      hint: 'Leave --dry-run out, or preview first and then: ouroboros apply RUN --branch.',
    });
  if (revertIfWorse)
    throw new OuroborosError('usage', '--revert-if-worse takes back files, and no commit.', {
      hint: 'Use --branch --merge: a merge waits for the tests. Or leave one of them out.',
    });
  const extras = { push: push === null ? null : { remote: named(push) }, trailers };
  if (!hasBranch) return { kind: 'commit', ...extras };
  return {
    kind: 'branch',
    name: named(branch),
    prefix: prefix ?? DEFAULT_PREFIX,
    merge: merge === null ? null : { into: named(merge) },
    ...extras,
  };
}

function named(value: string | true | null): string | null {
  return value === true ? null : value;
}
