import { positionAt } from '../../domain/text.ts';
import { argumentsOf, nameOfParameter } from '../python/arguments.ts';
import { parametersOf } from '../python/functions.ts';
import {
  ancestorsOf,
  childIn,
  nameOf,
  nodesBelow,
  textOf,
  type PyNode,
  type PyTree,
} from '../python/tree.ts';
import { typesOfValue } from './given-types.ts';

/** A call, or a function handed over with arguments for it (`partial(f, 1)`), with what is certain of its arguments. */
export type Given = {
  readonly name: string;
  /** What stands before the last dot; null for a plain name. */
  readonly object: string | null;
  /** The class in which it stands. */
  readonly within: string | null;
  readonly line: number;
  /** The types of the arguments by place, up to the first that is unpacked. */
  readonly positional: readonly (readonly string[])[];
  readonly keywords: ReadonlyMap<string, readonly string[]>;
};

/** What the Python of one file says of calls. */
export type CallFacts = {
  readonly given: readonly Given[];
  /** Other names for a name: `import a as b`, `b = a`. */
  readonly aliases: readonly { readonly of: string; readonly name: string }[];
  readonly classes: readonly { readonly name: string; readonly bases: readonly string[] }[];
  /** Functions that hand their own keyword arguments on to another, or a class by its `__init__`. */
  readonly forwards: readonly { readonly to: string; readonly name: string }[];
};

/** Reads the calls of a tree, so that the tree itself need not be kept. */
export function callFactsOf(tree: PyTree): CallFacts {
  const nodes = [...nodesBelow(tree.root)];
  const calls = nodes.filter(({ type }) => type === 'call');
  return {
    given: calls.flatMap((call) => givenBy(tree, call)),
    aliases: nodes.flatMap((node) => aliasIn(tree, node)),
    classes: nodes
      .filter(({ type }) => type === 'class_definition')
      .map((node) => ({
        name: nameOf(tree, node),
        bases: (childIn(node, 'superclasses')?.children ?? []).map((base) => lastName(textOf(tree, base))),
      })),
    forwards: calls.flatMap((call) => forwardedBy(tree, call)),
  };
}

function lastName(text: string): string {
  return text.split('.').at(-1) ?? text;
}

function givenBy(tree: PyTree, call: PyNode): readonly Given[] {
  const called = childIn(call, 'function');
  const args = argumentsOf(call);
  const whole = called === null ? [] : [givenTo(tree, called, args)];
  const handed = args.flatMap((one, at) => {
    const isName = one.type === 'identifier' || one.type === 'attribute';
    return isName ? [givenTo(tree, one, args.slice(at + 1))] : [];
  });
  const keep = ({ positional, keywords }: Given): boolean =>
    keywords.size > 0 || positional.some((types) => types.length > 0);
  return [...whole, ...handed].filter(keep);
}

function givenTo(tree: PyTree, called: PyNode, args: readonly PyNode[]): Given {
  const object = childIn(called, 'object');
  const places = args.filter(({ type }) => type !== 'keyword_argument' && type !== 'dictionary_splat');
  const unpacked = places.findIndex(({ type }) => type === 'list_splat');
  const keywords = args.flatMap((one): readonly [string, readonly string[]][] => {
    const value = one.type === 'keyword_argument' ? childIn(one, 'value') : null;
    return value === null ? [] : [[nameOf(tree, one), typesOfValue(tree, value)]];
  });
  const around = [...ancestorsOf(called)].find(({ type }) => type === 'class_definition');
  return {
    name: lastName(textOf(tree, called)),
    object: object === null ? null : textOf(tree, object),
    within: around === undefined ? null : nameOf(tree, around),
    line: positionAt(tree.text, called.start).line,
    positional: (unpacked === -1 ? places : places.slice(0, unpacked)).map((one) => typesOfValue(tree, one)),
    keywords: new Map(keywords.filter(([, types]) => types.length > 0)),
  };
}

function aliasIn(tree: PyTree, node: PyNode): CallFacts['aliases'] {
  const isImport = node.type === 'aliased_import';
  const [from, to] = isImport
    ? [childIn(node, 'name'), childIn(node, 'alias')]
    : [childIn(node, 'right'), childIn(node, 'left')];
  const isAlias = isImport || node.type === 'assignment';
  if (!isAlias || from === null || to === null) return [];
  const isName = /^(?:identifier|attribute|dotted_name)$/;
  if (!isName.test(from.type) || !isName.test(to.type)) return [];
  return [{ of: lastName(textOf(tree, from)), name: lastName(textOf(tree, to)) }];
}

/** `def f(**options): return g(**options)`: what `f` is given by name, `g` is given. */
function forwardedBy(tree: PyTree, call: PyNode): CallFacts['forwards'] {
  const called = childIn(call, 'function');
  const spread = argumentsOf(call).find(({ type }) => type === 'dictionary_splat');
  const around = [...ancestorsOf(call)].find(({ type }) => type === 'function_definition');
  if (called === null || spread === undefined || around === undefined) return [];
  const name = textOf(tree, spread).replace(/^\*\*\s*/, '');
  const own = parametersOf(around).find(({ type }) => type === 'dictionary_splat_pattern');
  if (own === undefined || nameOfParameter(tree, own) !== name) return [];
  const isMade = /^__(?:init|new)__$/.test(nameOf(tree, around));
  const holder = isMade
    ? [...ancestorsOf(around)].find(({ type }) => type === 'class_definition')
    : undefined;
  return [{ to: lastName(textOf(tree, called)), name: nameOf(tree, holder ?? around) }];
}
