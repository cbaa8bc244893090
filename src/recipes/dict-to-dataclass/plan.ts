import { scopesAround, usesOfName } from '../python/scopes.ts';
import { childIn, textOf, type PyNode } from '../python/tree.ts';
import type { PythonFile } from '../python/project.ts';
import { takenElsewhere } from '../python/taken-elsewhere.ts';
import type { Candidate } from './candidates.ts';
import { faultOf, givenTo, memberOf, shownAround, type Member } from './members.ts';
import { shapeOf, typeOf, UNKNOWN_TYPE, type Shape } from './shape.ts';
import { assignedName, lostAt, sitesOf, type Holder, type Lost, type Site, type World } from './sites.ts';

/** A member with the file that it stands in. */
export type Placed = Member & { readonly file: PythonFile };

/** What becomes a dataclass: its fields with their types, and every member that is taken. */
export type Plan = {
  readonly candidate: Candidate;
  readonly shape: Shape;
  readonly members: readonly Placed[];
  /** Places that have an attribute of the name on a value that nobody knows. */
  readonly unknown: readonly string[];
};

const NO_USE = 'has no use that reads a key, so what reads it is not known';

/** Follows every use of a candidate, or says the first place that does not fit. */
export async function planOf(candidate: Candidate, world: World): Promise<Plan | Lost> {
  const { file, literals, fault, kind } = candidate;
  if (fault !== null) return { lost: `${candidate.place} cannot change: ${fault}` };
  const shape = shapeOf(file.tree, literals);
  if ('reason' in shape) return lostAt(file, shape.node, shape.reason);
  const keys = new Set(shape.keys());
  const near = lossInFile(candidate, keys);
  if (near !== null) return near;
  if (await isUnread(candidate, world)) return { lost: `${candidate.place} ${NO_USE}` };
  const found = await sitesOf(candidate, world);
  if ('lost' in found) return found;
  const values = kind === 'variable' ? found : await resultsOf(found.sites, world);
  if ('lost' in values) return values;
  const members: Placed[] = [];
  for (const { file: other, node } of values.sites) {
    const reason = faultOf(other.tree, node, keys);
    const member = memberOf(other.tree, node);
    if (reason !== null || member === null) return lostAt(other, node, reason ?? 'uses it as a whole');
    members.push({ ...member, file: other });
  }
  const unknown = [...new Set([...found.unknown, ...values.unknown])];
  const outside = readElsewhere(candidate, members, unknown);
  if (outside !== null) return { lost: `${candidate.place} ${outside}` };
  return { candidate, shape: widened(shape, members), members, unknown };
}

/**
 * Why something that nobody sees may read the dictionary, or null. Frameworks read variables of modules by their names,
 * as Sphinx and Django do with their settings; such a module reads them at its top level at most.
 */
function readElsewhere(
  { kind, name, home, file }: Candidate,
  members: readonly Placed[],
  unknown: readonly string[],
): string | null {
  const reads = members.filter((member) => givenTo(member) === null);
  if (reads.length === 0) return NO_USE;
  if (kind === 'function' || home.type !== 'module' || name.startsWith('_')) return null;
  const isOwn = ({ file: other, node }: Placed): boolean =>
    other.file.path !== file.file.path || scopesAround(node).length > 1;
  if (!reads.some(isOwn)) return 'may be read by a framework: no function and no other file reads it';
  const [first] = unknown;
  return first === undefined ? null : `may be what ${first} takes of a value of unknown type`;
}

/** The first use in the file of the candidate that does not fit: found without a look at the other files. */
function lossInFile(candidate: Candidate, keys: ReadonlySet<string>): Lost | null {
  const { file, name, home, kind, bindings } = candidate;
  for (const { node, role, home: other } of usesOfName(file.tree, name)) {
    if (other !== home || role !== 'read' || bindings.has(node.start)) continue;
    const value = kind === 'variable' ? node : callOf({ file, node });
    if ('lost' in value) return value;
    const isKept = kind === 'function' && (assignedName(value) !== null || isStatement(value));
    const reason = isKept ? null : faultOf(file.tree, value, keys);
    if (reason !== null) return lostAt(file, value, reason);
  }
  return null;
}

/** Whether a variable is read neither in its file nor, as far as their texts say, in another: such as test data. */
async function isUnread({ file, name, home, kind, bindings }: Candidate, { tree }: World): Promise<boolean> {
  const { path } = file.file;
  if (kind !== 'variable' || home.type !== 'module' || /(?:^|\/)__init__\.py$/.test(path)) return false;
  const isOwn = usesOfName(file.tree, name).some(
    ({ node, role, home: other }) => other === home && role === 'read' && !bindings.has(node.start),
  );
  return !isOwn && (await takenElsewhere(path, [name], tree)).size === 0;
}

/** The call that a function is named in, or why there is none. */
function callOf({ file, node }: Site): PyNode | Lost {
  const call = node.parent;
  return call?.type === 'call' && childIn(call, 'function') === node
    ? call
    : lostAt(file, node, `passes the function on, in \`${shownAround(file.tree, node)}\``);
}

function isStatement({ parent }: PyNode): boolean {
  return parent?.type === 'expression_statement';
}

type Found = { readonly sites: readonly Site[]; readonly unknown: readonly string[] };

/** What stands for the results of a function: calls of which a member is taken, and the variables that keep one. */
async function resultsOf(functions: readonly Site[], world: World): Promise<Found | Lost> {
  const sites: Site[] = [];
  const holders = new Map<string, Holder>();
  for (const { file, node } of functions) {
    const call = callOf({ file, node });
    if ('lost' in call) return call;
    const kept = assignedName(call);
    if (kept?.type === null) keep(holders, file, kept.left);
    else if (!isStatement(call)) sites.push({ file, node: call });
  }
  const unknown: string[] = [];
  for (const holder of holders.values()) {
    const found = await sitesOf(holder, world);
    if ('lost' in found) return found;
    sites.push(...found.sites);
    unknown.push(...found.unknown);
  }
  return { sites, unknown };
}

function keep(holders: Map<string, Holder>, file: PythonFile, left: PyNode): void {
  const name = textOf(file.tree, left);
  const home = usesOfName(file.tree, name).find(({ node }) => node === left)?.home ?? file.tree.root;
  const key = `${file.file.path} ${home.start} ${home.type} ${name}`;
  const bindings = new Set([...(holders.get(key)?.bindings ?? []), left.start]);
  holders.set(key, { file, name, home, bindings });
}

/** A field that is set to anything but a literal of its type may hold anything. */
function widened(shape: Shape, members: readonly Placed[]): Shape {
  const types = new Map(shape);
  for (const member of members) {
    const value = givenTo(member);
    const given =
      value === null ? null : value === 'anything' ? UNKNOWN_TYPE : typeOf(member.file.tree, value);
    if (given !== null && given !== types.get(member.key)) types.set(member.key, UNKNOWN_TYPE);
  }
  return types;
}
