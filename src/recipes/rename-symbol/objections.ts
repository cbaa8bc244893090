import type { SourceTree } from '../../domain/ports.ts';
import { componentUses } from './component-files.ts';
import { computedLoadsOf, mayLoadComputed } from './computed-loads.ts';
import { freeKeys } from './free-keys.ts';
import { reachedFrom } from '../typescript/importers.ts';
import { hasSyntaxErrors } from '../typescript/new-diagnostics.ts';
import { computedUses, unprovableUses } from './module-uses.ts';
import { isSpecialMember } from '../typescript/name-rules.ts';
import { lookAlikes } from './look-alikes.ts';
import { namingStrings } from './naming-strings.ts';
import { ownedMembers } from './owner-types.ts';
import { placesText } from './places-text.ts';
import type { RenamePlan } from './rename-plan.ts';
import { refused, type Refused } from '../recipe.ts';
import { untypedUses } from './untyped-uses.ts';

/** What speaks against a rename before it is tried, or null. */
export async function objectionTo(plan: RenamePlan, tree: SourceTree): Promise<Refused | null> {
  return (
    symbolObjection(plan) ??
    importObjection(plan) ??
    untypedObjection(plan) ??
    lookAlikeObjection(plan) ??
    computedLoadObjection(plan) ??
    (await componentObjection(plan, tree))
  );
}

function symbolObjection({ found, edits, request }: RenamePlan): Refused | null {
  const { project, declarations } = found;
  const { name, to } = request;
  if (isDeclaredOutside(found)) {
    return refused(`${name} is declared outside of the project, by a library of the language.`, null);
  }
  if (declarations.some(({ isMember }) => isMember) && isSpecialMember(to)) {
    return refused(`A member named ${to} has a meaning of its own in JavaScript.`, 'Choose another name.');
  }
  const broken = [...edits.texts.keys()].find((path) => hasSyntaxErrors(project, path));
  if (broken === undefined) return null;
  return refused(`${broken} has syntax errors, so its names cannot be trusted.`, 'Mend it first.');
}

function isDeclaredOutside({ index, candidate }: RenamePlan['found']): boolean {
  return index.occurrences.some(({ sides, bound }) => {
    const keys = sides.filter((side) => index.groupOf(side) === candidate.group).map((side) => side.keys);
    return keys.length > 0 && [...keys.flat(), ...bound].some((key) => key.startsWith(':'));
  });
}

/** A member may be meant by uses of values whose type is not known, and by keys of objects that are of no declared type. */
function untypedObjection({ found, leftovers, request }: RenamePlan): Refused | null {
  const { project, index, candidate, declarations } = found;
  const members = declarations.filter(({ isMember }) => isMember);
  const isReachable = members.length > 0 || declarations.some(({ isExported }) => isExported);
  if (!isReachable || request.name.startsWith('#') || request.leavesUntyped) return null;
  // Nobody writes an object that stands in for an enum, or for a module without naming the module.
  const isShared = members.every(({ kind, isModuleMember }) => kind === 'member' || isModuleMember);
  const keys = isShared ? [] : freeKeys(project, index, candidate.group);
  // An export is a member of its module only where that is loaded by a path that nobody can follow.
  const unknown = leftovers.unknown.filter(
    ({ path }) => members.length > 0 || mayLoadComputed(project.files.texts.get(path) ?? ''),
  );
  const uses = [...untypedUses(project, unknown), ...keys];
  if (uses.length === 0) return null;
  return refused(
    `These places may mean the same ${request.name}, but have no type that says so: ${placesText(project, uses)}.`,
    'Give them a type, or add untyped=leave to the sentence to rename without them.',
  );
}

/** The old name may stay where the same member is meant: in a type that the owner's values fit, in a string that tests for it. */
function lookAlikeObjection({ found, leftovers, request }: RenamePlan): Refused | null {
  const { project, index, candidate } = found;
  if (request.name.startsWith('#') || request.leavesUntyped) return null;
  const members = ownedMembers(project, index);
  const owners = members.filter(({ group }) => group === candidate.group).map(({ type }) => type);
  const places = [
    ...namingStrings(project, leftovers.strings, owners),
    ...lookAlikes(project, members, candidate.group),
  ];
  if (places.length === 0) return null;
  return refused(
    `${request.name} would stay where the same member may be meant: ${placesText(project, places)}.`,
    'Declare there that it is the same (implements, extends, a typed key), or add untyped=leave to the sentence.',
  );
}

/** Importers that cannot be proven to be renamed along are never left behind in silence. */
function importObjection({ found, leftovers, importers, request }: RenamePlan): Refused | null {
  const { project, declarations } = found;
  if (!declarations.some(({ isVisible }) => isVisible)) return null;
  const exporters = reachedFrom(
    importers.whole,
    declarations.map(({ path }) => path),
  );
  const uses = [
    ...unprovableUses(project, leftovers.unknown, exporters),
    ...computedUses(project, exporters),
  ];
  if (uses.length === 0) return null;
  return refused(
    `These uses may reach ${request.name}, but cannot be followed: ${placesText(project, uses)}.`,
    'Rename it by hand, or write these uses so that they name what they import.',
  );
}

/** A module that nobody imports by its name is meant to be found in another way. */
function computedLoadObjection({ found, importers, request }: RenamePlan): Refused | null {
  const { project, declarations } = found;
  if (request.leavesUntyped) return null;
  const exported = declarations.filter(({ isExported }) => isExported).map(({ path }) => path);
  const loose = exported.filter((path) => !importers.any.has(path) && !project.modules.entries.has(path));
  const [path] = loose.length === exported.length ? loose : [];
  const loads = path === undefined ? [] : computedLoadsOf(project, path);
  if (loads.length === 0) return null;
  return refused(
    `No file imports ${path} by its name, but these places may load it by a computed path: ${placesText(project, loads)}.`,
    'Rename it by hand, or add untyped=leave to the sentence to rename without them.',
  );
}

async function componentObjection(plan: RenamePlan, tree: SourceTree): Promise<Refused | null> {
  const { found, importers, request } = plan;
  const { project, declarations } = found;
  if (!declarations.some(({ isVisible }) => isVisible)) return null;
  const exporters = reachedFrom(
    importers.whole,
    declarations.map(({ path }) => path),
  );
  const use = (await componentUses(tree, project, request.name)).find(({ path, specifiers }) =>
    specifiers.some((specifier) => exporters.has(project.modules.resolve(specifier, path) ?? '')),
  );
  if (use === undefined) return null;
  return refused(
    `${use.path}:${use.line} uses ${request.name}, and files of its kind cannot be changed.`,
    null,
  );
}
