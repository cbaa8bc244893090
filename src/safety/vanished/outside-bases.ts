import type { ImportFact } from '../../codebase/index/file-facts.ts';
import { readFacts } from '../../codebase/index/facts/read-facts.ts';
import { isCertain } from '../../codebase/offered-names/names-of-modules.ts';
import { pythonLibrary, type PythonLibrary } from '../../codebase/python-library/python-library.ts';
import { splitOutside } from '../../codebase/interface/split-outside.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import type { Candidate } from '../../domain/ports.ts';
import { createJudgedTree } from '../imports/judged-tree.ts';
import { createLookup, type Lookup } from './importers.ts';
import { linesOf } from './lines-of.ts';
import { importStatement } from './module-members.ts';
import { nodeBaseLacks } from './node-bases.ts';
import type { AskedBase } from './asked-base.ts';

/** Whether a base surely lacks a member, with all that it builds on: in the project and in Python's standard library; in scripts, in Node's. */
export type BaseLacks = (asked: AskedBase) => Promise<boolean>;

const MAKES_MEMBERS = /\bdef __getattr(?:ibute)?__|\bsetattr\(|\b__dict__\b/;
/** Bases that bring no members; the metaclass of abstract classes is one. */
const WITHOUT_MEMBERS =
  /^(?:|object|metaclass=(?:\w+\.)?\w+|total=\w+|(?:typing\.)?(?:Generic|Protocol)|(?:abc\.)?ABC|(?:Base)?Exception|\w+Error)$/;
const MAX_DEPTH = 12;
const SCRIPT = /\.[cm]?[jt]sx?$/;

type Places = { readonly lookup: Lookup; readonly library: PythonLibrary };

/** Looks bases up in a candidate; what that takes is read at the first question. */
export function createBaseLacks(candidate: Candidate, root: string): BaseLacks {
  let places: Promise<Places> | null = null;
  const read = async (): Promise<Places> => {
    const lookup = await createLookup(candidate, await createJudgedTree(candidate, root));
    return { lookup, library: await pythonLibrary() };
  };
  return async (asked) => {
    if (SCRIPT.test(asked.path)) return nodeBaseLacks(asked);
    return asked.path.endsWith('.py') && lacksNamed(await (places ??= read()), asked, MAX_DEPTH);
  };
}

async function lacksNamed(places: Places, asked: AskedBase, depth: number): Promise<boolean> {
  const base = asked.base.replace(/\[[^]*\]$/, '').trim();
  if (WITHOUT_MEMBERS.test(base)) return true;
  const parts = base.split('.');
  if (depth === 0 || parts.some((part) => !/^\w+$/.test(part))) return false;
  return (
    (await lacksOwn(places, { ...asked, base }, depth)) ?? lacksImported(places, asked, { parts, depth })
  );
}

/** Of a class of the file itself; null where it has no such class. */
async function lacksOwn(places: Places, asked: AskedBase, depth: number): Promise<boolean | null> {
  const { facts, text, base, member } = asked;
  const [whole, ...others] = facts.symbols.filter(({ qualifiedName }) => qualifiedName === base);
  if (whole === undefined) return places.library.classHas(`builtins.${base}`, member) === false || null;
  if (whole.kind !== 'class' || others.length > 0 || MAKES_MEMBERS.test(linesOf(text, whole))) return false;
  if (facts.symbols.some(({ qualifiedName }) => qualifiedName === `${base}.${member}`)) return false;
  for (const one of basesOf(whole.signature))
    if (!(await lacksNamed(places, { ...asked, base: one }, depth - 1))) return false;
  return true;
}

/** The bases of a class by its head; one that cannot be read stands for what nobody knows. */
function basesOf(signature: string): readonly string[] {
  const list = /^class\s+\w+\s*(?:\[[^\]]*\])?\s*\(([^]*)\)/.exec(signature)?.[1];
  if (list === undefined && signature.includes('(')) return ['?'];
  return splitOutside(list ?? '', ',').map((base) => base.trim());
}

type Named = { readonly parts: readonly string[]; readonly depth: number };

/** Of what imports give the name to: each of them has to lack the member. */
async function lacksImported(places: Places, asked: AskedBase, { parts, depth }: Named): Promise<boolean> {
  const [first = '', ...rest] = parts;
  const sources = asked.facts.imports.flatMap((imported) => sourcesOf(asked.text, imported, first));
  for (const { imported, name } of sources) {
    const [edge, ...others] = places.lookup.now.edges(asked.path, imported);
    if (edge === undefined || others.length > 0) return false;
    const path = isCertain(edge) ? edge.resolved.path : null;
    const inside = edge.names.includes('*') || name === null ? rest : [name, ...rest];
    const isLacking =
      path === null
        ? edge.resolved.state === 'builtin' && lacksInLibrary(places, asked, [imported.specifier, name, rest])
        : await lacksInFile(places, { ...asked, path, base: inside.join('.') }, depth - 1);
    if (!isLacking) return false;
  }
  return sources.length > 0;
}

type Source = {
  readonly imported: ImportFact;
  /** Null where the module itself is taken. */
  readonly name: string | null;
};

/** What an import gives a name to: `from a import b as name`, `import a as name`, `import name`. */
function sourcesOf(text: string, imported: ImportFact, bound: string): readonly Source[] {
  const statement = importStatement(text, imported.line);
  if (!/^\s*from\b/.test(statement)) {
    const alias = new RegExp(String.raw`(?<![\w.])${literalPattern(imported.specifier)}\s+as\s+(\w+)`);
    const name = alias.exec(statement)?.[1] ?? imported.specifier;
    return name === bound ? [{ imported, name: null }] : [];
  }
  return imported.names.flatMap((name) => {
    const alias = new RegExp(String.raw`(?<![\w.])${literalPattern(name)}\s+as\s+(\w+)`).exec(statement)?.[1];
    return (alias ?? name) === bound ? [{ imported: { ...imported, names: [name] }, name }] : [];
  });
}

function lacksInLibrary(
  { library }: Places,
  { member }: AskedBase,
  [module, name, rest]: readonly [string, string | null, readonly string[]],
): boolean {
  const fullName = [module, ...(name === null ? [] : [name]), ...rest].join('.');
  return library.classHas(fullName, member) === false;
}

async function lacksInFile(places: Places, asked: AskedBase, depth: number): Promise<boolean> {
  const text = await places.lookup.tree.readText(asked.path);
  const facts = text === null ? null : await readFacts(asked.path, text);
  return text !== null && facts !== null && lacksNamed(places, { ...asked, text, facts }, depth);
}
