import type { ProjectFiles } from './typescript-files.ts';
import type { TypeScript } from './typescript.ts';

/** Finds the compiler options that hold for a file: those of the nearest tsconfig.json or jsconfig.json. */
export type Configs = {
  /** Never empty; a configuration that only refers to others gives theirs, in order. */
  readonly optionsFor: (path: string) => readonly TypeScript.CompilerOptions[];
};

const NAMES = ['tsconfig.json', 'jsconfig.json'];

/** Reads configurations on demand, each once. What a configuration extends from a package is not followed. */
export function createConfigs(ts: typeof TypeScript, files: ProjectFiles): Configs {
  const byFolder = new Map<string, readonly TypeScript.CompilerOptions[]>();
  const optionsOfFolder = (folder: string): readonly TypeScript.CompilerOptions[] => {
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const config = NAMES.map((name) => folder + name).find((path) => files.texts.has(path));
    const own = config === undefined ? [] : readOptions(ts, files, config);
    const options = own.length > 0 ? own : folder === '' ? [{}] : optionsOfFolder(parentOf(folder));
    byFolder.set(folder, options);
    return options;
  };
  return { optionsFor: (path) => optionsOfFolder(folderOf(path)) };
}

/** The folder of a path with its closing slash; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function parentOf(folder: string): string {
  return folderOf(folder.slice(0, -1));
}

function readOptions(
  ts: typeof TypeScript,
  files: ProjectFiles,
  path: string,
): readonly TypeScript.CompilerOptions[] {
  const parsed = parseConfig(ts, files, path);
  const references = parsed.projectReferences ?? [];
  if (references.length === 0 || parsed.raw?.files?.length !== 0) return [parsed.options];
  return references
    .map((reference) => reference.path.slice(1))
    .map((target) => (files.texts.has(target) ? target : `${target}/tsconfig.json`))
    .filter((target) => files.texts.has(target))
    .map((target) => parseConfig(ts, files, target).options);
}

function parseConfig(ts: typeof TypeScript, files: ProjectFiles, path: string): TypeScript.ParsedCommandLine {
  // Absolute paths stand for the tree: its root is `/`. No folder is listed, since every source is in the program anyway.
  const host: TypeScript.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    readDirectory: () => [],
    fileExists: (name) => files.texts.has(name.slice(1)),
    readFile: (name) => files.texts.get(name.slice(1)),
  };
  const { config } = ts.parseConfigFileTextToJson(`/${path}`, files.texts.get(path) ?? '{}');
  return ts.parseJsonConfigFileContent(config ?? {}, host, `/${folderOf(path)}`, undefined, `/${path}`);
}
