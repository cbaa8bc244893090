import { realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { OuroborosError } from '../domain/errors.ts';
import type { Workspace } from '../domain/ports.ts';

/** The path below the root; a name that leads through a link from elsewhere counts by where it leads. */
export function pathInside(pattern: string, absolute: string, workspace: Workspace): string {
  const inside = insideOrNull(absolute, workspace) ?? insideOrNull(realpathSync(absolute), workspace);
  if (inside === null) throw outsideError(pattern, absolute);
  return inside;
}

/** The path of an absolute one below the root, with forward slashes, or null. */
export function insideOrNull(absolute: string, { root }: Pick<Workspace, 'root'>): string | null {
  const inside = relative(root, absolute);
  return isAbsolute(inside) || inside.split(sep)[0] === '..' ? null : toSlashes(inside);
}

/** A path of this system with forward slashes. */
export function toSlashes(path: string): string {
  return path.split(sep).join('/');
}

/** The error for what lies outside the repository. */
export function outsideError(pattern: string, absolute: string): OuroborosError {
  return new OuroborosError('outside-repository', `${pattern} lies outside the repository (${absolute}).`, {
    hint: 'Use --cwd to work in another repository.',
  });
}
