import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MODULE_ITSELF } from '../../codebase/index/file-facts.ts';
import type { ImportGraph } from '../../codebase/index/graph/import-graph.ts';
import type { IndexQueries } from '../../codebase/index/store/queries.ts';
import { insideOrNull, pathInside } from '../../codebase/inside-root.ts';
import { resolveTargets } from '../../codebase/targets.ts';
import { OuroborosError } from '../../domain/errors.ts';
import { languageOf } from '../../domain/language.ts';
import { nearestTo } from '../../domain/nearest.ts';
import { isNamedBy } from '../../domain/symbol-name.ts';
import type { Project } from '../project.ts';

/** A file by its path below the root, and the symbol of it that is asked about; null for all of it. */
export type ImpactPlace = { readonly path: string; readonly symbol: string | null };

const HINT = 'Write FILE or FILE:SYMBOL.';
const WITH_SYMBOL = /^([^]+):([^:/\\]*)$/;

/**
 * Reads `FILE` or `FILE:SYMBOL`. A file of the very name is meant, whatever it holds: nothing is written to it.
 * @throws OuroborosError `usage`, `not-found` or `outside-repository`
 */
export async function readImpactPlace(place: string, project: Project): Promise<ImpactPlace> {
  if (place === '') throw new OuroborosError('usage', 'No file is named.', { hint: HINT });
  const whole = fileOrNull(place, project);
  if (whole !== null) return { path: whole, symbol: null };
  const [, file = place, symbol = null] = WITH_SYMBOL.exec(place) ?? [];
  if (symbol === '') throw new OuroborosError('usage', `No symbol follows ${file}:.`, { hint: HINT });
  return { path: fileOrNull(file, project) ?? (await oneTarget(file, project)), symbol };
}

function fileOrNull(name: string, { cwd, workspace }: Project): string | null {
  const absolute = resolve(cwd, name);
  if (!isFile(absolute)) return null;
  // A link inside the repository stands for the file that it leads to.
  return insideOrNull(realpathSync(absolute), workspace) ?? pathInside(name, absolute, workspace);
}

function isFile(absolute: string): boolean {
  try {
    return statSync(absolute, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    // What cannot even be looked at is told of where targets are resolved.
    return false;
  }
}

async function oneTarget(name: string, project: Project): Promise<string> {
  const { targets } = await resolveTargets([name], project);
  const [path] = targets;
  if (path === undefined || targets.length > 1)
    throw new OuroborosError('usage', `${name} is not one file.`, { hint: HINT });
  return path;
}

/** Why the index did not read a file, as a sentence goes on after a colon; null where it did. */
export function whyNotIndexed(queries: IndexQueries, path: string): string | null {
  const file = queries.file(path);
  if (file !== null) return file.state === 'skipped' ? `it ${file.reason ?? 'was skipped'}` : null;
  return languageOf(path) === null
    ? 'its name is that of no known language'
    : 'it is ignored, or not among the files of the repository';
}

/**
 * The name by which a change of a symbol is followed: qualified where the file defines it, also by a name that others
 * know it by; else one that the file gives on, or that is taken from it anyhow.
 * @throws OuroborosError `not-found` with the nearest names
 */
export function followedName(
  graph: ImportGraph,
  { path, unread }: { readonly path: string; readonly unread: string | null },
  wanted: string,
): string {
  const symbols = graph.symbols.get(path) ?? [];
  const name = wanted.replaceAll('#', '.');
  const outside = name === 'default' ? [name, MODULE_ITSELF] : [name];
  const found =
    symbols.find(({ qualifiedName }) => qualifiedName === name) ??
    symbols.find(({ exportedAs }) => exportedAs.some((one) => outside.includes(one))) ??
    symbols.find(({ qualifiedName }) => isNamedBy(qualifiedName, name));
  if (found !== undefined) return found.qualifiedName;
  const given = graph.givenBy(path);
  if (given.has(name) || graph.takenFrom(path).has(name)) return name;
  if (unread !== null) {
    throw new OuroborosError('not-found', `The index did not read ${path}: ${unread}.`, {
      hint: 'Ask about the file as a whole: who imports it is known.',
    });
  }
  const known = symbols.flatMap(({ name, qualifiedName, exportedAs }) => [
    qualifiedName,
    name,
    ...exportedAs,
  ]);
  const near = nearestTo(wanted, [...known, ...given]).filter((one) => one !== MODULE_ITSELF);
  throw new OuroborosError('not-found', `${path} neither defines ${wanted} nor gives it on.`, {
    hint:
      near.length === 0
        ? 'Names are written as `name` or `Class.name`.'
        : `Did you mean ${near.join(' or ')}?`,
  });
}
