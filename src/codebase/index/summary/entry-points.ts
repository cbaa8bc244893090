import { givenOn } from './given-names.ts';
import { importingSources, isSample, shortLine, type KnownTree } from './known-tree.ts';
import { readManifest, type Manifest } from './manifests.ts';
import type { SummaryEntry, SummarySection } from './section.ts';

const MOST_MANIFESTS = 40;
const MOST_ENTRIES = 60;
const MOST_NAMES = 5;
/** So many entries in folders beside each other are said in one line. */
const FEWEST_ALIKE = 4;
const MOST_CHARACTERS = 90;
const MANIFEST = /(?:^|\/)(?:package\.json|pyproject\.toml|Cargo\.toml)$/;
/** What people call the file that a program begins with. */
const ENTRY_NAME = /(?:^|\/)(?:__main__|main|Main|index|cli|app|server|manage|wsgi|asgi|Program)\.[A-Za-z]+$/;

/** Where programs and their users come in: what manifests declare, and files that look like it and that no file imports. */
export function entrySection(tree: KnownTree): SummarySection {
  const entries = [...manifestEntries(tree), ...fileEntries(tree)];
  return {
    title: '## Entry points',
    entries,
    share: 0.15,
    moreText: (shown) => (entries.length > shown.size ? `and ${entries.length - shown.size} more` : null),
  };
}

function manifestEntries({ queries, files, sources }: KnownTree): readonly SummaryEntry[] {
  const paths = files.flatMap(({ path }) => (MANIFEST.test(path) && !isSample(path) ? [path] : []));
  // What much of the code belongs to matters most; the manifest of the root stands over all of it.
  const sizeOf = (path: string): number =>
    sources.filter((source) => source.path.startsWith(folderOf(path))).length;
  return nearestFirst(paths)
    .slice(0, MOST_MANIFESTS)
    .map((path) => ({ path, size: sizeOf(path) }))
    .toSorted((a, b) => b.size - a.size)
    .flatMap(({ path }) => {
      const text = queries.textOf(path);
      const manifest = text === null ? null : readManifest(path, text);
      return manifest === null ? [] : [{ key: path, text: `${path}: ${describe(manifest)}` }];
    });
}

function describe({ name, description, commands, entries }: Manifest): string {
  const about = description === null ? [] : [shortLine(description, MOST_CHARACTERS)];
  return [
    [shortLine(name, MOST_CHARACTERS), ...about].join(', '),
    ...(commands.length === 0 ? [] : [`commands ${firstOf(commands)}`]),
    ...(entries.length === 0 ? [] : [`exports ${firstOf(entries)}`]),
  ].join('; ');
}

function firstOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  const shown = names.slice(0, MOST_NAMES).map((name) => shortLine(name, MOST_CHARACTERS));
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function fileEntries(tree: KnownTree): readonly SummaryEntry[] {
  const paths = tree.sources.flatMap(({ path }) =>
    ENTRY_NAME.test(path) && importingSources(path, tree).length === 0 ? [path] : [],
  );
  const groups = Map.groupBy(paths, patternOf);
  const texts = [...groups].flatMap(([pattern, own]) =>
    own.length < FEWEST_ALIKE ? own : [`${pattern} (${own.length})`],
  );
  return nearestFirst(texts)
    .slice(0, MOST_ENTRIES)
    .map((text) => {
      const given = givenOn(text, tree);
      return { key: text, text: given === null ? text : `${text} ${given}` };
    });
}

/** `src/plugins/a/index.ts` and its like, as `src/plugins/` + `*` + `/index.ts`. */
function patternOf(path: string): string {
  return path.replace(/[^/]+(\/[^/]+)$/, '*$1');
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** What lies near the root says more of the whole. */
function nearestFirst(paths: readonly string[]): readonly string[] {
  const depth = (path: string): number => path.split('/').length;
  return paths.toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}
