import { createCandidate } from '../../../domain/candidate.ts';
import type { FileChange } from '../../../domain/patch.ts';
import type { SourceTree } from '../../../domain/ports.ts';
import { encodeText } from '../../../domain/text.ts';
import { mentioning, readPythonProject, type PythonProject } from '../../python/project.ts';
import { partsOf } from '../../python/module-names.ts';
import { refused, type RecipeRequest, type RecipeResult } from '../../recipe.ts';
import { changeTo, rememberingTree } from '../../source-file.ts';
import { destinationOf, type Destination } from './destination.ts';
import { locateDefinition } from './locate.ts';
import { needsOf } from './needs.ts';
import { planMove, type MovePlan } from './plan.ts';
import { proveMove } from './prove.ts';
import { readMoveRequest, type MoveRequest } from './request.ts';
import { moveNotes, moveSummary } from './told.ts';

/** Moves a symbol of Python; see move-symbol.ts for what it refuses. */
export async function moveInPython(request: RecipeRequest, from: SourceTree): Promise<RecipeResult> {
  const read = readMoveRequest(request);
  if (read.kind === 'refused') return read;
  const tree = rememberingTree(from);
  const { name, module, signal } = read.request;
  const project = await readProject(tree, read.request);
  const definition = locateDefinition(project, read.request);
  if (definition.kind === 'done')
    return { kind: 'unchanged', summary: `${name} stands in ${definition.path} already.` };
  if (definition.kind === 'refused') return definition;
  const destination = destinationOf(project, module, definition.file.file.path);
  if (destination.kind === 'refused') return destination;
  const { path } = destination;
  if (project.unread.includes(path)) return refused(`${path} has a syntax error.`, null);
  const situation = {
    definition,
    needs: needsOf(definition),
    to: path,
    destination: project.files.get(path) ?? null,
    project: { ...project, paths: new Set([...project.paths, path, ...destination.newPackages]) },
  };
  if (!destination.isNew && situation.destination === null) return refused(`${path} cannot be read.`, null);
  const plan = await planMove(situation, tree, read.request);
  return plan.kind === 'refused' ? plan : conclude(plan, { tree, destination, signal });
}

type Ground = { readonly tree: SourceTree; readonly destination: Destination; readonly signal: AbortSignal };

async function conclude(plan: MovePlan, { tree, destination, signal }: Ground): Promise<RecipeResult> {
  const { situation } = plan;
  const changes = changesOf(plan, destination);
  const after = createCandidate(tree, changes);
  const changed = changes.map(({ path }) => path);
  const proven = await proveMove(situation, { before: tree, after, changed, signal });
  if (proven.kind === 'unproven') {
    const isAssumed = plan.keeps === 're-export' && plan.reasons.needed.length === 0;
    const hint = isAssumed ? 'Add reexport=none where nobody imports it from outside.' : null;
    return refused(`${situation.definition.name} was not moved, because ${proven.reason}.`, hint);
  }
  return {
    kind: 'changed',
    changes,
    summary: moveSummary(plan),
    notes: moveNotes(plan, destination),
    proofs: proven.proofs,
  };
}

function changesOf(
  { situation, files, newText }: MovePlan,
  { path, newPackages }: Destination,
): readonly FileChange[] {
  const made = newPackages.map((one) => ({
    path: one,
    before: null,
    after: new Uint8Array(),
    tolerances: [],
  }));
  const edited = files
    .filter(({ file, text }) => text !== file.tree.text)
    .map(({ file, text }) => changeTo(file.file, text));
  if (newText === null) return [...edited, ...made];
  const after = encodeText({
    text: newText,
    hasByteOrderMark: situation.definition.file.file.hasByteOrderMark,
  });
  return [...edited, ...made, { path, before: null, after, tolerances: [] }];
}

/** The files that mention the name, those that the request names, and every package that may stand around them. */
function readProject(tree: SourceTree, { name, module, signal }: MoveRequest): Promise<PythonProject> {
  const isMentioned = mentioning([name]);
  const last = partsOf(module.replace(/\.py$/, '').replaceAll('.', '/')).at(-1) ?? '';
  return readPythonProject(
    tree,
    (text, path) =>
      isMentioned(text) ||
      partsOf(path).at(-1) === last ||
      (path.endsWith('/__init__.py') && text.includes(last)),
    signal,
  );
}
