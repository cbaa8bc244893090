import { positionAt } from '../../domain/text.ts';
import { functionsOf, isDecorator, ownNodes, parametersOf, type PyFunction } from '../python/functions.ts';
import { usesOfName } from '../python/scopes.ts';
import { childIn, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import { keyClassesOf } from './key-classes.ts';
import { kindsOfAnnotation, needsTypes, type KeyKind } from './key-types.ts';
import { kindsGiven } from './given-keys.ts';
import type { ParsedFile, PythonTexts } from './python-texts.ts';

/** How a cache has to tell the arguments of a function apart; or why it cannot. */
export type Keys =
  | { readonly kind: 'keys'; readonly isTyped: boolean }
  | { readonly kind: 'none'; readonly reason: string };

const SECRET = /(?:^|_)(?:key|password|passwd|passphrase|secret|token|credential|pem)s?(?:_|$)/i;
const OVERLOAD = /^(?:typing\.|typing_extensions\.|t\.)?overload$/;
const BUILT_IN = /\b(?:str|bytes|int|bool|float|tuple|type)\b/g;

/** Judges the arguments by their annotations, and those that have none by their defaults and all calls of the project. */
export async function keysOf(
  found: ParsedFile & { readonly one: PyFunction },
  texts: PythonTexts,
): Promise<Keys> {
  const { file, tree, one } = found;
  const reason = byName(tree, one) ?? byOverload(tree, one) ?? (await byUse(one, texts));
  if (reason !== null) return { kind: 'none', reason };
  let isTyped = false;
  for (const parameter of parametersOf(one.node)) {
    const kinds = await kindsOf(found, parameter, texts);
    const place = `${file.path}:${positionAt(file.text, parameter.start).line}`;
    if (typeof kinds === 'string') return { kind: 'none', reason: `${kinds} (${place})` };
    if (kinds.includes('class') && handsBack(tree, one, nameIn(tree, parameter)))
      return { kind: 'none', reason: 'it hands back the class it is given, as decorators do' };
    isTyped ||= needsTypes(kinds);
  }
  return { kind: 'keys', isTyped };
}

function byName(tree: PyTree, { node }: PyFunction): string | null {
  const secret = parametersOf(node)
    .map((parameter) => nameIn(tree, parameter))
    .find((name) => SECRET.test(name));
  return secret === undefined ? null : `${secret} may be a secret, which would stay in memory`;
}

function byOverload(tree: PyTree, { name }: PyFunction): string | null {
  const isOverloaded = functionsOf(tree).some(
    (other) =>
      other.name === name && other.decorators.some((decorator) => isDecorator(tree, decorator, OVERLOAD)),
  );
  return isOverloaded ? 'it is overloaded, and the cache would hide the types of its overloads' : null;
}

async function byUse({ name }: PyFunction, texts: PythonTexts): Promise<string | null> {
  for (const { file, tree } of await texts.mentioning(name)) {
    const decorator = usesOfName(tree, name)
      .map(({ node }) => (node.parent?.type === 'attribute' ? node.parent : node))
      .map((node) => (node.parent?.type === 'call' ? node.parent : node))
      .find(({ parent }) => parent?.type === 'decorator');
    if (decorator !== undefined)
      return `${file.path}:${positionAt(file.text, decorator.start).line} uses it as a decorator`;
  }
  return null;
}

/** The kinds of the values of a parameter, or why they are not known to be keys, as the end of a sentence. */
async function kindsOf(
  { tree, one }: ParsedFile & { readonly one: PyFunction },
  parameter: PyNode,
  texts: PythonTexts,
): Promise<readonly KeyKind[] | string> {
  const name = nameIn(tree, parameter);
  const type = childIn(parameter, 'type');
  if (type === null) {
    const given = await kindsGiven({ tree, one, parameter }, texts);
    return typeof given === 'string'
      ? `${given}: annotate ${name} with str, int or another type that has a hash and does not change`
      : given;
  }
  const text = textOf(tree, type);
  const isOther = (text.match(BUILT_IN) ?? []).some((word) =>
    usesOfName(tree, word).some(({ role }) => role === 'bound'),
  );
  const kinds = isOther ? null : await kindsOfAnnotation(text, keyClassesOf(texts));
  return (
    kinds ??
    `${name} is annotated as ${text.replace(/\s+/g, ' ')}, of which not every value is known to have a hash, to stay as it is and to differ from others by all it shows: str, bytes, int, bool, None, their unions and tuples, enumerations and frozen dataclasses would do`
  );
}

function handsBack(tree: PyTree, { node }: PyFunction, name: string): boolean {
  return [...ownNodes(node)].some(
    (one) =>
      one.type === 'return_statement' &&
      one.children.some((value) => value.type === 'identifier' && textOf(tree, value) === name),
  );
}

function nameIn(tree: PyTree, parameter: PyNode): string {
  return /^\w+/.exec(textOf(tree, parameter))?.[0] ?? '';
}
