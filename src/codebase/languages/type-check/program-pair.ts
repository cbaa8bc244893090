import { join } from 'node:path';
import type { TypeScript } from '../typescript.ts';
import type { ConfiguredProject } from './find-projects.ts';
import type { TypeCheckRequest } from './type-report.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { checkedOptions } from './project-options.ts';

/** One project before and after a change; files that do not change are parsed once. */
export type ProgramPair = {
  readonly before: TypeScript.Program;
  readonly after: TypeScript.Program;
  /** What each program sees of the files on disk. */
  readonly host: TypeScript.CompilerHost;
};

/** Makes the programs of a project, which see all changes, those of files of other projects too. */
export function openPair(
  ts: typeof TypeScript,
  { root, changes }: TypeCheckRequest,
  project: ConfiguredProject,
): ProgramPair {
  const options = checkedOptions(ts, project.options, root);
  const changed = new Set(changes.map(({ path }) => join(root, path)));
  const shared = new Map<string, TypeScript.SourceFile>();
  const sideOf = (side: 'before' | 'after'): Omit<TypeScript.CreateProgramOptions, 'oldProgram'> => {
    const texts = new Map(changes.map((change) => [change.path, change[side]]));
    const overlay = createOverlay(ts, root, texts);
    const rootNames = project.fileNames.filter(overlay.fileExists);
    return { rootNames, options, host: createHost(ts, options, { overlay, shared, changed }) };
  };
  const [old, now] = [sideOf('before'), sideOf('after')];
  const before = ts.createProgram(old);
  // Where a file comes or goes, imports of others may lead elsewhere: what was resolved before must not be kept.
  const keepsFiles = changes.every((change) => change.before !== null && change.after !== null);
  const after = ts.createProgram({ ...now, ...(keepsFiles ? { oldProgram: before } : {}) });
  return { before, after, host: now.host ?? ts.createCompilerHost(options) };
}

type Side = {
  readonly overlay: Overlay;
  readonly shared: Map<string, TypeScript.SourceFile>;
  readonly changed: ReadonlySet<string>;
};

function createHost(
  ts: typeof TypeScript,
  options: TypeScript.CompilerOptions,
  { overlay, shared, changed }: Side,
): TypeScript.CompilerHost {
  const jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeErrors;
  return {
    ...ts.createCompilerHost(options),
    ...overlay,
    jsDocParsingMode,
    getSourceFile: (name, languageVersionOrOptions) => {
      const known = shared.get(name);
      if (known !== undefined) return known;
      const text = overlay.readFile(name);
      if (text === undefined) return undefined;
      const parsing =
        typeof languageVersionOrOptions === 'object'
          ? languageVersionOrOptions
          : { languageVersion: languageVersionOrOptions };
      const file = ts.createSourceFile(name, text, { ...parsing, jsDocParsingMode });
      if (!changed.has(name)) shared.set(name, file);
      return file;
    },
    writeFile: () => undefined,
  };
}
