import { dirname, join } from 'node:path';
import { listWith } from './included-files.ts';
import type { TypeScript } from '../typescript.ts';
import type { TypedChange, Unjudged } from './type-report.ts';

/** A configuration of the compiler with the changed files that belong to it. */
export type ConfiguredProject = {
  readonly options: TypeScript.CompilerOptions;
  /** Absolute paths of its files, deleted and new ones included. */
  readonly fileNames: readonly string[];
  readonly changes: readonly TypedChange[];
};

export type FoundProjects = {
  readonly projects: readonly ConfiguredProject[];
  readonly unjudged: readonly Unjudged[];
};

type Config = { readonly path: string; readonly parsed: TypeScript.ParsedCommandLine };

const NAMES = ['tsconfig.json', 'jsconfig.json'];
/** The configuration names no input, which others that it refers to may do. */
const NO_INPUTS = 18_003;

/** Groups changes by the nearest configuration that takes them in, those that it refers to included. */
export function findProjects(
  ts: typeof TypeScript,
  root: string,
  changes: readonly TypedChange[],
): FoundProjects {
  const added = changes.flatMap(({ path, before }) => (before === null ? [join(root, path)] : []));
  const known = new Map<string, Config | null>();
  const read = (path: string): Config | null => {
    const found = known.get(path) ?? readConfig(ts, path, added);
    known.set(path, found);
    return found;
  };
  const owners = changes.map((change) => ({ change, config: ownerOf(change, { root, read }) }));
  const unjudged = owners.flatMap(({ change, config }) => {
    const reason = config === null ? 'no tsconfig takes it in' : whyUnreadable(ts, config);
    return reason === null ? [] : [{ path: change.path, reason }];
  });
  const groups = Map.groupBy(owners, ({ config }) => config);
  const projects = [...groups].flatMap(([config, members]) =>
    config === null || whyUnreadable(ts, config) !== null
      ? []
      : [
          {
            options: config.parsed.options,
            fileNames: config.parsed.fileNames,
            changes: members.map(({ change }) => change),
          },
        ],
  );
  return { projects, unjudged };
}

function readConfig(ts: typeof TypeScript, path: string, added: readonly string[]): Config | null {
  if (!ts.sys.fileExists(path)) return null;
  const host = {
    ...ts.sys,
    readDirectory: listWith(ts.sys, added),
    onUnRecoverableConfigFileDiagnostic: () => undefined,
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(path, undefined, host);
  return parsed === undefined ? null : { path, parsed };
}

type Finder = { readonly root: string; readonly read: (path: string) => Config | null };

function ownerOf({ path }: TypedChange, { root, read }: Finder): Config | null {
  const file = join(root, path);
  for (let folder = dirname(file); folder.length >= root.length; folder = dirname(folder)) {
    const nearest = NAMES.map((name) => read(join(folder, name))).find((config) => config !== null);
    const linked = (nearest?.parsed.projectReferences ?? []).map((reference) =>
      read(reference.path.endsWith('.json') ? reference.path : join(reference.path, 'tsconfig.json')),
    );
    const owner = [nearest ?? null, ...linked].find(
      (config) => config?.parsed.fileNames.includes(file) ?? false,
    );
    if (owner !== undefined) return owner;
    if (dirname(folder) === folder) break;
  }
  return null;
}

function whyUnreadable(ts: typeof TypeScript, { parsed }: Config): string | null {
  const [error] = parsed.errors.filter(({ code }) => code !== NO_INPUTS);
  if (error === undefined) return null;
  return `its tsconfig cannot be used: ${ts.flattenDiagnosticMessageText(error.messageText, ' ')}`;
}
