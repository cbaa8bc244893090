import { nearestTo } from '../../../domain/nearest.ts';
import type { SourceTree } from '../../../domain/ports.ts';
import { refused, type RecipeRequest, type RecipeResult, type Refused } from '../../recipe.ts';
import { changeTo, rememberingTree } from '../../source-file.ts';
import { candidatesFor, describe, type Candidate } from './candidates.ts';
import { clashOf } from './clashes.ts';
import { namedByDecorators } from './decorators.ts';
import { findUses, type Found } from './find-uses.ts';
import { listed, pythonNotes } from './notes.ts';
import { outsideOf } from './outside.ts';
import { mentioning, readPythonProject, type PythonProject } from '../../python/project.ts';
import { proveRenamings } from './prove.ts';
import type { Renaming } from './renaming.ts';
import { readPythonRequest, type PythonRename } from './request.ts';

/** Renames a symbol of Python wherever a name is certain to stand for it; see rename-symbol.ts for what it refuses. */
export async function renameInPython(request: RecipeRequest, from: SourceTree): Promise<RecipeResult> {
  const read = readPythonRequest(request);
  if (read.kind === 'refused') return read;
  const tree = rememberingTree(from);
  const { name, signal } = read.request;
  const project = await readPythonProject(tree, mentioning([name]), signal);
  const candidates = candidatesFor(project, read.request);
  const [candidate, ...others] = candidates;
  if (candidate === undefined) return whyNone(project, read.request);
  if (others.length > 0) return whichOne(candidates, read.request);
  const found = await findUses(tree, { project, candidate }, read.request);
  return found.kind === 'refused' ? found : conclude(tree, found, read.request);
}

/** Whether a file of Python declares what a request names, as far as it can be told by the name alone. */
export async function isDeclaredInPython(request: RecipeRequest, tree: SourceTree): Promise<boolean> {
  const read = readPythonRequest(request);
  if (read.kind === 'refused') return false;
  const project = await readPythonProject(tree, mentioning([read.request.name]), request.signal);
  return candidatesFor(project, read.request).length > 0;
}

async function conclude(tree: SourceTree, found: Found, request: PythonRename): Promise<RecipeResult> {
  const { candidate, uses } = found;
  const outside = await outsideOf(tree, candidate, request);
  const objection = objectionTo(
    found,
    [...uses.uncertain, ...namedByDecorators(uses), ...outside.running],
    request,
  );
  if (objection !== null) return objection;
  const renamings = onlyOnce(uses.renamings);
  const proven = await proveRenamings(renamings, request);
  if (proven.kind === 'unproven') {
    return refused(`${request.name} was not renamed, because ${proven.reason}.`, 'Choose another name.');
  }
  const places = `${renamings.length} ${renamings.length === 1 ? 'place' : 'places'}`;
  const files = `${proven.texts.length} ${proven.texts.length === 1 ? 'file' : 'files'}`;
  return {
    kind: 'changed',
    changes: proven.texts.map(([{ file }, text]) => changeTo(file, text)),
    summary: `Renamed ${describe(candidate, request.name)} to ${request.to}: ${places} in ${files}.`,
    notes: pythonNotes(found, outside, request),
    proofs: proven.proofs,
  };
}

function objectionTo(
  { uses, project }: Found,
  open: readonly string[],
  request: PythonRename,
): Refused | null {
  const { name, to, leavesUntyped } = request;
  const obstacle = uses.obstacle ?? testObstacle(name, to);
  if (obstacle !== null) return refused(`${name} cannot be renamed: ${obstacle}.`, null);
  const clash =
    clashOf(uses, request) ??
    submoduleNamed(
      project,
      uses.homes.map(({ file }) => file.file.path),
      to,
    );
  if (clash !== null) {
    return refused(`${to} already means something where ${name} is used (${clash}).`, 'Choose another name.');
  }
  const all = [...open, ...project.unread.map((path) => `${path}:1`)];
  if (all.length === 0 || leavesUntyped) return null;
  return refused(
    `${name} may be meant at places where nobody can tell: ${listed(all)}.`,
    'Look at them, or add untyped=leave to the sentence to rename without them.',
  );
}

/** Test runners find tests and hooks by how their names begin. */
function testObstacle(name: string, to: string): string | null {
  const begin = /^(?:test|Test|pytest_|setup|teardown|setUp|tearDown)/.exec(name)?.[0];
  return begin === undefined || to.startsWith(begin)
    ? null
    : `test runners look for names that begin with ${begin}`;
}

/** A submodule of the new name is an attribute of its package, as what the package defines is. */
function submoduleNamed(project: PythonProject, homes: readonly string[], to: string): string | null {
  for (const home of homes) {
    const folder = /^(.*?)__init__\.pyi?$/.exec(home)?.[1];
    const path = [...project.paths].find(
      (one) => folder !== undefined && (one === `${folder}${to}.py` || one.startsWith(`${folder}${to}/`)),
    );
    if (path !== undefined) return path;
  }
  return null;
}

function onlyOnce(renamings: readonly Renaming[]): readonly Renaming[] {
  return [...new Map(renamings.map((one) => [one.node, one])).values()];
}

function whyNone(project: PythonProject, request: PythonRename): Refused {
  const { name, container, at, targets } = request;
  const full = container === null ? name : `${container}.${name}`;
  const unread = project.unread.find((path) => targets.includes(path));
  if (unread !== undefined) {
    return refused(`${unread} has a syntax error.`, `See it with: ouroboros check ${unread}`);
  }
  if (at !== null) return refused(`No ${name} is declared at ${at.path}:${at.line}.`, null);
  const elsewhere = candidatesFor(project, { ...request, targets: [], container: null, kind: null });
  if (elsewhere.length > 0) {
    const places = elsewhere.slice(0, 5).map((one) => describe(one, name));
    return refused(`${full} is not declared there; it is declared here: ${places.join(', ')}.`, null);
  }
  const known = [...project.files.values()].flatMap(({ tree }) => [...tree.identifiers.keys()]);
  const near = nearestTo(
    name,
    known.filter((one) => one !== name),
  );
  return refused(
    `${full} is not declared in the Python of the project.`,
    near.length === 0 ? null : `Names there: ${near.join(', ')}.`,
  );
}

function whichOne(candidates: readonly Candidate[], { name }: PythonRename): Refused {
  const places = candidates.slice(0, 8).map((one) => describe(one, name));
  const [first] = candidates;
  return refused(
    `${name} is declared ${candidates.length} times: ${places.join(', ')}.`,
    first === undefined ? null : `Say which one, e.g. with at=${first.file.file.path}:${first.lines[0]}.`,
  );
}
