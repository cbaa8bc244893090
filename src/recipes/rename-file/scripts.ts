import { readProjectSource, type ProjectSource } from '../../codebase/languages/typescript-project.ts';
import { createCandidate } from '../../domain/candidate.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';
import { refused, type RecipeRequest, type RecipeResult } from '../recipe.ts';
import { changeTo, readSource, rememberingTree } from '../source-file.ts';
import { isFoundByName, moveOf, type Move } from './destination.ts';
import { importsOf, type FileImports } from './imports.ts';
import { mentionsOf } from './mentions.ts';
import { whatWentAstray } from './prove.ts';

type Edits = Extract<FileImports, { readonly kind: 'edits' }>;

/** Moves the file, byte for byte but for its own relative imports, and updates the modules that import it. */
export async function renameFileIn(request: RecipeRequest, base: SourceTree): Promise<RecipeResult> {
  const { path: asked = '', destination = '' } = request.slots;
  const tree = rememberingTree(base);
  const source = await readProjectSource(tree, { always: [asked], signal: request.signal });
  const meant = moveOf(source, { source: asked, destination });
  if (meant.kind === 'refused') return meant;
  const { move } = meant;
  const imports = source.files.sources.map((path) => importsOf(source, path, move));
  const obstacle = imports.find((one) => one.kind === 'obstacle');
  if (obstacle !== undefined)
    return refused(
      `${obstacle.place} ${obstacle.why}, so ${move.from} was left.`,
      'Change that place by hand first.',
    );
  const { running, others } = await mentionsOf(source, tree, move.from);
  if (running.length > 0)
    return refused(
      `${move.from} is named by ${listed(running)}, which is not read as code.`,
      'Change that by hand first.',
    );
  const changed = imports.flatMap((one) => (one.kind === 'edits' && one.edits.length > 0 ? [one] : []));
  if (changed.every(({ path }) => path === move.from) && isFoundByName(move.from))
    return refused(
      `${move.from} is found by its name: nothing imports it, and the tool that it is for would look in vain.`,
      'Where that is meant, rename it with git mv.',
    );
  const changes = await changesOf(tree, move, changed);
  const after = await readProjectSource(createCandidate(tree, changes), {
    always: [move.to],
    signal: request.signal,
  });
  const astray = whatWentAstray(source, after, move);
  if (astray !== null) return refused(`${move.from} was left, because ${astray}.`, null);
  return {
    kind: 'changed',
    changes,
    ...told(source, move, { changed, others }),
    proofs: [
      {
        level: 'A',
        detail: 'every token of the moved file and its importers is the same but for names of modules',
      },
      {
        level: 'R',
        detail: 'every import that may mean its old or its new path finds the file that it found',
      },
    ],
  };
}

function told(
  source: ProjectSource,
  move: Move,
  { changed, others }: { readonly changed: readonly Edits[]; readonly others: readonly string[] },
): { readonly summary: string; readonly notes: readonly string[] } {
  const importers = changed.filter(({ path }) => path !== move.from).length;
  const count = importers === 1 ? '1 importer' : `${importers} importers`;
  const unseen = `No module of the ${source.files.sources.length} imports it; what finds it by its name or folder no longer will.`;
  return {
    summary: `${move.from} is now ${move.to}; ${count} updated.`,
    notes: [
      ...(importers === 0 ? [unseen] : []),
      ...(others.length === 0 ? [] : [`These still name ${move.from}: ${listed(others)}.`]),
    ],
  };
}

async function changesOf(
  tree: SourceTree,
  move: Move,
  changed: readonly Edits[],
): Promise<readonly FileChange[]> {
  const changes: FileChange[] = [];
  for (const { path, edits } of changed) {
    const read = await readSource(tree, path);
    if (read.kind === 'source') changes.push(changeTo(read.file, applyTextEdits(read.file.text, edits)));
  }
  const before = await tree.read(move.from);
  const own = changes.find(({ path }) => path === move.from)?.after ?? before;
  return [
    ...changes.filter(({ path }) => path !== move.from),
    { path: move.from, before, after: null, tolerances: [] },
    { path: move.to, before: null, after: own, tolerances: [] },
  ];
}

function listed(places: readonly string[]): string {
  const more = places.length - 5;
  return `${places.slice(0, 5).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
