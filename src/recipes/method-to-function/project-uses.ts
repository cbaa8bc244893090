import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText, positionAt } from '../../domain/text.ts';
import { headersIn, overridingClasses, ownHeaders, type ClassHeader } from './class-hierarchy.ts';
import { isMangled } from '../python/mangled.ts';
import { mangled, type Method } from './method.ts';

/** What the rest of the project does with the method's name. It is read as text: too much is found rather than too little. */
export type ProjectUses = {
  /** `path:line` of every attribute, definition or string of that name in another Python file. */
  readonly places: readonly string[];
  /** Classes that may bring a method of that name of their own to objects of the class. */
  readonly overriding: readonly string[];
  /** `path:line` of code that replaces the attribute: an assignment, a patch of a test. */
  readonly replacing: readonly string[];
};

type FileUses = {
  readonly places: readonly string[];
  readonly replacing: readonly string[];
  readonly headers: readonly ClassHeader[];
};

// A call of getattr whose second argument is not a plain string.
const DYNAMIC_ACCESS = /\bgetattr\s*\((?:[^(),]|\([^()]*\))+,\s*(?![rbu]*['"][^'"]*['"]\s*[,)])/g;

/** Reads every other Python file of the tree once. */
export async function projectUses(
  method: Method,
  tree: SourceTree,
  signal: AbortSignal,
): Promise<ProjectUses> {
  const own = placesOf(replacements(method), method.file.path, method.file.text);
  const found: FileUses[] = [{ places: [], replacing: own, headers: ownHeaders(method) }];
  for (const path of await tree.list()) {
    if (languageOf(path) !== 'python' || path === method.file.path) continue;
    signal.throwIfAborted();
    const text = await textAt(tree, path);
    if (text !== null) found.push(fileUses(method, path, text));
  }
  const headers = found.flatMap((file) => file.headers);
  return {
    places: found.flatMap(({ places }) => places),
    replacing: found.flatMap(({ replacing }) => replacing),
    overriding: isMangled(method.name) ? [] : overridingClasses(method.className, headers),
  };
}

function fileUses(method: Method, path: string, text: string): FileUses {
  const isMentioned = text.includes(mangled(method.className, method.name));
  const isClassMentioned = text.includes(method.className);
  return {
    headers: headersIn(text, method),
    places: [
      ...(isClassMentioned ? placesOf(DYNAMIC_ACCESS, path, text) : []),
      ...(isMentioned ? placesOf(mentions(method), path, text) : []),
    ],
    replacing: isMentioned ? placesOf(replacements(method), path, text) : [],
  };
}

async function textAt(tree: SourceTree, path: string): Promise<string | null> {
  const bytes = await tree.read(path);
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? decoded.text : null;
}

function mentions(method: Method): RegExp {
  const name = mangled(method.className, method.name);
  return new RegExp(String.raw`\.\s*${name}\b|['"](?:[\w.]*\.)?${name}['"]|\bdef\s+${name}\b`, 'g');
}

/** `x.name = …`, and the name as a string in a call that patches or sets attributes. */
function replacements(method: Method): RegExp {
  const name = mangled(method.className, method.name);
  const setter = String.raw`\b(?:patch|object|multiple|setattr|delattr|spy)\s*\([^()]{0,200}`;
  return new RegExp(String.raw`\.\s*${name}\s*=(?!=)|${setter}['"](?:[\w.]*\.)?${name}['"]`, 'g');
}

function placesOf(pattern: RegExp, path: string, text: string): readonly string[] {
  return Array.from(
    text.matchAll(pattern),
    (match) => `${path}:${positionAt(text, match.index + match[0].length).line}`,
  );
}
