import * as z from 'zod';
import { CACHE, problemOfSources, type PackageManager } from './package-manager.ts';
import { findScriptTool, scriptEnvironment } from './script-tool.ts';

const lockFile = z.object({
  lockfileVersion: z.int().min(2),
  packages: z.record(z.string(), z.object({ resolved: z.string().optional() })),
});

/** Of the project's own code nothing runs: no scripts, and no `.npmrc`, which could name a program in the place of git. */
const ARGUMENTS = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'];

/** npm 7 and newer. */
export const npm: PackageManager = {
  name: 'npm',
  family: 'script',
  locks: ['npm-shrinkwrap.json', 'package-lock.json'],
  hidden: /(?:^|\/)\.npmrc$/,
  problemOf: ({ text, path }) => {
    const parsed = z.string().transform(jsonOf).pipe(lockFile).safeParse(text);
    if (!parsed.success) return `${path} is no lock file that npm 7 or newer wrote`;
    return problemOfSources(
      Object.values(parsed.data.packages).flatMap(({ resolved }) => resolved ?? []),
      path,
    );
  },
  find: async (environment) => findScriptTool(environment, { program: 'npm', isPackage: /^npm$/ }),
  toGetIt: 'It comes with Node.js: https://nodejs.org.',
  commands: ({ command }) => [[...command, ...ARGUMENTS]],
  environment: (environment) => ({ ...scriptEnvironment(environment), npm_config_cache: CACHE }),
  complaint: /^npm (?:error|ERR!) (?!code|A complete log)(.+)/,
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
