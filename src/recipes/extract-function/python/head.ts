import { isMangled } from '../../python/mangled.ts';
import { scopesAround, usesOfName } from '../../python/scopes.ts';
import {
  ancestorsOf,
  childIn,
  isWithin,
  nodesBelow,
  textOf,
  type PyNode,
  type PyTree,
} from '../../python/tree.ts';
import { surelyExits } from '../../python/flow.ts';
import type { Plan } from './plan.ts';

/** The first line of the new function, with the types that the old one names and that mean the same here. */
export function headOf(plan: Plan): string {
  const { name, inputs, isAsync } = plan;
  const typed = inputs.map((input) => `${input}${annotationOf(plan, input)}`);
  const parameters = [...receiverOf(plan), ...typed].join(', ');
  return `${isAsync ? 'async ' : ''}def ${name}(${parameters})${resultOf(plan, parameters)}:`;
}

/** The object or class of a method, as the old one writes it. */
function receiverOf({ receiver, region: { tree, home } }: Plan): readonly string[] {
  const first = childIn(home, 'parameters')?.children.find((one) => nameIn(one) !== null);
  const isTyped = first !== undefined && receiver !== null && textIn(tree, first) === receiver.name;
  if (receiver === null) return [];
  return [isTyped ? textOf(tree, first) : receiver.name];
}

function textIn(tree: PyTree, parameter: PyNode): string | null {
  const name = nameIn(parameter);
  return name === null ? null : textOf(tree, name);
}

function annotationOf(plan: Plan, input: string): string {
  const { tree, home } = plan.region;
  const parameter = childIn(home, 'parameters')?.children.find((one) => textIn(tree, one) === input);
  const type = parameter === undefined ? null : childIn(parameter, 'type');
  if (parameter === undefined || type === null || !isMeantThere(plan, type)) return '';
  const value = childIn(parameter, 'value');
  const isEmptied = value?.type === 'none' && !/\b(?:None|Optional|Any|object)\b/.test(textOf(tree, type));
  return isEmptied || isNarrowed(plan, input) ? '' : `: ${textOf(tree, type)}`;
}

/** The name of a typed parameter; null for `*args` and `**options`, whose types are those of their items. */
function nameIn(parameter: PyNode): PyNode | null {
  if (parameter.type === 'typed_default_parameter') return childIn(parameter, 'name');
  const [first] = parameter.type === 'typed_parameter' ? parameter.children : [];
  return first?.type === 'identifier' ? first : null;
}

/** Whether the lines may count on more than the type says, since it was looked at or given another value above. */
function isNarrowed({ region }: Plan, input: string): boolean {
  const { tree, home } = region;
  const own = usesOfName(tree, input).filter((use) => use.home === home);
  const isLookedAt = (node: PyNode): boolean =>
    node.start < region.start &&
    [...ancestorsOf(node)].some(
      (one) =>
        isWithin(home, one) &&
        (one.field === 'condition' ||
          one.field === 'subject' ||
          /^(?:assert_statement|conditional_expression)$/.test(one.type)),
    );
  return own.some(({ node, role }) => (role === 'bound' ? !isParameter(home, node) : isLookedAt(node)));
}

function isParameter(home: PyNode, node: PyNode): boolean {
  const parameters = childIn(home, 'parameters');
  return parameters !== null && isWithin(parameters, node);
}

const OF_ITS_PLACE = /\b(?:TypeGuard|TypeIs)\b/;

/** What the new function says that it gives back: the old one's type, or nothing where that is certain. */
function resultOf(plan: Plan, parameters: string): string {
  const { region, returns, outputs } = plan;
  const { tree, home, statements } = region;
  const type = childIn(home, 'return_type');
  if (returns) {
    const isSame = type !== null && isMeantThere(plan, type) && !OF_ITS_PLACE.test(textOf(tree, type));
    const loose = type === null ? [] : typeVariablesIn(tree, type).filter((one) => !hasWord(parameters, one));
    return isSame && loose.length === 0 ? ` -> ${textOf(tree, type)}` : '';
  }
  const isTyped = type !== null && isAtTop(home);
  return isTyped && outputs.length === 0 && !statements.some(surelyExits) ? ' -> None' : '';
}

const TYPE_VARIABLE = /^(?:_*[A-Z]{1,2}\d*|\w*T(?:_co|_contra)?|AnyStr)$/;
const MADE_BY = /\b(?:TypeVar|TypeVarTuple|ParamSpec)\(/;

/** Names that stand for any type, by how the file makes them or how such names are spelled. */
function typeVariablesIn(tree: PyTree, type: PyNode): readonly string[] {
  const names = [...nodesBelow(type)].flatMap((node) =>
    node.type === 'identifier' ? [textOf(tree, node)] : [],
  );
  const isMade = (name: string): boolean =>
    (tree.identifiers.get(name) ?? []).some(({ field, parent }) => {
      const value = field === 'left' && parent !== null ? childIn(parent, 'right') : null;
      return value !== null && MADE_BY.test(textOf(tree, value));
    });
  return names.filter((name) => TYPE_VARIABLE.test(name) || isMade(name));
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`\\b${word}\\b`).test(text);
}

/** Whether a type of the old function means the same in the head of the new one, which is read when it is defined. */
function isMeantThere({ region, receiver }: Plan, type: PyNode): boolean {
  const { tree, home } = region;
  if (!isAtTop(home) || [home, ...scopesAround(home)].some((one) => childIn(one, 'type_parameters') !== null))
    return false;
  if (receiver !== null) return true;
  if (/\bSelf\b/.test(textOf(tree, type))) return false;
  const names = [...nodesBelow(type)].filter((node) => node.type === 'identifier');
  return names.every((node) => {
    if (isMangled(textOf(tree, node))) return false;
    const use = usesOfName(tree, textOf(tree, node)).find((one) => one.node === node);
    return use === undefined || use.role === 'attribute' || use.home === tree.root;
  });
}

/** Whether a function stands in the module or its classes alone. */
function isAtTop(home: PyNode): boolean {
  return scopesAround(home).every(({ type }) => type !== 'function_definition' && type !== 'lambda');
}
