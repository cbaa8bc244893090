import { newModuleFault } from '../../python/new-module.ts';
import type { PythonProject } from '../../python/project.ts';
import { refused, type Refused } from '../../recipe.ts';

/** Where modules go: every file of the tree that moves, by its path before. */
export type ModuleMove = {
  readonly kind: 'move';
  readonly from: string;
  readonly to: string;
  readonly paths: ReadonlyMap<string, string>;
};

const PLAIN = /^(?:[\w.@+-]+\/)*\w+(?:\.py)?$/;
const BY_NAME =
  /(?:^|\/)(?:__init__|__main__|setup|conftest|manage|noxfile|fabfile|wsgi|asgi|settings|urls|migrations\/[^/]*|management\/.*|templatetags\/[^/]*)\.py$/;
const DJANGO = /(?:^|\/)(?:models|admin|apps|views|tests|forms|signals)\.py$/;
const TEST = /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/;

/** What a request means: a module, or a package with all that its folder holds; or why it may not be. */
export function moduleMoveOf(
  project: PythonProject,
  listed: readonly string[],
  asked: { readonly source: string; readonly destination: string },
): ModuleMove | Refused {
  const from = asked.source.replace(/^(?:\.\/)+/, '').replace(/(?:\/__init__\.py|\/)$/, '');
  const isPackage = project.paths.has(`${from}/__init__.py`);
  if (!isPackage && !project.paths.has(from)) {
    return refused(`There is no module or package ${from} to rename.`, 'Give its path from the root.');
  }
  const to = destinationOf(from, asked.destination.replace(/^(?:\.\/)+/, ''), isPackage);
  if (to === from) return refused(`${from} has that name already.`, null);
  const moved = listed.filter((path) => path === from || path.startsWith(`${from}/`));
  const fault = placeFault({ from, to, isPackage }, moved) ?? takenFault(listed, from, to);
  if (fault !== null) return refused(`${fault}.`, null);
  const paths = new Map(moved.map((path) => [path, `${to}${path.slice(from.length)}`]));
  const others = new Set([...project.paths].filter((path) => !paths.has(path)));
  const taken = newModuleFault({ ...project, paths: others }, isPackage ? `${to}/__init__.py` : to);
  return taken ?? { kind: 'move', from, to, paths };
}

/** A name alone stays in the folder, and a folder that ends with a slash gets the old name. */
function destinationOf(from: string, asked: string, isPackage: boolean): string {
  const name = from.slice(from.lastIndexOf('/') + 1);
  if (asked.endsWith('/')) return `${asked}${name}`;
  const path = asked.includes('/') ? asked : `${from.slice(0, from.length - name.length)}${asked}`;
  return isPackage || path.endsWith('.py') ? path : `${path}.py`;
}

type Ends = { readonly from: string; readonly to: string; readonly isPackage: boolean };

function placeFault({ from, to, isPackage }: Ends, moved: readonly string[]): string | null {
  if (!PLAIN.test(to) || to.split('/').includes('..') || to.endsWith('.py') === isPackage) {
    return `${to} is not a path of a ${isPackage ? 'package' : 'module'} within the tree`;
  }
  if (to.startsWith(`${from}/`)) return `${to} lies in ${from}`;
  if (from.toLowerCase() === to.toLowerCase()) return `${to} differs from ${from} in case alone`;
  const named = isPackage ? [] : moved.filter((path) => BY_NAME.test(path));
  if (named.length > 0) return `${from} is found by its name`;
  if (TEST.test(from) !== TEST.test(to)) return `${from} and ${to} differ in being found as tests`;
  return moved.some((path) => path.endsWith('.pyi')) ? `${from} has stubs` : null;
}

function takenFault(listed: readonly string[], from: string, to: string): string | null {
  const taken = listed.find((path) => path === to || path.startsWith(`${to}/`));
  if (taken !== undefined) return `${taken} exists already`;
  return listed.includes(`${from}i`) ? `${from} has a stub` : null;
}

/** Django finds these by their names, wherever it is used. */
export function isFoundByDjango(path: string, text: string): boolean {
  return DJANGO.test(path) && /^\s*(?:from|import)\s+(?:django|rest_framework)\b/m.test(text);
}
