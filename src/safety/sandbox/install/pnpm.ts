import { posix } from 'node:path';
import { CACHE, problemOfSources, type PackageManager } from './package-manager.ts';
import { findScriptTool, scriptEnvironment } from './script-tool.ts';

const ARGUMENTS = [
  'install',
  '--frozen-lockfile',
  '--ignore-scripts',
  '--ignore-pnpmfile',
  // Links would lead from the downloads into the copy, which are two disks to the box.
  '--package-import-method=copy',
  `--store-dir=${CACHE}/store`,
];

/** pnpm 8 and newer. */
export const pnpm: PackageManager = {
  name: 'pnpm',
  family: 'script',
  locks: ['pnpm-lock.yaml'],
  hidden: /(?:^|\/)(?:\.npmrc|\.pnpmfile\.[cm]?js)$/,
  problemOf: ({ text, path, folder }, read) =>
    problemOfSources(sourcesIn(text), path) ??
    problemOfSettings(read(posix.join(folder, WORKSPACE)) ?? '', posix.join(folder, WORKSPACE)) ??
    problemOfSettings(read(posix.join(folder, 'package.json')) ?? '', posix.join(folder, 'package.json')),
  find: async (environment) =>
    findScriptTool(environment, { program: 'pnpm', isPackage: /^(?:pnpm|@pnpm\/exe.*)$/ }),
  toGetIt: 'Install it: npm install -g pnpm.',
  commands: ({ command }) => [[...command, ...ARGUMENTS]],
  environment: (environment) => {
    const shared = scriptEnvironment(environment);
    const registry = shared['npm_config_registry'];
    return {
      ...shared,
      ...(registry === undefined ? {} : { pnpm_config_registry: registry }),
      // By two names, the older and the newer: the version that the project names is not fetched and run.
      npm_config_manage_package_manager_versions: 'false',
      pnpm_config_manage_package_manager_versions: 'false',
      pnpm_config_pm_on_fail: 'ignore',
      npm_config_update_notifier: 'false',
      XDG_CACHE_HOME: `${CACHE}/cache`,
    };
  },
  complaint: /^\s*(?:[✕×]|Error:|╰─▶)?\s*(ERR_PNPM_.+|(?<=╰─▶ ).+)/,
};

const WORKSPACE = 'pnpm-workspace.yaml';

/** A tarball, a program or a repository of git, each on a line of its own or in braces behind `resolution`. */
function sourcesIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    if (!/^\s*(?:resolution|tarball|repo|url|type):/.test(line)) return [];
    if (/\btype: *['"]?git\b/.test(line)) return [`git+${valueOf('repo', line) ?? 'unknown'}`];
    return ['tarball', 'repo', 'url'].flatMap((name) => valueOf(name, line) ?? []);
  });
}

function valueOf(name: string, line: string): string | null {
  return new RegExp(`\\b${name}: *['"]?([^\\s'",}]+)`).exec(line)?.[1] ?? null;
}

/** Settings stand beside the list of workspaces, and cannot be kept from it: those that matter are refused. */
function problemOfSettings(text: string, path: string): string | null {
  const code = /^\s*["']?(configDependencies|pnpmfile|globalPnpmfile)["']?\s*:/m.exec(text)?.[1];
  if (code !== undefined) return `${path} names code that pnpm would run (${code})`;
  const server =
    /^\s*["']?(?:registry|default|@[\w./-]+|[\w-]*proxy)["']?\s*:\s*["']?(http:\/\/[^\s"',]+)/im.exec(
      text,
    )?.[1];
  return server === undefined ? null : problemOfSources([server], path);
}
