import { importsOf } from '../graph/import-graph.ts';
import { pageRank } from '../rank/page-rank.ts';
import type { SymbolKind } from '../file-facts.ts';
import type { IndexedSymbol } from '../store/queries.ts';
import { givenOn, isSaid } from './given-names.ts';
import { importingSources, mostFrequent, shortLine, type KnownTree } from './known-tree.ts';
import type { SummaryEntry, SummarySection } from './section.ts';

/** Of so many files the symbols are looked at. */
const MOST_FILES = 80;
/** Signatures that are shown with their file, and those that follow where the budget has room. */
const FIRST_SIGNATURES = 4;
const MORE_SIGNATURES = 12;
const MOST_CHARACTERS = 110;
/** Of a type its name says most, and a union of a hundred words no more than the first. */
const MOST_TYPE_CHARACTERS = 60;
const MOST_MEMBERS = 8;

/** The files that the others rest on, with the signatures of what they export: by PageRank over the imports of sources. */
export function hubSection(tree: KnownTree): SummarySection {
  const ranked = rankedSources(tree);
  const files = ranked.slice(0, MOST_FILES).map((path) => fileEntries(path, tree));
  return {
    title: '## Files that others depend on most, with the number of sources that import them',
    entries: [...files.map(([first]) => first), ...files.flatMap(([, ...rest]) => rest)],
    share: 0.5,
    moreText: (shown) => {
      const paths = new Set([...shown].map((key) => key.slice(0, key.indexOf('\0'))));
      const more = ranked.length - paths.size;
      return more > 0 ? `and ${more} more` : null;
    },
  };
}

/** Low, so that a file counts by those who import it more than by what these are worth. */
const DAMPING = 0.5;

/** The sources that others import, the best first; where no import could be followed, the longest sources. */
function rankedSources(tree: KnownTree): readonly string[] {
  const { sources, graph } = tree;
  const nodes = new Map(sources.map(({ path }, index) => [path, index]));
  const edges = sources.map(({ path }) =>
    importsOf(graph, path).flatMap((target) => {
      const to = nodes.get(target);
      return to === undefined ? [] : [{ to, weight: 1 }];
    }),
  );
  const ranks = pageRank(
    edges,
    sources.map(() => 1),
    { damping: DAMPING, iterations: 20 },
  );
  const rankOf = (path: string): number => ranks[nodes.get(path) ?? -1] ?? 0;
  const imported = sources.filter(({ path }) => importingSources(path, tree).length > 0);
  const candidates = imported.length > 0 ? imported : sources;
  return candidates
    .toSorted((a, b) => rankOf(b.path) - rankOf(a.path) || b.lines - a.lines || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}

/** The file with its first signatures, then the next ones: what importers name most comes first. */
function fileEntries(path: string, tree: KnownTree): readonly [SummaryEntry, ...SummaryEntry[]] {
  const { queries } = tree;
  const users = importingSources(path, tree).length;
  const symbols = queries.symbolsOf(path);
  const given = givenOn(path, tree);
  const lines = [
    ...(given === null ? [] : [given]),
    ...exportsOf(path, symbols, tree).map((symbol) => signatureOf(symbol, symbols)),
  ];
  // Names that one statement defines share its signature.
  const shown = [...new Set(lines)].map((line) => `  ${line}`);
  const head = [`${path}${users === 0 ? '' : ` (${users})`}`, ...shown.slice(0, FIRST_SIGNATURES)];
  const rest = shown.slice(FIRST_SIGNATURES, FIRST_SIGNATURES + MORE_SIGNATURES);
  return [
    { key: `${path}\0`, text: head.join('\n') },
    ...rest.map((text, at) => ({ key: `${path}\0${String(at).padStart(2, '0')}`, text })),
  ];
}

const VALUES: ReadonlySet<SymbolKind> = new Set(['constant', 'field']);

function exportsOf(
  path: string,
  symbols: readonly IndexedSymbol[],
  { graph }: KnownTree,
): readonly IndexedSymbol[] {
  const taken = (graph.importersByFile.get(path) ?? []).flatMap(({ names }) => names);
  const uses = new Map(mostFrequent(taken, Number.POSITIVE_INFINITY));
  const usesOf = ({ name }: IndexedSymbol): number => uses.get(name) ?? 0;
  const own = symbols.filter((symbol) => {
    const isTop = symbol.isExported && symbol.name === symbol.qualifiedName && isSaid(symbol.name);
    // A value that nobody takes by its name is of no interest; a function or type may be called by users of the project.
    return isTop && (usesOf(symbol) > 0 || !VALUES.has(symbol.kind));
  });
  // Overloads bear one name.
  const named = own.filter(({ name }, at) => own.findIndex((other) => other.name === name) === at);
  return named.toSorted((a, b) => usesOf(b) - usesOf(a) || a.startLine - b.startLine);
}

/** All that is listed is. */
const EXPORTED = /^export (?:default )?/;

/** A class is known by what others can call on it. */
function signatureOf(
  { kind, signature, qualifiedName }: IndexedSymbol,
  all: readonly IndexedSymbol[],
): string {
  const isType = kind === 'type' || kind === 'class' || kind === 'interface';
  const most = isType ? MOST_TYPE_CHARACTERS : MOST_CHARACTERS;
  const line = shortLine(signature.replace(EXPORTED, ''), most);
  if (kind !== 'class' && kind !== 'interface') return line;
  const isMember = (one: IndexedSymbol): boolean =>
    one.kind === 'method' && one.isExported && one.qualifiedName === `${qualifiedName}.${one.name}`;
  const members = new Set(all.flatMap((one) => (isMember(one) && isSaid(one.name) ? [one.name] : [])));
  members.delete('constructor');
  const shown = [...members].slice(0, MOST_MEMBERS).join(', ');
  return members.size === 0 ? line : `${line}: ${shown}${members.size > MOST_MEMBERS ? ', …' : ''}`;
}
