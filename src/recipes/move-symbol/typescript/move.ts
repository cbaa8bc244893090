import { createCandidate } from '../../../domain/candidate.ts';
import type { SourceTree } from '../../../domain/ports.ts';
import { applyTextEdits, type TextEdit } from '../../../domain/text-edit.ts';
import { refused, type RecipeRequest, type RecipeResult, type Refused } from '../../recipe.ts';
import { readSource, rememberingTree } from '../../source-file.ts';
import { componentScriptsIn, componentsWith } from '../../typescript/component-scripts.ts';
import { changesTo, proveTexts } from '../../typescript/conclude.ts';
import { findNamed } from '../../typescript/find-named.ts';
import { declarationsOf } from '../../typescript/module-exports.ts';
import { newInCircle } from './cycles.ts';
import { importerEdits, type FileEdits } from './importers.ts';
import type { Script } from './importer.ts';
import { movedFrom, type Moved } from './moved.ts';
import { needsOf, type Needs } from './needs.ts';
import { obstacleBetween } from './obstacles.ts';
import { destinationEdits, sourceEdits, type Destination } from './own-edits.ts';
import { placesOf, type Places } from './places.ts';
import { stillTaken, whatElseChanged } from './prove.ts';
import { otherwiseOffering } from './star-exports.ts';
import { toldOf } from './told.ts';

/** Moves a declaration of an ES module to another one, with what it needs, and tells all that import it. */
export async function moveInTypeScript(request: RecipeRequest, base: SourceTree): Promise<RecipeResult> {
  const places = placesOf(request, await base.list());
  if (places.kind === 'refused') return places;
  const { to, isNew } = places;
  const empty = { path: to, before: null, after: new Uint8Array(), tolerances: [] };
  const tree = rememberingTree(isNew ? createCandidate(base, [empty]) : base);
  const moved = await find(request, tree, places);
  if (moved.kind === 'refused') return moved;
  const file = moved.project.sourceFile(to);
  if (file === undefined) return refused(`${to} cannot be worked on.`, null);
  const keeps = request.slots['reexport'] === 'keep' && moved.isExported;
  const plan = { moved, to: { path: to, file }, keeps };
  const obstacle = obstacleBetween(plan);
  if (obstacle !== null) return obstacle;
  const needs = needsOf(moved);
  if (needs.kind === 'refused') return needs;
  const scripts = await scriptsAround(tree, moved);
  const edits = editsOf({ ...plan, needs }, scripts);
  if ('kind' in edits) return edits;
  return concluded({ ...plan, needs, tree, base, scripts, edits, signal: request.signal });
}

async function find(
  request: RecipeRequest,
  tree: SourceTree,
  { targets, to }: Places,
): Promise<Moved | Refused> {
  const found = await findNamed(
    tree,
    { ...request, targets },
    {
      noun: 'declaration at the top of an ES module called',
      along: [to],
      match: (ts, node, name) => {
        if (!ts.isStatement(node) || !ts.isSourceFile(node.parent)) return null;
        const [first] = declarationsOf({ ts, file: node.parent }, name);
        return first === node && node.parent.fileName !== `/${to}` ? node : null;
      },
    },
  );
  return found.kind === 'refused' ? found : movedFrom(found);
}

type Plan = {
  readonly moved: Moved;
  readonly to: Destination;
  readonly keeps: boolean;
  readonly needs: Needs;
};

function editsOf(plan: Plan, scripts: readonly Script[]): readonly FileEdits[] | Refused {
  const { moved, to, keeps } = plan;
  const own = sourceEdits(plan);
  if ('kind' in own) return own;
  const there = destinationEdits(plan);
  if ('kind' in there) return there;
  const all: FileEdits[] = [
    { path: moved.path, edits: own },
    { path: to.path, edits: there },
  ];
  for (const script of scripts) {
    if (script.path === moved.path || script.path === to.path) continue;
    const found = importerEdits(moved, script, { path: to.path, keeps });
    if ('kind' in found) return found;
    if (found.edits.length > 0) all.push(found);
  }
  return all;
}

async function scriptsAround(tree: SourceTree, { project, path, name }: Moved): Promise<readonly Script[]> {
  const { files, ts, sourceFile } = project;
  const own = files.sources.flatMap((one) => {
    const file = sourceFile(one);
    return file === undefined ? [] : [{ path: one, text: file.text, file }];
  });
  const components = await componentsWith(tree, files.listed, name);
  return [
    ...own,
    ...(await componentScriptsIn(
      ts,
      tree,
      components.filter((one) => one !== path),
    )),
  ];
}

type Work = Plan & {
  readonly tree: SourceTree;
  readonly base: SourceTree;
  readonly scripts: readonly Script[];
  readonly edits: readonly FileEdits[];
  readonly signal: AbortSignal;
};

/** Proves the move: S and D by the compiler, A by the tokens, R by looking for what still takes the old place. */
async function concluded(work: Work): Promise<RecipeResult> {
  const { moved, to, keeps, signal } = work;
  const { project, path, name } = moved;
  const texts = await textsOf(work);
  if ('kind' in texts) return texts;
  const sources = new Map([...texts].filter(([one]) => project.files.sources.includes(one)));
  const proved = await proveTexts({
    project,
    texts: sources,
    touchesExports: true,
    rewritesLines: true,
    moved: { from: path, to: to.path },
    signal,
  });
  if (proved.kind === 'refused') return texts.get(path)?.trim() === '' ? ofEmptied(work, proved) : proved;
  const { after } = proved;
  const other = newInCircle(project, after, { from: path, to: to.path });
  if (other !== null) {
    return refused(
      `${other} and ${to.path} would import each other.`,
      'Move what both need to a third module first.',
    );
  }
  const fault =
    whatElseChanged(moved, after, { to: to.path, paths: [...sources.keys()] }) ??
    (keeps ? null : stillTaken(moved, after)) ??
    otherwiseOffering(moved, after, to.path);
  if (fault !== null) return refused(`${name} was left in ${path}, because ${fault}.`, null);
  return {
    kind: 'changed',
    changes: await changesTo(work.base, texts),
    ...toldOf(work, texts),
    proofs: [
      ...proved.proofs,
      {
        level: 'A',
        detail:
          'the moved code and all other statements but imports and exports are the same, token by token',
      },
      { level: 'R', detail: 'every import of the name finds its new module' },
    ],
  };
}

/** A file that is left with nothing is no module for those that take all of it. */
function ofEmptied({ moved: { name, path }, to }: Work, { reason, hint }: Refused): Refused {
  const isNew = to.file.text === '';
  const instead = `Rename the file instead: "Rename ${path} to ${to.path}".`;
  return refused(`${name} is all that ${path} holds. ${reason}`, isNew ? instead : hint);
}

async function textsOf({ tree, edits, moved }: Work): Promise<ReadonlyMap<string, string> | Refused> {
  const texts = new Map<string, string>();
  for (const [path, parts] of Map.groupBy(edits, (one) => one.path)) {
    const source = await readSource(tree, path);
    const all = united(parts.flatMap((one) => one.edits));
    if (overlaps(all))
      return refused(`${moved.name} was left: its imports in ${path} stand too close to each other.`, null);
    texts.set(path, applyTextEdits(source.kind === 'source' ? source.file.text : '', all));
  }
  return texts;
}

/** Edits in the order of the text, of which those that only take out and overlap are one: imports and the code below them. */
function united(edits: readonly TextEdit[]): readonly TextEdit[] {
  const all: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = all.at(-1);
    const isOne = last !== undefined && edit.start < last.end && `${last.newText}${edit.newText}` === '';
    if (isOne) all[all.length - 1] = { ...last, end: Math.max(last.end, edit.end) };
    else all.push(edit);
  }
  return all;
}

function overlaps(edits: readonly TextEdit[]): boolean {
  return edits.some((edit, at) => edit.start < (edits[at - 1]?.end ?? 0));
}
