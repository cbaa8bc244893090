import { usesOfName } from '../python/scopes.ts';
import { childIn, nameOf, textOf, type PyNode } from '../python/tree.ts';
import { classesOf, type Method } from './method.ts';

/** A class of the project as its first line shows it. */
export type ClassHeader = {
  readonly name: string;
  readonly bases: readonly string[];
  /** Whether the class, or another of its file, defines a member with the method's name. */
  readonly mayDefine: boolean;
  /** Whether a base is neither imported nor a class of this file: a variable, an attribute. */
  readonly hasUnknownBase: boolean;
};

const CLASS_HEADER = /^[ \t]*class[ \t]+(\w+)[ \t]*(?:\[[^\]]*\])?[ \t]*(?:\(([^)]*)\))?[ \t]*:/gm;
const IMPORT = /^[ \t]*(?:from\s+\S+\s+)?import\s+(\([^)]*\)|(?:[^\n\\]|\\\r?\n)*)/gm;
const BASE = /(?:^|,)\s*(\w+(?:\s*\.\s*\w+)*)\s*(?:\[[^\]]*\])?\s*(?=,|$)/g;
const BUILTIN =
  /^(?:object|type|dict|list|tuple|set|frozenset|str|bytes|int|float|bool|property|\w*(?:Error|Exception|Warning))$/;

/** The classes that a text defines, and the other names that it gives to the method's class, as if they were subclasses. */
export function headersIn(text: string, method: Method): readonly ClassHeader[] {
  const mayDefine = definition(method.name).test(text);
  const found = Array.from(text.matchAll(CLASS_HEADER), ([, name = '', bases = '']) => ({
    name,
    bases: basesIn(bases),
  }));
  const imported = Array.from(text.matchAll(IMPORT), (match) => match[1] ?? '').join(' ');
  const known = new Set([...found.map(({ name }) => name), ...(imported.match(/\w+/g) ?? [])]);
  const classes = found.map(({ name, bases }) => ({
    name,
    bases: bases.map(({ last }) => last),
    mayDefine,
    hasUnknownBase: bases.some(({ first }) => !known.has(first) && !BUILTIN.test(first)),
  }));
  return [...classes, ...aliasesIn(text, method.className)];
}

/** The same of the method's own file, where the tree says which class defines what. */
export function ownHeaders(method: Method): readonly ClassHeader[] {
  const { tree, name, className } = method;
  const homes = usesOfName(tree, name).flatMap(({ role, home }) => (role === 'bound' ? [home] : []));
  const known = headersIn(tree.text, method);
  const classes = classesOf(tree).map((node) => {
    const header = known.find((one) => one.name === nameOf(tree, node));
    return {
      name: nameOf(tree, node),
      bases: basesIn(superclassesOf(method, node)).map(({ last }) => last),
      mayDefine: node !== method.classNode && homes.includes(node),
      hasUnknownBase: header?.hasUnknownBase ?? false,
    };
  });
  return [...classes, ...aliasesIn(tree.text, className)];
}

/**
 * Classes that may bring a method of their own before the one that moves: subclasses by name, what else those inherit
 * from, and classes with a base that could be anything.
 */
export function overridingClasses(className: string, headers: readonly ClassHeader[]): readonly string[] {
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
    ({ name, hasUnknownBase }) =>
      hasUnknownBase || (inTheWay.has(name) && name !== className && !ancestors.has(name)),
  );
  return [...new Set(overriding.map(({ name }) => name))];
}

function definition(name: string): RegExp {
  return new RegExp(String.raw`^[ \t]+(?:async[ \t]+)?def[ \t]+${name}\b|^[ \t]+${name}[ \t]*[:=]`, 'm');
}

/** `import Invoice as Bill` and `Bill = Invoice`. */
function aliasesIn(text: string, className: string): readonly ClassHeader[] {
  const pattern = new RegExp(
    String.raw`\b${className}\s+as\s+(\w+)|^[ \t]*(\w+)[ \t]*=[ \t]*(?:\w+\.)*${className}[ \t]*$`,
    'gm',
  );
  return Array.from(text.matchAll(pattern), ([, imported, assigned]) => ({
    name: imported ?? assigned ?? '',
    bases: [className],
    mayDefine: false,
    hasUnknownBase: false,
  }));
}

function superclassesOf(method: Method, node: PyNode): string {
  const list = childIn(node, 'superclasses');
  return list === null ? '' : textOf(method.tree, list).slice(1, -1);
}

/** The first and the last part of each base: `first.last`. */
function basesIn(text: string): readonly { readonly first: string; readonly last: string }[] {
  return Array.from(text.matchAll(BASE), (match) => {
    const parts = (match[1] ?? '').split('.').map((part) => part.trim());
    return { first: parts[0] ?? '', last: parts.at(-1) ?? '' };
  });
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
