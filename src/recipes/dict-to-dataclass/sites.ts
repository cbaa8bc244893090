import type { SourceTree } from '../../domain/ports.ts';
import { usesOfName } from '../python/scopes.ts';
import { ancestorsOf, childIn, nodesBelow, textOf, type PyNode } from '../python/tree.ts';
import { usesOfModuleSymbol } from '../rename-symbol/python/module-symbol.ts';
import { mentioning, placeOf, readPythonProject, type PythonFile } from '../python/project.ts';

/** A name with its scope; `bindings` are the offsets at which it is given the value. */
export type Holder = {
  readonly file: PythonFile;
  readonly name: string;
  readonly home: PyNode;
  readonly bindings: ReadonlySet<number>;
};

/** An expression that stands for what a name holds. */
export type Site = { readonly file: PythonFile; readonly node: PyNode };

/** Why something cannot be followed, going on from a place: `app.py:3 …`. */
export type Lost = { readonly lost: string };

export type World = { readonly tree: SourceTree; readonly signal: AbortSignal };

type Sites = { readonly sites: readonly Site[]; readonly unknown: readonly string[] };

/** Every expression of the project that stands for the value of a name, or the first place that cannot be followed. */
export async function sitesOf(holder: Holder, world: World): Promise<Sites | Lost> {
  const { file, home } = holder;
  if (home.type === 'class_definition')
    return { lost: `${placeOf(file, home)} has it as a member of a class` };
  const reader = scopeReader(holder);
  if (reader !== null) return lostAt(file, reader, 'reads variables by their names');
  return home.type === 'module' ? sitesOfModule(holder, world) : sitesOfLocal(holder);
}

/** What is lost, with its place. */
export function lostAt(file: PythonFile, node: PyNode, reason: string): Lost {
  return { lost: `${placeOf(file, node)} ${reason}` };
}

function sitesOfLocal({ file, name, home, bindings }: Holder): Sites | Lost {
  const sites: Site[] = [];
  for (const { node, role, home: other } of usesOfName(file.tree, name)) {
    if (other !== home || role === 'label' || role === 'attribute' || bindings.has(node.start)) continue;
    if (role !== 'read') return lostAt(file, node, `gives ${name} another value`);
    sites.push({ file, node });
  }
  return { sites, unknown: [] };
}

async function sitesOfModule({ file, name, bindings }: Holder, world: World): Promise<Sites | Lost> {
  const project = await readPythonProject(world.tree, mentioning([name]), world.signal);
  const [unread] = project.unread;
  if (unread !== undefined) return { lost: `${unread} cannot be read` };
  const { path } = file.file;
  const uses = usesOfModuleSymbol(project, path, { name, to: name });
  if (uses.obstacle !== null) return { lost: uses.obstacle };
  const sites: Site[] = [];
  for (const { file: other, node } of uses.renamings) {
    if (other.file.path === path && bindings.has(node.start)) continue;
    const site = siteAt(other, node, name);
    if ('lost' in site) return site;
    if (site.node !== null) sites.push({ file: other, node: site.node });
  }
  return { sites, unknown: uses.unknown };
}

/** The expression that a use stands for; none in an import. */
function siteAt(file: PythonFile, node: PyNode, name: string): { readonly node: PyNode | null } | Lost {
  if (node.type !== 'identifier') return lostAt(file, node, 'names it in a text');
  if (node.parent?.type === 'attribute' && node.field === 'attribute') return { node: node.parent };
  if ([...ancestorsOf(node)].some(({ type }) => type === 'aliased_import'))
    return lostAt(file, node, 'imports it under another name');
  if ([...ancestorsOf(node)].some(({ type }) => type === 'import_from_statement')) return { node: null };
  const role = usesOfName(file.tree, name).find((use) => use.node === node)?.role;
  return role === 'read' ? { node } : lostAt(file, node, `gives ${name} another value`);
}

const READS_SCOPE = /^(?:(?:locals|vars|globals)\(\s*\)|(?:eval|exec)\()/;

/** A call that may read the variables of a scope by their names as text. */
function scopeReader({ file, home }: Holder): PyNode | null {
  const calls = [...nodesBelow(home)].filter(({ type }) => type === 'call');
  return calls.find((call) => READS_SCOPE.test(textOf(file.tree, call))) ?? null;
}

/** The variable that a value is assigned to by a plain statement, or null. */
export function assignedName(value: PyNode): { readonly left: PyNode; readonly type: PyNode | null } | null {
  const { parent } = value;
  if (parent?.type !== 'assignment' || value.field !== 'right') return null;
  const left = childIn(parent, 'left');
  const isPlain = left?.type === 'identifier' && parent.parent?.type === 'expression_statement';
  return isPlain ? { left, type: childIn(parent, 'type') } : null;
}
