import { childIn, nameOf, nodesBelow, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import { kindsOfAnnotation, mayLieWithin, type ClassKind } from './key-types.ts';
import type { PythonTexts } from './python-texts.ts';

const ENUM_BASE = /^(?:enum\.)?(?:Enum|IntEnum|StrEnum|Flag|IntFlag)$/;
const NAMED_TUPLE = /^(?:typing\.|t\.)?NamedTuple$/;
const DATACLASS = /^@(?:dataclasses\.)?dataclass\s*\(/;
const OWN_EQUALITY = /^__(?:eq|hash|setattr|init|new|post_init)__$/;
const MAX_DEPTH = 3;

/** Knows the classes of a project whose values can be keys: enumerations, frozen dataclasses and named tuples of such. */
export function keyClassesOf(texts: PythonTexts, depth: number = MAX_DEPTH): ClassKind {
  return async (name) => {
    if (depth === 0) return null;
    const kinds = new Set<'enum' | 'value' | null>();
    for (const { tree } of await texts.mentioning(name)) {
      const definitions = [...nodesBelow(tree.root)].filter(
        (node) => node.type === 'class_definition' && nameOf(tree, node) === name,
      );
      for (const node of definitions) kinds.add(await kindOf(tree, node, keyClassesOf(texts, depth - 1)));
    }
    const [only] = kinds;
    return kinds.size === 1 && only !== undefined ? only : null;
  };
}

async function kindOf(tree: PyTree, node: PyNode, classKind: ClassKind): Promise<'enum' | 'value' | null> {
  const bases = (childIn(node, 'superclasses')?.children ?? [])
    .filter(({ type }) => !/^(?:[(),]|comment)$/.test(type))
    .map((base) => textOf(tree, base));
  const body = childIn(node, 'body')?.children ?? [];
  const methods = body.map((one) => childIn(one, 'definition') ?? one);
  if (methods.some((one) => OWN_EQUALITY.test(nameOf(tree, one)))) return null;
  if (bases.some((base) => ENUM_BASE.test(base)))
    return bases.every((base) => ENUM_BASE.test(base) || base === 'str' || base === 'int') ? 'enum' : null;
  const isNamedTuple = bases.length === 1 && bases.every((base) => NAMED_TUPLE.test(base));
  if (!isNamedTuple && (bases.length > 0 || !isFrozen(tree, node))) return null;
  for (const statement of body) {
    const fits = await isKeyField(tree, statement, classKind);
    if (!fits) return null;
  }
  return 'value';
}

function isFrozen(tree: PyTree, node: PyNode): boolean {
  const decorators =
    node.parent?.type === 'decorated_definition'
      ? node.parent.children.filter(({ type }) => type === 'decorator')
      : [];
  const [only, ...others] = decorators.map((decorator) => textOf(tree, decorator));
  return (
    only !== undefined &&
    others.length === 0 &&
    DATACLASS.test(only) &&
    /\bfrozen\s*=\s*True\b/.test(only) &&
    !/\b(?:eq|unsafe_hash)\s*=/.test(only)
  );
}

/** A field whose values tell all there is to tell; what is no field is not looked at. */
async function isKeyField(tree: PyTree, statement: PyNode, classKind: ClassKind): Promise<boolean> {
  const [assignment] = statement.type === 'expression_statement' ? statement.children : [];
  const type = assignment === undefined ? null : childIn(assignment, 'type');
  if (assignment === undefined || type === null) return true;
  const kinds = await kindsOfAnnotation(textOf(tree, type), classKind);
  return kinds !== null && mayLieWithin(kinds) && !/\b(?:compare|hash)\s*=/.test(textOf(tree, assignment));
}
