import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText, positionAt } from '../../domain/text.ts';
import { childIn, nameOf, textOf } from '../python-tree.ts';
import { classesOf, isMangled, mangled, methodsOf, type Method } from './method.ts';

/** What the rest of the project does with the method's name. It is read as text: too much is found rather than too little. */
export type ProjectUses = {
  /** `path:line` of every attribute, definition or string of that name in another Python file. */
  readonly places: readonly string[];
  /** Classes below the method's own, or beside it in a subclass, that may bring a method of that name. */
  readonly overriding: readonly string[];
  /** `path:line` of code that replaces the attribute: an assignment, a patch of a test. */
  readonly replacing: readonly string[];
};

type ClassHeader = { readonly name: string; readonly bases: readonly string[]; readonly mayDefine: boolean };

// A call of getattr whose second argument is not a plain string.
const DYNAMIC_ACCESS = /\bgetattr\s*\((?:[^(),]|\([^()]*\))+,\s*(?![rbu]*['"][^'"]*['"]\s*[,)])/g;
const CLASS_HEADER = /^[ \t]*class[ \t]+(\w+)[ \t]*(?:\[[^\]]*\])?[ \t]*\(([^)]*)\)/gm;
const BASE = /(?:^|,)\s*(?:\w+\s*\.\s*)*(\w+)\s*(?:\[[^\]]*\])?\s*(?=,|$)/g;

/** Reads every other Python file of the tree once. */
export async function projectUses(
  method: Method,
  tree: SourceTree,
  signal: AbortSignal,
): Promise<ProjectUses> {
  const name = mangled(method.className, method.name);
  const headers = [...ownHeaders(method)];
  const places: string[] = [];
  const replacing = [...placesOf(replacements(name), method.file.path, method.file.text)];
  for (const path of await tree.list()) {
    if (languageOf(path) !== 'python' || path === method.file.path) continue;
    signal.throwIfAborted();
    const text = await textAt(tree, path);
    if (text === null) continue;
    const isMentioned = text.includes(name);
    headers.push(
      ...headersIn(
        text,
        isMentioned &&
          new RegExp(
            String.raw`^[ \t]+(?:async[ \t]+)?def[ \t]+${name}\b|^[ \t]+${name}[ \t]*[:=]`,
            'm',
          ).test(text),
      ),
    );
    if (text.includes(method.className)) places.push(...placesOf(DYNAMIC_ACCESS, path, text));
    if (!isMentioned) continue;
    places.push(...placesOf(mentions(name), path, text));
    replacing.push(...placesOf(replacements(name), path, text));
  }
  const overriding = isMangled(method.name) ? [] : overridingClasses(method.className, headers);
  return { places, overriding, replacing };
}

async function textAt(tree: SourceTree, path: string): Promise<string | null> {
  const bytes = await tree.read(path);
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? decoded.text : null;
}

function mentions(name: string): RegExp {
  return new RegExp(String.raw`\.\s*${name}\b|['"](?:[\w.]*\.)?${name}['"]|\bdef\s+${name}\b`, 'g');
}

/** `x.name = …`, and the name as a string in a call that patches or sets attributes. */
function replacements(name: string): RegExp {
  return new RegExp(
    String.raw`\.\s*${name}\s*=(?!=)|\b(?:patch|object|multiple|setattr|delattr|spy)\s*\([^()]{0,200}['"](?:[\w.]*\.)?${name}['"]`,
    'g',
  );
}

function placesOf(pattern: RegExp, path: string, text: string): readonly string[] {
  return Array.from(
    text.matchAll(pattern),
    (match) => `${path}:${positionAt(text, match.index + match[0].length).line}`,
  );
}

function headersIn(text: string, mayDefine: boolean): readonly ClassHeader[] {
  return Array.from(text.matchAll(CLASS_HEADER), ([, name = '', bases = '']) => ({
    name,
    bases: basesIn(bases),
    mayDefine,
  }));
}

/** The classes of the method's own file, read from its tree. */
function ownHeaders(method: Method): readonly ClassHeader[] {
  return classesOf(method.tree).map((node) => {
    const bases = childIn(node, 'superclasses');
    return {
      name: nameOf(method.tree, node),
      bases: bases === null ? [] : basesIn(textOf(method.tree, bases).slice(1, -1)),
      mayDefine:
        node !== method.classNode &&
        methodsOf(method.file, method.tree, node).some(({ name }) => name === method.name),
    };
  });
}

function basesIn(text: string): readonly string[] {
  return Array.from(text.matchAll(BASE), (match) => match[1] ?? '');
}

/** Subclasses by name, and what else those inherit from: either may come before the class when Python looks a method up. */
function overridingClasses(className: string, headers: readonly ClassHeader[]): readonly string[] {
  const defining = headers.filter((header) => header.mayDefine);
  if (defining.length === 0) return [];
  const bases = new Map<string, string[]>();
  const children = new Map<string, string[]>();
  for (const header of headers) {
    bases.set(header.name, [...(bases.get(header.name) ?? []), ...header.bases]);
    for (const base of header.bases) children.set(base, [...(children.get(base) ?? []), header.name]);
  }
  const ancestors = closure([className], bases);
  const descendants = closure([className], children);
  const inTheWay = new Set([...descendants, ...closure([...descendants], bases)]);
  const overriding = defining.filter(
    ({ name }) => inTheWay.has(name) && name !== className && !ancestors.has(name),
  );
  return [...new Set(overriding.map(({ name }) => name))];
}

/** Everything that is reached from the names. */
function closure(
  start: readonly string[],
  next: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...start];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const reached = (next.get(name) ?? []).filter((other) => !seen.has(other));
    for (const other of reached) seen.add(other);
    waiting.push(...reached);
  }
  return seen;
}
