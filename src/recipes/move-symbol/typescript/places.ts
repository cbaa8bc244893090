import { candidatesOf } from '../../../codebase/languages/source-paths.ts';
import type { RecipeRequest } from '../../recipe.ts';
import { refused, type Refused } from '../../recipe.ts';

/** The files that a request means: where to look for the name, and where it goes. */
export type Places = {
  readonly kind: 'places';
  readonly targets: readonly string[];
  readonly to: string;
  readonly isNew: boolean;
};

const ENDING = /\.(?:[cm]?[jt]s|[jt]sx)$/;

/** Reads the paths of a request against the files that there are; a destination without an ending gets that of the source. */
export function placesOf({ slots, targets }: RecipeRequest, listed: readonly string[]): Places | Refused {
  const { module = '', source, at } = slots;
  if (module === '') return refused('Where it goes was not said.', 'Name a file: module=PATH.');
  const asked = source === undefined ? undefined : found(clean(source), listed);
  if (asked === null) return refused(`There is no file ${source}.`, 'Give its path from the root.');
  const near = asked ?? at?.replace(/:\d+$/, '') ?? (targets.length === 1 ? targets[0] : undefined);
  const path = clean(module);
  const inFolder =
    near !== undefined && !path.includes('/') ? near.slice(0, near.lastIndexOf('/') + 1) + path : path;
  const known =
    found(inFolder, listed) ??
    (inFolder === path ? only(listed.filter((one) => one.endsWith(`/${path}`))) : null);
  const to =
    known ?? (ENDING.test(inFolder) ? inFolder : `${inFolder}${ENDING.exec(near ?? '')?.[0] ?? '.ts'}`);
  if (/\.d\.[cm]?ts$/.test(to) || to.split('/').includes('..'))
    return refused(`${module} is no file that code can move to.`, null);
  if (/\.c[jt]s$/.test(to))
    return refused(`${to} is a CommonJS module.`, 'Only ES modules take what is moved.');
  if (known === null && !to.includes('/') && near === undefined)
    return refused(`There is no file ${to}.`, 'Give its path from the root.');
  return {
    kind: 'places',
    targets: asked === undefined ? targets.filter((one) => one !== to) : [asked],
    to,
    isNew: known === null,
  };
}

function found(path: string, listed: readonly string[]): string | null {
  const known = new Set(listed);
  return [path, ...candidatesOf(path)].find((one) => known.has(one) && ENDING.test(one)) ?? null;
}

function only(paths: readonly string[]): string | null {
  return paths.length === 1 ? (paths[0] ?? null) : null;
}

function clean(path: string): string {
  return path.replace(/^(?:\.\/)+/, '');
}
