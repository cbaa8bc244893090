import { lineStartsOf } from '../../../domain/text.ts';
import type { SymbolFact } from '../file-facts.ts';
import { identifiersAndLineEnds, identifiersOf, type IdentifierTable } from './words.ts';

/** Languages of data: their words would drown those of the sources. */
const DATA_LANGUAGES = new Set<string | null>(['json', 'jupyter', 'toml', 'yaml', null]);

/** Whether a file holds data rather than code: nothing of it is said by its words. */
export function isData(language: string | null): boolean {
  return DATA_LANGUAGES.has(language);
}

/** What the full-text tables are given of a file. */
export type TextOfFile = {
  readonly id: number;
  readonly path: string;
  readonly language: string | null;
  readonly text: string;
  readonly symbols: readonly (SymbolFact & { readonly id: number })[];
};

/** What they hold of it: texts of words that are joined by blanks. */
export type WordsOfFile = {
  /** By column: path, names, docs, body. */
  readonly ofFile: readonly string[];
  /** By column: name, doc, body. */
  readonly ofSymbols: readonly (readonly [id: number, words: readonly string[]])[];
  /** Every identifier once, its case marked. */
  readonly identifiers: string;
};

/** The words of a file and of its symbols. They depend on nothing else: what is put in is what is taken out. */
export function wordsOfFile(file: TextOfFile, table: IdentifierTable): WordsOfFile {
  const { path, symbols } = file;
  const split = (text: string): string => joined(identifiersOf(text).map((name) => table.of(name).words));
  const names = symbols.map(({ name }) => split(name));
  const docs = symbols.map(({ doc }) => (doc === null ? '' : split(doc)));
  const { body, bodies, identifiers } = wordsOfBody(file, table);
  return {
    ofFile: [split(path), joined(names), joined(docs), body],
    ofSymbols: symbols.map(({ id }, at) => [id, [names[at] ?? '', docs[at] ?? '', bodies[at] ?? '']]),
    identifiers,
  };
}

/** One pass over the text, which is most of the work. */
function wordsOfBody(
  { language, text, symbols }: TextOfFile,
  table: IdentifierTable,
): { readonly body: string; readonly bodies: readonly string[]; readonly identifiers: string } {
  if (isData(language)) return { body: '', bodies: [], identifiers: '' };
  const owners = ownersOfLines(symbols, lineStartsOf(text).length);
  const bodies: string[][] = symbols.map(() => []);
  const body: string[] = [];
  const marked = new Set<string>();
  let line = 0;
  let own = bodies[owners[line] ?? -1];
  for (const part of identifiersAndLineEnds(text)) {
    if (part === '\n') {
      line += 1;
      own = bodies[owners[line] ?? -1];
      continue;
    }
    const known = table.of(part);
    marked.add(known.marked);
    body.push(known.words);
    own?.push(known.words);
  }
  return { body: joined(body), bodies: bodies.map(joined), identifiers: joined([...marked]) };
}

type Ranged = Pick<SymbolFact, 'startLine' | 'endLine'>;

/** To which symbol each line belongs, -1 for none: a line counts for the innermost one alone. */
function ownersOfLines(symbols: readonly Ranged[], lines: number): readonly number[] {
  const owners = Array<number>(lines).fill(-1);
  const longestFirst = [...symbols.entries()].toSorted(([, a], [, b]) => lengthOf(b) - lengthOf(a));
  // What lies inside takes its lines over.
  for (const [owner, { startLine, endLine }] of longestFirst) owners.fill(owner, startLine - 1, endLine);
  return owners;
}

function lengthOf({ startLine, endLine }: Ranged): number {
  return endLine - startLine;
}

function joined(words: readonly string[]): string {
  return words.join(' ');
}
