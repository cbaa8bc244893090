import { usesOfName, scopesAround, type NameUse } from '../python/scopes.ts';
import { ancestorsOf, childIn, nodesBelow, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import { isMangled } from '../python/mangled.ts';
import { bindingOfMember, mangled, memberAround, receiverName, receiverOf, type Method } from './method.ts';

/** Where the method's name is used in its own file. */
export type Uses = {
  /** `self.name` in `self.name(…)`, where the bare name would mean the new function. */
  readonly calls: readonly PyNode[];
  /** `self.name(…)` where a local variable of that name stands in the way. */
  readonly shadowedCalls: readonly PyNode[];
  /** Every other use of the method that must go on working: other receivers, `self.name` as a value, strings. */
  readonly others: readonly PyNode[];
  /** Places that give the attribute another value. */
  readonly assigned: readonly PyNode[];
  /** The bare name, wherever it stands. */
  readonly names: readonly NameUse[];
};

/** Sorts every use of the method's name in its file. */
export function usesOfMethod(method: Method): Uses {
  const { tree, name } = method;
  const names = usesOfName(tree, name);
  const isReceiver = receiverTest(method);
  const attributes = names
    .filter(({ role, node }) => role === 'attribute' && reaches(method, node))
    .map(({ node }) => node.parent ?? node);
  const assigned = attributes.filter(isAssigned);
  const calls = attributes.filter((attribute) => isCalled(attribute) && isReceiver(attribute));
  const shadowedCalls = calls.filter((call) => isShadowed(call, names));
  return {
    calls: calls.filter((call) => !shadowedCalls.includes(call)),
    shadowedCalls,
    others: [
      ...attributes.filter((node) => !calls.includes(node) && !assigned.includes(node)),
      ...indirectUses(method),
    ],
    assigned,
    names,
  };
}

/** A name that Python expands is reached by its short form from inside its class alone. */
function reaches(method: Method, attribute: PyNode): boolean {
  if (attribute.parent?.type !== 'attribute') return false;
  if (!isMangled(method.name)) return true;
  return [...ancestorsOf(attribute)].find((node) => node.type === 'class_definition') === method.classNode;
}

function isAssigned(attribute: PyNode): boolean {
  if (attribute.field === 'left' || attribute.parent?.type === 'delete_statement') return true;
  return ['pattern_list', 'tuple_pattern', 'list_pattern', 'as_pattern_target'].includes(
    attribute.parent?.type ?? '',
  );
}

function isCalled(attribute: PyNode): boolean {
  return attribute.parent?.type === 'call' && attribute.field === 'function';
}

/** Tells whether what stands before the dot is the receiver of a method of the class, or the class where that will do. */
function receiverTest(method: Method): (attribute: PyNode) => boolean {
  const usesByName = new Map<string, readonly NameUse[]>();
  const usesOf = (name: string): readonly NameUse[] => {
    const uses = usesByName.get(name) ?? usesOfName(method.tree, name);
    usesByName.set(name, uses);
    return uses;
  };
  return (attribute) => {
    const object = attribute.children[0];
    if (object?.type !== 'identifier') return false;
    const name = textOf(method.tree, object);
    const uses = usesOf(name);
    const home = uses.find(({ node }) => node === object)?.home;
    const bindings = uses.filter((use) => use.role === 'bound' && use.home === home);
    if (bindings.length !== 1) return false;
    if (home === method.tree.root) return isTheClass(method, bindings[0]);
    return (
      home !== undefined &&
      home === memberAround(method.classNode, object) &&
      isReceiverOf(method, home, name)
    );
  };
}

function isTheClass(method: Method, binding: NameUse | undefined): boolean {
  return method.binding !== 'instance' && binding?.node.parent === method.classNode;
}

function isReceiverOf(method: Method, member: PyNode, name: string): boolean {
  const binding = bindingOfMember(method.tree, member);
  const receiver = receiverOf({ definition: member, binding });
  if (receiver === null || receiverName(method.tree, receiver) !== name) return false;
  return binding === 'instance' || method.binding !== 'instance';
}

function isShadowed(call: PyNode, names: readonly NameUse[]): boolean {
  const [inner, ...outer] = scopesAround(call);
  const visible = [inner, ...outer.filter(({ type }) => type !== 'class_definition')];
  return names.some(({ role, home }) => role === 'bound' && home.type !== 'module' && visible.includes(home));
}

/** Strings that are the name, names made at run time, uses in the body of the class, and the name in its expanded form. */
function indirectUses(method: Method): readonly PyNode[] {
  const { tree, name } = method;
  const expanded = mangled(method.className, name);
  const strings = [...nodesBelow(tree.root)].filter(
    (node) => node.type === 'string' && isStringOf(tree, node, [name, expanded]),
  );
  const inClassBody = usesOfName(tree, name).filter(
    ({ role, home }) => role === 'read' && home === method.classNode,
  );
  const spelledOut = expanded === name ? [] : (tree.identifiers.get(expanded) ?? []);
  return [...strings, ...dynamicAccess(tree), ...inClassBody.map(({ node }) => node), ...spelledOut];
}

/** `getattr(self, 'handle_' + kind)` may mean any method. */
function dynamicAccess(tree: PyTree): readonly PyNode[] {
  return ['getattr', 'attrgetter', 'methodcaller'].flatMap((name) =>
    (tree.identifiers.get(name) ?? []).filter((node) => {
      const call = node.field === 'attribute' ? node.parent?.parent : node.parent;
      const given = call?.type === 'call' ? (childIn(call, 'arguments')?.children ?? []) : [];
      const values = given.filter(({ type }) => !['(', ')', ',', 'comment'].includes(type));
      const attribute = name === 'getattr' ? values[1] : values[0];
      return attribute !== undefined && !(attribute.type === 'string' && isPlainString(tree, attribute));
    }),
  );
}

function isPlainString(tree: PyTree, node: PyNode): boolean {
  return (
    /^[rbu]*['"]/i.test(textOf(tree, node)) && !node.children.some(({ type }) => type === 'interpolation')
  );
}

function isStringOf(tree: PyTree, node: PyNode, names: readonly string[]): boolean {
  const content = /^[a-z]*(['"])([\w.]*)\1$/i.exec(textOf(tree, node))?.[2];
  return content !== undefined && names.includes(content);
}
