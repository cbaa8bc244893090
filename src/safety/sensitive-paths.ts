import { matchesGlob } from 'node:path/posix';
import { isTestFile } from '../codebase/test-files.ts';

/** `file`: what the file is for is known. `name`: words of the path alone say that it may matter. */
export type Sensitivity = { readonly by: 'file' | 'name'; readonly what: string };

type SensitivePlace = { readonly what: string; readonly path: RegExp };

/** Files that say what this tool may do and see: compared with whole paths, in lower case. */
export const TOOL_SETTINGS = /^(?:ouroboros\.config\.json$|\.ouroborosignore$|ouroboros\.recipes\/)/;

/** Files in which a small mistake reaches far: compared with whole paths, in lower case. */
const PLACES: readonly SensitivePlace[] = [
  {
    what: 'continuous integration',
    path: /^\.(?:github|circleci|gitlab|buildkite|ci)\/|(?:^|\/)(?:\.gitlab-ci\.ya?ml|\.travis\.yml|jenkinsfile|azure-pipelines\.ya?ml|bitbucket-pipelines\.yml)$/,
  },
  {
    what: 'a lock file',
    path: /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|poetry\.lock|pipfile\.lock|uv\.lock|pdm\.lock|cargo\.lock|go\.sum|gemfile\.lock|composer\.lock)$/,
  },
  { what: 'a database migration', path: /(?:^|\/)(?:migrations?|alembic)\// },
  {
    what: 'deployment',
    path: /(?:^|\/)(?:dockerfile(?:\.[^/]*)?|docker-compose[^/]*\.ya?ml)$|\.tf$|(?:^|\/)(?:k8s|helm|terraform)\//,
  },
  { what: 'the settings of this tool', path: TOOL_SETTINGS },
];

const TELLING_NAME: SensitivePlace = {
  what: 'authentication, secrets or money',
  path: /(?:^|[/_.-])(?:auth|authn|authz|oauth2?|authentication|authorization|login|passwords?|credentials?|permissions?|security|crypto|payments?|billing)(?:[/_.-]|$)/,
};

/** What makes a file sensitive, or null. `patterns` are the globs that the project's config adds. Tests have no telling names. */
export function whySensitive(path: string, patterns: readonly string[]): Sensitivity | null {
  const pattern = patterns.find((glob) => matchesGlob(path, glob));
  if (pattern !== undefined) return { by: 'file', what: `the config names ${pattern}` };
  const lower = path.toLowerCase();
  const place = PLACES.find((each) => each.path.test(lower));
  if (place !== undefined) return { by: 'file', what: place.what };
  return TELLING_NAME.path.test(lower) && !isTestFile(path) ? { by: 'name', what: TELLING_NAME.what } : null;
}
