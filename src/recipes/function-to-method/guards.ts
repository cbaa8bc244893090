import { attributesOf } from '../python/attributes.ts';
import { isMangled } from '../python/mangled.ts';
import { placeOf } from '../python/project.ts';
import { scopesAround, usesOfName } from '../python/scopes.ts';
import { childIn, isWithin, nameOf, nodesBelow, textOf, type PyNode } from '../python/tree.ts';
import { parametersOf } from '../python/functions.ts';
import { isAnnotation, postponesAnnotations } from '../python/annotations.ts';
import { refused, type Refused } from '../recipe.ts';
import { allClasses, basesOf, classNamed, type PythonClass } from '../rename-symbol/python/classes.ts';
import type { Situation } from './situation.ts';

type Guard = (situation: Situation) => Refused | null;

const GUARDS: readonly Guard[] = [
  privateNames,
  receiverIsPlain,
  nameInClass,
  nameAbove,
  nameBelow,
  nameOnObjects,
  seenByClass,
];
const SPECIAL_CLASS = /\b(?:Protocol|TypedDict|NamedTuple|Enum|IntEnum|StrEnum|Flag)\b/;
const PLAIN_BASE =
  /^(?:object|ABC|abc\.ABC|(?:\w+\.)?Generic\[[^\]]*\]|Exception|(?:Value|Type|Runtime|Lookup|Assertion|Arithmetic)Error|(?:User|Runtime|Deprecation)?Warning)$/;
const OF_EXCEPTIONS = /^(?:args|add_note|with_traceback)$/;
const SEES_NAMES = new Set(['locals', 'vars', 'dir', 'eval', 'exec', 'super', '__class__']);

/** Why a function cannot become a method; null where it can. */
export function obstacleTo(situation: Situation): Refused | null {
  for (const guard of GUARDS) {
    const found = guard(situation);
    if (found !== null) return found;
  }
  return null;
}

function privateNames({ file, definition, name }: Situation): Refused | null {
  const odd = [...nodesBelow(definition)].find(
    (node) =>
      node.type === 'identifier' &&
      (isMangled(textOf(file.tree, node)) ||
        (node.field !== 'attribute' && SEES_NAMES.has(textOf(file.tree, node)))),
  );
  return odd === undefined
    ? null
    : refused(
        `${textOf(file.tree, odd)} in ${name} means something else inside a class (${placeOf(file, odd)}).`,
        null,
      );
}

function receiverIsPlain({ file, definition, name, receiverName }: Situation): Refused | null {
  const uses = usesOfName(file.tree, receiverName).filter(({ home }) => home === definition);
  const assigned = uses.filter(({ role }) => role === 'bound' || role === 'declared')[1];
  if (assigned !== undefined) {
    return refused(`${name} gives ${receiverName} another value (${placeOf(file, assigned.node)}).`, null);
  }
  const shown = uses.find(
    ({ node }) =>
      node.parent?.type === 'interpolation' && node.parent.children.some(({ type }) => type === '='),
  );
  if (shown !== undefined)
    return refused(`The text of ${receiverName} is shown at ${placeOf(file, shown.node)}.`, null);
  const self = (file.tree.identifiers.get('self') ?? []).find((node) => isWithin(definition, node));
  return receiverName === 'self' || self === undefined || self.field === 'attribute'
    ? null
    : refused(`${name} uses self for something else (${placeOf(file, self)}).`, null);
}

function nameInClass(situation: Situation): Refused | null {
  const { file, classNode, className, name } = situation;
  const place = placeIn({ file, node: classNode }, name);
  if (place !== null)
    return refused(`${className} has ${name} already (${place}).`, 'Rename one of the two first.');
  const header = childIn(classNode, 'superclasses');
  if (header !== null && SPECIAL_CLASS.test(textOf(file.tree, header))) {
    return refused(`${className} is no plain class (${placeOf(file, classNode)}).`, null);
  }
  const read = usesOfName(file.tree, name).find(
    ({ role, node }) => role === 'read' && scopesAround(node)[0] === classNode,
  );
  return read === undefined
    ? null
    : refused(`The body of ${className} uses ${name} itself (${placeOf(file, read.node)}).`, null);
}

/** The place at which a class defines a name: in its body, or on its objects. */
function placeIn({ file, node }: PythonClass, name: string): string | null {
  const own = usesOfName(file.tree, name).find(({ role, home }) => role === 'bound' && home === node);
  if (own !== undefined) return placeOf(file, own.node);
  const slots = [...nodesBelow(node)].find(
    (one) => one.type === 'string_content' && textOf(file.tree, one) === name,
  );
  return slots === undefined ? null : placeOf(file, slots);
}

function nameAbove({ project, file, classNode, className, name }: Situation): Refused | null {
  const waiting: PythonClass[] = [{ file, node: classNode }];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    for (const base of basesOf(one)) {
      const text = textOf(one.file.tree, base);
      if (PLAIN_BASE.test(text) && !OF_EXCEPTIONS.test(name)) continue;
      const found = classNamed(project, one.file, base);
      if (found.kind !== 'class')
        return refused(
          `${className} inherits from ${text}, which may have ${name} (${placeOf(one.file, base)}).`,
          null,
        );
      const place = placeIn(found.found, name);
      if (place !== null)
        return refused(`${text}, which ${className} inherits from, has ${name} (${place}).`, null);
      waiting.push(found.found);
    }
  }
  return null;
}

function nameBelow({ project, classNode, name }: Situation): Refused | null {
  const below = new Set([classNode]);
  for (let size = 0; size !== below.size;) {
    size = below.size;
    for (const one of allClasses(project)) {
      const isBelow = basesOf(one).some((base) => {
        const found = classNamed(project, one.file, base);
        return found.kind === 'class' && below.has(found.found.node);
      });
      if (!isBelow || below.has(one.node)) continue;
      below.add(one.node);
      const place = placeIn(one, name);
      if (place !== null)
        return refused(`${nameOf(one.file.tree, one.node)}, a class below, has ${name} (${place}).`, null);
    }
  }
  return null;
}

/** `x.name = …` would hide the method of that object, and `hasattr(x, 'name')` would find it. */
function nameOnObjects({ project, name }: Situation): Refused | null {
  for (const file of project.files.values()) {
    const set = attributesOf(file, name).find((node) => isTarget(node.parent));
    if (set !== undefined) return refused(`${name} is set on an object at ${placeOf(file, set)}.`, null);
    const asked = [...nodesBelow(file.tree.root)].find((node) => {
      const call =
        node.type === 'string_content' && textOf(file.tree, node) === name
          ? node.parent?.parent?.parent
          : null;
      return call?.type === 'call' && /^(?:has|get|set|del)attr\b/.test(textOf(file.tree, call));
    });
    if (asked !== undefined)
      return refused(`Objects are asked for ${name} at ${placeOf(file, asked)}.`, null);
  }
  return null;
}

function isTarget(attribute: PyNode | null | undefined): boolean {
  let child = attribute;
  for (let parent = child?.parent ?? null; parent !== null && child !== null; parent = parent.parent) {
    if (/^(?:augmented_)?assignment$/.test(parent.type)) return childIn(parent, 'left') === child;
    if (parent.type === 'delete_statement') return true;
    if (!/^(?:pattern_list|tuple_pattern|list_pattern|expression_list)$/.test(parent.type)) return false;
    child = parent;
  }
  return false;
}

/** What is evaluated where the function is defined would be evaluated in the class: earlier, and with its names. */
function seenByClass({ file, definition, classNode, receiver, name }: Situation): Refused | null {
  const { tree } = file;
  const values = parametersOf(definition).flatMap((one) => [childIn(one, 'value'), childIn(one, 'type')]);
  const result = childIn(definition, 'return_type');
  for (const node of [...values, result].flatMap((one) => (one === null ? [] : [...nodesBelow(one)]))) {
    if (node.type !== 'identifier' || isWithin(receiver, node) || node.field === 'attribute') continue;
    if (isAnnotation(node) && postponesAnnotations(tree)) continue;
    const bound = usesOfName(tree, textOf(tree, node)).filter(({ role }) => role === 'bound');
    const other = bound.find(
      ({ home, node: one }) => home === classNode || (home === tree.root && one.start > classNode.start),
    );
    if (other !== undefined) {
      return refused(
        `${textOf(tree, node)} in the head of ${name} would mean something else in the class (${placeOf(file, other.node)}).`,
        null,
      );
    }
  }
  return null;
}
