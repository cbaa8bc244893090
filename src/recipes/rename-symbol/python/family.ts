import { usesOfName } from '../../python/scopes.ts';
import { textOf, type PyNode } from '../../python/tree.ts';
import { allClasses, basesOf, className, classNamed, type PythonClass } from './classes.ts';
import { placeOf, type PythonProject } from '../../python/project.ts';

/** The classes whose member of one name is one member: a class, what it overrides there, and what overrides it. */
export type Family = {
  readonly members: ReadonlyMap<PyNode, PythonClass>;
  /** Classes outside of it that are mixed into one of its own. */
  readonly mixins: ReadonlySet<PyNode>;
  /** Bases that nobody sees here and that may have the member too. */
  readonly foreign: readonly string[];
};

// Bases whose members are known.
const PLAIN_BASES = /^(?:typing\.|abc\.|enum\.)?(?:object|ABC|Generic|Enum|\w*Error|\w*Exception|Warning)\b/;
const THEIR_MEMBERS = new Set(['args', 'with_traceback', 'add_note', 'register', 'name', 'value', 'mro']);
const HEADER = /^[ \t]*class[ \t]+(\w+)[ \t]*(?:\[[^\]]*\])?[ \t]*(?:\(([^)]*)\))?[ \t]*:/gm;

/** Follows the bases of classes in both directions from one that defines the member. */
export function familyOf(project: PythonProject, start: PythonClass, name: string): Family {
  const classes = allClasses(project);
  const bases = new Map(classes.map((one) => [one.node, resolvedBases(project, one)]));
  const children = new Map<PyNode, PythonClass[]>();
  for (const one of classes) {
    for (const base of bases.get(one.node) ?? []) {
      children.set(base.node, [...(children.get(base.node) ?? []), one]);
    }
  }
  const hasMember = (one: PythonClass, seen: ReadonlySet<PyNode> = new Set()): boolean =>
    !seen.has(one.node) &&
    (binds(one, name) ||
      (bases.get(one.node) ?? []).some((base) => hasMember(base, new Set([...seen, one.node]))));
  const members = new Map<PyNode, PythonClass>();
  const mixins = new Set<PyNode>();
  const waiting = [start];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (members.has(one.node)) continue;
    members.set(one.node, one);
    for (const base of bases.get(one.node) ?? []) {
      if (hasMember(base)) waiting.push(base);
      else mixins.add(base.node);
    }
    waiting.push(...(children.get(one.node) ?? []));
  }
  return { members, mixins, foreign: foreignBases(project, [...members.values()], name) };
}

/** Names of classes that inherit from each other, by the headers of classes in texts: too many rather than too few. */
export function relatedNames(texts: readonly string[], start: string): ReadonlySet<string> {
  const links = new Map<string, string[]>();
  const link = (a: string, b: string): void => {
    links.set(a, [...(links.get(a) ?? []), b]);
    links.set(b, [...(links.get(b) ?? []), a]);
  };
  for (const text of texts) {
    for (const [, name = '', bases = ''] of text.matchAll(HEADER)) {
      for (const base of bases.matchAll(/(\w+)(?:\[[^\]]*\])?\s*(?:,|$)/g)) {
        if (!PLAIN_BASES.test(base[1] ?? '')) link(name, base[1] ?? '');
      }
    }
  }
  const found = new Set([start]);
  for (const name of found) for (const other of links.get(name) ?? []) found.add(other);
  return found;
}

function resolvedBases(project: PythonProject, one: PythonClass): readonly PythonClass[] {
  return basesOf(one).flatMap((base) => {
    const value = classNamed(project, one.file, base);
    return value.kind === 'class' && value.found.node !== one.node ? [value.found] : [];
  });
}

function foreignBases(
  project: PythonProject,
  members: readonly PythonClass[],
  name: string,
): readonly string[] {
  return members.flatMap((one) =>
    basesOf(one)
      .filter((base) => classNamed(project, one.file, base).kind !== 'class')
      .map((base) => textOf(one.file.tree, base))
      .filter((base) => !PLAIN_BASES.test(base) || THEIR_MEMBERS.has(name))
      .map((base) => `${placeOf(one.file, one.node)} (${className(one)} inherits from ${base})`),
  );
}

function binds({ file, node }: PythonClass, name: string): boolean {
  return usesOfName(file.tree, name).some(({ role, home }) => role === 'bound' && home === node);
}
