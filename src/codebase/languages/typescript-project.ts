import type { SourceTree } from '../../domain/ports.ts';
import { connectedSources } from './typescript-component.ts';
import { createConfigs, type Configs } from './typescript-config.ts';
import { readProjectFiles, type ProjectFiles } from './typescript-files.ts';
import { createResolver, resolvedModule, type ModuleResolver } from './typescript-resolution.ts';
import { createLibraryFiles, type LibraryFiles } from './typescript-libraries.ts';
import { checkingOptions } from './typescript-options.ts';
import { speaksOfPages } from './typescript-pages.ts';
import { loadTypeScript, type TypeScript } from './typescript.ts';

/** The JavaScript and TypeScript sources of a tree that hang together, as one checked program. Paths are relative to the tree's root. */
export type TypeScriptProject = {
  readonly ts: typeof TypeScript;
  readonly program: TypeScript.Program;
  readonly checker: TypeScript.TypeChecker;
  readonly modules: ModuleResolver;
  readonly files: ProjectFiles;
  readonly sourceFile: (path: string) => TypeScript.SourceFile | undefined;
  /** The path of a source file of the tree; null for the libraries of the language. */
  readonly pathOf: (file: TypeScript.SourceFile) => string | null;
  /** The symbol of a module, CommonJS included; null for a script, whose names are global. */
  readonly moduleOf: (file: TypeScript.SourceFile) => TypeScript.Symbol | null;
  /** The same project with other texts for some of its files; unchanged files are shared, not parsed again. */
  readonly withTexts: (texts: ReadonlyMap<string, string>) => TypeScriptProject;
};

export type ProjectOptions = {
  /** The files that the program is about; those that hang together with them by imports come along. */
  readonly seeds: readonly string[];
  /** Whether scripts without imports and exports see only themselves, as under Node, and not each other, as in a page. */
  readonly isolatesScripts: boolean;
};

/** What a tree holds for the compiler, read once and good for several programs. */
export type ProjectSource = {
  readonly ts: typeof TypeScript;
  readonly files: ProjectFiles;
  readonly modules: ModuleResolver;
  readonly configs: Configs;
  readonly libraries: LibraryFiles;
};

/** How a tree is read: paths in `always` are taken in even where they are vendored or built. */
export type ReadingOptions = {
  readonly always: readonly string[];
  readonly signal: AbortSignal;
  /** What other programs have parsed of the libraries; without it they are parsed for this tree alone. */
  readonly libraries?: LibraryFiles | undefined;
};

/** Reads a tree for the compiler. */
export async function readProjectSource(tree: SourceTree, options: ReadingOptions): Promise<ProjectSource> {
  const files = await readProjectFiles(tree, options);
  const ts = await loadTypeScript();
  const configs = createConfigs(ts, files);
  const modules = createResolver(ts, files, configs);
  return { ts, files, modules, configs, libraries: options.libraries ?? createLibraryFiles() };
}

/**
 * Makes the program around some files; the configuration of the first holds for all. Packages that are not part of the
 * tree stay unresolved; the libraries of the language come with TypeScript.
 */
export function openTypeScriptProject(source: ProjectSource, options: ProjectOptions): TypeScriptProject {
  const { ts, modules, configs, libraries } = source;
  const configured = configs.optionsFor(options.seeds[0] ?? '')[0] ?? {};
  const sources = connectedSources(source, options.seeds);
  const texts = new Map(sources.map((path) => [path, source.files.texts.get(path) ?? '']));
  const { isolatesScripts } = options;
  const compilerOptions = checkingOptions(ts, configured, {
    isolatesScripts,
    isForPages: configured.lib === undefined && speaksOfPages(ts, texts),
  });
  const files = { ...source.files, sources };
  return createProject({ ts, files, modules, libraries, compilerOptions, cache: new Map(), old: undefined });
}

// The checker itself gives the symbol of ES modules only.
function isSymbol(value: unknown): value is TypeScript.Symbol {
  return typeof value === 'object' && value !== null && 'escapedName' in value && 'flags' in value;
}

type ProjectParts = {
  readonly ts: typeof TypeScript;
  readonly files: ProjectFiles;
  readonly modules: ModuleResolver;
  readonly libraries: LibraryFiles;
  readonly compilerOptions: TypeScript.CompilerOptions;
  readonly cache: ReadonlyMap<string, TypeScript.SourceFile>;
  readonly old: TypeScript.Program | undefined;
};

function createProject(parts: ProjectParts): TypeScriptProject {
  const { ts, files, modules, compilerOptions, old } = parts;
  const cache = new Map(parts.cache);
  const program = ts.createProgram({
    rootNames: files.sources.map((path) => `/${path}`),
    options: compilerOptions,
    host: createHost(parts, cache),
    ...(old === undefined ? {} : { oldProgram: old }),
  });
  const isOurs = new Set(files.sources);
  return {
    ts,
    program,
    checker: program.getTypeChecker(),
    modules,
    files,
    sourceFile: (path) => program.getSourceFile(`/${path}`),
    pathOf: ({ fileName }) => (isOurs.has(fileName.slice(1)) ? fileName.slice(1) : null),
    moduleOf: (file) => ('symbol' in file && isSymbol(file.symbol) ? file.symbol : null),
    withTexts: (texts) => {
      const kept = new Map([...cache].filter(([name]) => !texts.has(name.slice(1))));
      const changed = { ...files, texts: new Map([...files.texts, ...texts]) };
      return createProject({ ...parts, files: changed, cache: kept, old: program });
    },
  };
}

function createHost(parts: ProjectParts, cache: Map<string, TypeScript.SourceFile>): TypeScript.CompilerHost {
  const { ts, files, modules, libraries, compilerOptions } = parts;
  const textOf = (name: string): string | undefined => files.texts.get(name.slice(1));
  return {
    getSourceFile: (name, languageVersion) => {
      const known = cache.get(name);
      if (known !== undefined) return known;
      const options = typeof languageVersion === 'object' ? languageVersion : { languageVersion };
      const text = textOf(name);
      if (text === undefined) return libraries(ts, name, options);
      const jsDocParsingMode = ts.JSDocParsingMode.ParseAll;
      const file = ts.createSourceFile(name, text, { ...options, jsDocParsingMode });
      cache.set(name, file);
      return file;
    },
    resolveModuleNameLiterals: (literals, containing) =>
      literals.map(({ text }) => {
        const path = modules.resolve(text, containing.slice(1));
        return { resolvedModule: path === null ? undefined : resolvedModule(ts, path) };
      }),
    getDefaultLibFileName: () => ts.getDefaultLibFilePath(compilerOptions),
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => textOf(name) !== undefined,
    readFile: textOf,
    writeFile: () => undefined,
  };
}
