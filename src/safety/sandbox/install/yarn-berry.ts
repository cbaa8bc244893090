import { CACHE, problemOfSources, withoutPasswords, type PackageManager } from './package-manager.ts';
import { findScriptTool, scriptEnvironment } from './script-tool.ts';

/** Yarn 2 and newer. Packages go into `node_modules`, whatever the project's linker: that is where runners are looked for. */
export const berry: PackageManager = {
  name: 'yarn',
  family: 'script',
  locks: ['yarn.lock'],
  wrote: (text) => /^__metadata:\s*$/m.test(text),
  // Its plugins and the copy of yarn that a project may bring are code.
  hidden:
    /(?:^|\/)(?:\.npmrc|\.yarnrc|\.yarnrc\.yml|\.yarn\/(?:releases|plugins)\/.*|\.pnp\.[cm]?js|\.pnp\.loader\.mjs)$/,
  problemOf: ({ text, path }) => problemOfSources(sourcesIn(text), path),
  find: async (environment) =>
    findScriptTool(environment, {
      program: 'yarn',
      isPackage: /^(?:yarn|@yarnpkg\/.+)$/,
      isVersion: /^[2-9]|^\d\d/,
    }),
  toGetIt: 'Install it: npm install -g @yarnpkg/cli-dist.',
  commands: ({ command }) => [[...command, 'install', '--immutable', '--mode=skip-build']],
  environment: (environment, { text }) => {
    const shared = scriptEnvironment(environment);
    const registry = shared['npm_config_registry'];
    const [proxy] = Object.values(withoutPasswords(environment, ['HTTPS_PROXY', 'https_proxy']));
    return {
      ...shared,
      ...(registry === undefined ? {} : { YARN_NPM_REGISTRY_SERVER: registry }),
      ...(proxy === undefined ? {} : { YARN_HTTPS_PROXY: proxy }),
      YARN_IGNORE_PATH: '1',
      YARN_NODE_LINKER: 'node-modules',
      YARN_ENABLE_SCRIPTS: 'false',
      YARN_ENABLE_TELEMETRY: '0',
      YARN_ENABLE_GLOBAL_CACHE: 'true',
      YARN_GLOBAL_FOLDER: CACHE,
      YARN_COMPRESSION_LEVEL: compressionOf(text),
    };
  },
  // A difference of the lock file is told line by line before the sentence that says so.
  complaint: /^➤ YN(?!0000|0013|0019|0085)\d{4}: │ (?![-+@ ])(.+)/,
};

/** The whole of what a package was resolved to, behind its name; of one from the registry its own address, if it has one. */
function sourcesIn(text: string): readonly string[] {
  return [...text.matchAll(/^ {2}resolution: "@?[^@"\n]+@([^"\n]+)"/gm)].flatMap(([, source = '']) => {
    if (!IN_REACH.test(source)) return [source];
    const address = /::.*__archiveUrl=([^&]+)/.exec(source)?.[1];
    return address === undefined ? [] : [unescaped(address)];
  });
}

/** From the registry, the work tree, or packages of those with a patch of the work tree. */
const IN_REACH = /^(?:npm|workspace|link|portal|patch|virtual):/;

function unescaped(address: string): string {
  return address.replaceAll(/%3A/gi, ':').replaceAll(/%2F/gi, '/');
}

/** Checksums are of packed packages: they only agree where those are packed as the lock file was written. */
function compressionOf(text: string): string {
  return /^ {2}cacheKey: "?\d+c(\d)/m.exec(text)?.[1] ?? 'mixed';
}
