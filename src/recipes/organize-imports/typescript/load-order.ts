import type { LoadGraph } from './load-graph.ts';
import type { LoadedModule } from './loaded-module.ts';

/** The first module of the project that would do something at another time, with what it does, or null. */
export function movedInTime(
  graph: LoadGraph,
  were: readonly string[],
  are: readonly string[],
): string | null {
  const before = sequenceOf(graph, were);
  const after = sequenceOf(graph, are);
  const moved = before.find((one, at) => one !== after[at]);
  if (moved === undefined) return null;
  const [path = moved] = moved.split(' ');
  const why = graph.modules.get(path)?.runs
    ? 'does something when it is loaded'
    : 'takes part in a cycle of imports';
  return `${path} ${why}, which would be at another time`;
}

/**
 * What runs, in order: the modules of the project where that counts, each with the packages that the file loads before.
 * Packages may change places among each other.
 */
function sequenceOf(
  { modules, timed, targetOf }: LoadGraph,
  specifiers: readonly string[],
): readonly string[] {
  const sequence: string[] = [];
  const packages: string[] = [];
  const seen = new Set<string>();
  const visit = (path: string, module: LoadedModule): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const load of module.loads) {
      const loaded = modules.get(load);
      if (loaded !== undefined) visit(load, loaded);
    }
    if (timed.has(path)) sequence.push([path, ...packages.toSorted()].join(' '));
  };
  for (const specifier of specifiers) {
    const path = targetOf(specifier);
    const module = path === null ? undefined : modules.get(path);
    if (path === null) packages.push(specifier);
    else if (module !== undefined) visit(path, module);
  }
  return sequence;
}
