import { usesOfName } from '../../python/scopes.ts';
import { nodesBelow, textOf, type PyNode } from '../../python/tree.ts';
import { isMangled } from '../../python/mangled.ts';
import { attributesOf } from '../../python/attributes.ts';
import type { PythonClass } from './classes.ts';
import { familyOf, type Family } from './family.ts';
import { placeOf, type PythonFile, type PythonProject } from '../../python/project.ts';
import { classOfReceiver } from './receivers.ts';
import type { Renaming, SymbolUses } from './renaming.ts';
import { scopeObstacle, scopeRenamings, type Names } from './scope-uses.ts';

/** Every use of a method: its definitions in the classes that inherit it, and the attributes of values whose class is certain. */
export function usesOfMember(project: PythonProject, start: PythonClass, names: Names): SymbolUses {
  const family = isMangled(names.name)
    ? { members: new Map([[start.node, start]]), mixins: new Set<PyNode>(), foreign: [] }
    : familyOf(project, start, names.name);
  const owners = [...family.members.values()];
  const renamings = owners.flatMap(({ file, node }) => scopeRenamings({ file, scope: node }, names));
  const uncertain: string[] = [...family.foreign];
  for (const file of project.files.values()) {
    for (const node of attributesOf(file, names.name)) {
      const verdict = verdictOn(project, { file, node, family });
      if (verdict === 'own') renamings.push({ file, node, text: names.to });
      if (verdict === 'uncertain') uncertain.push(placeOf(file, node));
    }
    const strings = accessStrings(project, file, { names, family });
    renamings.push(...strings.renamings);
    uncertain.push(...strings.uncertain);
  }
  const obstacle = owners
    .map(({ file, node }) => scopeObstacle(file, node, names.name))
    .find((one) => one !== null);
  return {
    renamings,
    homes: owners.map(({ file, node }) => ({ file, scope: node })),
    uncertain,
    unknown: [],
    obstacle: obstacle ?? null,
  };
}

type Asked = { readonly file: PythonFile; readonly node: PyNode; readonly family: Family };

function verdictOn(project: PythonProject, { file, node, family }: Asked): 'own' | 'other' | 'uncertain' {
  const [object] = node.parent?.children ?? [];
  const value = object === undefined ? null : classOfReceiver(project, file, object);
  if (value?.kind === 'foreign') return 'other';
  if (value?.kind !== 'class') return 'uncertain';
  if (family.members.has(value.found.node)) return 'own';
  if (!family.mixins.has(value.found.node)) return 'other';
  const { file: owner, node: scope } = value.found;
  const isOwn = usesOfName(owner.tree, textOf(file.tree, node)).some(
    ({ role, home }) => role === 'bound' && home === scope,
  );
  return isOwn ? 'other' : 'uncertain';
}

const ACCESS = /(?:^|\.)(?:getattr|setattr|hasattr|delattr|object|attrgetter|methodcaller)$/;

/** `getattr(x, "name")`: certain where the class of x is. */
function accessStrings(
  project: PythonProject,
  file: PythonFile,
  { names, family }: { readonly names: Names; readonly family: Family },
): { readonly renamings: readonly Renaming[]; readonly uncertain: readonly string[] } {
  const renamings: Renaming[] = [];
  const uncertain: string[] = [];
  for (const node of nodesBelow(file.tree.root)) {
    if (node.type !== 'string_content' || textOf(file.tree, node) !== names.name) continue;
    const list = node.parent?.parent;
    const callee = list?.type === 'argument_list' ? list.parent?.children[0] : undefined;
    if (list === undefined || callee === undefined || !ACCESS.test(textOf(file.tree, callee))) continue;
    const object = list?.children[1];
    const value =
      object === undefined || object === node.parent ? null : classOfReceiver(project, file, object);
    if (value?.kind === 'class' && family.members.has(value.found.node))
      renamings.push({ file, node, text: names.to });
    else if (value?.kind !== 'foreign') uncertain.push(placeOf(file, node));
  }
  return { renamings, uncertain };
}
