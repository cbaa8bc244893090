import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { turnOrStop } from '../../codebase/turn-or-stop.ts';
import { nameOf, parsePython, type PyTree } from '../python/tree.ts';
import { isDecorator, type PyFunction } from '../python/functions.ts';
import { givenUpBecause, readSource } from '../source-file.ts';
import { callFactsOf, type CallFacts, type Given } from './call-facts.ts';

/** A parameter that is to get a type. */
export type Typed = {
  readonly name: string;
  /** Its place among all parameters, the object of a method included; null where it is given by name alone. */
  readonly index: number | null;
  readonly type: string;
};

type Source = { readonly path: string; readonly text: string };

/** The calls of all Python files of a tree, each file read once and only where it may matter. */
export type ProjectCalls = {
  /** The files that hold one of the words, with what they say of calls. */
  readonly mentioning: (words: ReadonlySet<string>) => Promise<ReadonlyMap<string, CallFacts>>;
};

/** Opens the calls of a tree; nothing is read yet. */
export function openCalls(tree: SourceTree, signal: AbortSignal): ProjectCalls {
  const facts = new Map<string, CallFacts | null>();
  let sources: readonly Source[] | null = null;
  const mentioning: ProjectCalls['mentioning'] = async (words) => {
    sources ??= await sourcesOf(tree);
    const pattern = new RegExp(String.raw`(?<![\w])(?:${[...words].join('|')})(?!\w)`);
    const found = new Map<string, CallFacts>();
    for (const source of sources.filter(({ text }) => pattern.test(text))) {
      await turnOrStop(signal);
      const known = facts.get(source.path);
      const read = known === undefined ? await factsOf(source) : known;
      facts.set(source.path, read);
      if (read !== null) found.set(source.path, read);
    }
    return found;
  };
  return { mentioning };
}

async function sourcesOf(tree: SourceTree): Promise<readonly Source[]> {
  const found: Source[] = [];
  for (const path of await tree.list()) {
    if (languageOf(path) !== 'python') continue;
    const source = await readSource(tree, path);
    if (source.kind === 'source') found.push({ path, text: source.file.text });
  }
  return found;
}

async function factsOf({ path, text }: Source): Promise<CallFacts | null> {
  try {
    const tree = await parsePython(text);
    return tree === null ? null : callFactsOf(tree);
  } catch (error) {
    if (givenUpBecause(error, path) === null) throw error;
    return null;
  }
}

const MAX_STEPS = 3;

/** Names by which a function may be called, and those that hand their keyword arguments on to it. */
type Reach = { readonly names: Set<string>; readonly byKeyword: Set<string> };

/** The call that gives a parameter something else than its type, as the end of a sentence; null for none. */
export async function contradictionOf(
  calls: ProjectCalls,
  { tree, one }: { readonly tree: PyTree; readonly one: PyFunction },
  parameter: Typed,
): Promise<string | null> {
  const owner = one.owner === null ? null : nameOf(tree, one.owner);
  const isMade = owner !== null && /^__(?:init|new)__$/.test(one.name);
  const start = isMade ? owner : one.name;
  const reach: Reach = { names: new Set([start]), byKeyword: new Set() };
  let facts = await calls.mentioning(new Set([start, ...(isMade ? [one.name] : [])]));
  for (let step = 0; step < MAX_STEPS; step++) {
    const size = reach.names.size + reach.byKeyword.size;
    for (const file of facts.values()) widen(reach, file, isMade);
    if (reach.names.size + reach.byKeyword.size === size) break;
    facts = await calls.mentioning(new Set([...reach.names, ...reach.byKeyword]));
  }
  const isStatic = one.decorators.some((decorator) => isDecorator(tree, decorator, /^staticmethod$/));
  const bound = owner === null || isStatic ? 0 : 1;
  for (const [path, { given }] of facts) {
    for (const call of given) {
      const types = typesGiven(call, { reach, parameter, bound, owner: isMade ? start : owner });
      const wrong = types.find((type) => !isTaken(parameter.type, type));
      if (wrong !== undefined)
        return `${path}:${call.line} gives it ${wrong === 'None' ? 'None' : `a value of the type ${wrong}`}`;
    }
  }
  return null;
}

function widen({ names, byKeyword }: Reach, facts: CallFacts, isMade: boolean): void {
  for (const { of, name } of facts.aliases) if (names.has(of)) names.add(name);
  for (const { name, bases } of facts.classes) {
    if (isMade && bases.some((base) => names.has(base))) names.add(name);
  }
  for (const { to, name } of facts.forwards) {
    if ((names.has(to) || byKeyword.has(to)) && !names.has(name)) byKeyword.add(name);
  }
}

type Asked = {
  readonly reach: Reach;
  readonly parameter: Typed;
  /** How many parameters a bound call leaves out. */
  readonly bound: number;
  readonly owner: string | null;
};

function typesGiven(call: Given, { reach, parameter, bound, owner }: Asked): readonly string[] {
  const byName = call.keywords.get(parameter.name) ?? [];
  if (reach.byKeyword.has(call.name)) return byName;
  const isOwnMade =
    /^(?:cls|__init__|__new__|__class__)$/.test(call.name) &&
    [call.within, call.object].some((name) => name !== null && reach.names.has(name.split('.').at(-1) ?? ''));
  if (!reach.names.has(call.name) && !isOwnMade) return [];
  const isUnbound = call.object !== null && call.object.split('.').at(-1) === owner;
  const skipped = isUnbound && call.name !== owner ? 0 : bound;
  const byPlace = parameter.index === null ? [] : (call.positional[parameter.index - skipped] ?? []);
  return [...byName, ...byPlace];
}

/** Whether a parameter of a type takes a value of another: Python's numbers widen. */
export function isTaken(type: string, given: string): boolean {
  if (type === given) return true;
  if (type === 'float') return given === 'int' || given === 'bool';
  return type === 'int' && given === 'bool';
}
