import { pythonStdlib } from '../../codebase/index/imports/python-stdlib.ts';
import { modulesNamed } from './modules.ts';

/** Where an import stands among those of a file: of the future, the standard library, packages, the project, relative. */
export type ImportRank = (module: string) => number;

type Order = (a: string, b: string) => number;

/** The rank of the modules that a file names. */
export function importRank(project: { readonly paths: ReadonlySet<string> }, path: string): ImportRank {
  const stdlib = pythonStdlib();
  return (module) => {
    if (module === '__future__') return 0;
    if (module.startsWith('.')) return 4;
    const [first = ''] = module.split(/[.\s,]/);
    if (stdlib.has(first)) return 1;
    return modulesNamed(project, path, first).length > 0 ? 3 : 2;
  };
}

/** Where a name goes in a list: at its place by the order that the list keeps, else at the end. */
export function placeInList(list: readonly string[], name: string): number {
  const order = ORDERS.find((one) =>
    list.every((item, at) => at === 0 || one(list[at - 1] ?? '', item) <= 0),
  );
  if (order === undefined) return list.length;
  const after = list.findIndex((item) => order(item, name) > 0);
  return after === -1 ? list.length : after;
}

// isort's own: constants, classes, functions; then without case, and plainly.
const ORDERS: readonly Order[] = [
  (a, b) => sortOf(a) - sortOf(b) || compare(a.toLowerCase(), b.toLowerCase()),
  (a, b) => compare(a.toLowerCase(), b.toLowerCase()),
  compare,
];

function sortOf(name: string): number {
  if (/^[A-Z0-9_]+$/.test(name) && name.length > 1) return 0;
  return /^_*[A-Z]/.test(name) ? 1 : 2;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
