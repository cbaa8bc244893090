import { CACHE, problemOfSources, type PackageManager } from './package-manager.ts';
import { findScriptTool, scriptEnvironment } from './script-tool.ts';

const ARGUMENTS = [
  'install',
  '--frozen-lockfile',
  '--ignore-scripts',
  '--non-interactive',
  '--no-progress',
  '--no-default-rc',
  `--cache-folder=${CACHE}`,
];

/** Yarn 1. */
export const classicYarn: PackageManager = {
  name: 'yarn',
  family: 'script',
  locks: ['yarn.lock'],
  wrote: (text) => /^# yarn lockfile v1\s*$/m.test(text),
  hidden: /(?:^|\/)(?:\.npmrc|\.yarnrc|\.yarnrc\.yml)$/,
  problemOf: ({ text, path }) => problemOfSources(sourcesIn(text), path),
  find: async (environment) =>
    findScriptTool(environment, { program: 'yarn', isPackage: /^yarn$/, isVersion: /^1\./ }),
  toGetIt: 'Install it: npm install -g yarn@1.',
  commands: ({ command }) => [[...command, ...ARGUMENTS]],
  environment: (environment) => scriptEnvironment(environment),
  complaint: /^error (?!Command failed)(.+)/,
};

/** Where packages were found, and what was asked for, which decides who fetches them. */
function sourcesIn(text: string): readonly string[] {
  return text.split(/\n(?=\S)/).flatMap((entry) => {
    const keys = /^(?!#)(.+):\s*$/m.exec(entry)?.[1] ?? '';
    const ranges = keys.split(', ').map((key) => key.replaceAll('"', '').replace(/^@?[^@]+@/, ''));
    const found = /^ {2}resolved "?([^"\n]+)/m.exec(entry)?.[1];
    if (found === undefined) return ranges.filter((range) => !range.startsWith('npm:'));
    return [found, ...ranges.filter((range) => !KNOWN_HOST.test(range))];
  });
}

/** Of these hosts an archive was found, whose address is on record; and other names of packages. */
const KNOWN_HOST = /^(?:github|gitlab|bitbucket|gist|npm):/;
