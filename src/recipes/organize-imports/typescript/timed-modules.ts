import type { LoadedModule } from './loaded-module.ts';

type Modules = ReadonlyMap<string, LoadedModule>;

/**
 * The modules whose place in time counts: those that do something, and all of a cycle in which one takes what another
 * has to have made by then, which depends on where the cycle is entered.
 */
export function timedIn(modules: Modules): ReadonlySet<string> {
  const timed = new Set([...modules].filter(([, { runs }]) => runs).map(([path]) => path));
  const reach = new Map([...modules.keys()].map((path) => [path, reachedFrom(modules, path)] as const));
  for (const [path, { takes }] of modules) {
    const reached = takes ? reach.get(path) : undefined;
    if (reached?.has(path) !== true) continue;
    for (const other of reached) if (reach.get(other)?.has(path) === true) timed.add(other);
  }
  return timed;
}

function reachedFrom(modules: Modules, path: string): ReadonlySet<string> {
  const reached = new Set(modules.get(path)?.loads);
  for (const one of reached) for (const load of modules.get(one)?.loads ?? []) reached.add(load);
  return reached;
}
