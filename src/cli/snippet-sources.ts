import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { licenceOf } from '../codebase/licence.ts';
import { insideOrNull, toSlashes } from '../codebase/inside-root.ts';
import type { SnippetSource } from '../codebase/index/snippets/snippet-source.ts';
import { whyNeverSent } from '../codebase/sensitive-files.ts';
import { OuroborosError } from '../domain/errors.ts';
import { readText, withCodeIndex, type IndexUse } from './code-index.ts';
import { CONFIG_FILE } from './config/written-config.ts';
import { openProject, type Project } from './project.ts';
import { configuredRoots, type Root } from './roots.ts';

/** A root of the config in which nothing is looked for, with the reason as the end of a sentence. */
export type LeftOut = { readonly root: string; readonly reason: string };

/** The sentence for people about a root that was left out. */
export function leftOutMessage({ root, reason }: LeftOut): string {
  return `root ${root} was left out: ${reason}`;
}

type Place = { readonly name: string; readonly project: Project; readonly folder: string };

/**
 * Lets `ask` look for snippets in a work tree and in the other roots of its config. A config may come with a cloned
 * repository: it opens no folder that is neither a repository nor made known to this tool by a config of its own.
 */
export async function withSnippetSources<T>(
  project: Project,
  use: IndexUse,
  ask: (sources: readonly SnippetSource[], leftOut: readonly LeftOut[]) => T | Promise<T>,
): Promise<T> {
  const places: Place[] = [{ name: '.', project, folder: '' }];
  const leftOut: LeftOut[] = [];
  for (const root of configuredRoots(project)) {
    const opened = await openRoot(root, project);
    if ('reason' in opened) leftOut.push(opened);
    else if (!places.some((known) => isCoveredBy(opened, known))) places.push(opened);
  }
  return withIndexes(places, { use, opened: [], ask: async (sources) => ask(sources, leftOut) });
}

/** All indexes are open at once: what fits best is told by comparing. */
async function withIndexes<T>(
  [first, ...rest]: readonly Place[],
  {
    use,
    opened,
    ask,
  }: {
    readonly use: IndexUse;
    readonly opened: readonly SnippetSource[];
    readonly ask: (sources: readonly SnippetSource[]) => Promise<T>;
  },
): Promise<T> {
  if (first === undefined) return ask(opened);
  const { name, project, folder } = first;
  const licence = await licenceAt(first);
  return withCodeIndex(project, use, async (queries) =>
    withIndexes(rest, { use, opened: [...opened, { name, licence, folder, queries }], ask }),
  );
}

/** A part of a repository may bear a licence of its own. */
async function licenceAt({ project, folder }: Place): Promise<string | null> {
  const all = await project.workspace.list();
  for (const start of folder === '' ? [''] : [folder, '']) {
    const paths = all.flatMap((path) => (path.startsWith(start) ? [path.slice(start.length)] : []));
    const known = new Set(paths);
    const licence = await licenceOf({
      paths,
      readText: async (path) => (known.has(path) ? readText(start + path, project) : null),
    });
    if (licence !== null) return licence;
  }
  return null;
}

async function openRoot(root: Root, { workspace: own }: Project): Promise<Place | LeftOut> {
  const leave = (reason: string): LeftOut => ({ root: root.name, reason });
  if (!root.isPresent) return leave(`${root.folder} is no folder`);
  const secret = whyNeverSent(`${toSlashes(root.folder)}/.`);
  if (secret !== null) return leave(secret);
  try {
    const project = await openProject(root.folder);
    const isKnown = project.repository !== null || existsSync(join(project.root, CONFIG_FILE));
    const isInside = insideOrNull(root.folder, own) !== null;
    if (!isKnown && !isInside) return leave(`it is neither a repository nor holds ${CONFIG_FILE}`);
    // What keeps its files from being listed leaves out this root, and not all of them.
    await project.workspace.list();
    const folder = toSlashes(relative(project.root, root.folder));
    return { name: root.name, project, folder: folder === '' ? '' : `${folder}/` };
  } catch (error) {
    if (error instanceof OuroborosError) return leave(error.message);
    throw error;
  }
}

function isCoveredBy(place: Place, known: Place): boolean {
  return place.project.root === known.project.root && place.folder.startsWith(known.folder);
}
