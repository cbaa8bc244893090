import { readConfigsAround } from '../../../codebase/languages/typescript-config-files.ts';
import { createConfigs, folderOf } from '../../../codebase/languages/typescript-config.ts';
import type { ModuleResolver } from '../../../codebase/languages/typescript-resolution.ts';
import { joinPath } from '../../../codebase/languages/source-paths.ts';
import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../../domain/ports.ts';
import { readSource } from '../../source-file.ts';
import { runsAtLoad, takesAtLoad } from '../../typescript/module-effects.ts';
import { loadedBy } from '../../typescript/static-loads.ts';
import { resolverOf } from '../../typescript/tree-resolver.ts';
import { timedIn } from './timed-modules.ts';
import type { LoadedModule } from './loaded-module.ts';

/** The modules of the project below a file. */
export type LoadGraph = {
  readonly modules: ReadonlyMap<string, LoadedModule>;
  /** Those of them that may not be loaded at another time. */
  readonly timed: ReadonlySet<string>;
  /** The file that a specifier of the file means; null for packages. */
  readonly targetOf: (specifier: string) => string | null;
};

const MAX_MODULES = 400;
const STYLES = /\.(?:css|scss|sass|less|styl|pcss)(?:\?.*)?$/;
const COMPONENT = /\.(?:vue|svelte|astro)$/;
const UNSCOPED = /<style(?![^>]*\b(?:scoped|module)\b)/;

type Around = {
  readonly ts: typeof TypeScript;
  readonly tree: SourceTree;
  readonly resolver: ModuleResolver;
};

/** Reads the modules that a file loads and those that they load in turn; null where they are too many. */
export async function loadGraphOf(
  ts: typeof TypeScript,
  file: { readonly path: string; readonly specifiers: readonly string[] },
  tree: SourceTree,
): Promise<LoadGraph | null> {
  const configFiles = await readConfigsAround(ts, tree, file.path);
  const configs = createConfigs(ts, configFiles);
  const around: Around = { ts, tree, resolver: await resolverOf(ts, tree, { configs, configFiles }) };
  const targetOf = (specifier: string): string | null => targetFrom(around, specifier, file.path);
  const modules = new Map<string, LoadedModule>();
  const waiting = new Set(file.specifiers.flatMap((specifier) => targetOf(specifier) ?? []));
  for (const path of waiting) {
    if (waiting.size > MAX_MODULES) return null;
    const module = await moduleAt(around, path);
    modules.set(path, module);
    for (const load of module.loads) waiting.add(load);
  }
  return { modules, timed: timedIn(modules), targetOf };
}

function targetFrom({ resolver }: Around, specifier: string, from: string): string | null {
  const found = resolver.resolve(specifier, from);
  if (found !== null) return resolver.implementationOf(found) ?? found;
  return specifier.startsWith('.') ? joinPath(folderOf(from), specifier) : null;
}

async function moduleAt({ ts, tree, resolver }: Around, path: string): Promise<LoadedModule> {
  const nothing = { loads: [], runs: STYLES.test(path), takes: false };
  const isText = COMPONENT.test(path) || /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path);
  const source = isText && !/\.d\.[cm]?ts$/.test(path) ? await readSource(tree, path) : null;
  if (source?.kind !== 'source') return nothing;
  const { text } = source.file;
  if (COMPONENT.test(path)) return { ...nothing, runs: UNSCOPED.test(text) };
  const file = ts.createSourceFile(`/${path}`, text, ts.ScriptTarget.ESNext, true);
  const loads = loadedBy(ts, file.statements).flatMap(
    (one) => targetFrom({ ts, tree, resolver }, one, path) ?? [],
  );
  return { loads, runs: runsAtLoad(ts, file), takes: takesAtLoad(ts, file) };
}
