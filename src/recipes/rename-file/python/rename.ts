import { createCandidate } from '../../../domain/candidate.ts';
import type { FileChange } from '../../../domain/patch.ts';
import type { SourceTree } from '../../../domain/ports.ts';
import { applyTextEdits } from '../../../domain/text-edit.ts';
import { newPackages } from '../../python/new-module.ts';
import { mentioning, readPythonProject, type PythonFile, type PythonProject } from '../../python/project.ts';
import { takenElsewhere } from '../../python/taken-elsewhere.ts';
import { refused, type RecipeRequest, type RecipeResult } from '../../recipe.ts';
import { changeTo, rememberingTree } from '../../source-file.ts';
import { fileEdits, type FileEdits } from './file-edits.ts';
import { moduleMentions, type ModuleMentions } from './mentions.ts';
import type { MovedProject } from './moved-project.ts';
import { asksForPlace, whatWentAstray } from './prove.ts';
import { isFoundByDjango, moduleMoveOf, type ModuleMove } from './request.ts';

/** Moves a module or a package of Python and updates what names it; see rename-file.ts for what it refuses. */
export async function renameModule(request: RecipeRequest, from: SourceTree): Promise<RecipeResult> {
  const { path: source = '', destination = '' } = request.slots;
  const tree = rememberingTree(from);
  const listed = await tree.list();
  const before = await readMentioning(tree, source, request.signal);
  const move = moduleMoveOf(before, listed, { source, destination });
  if (move.kind === 'refused') return move;
  const moved = await movedProject(before, move, tree);
  const obstacle = whyNot(moved);
  if (obstacle !== null)
    return refused(`${obstacle}, so ${move.from} was left.`, 'Change that place by hand first.');
  const mentions = await moduleMentions(moved, tree);
  if (mentions.running.length > 0) {
    return refused(
      `${move.from} is named by ${shown(mentions.running)}, which is not read as code.`,
      'Change that by hand first.',
    );
  }
  const edited = [...before.files.values()].map((file) => ({ file, found: fileEdits(moved, file) }));
  const stuck = edited.map(({ found }) => found).find((found) => found.kind === 'obstacle');
  if (stuck !== undefined)
    return refused(
      `${stuck.place} ${stuck.why}, so ${move.from} was left.`,
      'Change that place by hand first.',
    );
  const changes = await changesOf(moved, tree, edited);
  const after = createCandidate(tree, changes);
  const project = await readPythonProject(after, (_, path) => isLooked(moved, path), request.signal);
  const astray = await whatWentAstray(
    moved,
    { ...project, paths: moved.after.paths },
    { before: tree, after },
  );
  if (astray !== null) return refused(`${move.from} was left, because ${astray}.`, null);
  return concluded(moved, changes, mentions);
}

/** Everything that names the module by its last word, and what stands in it. */
function readMentioning(tree: SourceTree, source: string, signal: AbortSignal): Promise<PythonProject> {
  const path = source.replace(/^(?:\.\/)+/, '').replace(/(?:\/__init__\.py|\/)$/, '');
  const stem = path.replace(/\.py$/, '');
  const isMentioned = mentioning([stem.split('/').at(-1) ?? stem]);
  const folder = stem.slice(0, stem.lastIndexOf('/') + 1);
  return readPythonProject(
    tree,
    (text, one) =>
      isMentioned(text) || one === path || one.startsWith(`${path}/`) || one === `${folder}__init__.py`,
    signal,
  );
}

async function movedProject(
  before: PythonProject,
  move: ModuleMove,
  tree: SourceTree,
): Promise<MovedProject> {
  const made = newPackages(before, move.to);
  const paths = new Set([...before.paths].map((path) => move.paths.get(path) ?? path));
  const name = move.from.replace(/\.py$/, '').split('/').at(-1) ?? '';
  const taken = new Map<string, ReadonlySet<string>>();
  for (const [path, { tree: parsed }] of before.files) {
    if (!parsed.identifiers.has(name)) continue;
    const found = /(?:^|\/)__init__\.py$/.test(path)
      ? []
      : [...(await takenElsewhere(path, [name], tree)).keys()];
    taken.set(path, new Set(found));
  }
  return { move, before, after: { paths: new Set([...paths, ...made]) }, taken };
}

function whyNot({ move, before }: MovedProject): string | null {
  const [unread] = before.unread;
  if (unread !== undefined) return `${unread} has a syntax error`;
  const isElsewhere = move.from.replace(/[^/]*$/, '') !== move.to.replace(/[^/]*$/, '');
  for (const path of move.paths.keys()) {
    const file = before.files.get(path);
    if (file === undefined) continue;
    const place = isElsewhere ? asksForPlace(file) : null;
    if (place !== null) return `${place} asks for its own folder`;
    if (path === move.from && isFoundByDjango(path, file.tree.text))
      return `Django finds ${path} by its name`;
  }
  return null;
}

function isLooked({ move, before }: MovedProject, path: string): boolean {
  const [old = path] = [...move.paths].find(([, to]) => to === path) ?? [];
  return before.files.has(old);
}

type Edited = { readonly file: PythonFile; readonly found: FileEdits };

async function changesOf(
  { move, before, after }: MovedProject,
  tree: SourceTree,
  edited: readonly Edited[],
): Promise<readonly FileChange[]> {
  const texts = edited.flatMap(({ file, found }) =>
    found.kind === 'edits' && found.edits.length > 0
      ? [changeTo(file.file, applyTextEdits(file.tree.text, found.edits))]
      : [],
  );
  const moves: FileChange[] = [];
  for (const [path, to] of move.paths) {
    const bytes = await tree.read(path);
    const own = texts.find((change) => change.path === path)?.after ?? bytes;
    moves.push(
      { path, before: bytes, after: null, tolerances: [] },
      { path: to, before: null, after: own, tolerances: [] },
    );
  }
  const known = new Set([...before.paths, ...move.paths.values()]);
  const made = [...after.paths].filter((path) => !known.has(path));
  return [
    ...texts.filter(({ path }) => !move.paths.has(path)),
    ...moves,
    ...made.map((path) => ({ path, before: null, after: new Uint8Array(), tolerances: [] })),
  ];
}

function concluded(
  { move }: MovedProject,
  changes: readonly FileChange[],
  { others }: ModuleMentions,
): RecipeResult {
  const importers = changes.filter(
    ({ path, before, after }) => before !== null && after !== null && !move.paths.has(path),
  ).length;
  const count = importers === 1 ? '1 importer' : `${importers} importers`;
  return {
    kind: 'changed',
    changes,
    summary: `${move.from} is now ${move.to}; ${count} updated.`,
    notes: [
      ...(importers === 0
        ? ['No module imports it; what finds it by its name or folder no longer will.']
        : []),
      ...(others.length === 0 ? [] : [`These still name ${move.from}: ${shown(others)}.`]),
    ],
    proofs: [
      { level: 'S', detail: 'every changed file parses without an error' },
      { level: 'A', detail: 'the syntax trees are the same but for names of modules' },
      { level: 'D', detail: 'ruff finds nothing new, and no modules import each other that did not' },
      { level: 'R', detail: 'every import that may mean its old or its new path finds what it found' },
    ],
  };
}

function shown(places: readonly string[]): string {
  const more = places.length - 5;
  return `${places.slice(0, 5).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
