import { counted } from '../counted.ts';
import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import { turnOrStop } from '../../codebase/turn-or-stop.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { placeAt, type Place } from '../place.ts';
import { refused, type Proof, type RecipeRequest, type RecipeResult, type Refused } from '../recipe.ts';
import { bestOf } from '../typescript/annotation-trial.ts';
import { changesTo, proofsOf } from '../typescript/conclude.ts';
import { functionsIn, isMeantBy, labelOf } from '../typescript/functions.ts';
import { isWithin } from '../typescript/syntax.ts';
import { openTargets } from '../typescript/target-files.ts';
import { ASYNC_FUNCTIONS, unlessNodeIsOlder } from '../typescript/needs-node.ts';
import { callsIn } from './calls.ts';
import { memberOf } from './node-modules.ts';
import { ownCallbackOf, whyItHandsOn } from './own-callback.ts';
import { differenceOf } from './prove.ts';
import type { Kept, Site } from './site.ts';
import { wrapsIn } from './wraps.ts';

type Work = {
  readonly request: RecipeRequest;
  readonly at: Place | null;
  project: TypeScriptProject;
  readonly texts: Map<string, string>;
  readonly done: string[];
  readonly left: Map<string, string>;
  proofs: readonly Proof[];
  readonly checked: Set<string>;
};

const MAY_HOLD = /\b_?(?:e|er|err|error)\b|Err(?:or)?\b/;
// A callback within another can only be reached when that one is gone.
const MAX_ROUNDS = 6;
const MAX_LEFT = 20;
const WHAT_DIFFERS =
  'What follows a promise runs a tick later, and what it throws, or a wrong argument, is a rejection now.';

/** Writes promises for the callbacks that the request means; see callback-to-promise.ts for what it leaves. */
export async function callbackToPromiseIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return unlessNodeIsOlder(await writePromises(request, tree), tree, ASYNC_FUNCTIONS);
}

async function writePromises(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const opened = await openTargets(request, tree, MAY_HOLD);
  if (opened.kind === 'refused') return opened;
  const { project, paths, scope, at } = opened;
  const where = scope.length === 1 ? (scope[0] ?? '') : 'the files looked at';
  const nothing = `No callback of ${where} can give way to a promise.`;
  if (project === null) return { kind: 'unchanged', summary: nothing };
  const taking = takingCallback(project, paths, { request, at });
  if (taking !== null) return taking;
  const work: Work = {
    request,
    at,
    project,
    texts: new Map(),
    done: [],
    left: new Map(),
    proofs: [],
    checked: new Set(),
  };
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (!(await convertRound(work, paths))) break;
  }
  const left = [...work.left.values()];
  if (work.done.length > 0) return changedBy(work, tree);
  const [first] = left;
  const isOne = at !== null || request.slots['function'] !== undefined;
  if (first !== undefined && (isOne || left.length === 1)) return refused(first, null);
  if (isOne)
    return refused(`There is no callback of that kind in ${where}.`, 'Name the file that has it with -t.');
  return { kind: 'unchanged', summary: [nothing, ...left.slice(0, 3)].join(' ') };
}

/** A function that is itself given a callback would still be: who means it means its callers too. */
function takingCallback(
  project: TypeScriptProject,
  paths: readonly string[],
  { request: { slots }, at }: Pick<Work, 'request' | 'at'>,
): Refused | null {
  const { ts } = project;
  if (slots['function'] === undefined) return null;
  for (const path of paths) {
    const file = project.sourceFile(path);
    const functions = file === undefined ? [] : functionsIn(ts, file);
    const taking = functions.find((node) => {
      return ownCallbackOf(node) !== null && isMeantBy(ts, node, { slots, at });
    });
    if (taking === undefined) continue;
    const place = placeAt(path, taking.getSourceFile().text, taking.getStart());
    return refused(
      `${labelOf(ts, taking)} (${place}) takes a callback itself, and its callers give it one.`,
      'Change the calls in it alone by their places, at=FILE:LINE, or the function by hand.',
    );
  }
  return null;
}

type SiteOfFile = Site & { readonly path: string };

/** Converts what it can in all files; says whether there was anything. */
async function convertRound(work: Work, paths: readonly string[]): Promise<boolean> {
  const { project, request } = work;
  const { signal } = request;
  const sites: SiteOfFile[] = [];
  for (const [done, path] of paths.entries()) {
    await turnOrStop(signal);
    if (paths.length > 1) request.onProgress?.({ unit: 'file', done, total: paths.length });
    sites.push(...sitesIn(work, path));
  }
  const fail = (one: SiteOfFile, why: string): void => {
    leave(work, one, `${why.slice(0, 1).toLowerCase()}${why.slice(1)}`);
  };
  const best = await bestOf(
    { project, whatElseChanged: differenceOf, touchesExports: true, signal, fail },
    sites,
  );
  if (best === null) return false;
  work.done.push(...best.ones.map((one) => placeOf(one)));
  work.project = best.after;
  for (const [path, text] of best.texts) work.texts.set(path, text);
  for (const path of best.checked) work.checked.add(path);
  work.proofs = [
    ...proofsOf(project, work.checked.size),
    {
      level: 'A',
      detail:
        'the words of the code are the same, but for those that hand a callback over and take its error apart',
    },
    { level: 'R', detail: `every name in it means what it meant, by TypeScript ${project.ts.version}` },
  ];
  return true;
}

/** What is to give way in a file; what cannot is noted. */
function sitesIn(work: Work, path: string): readonly SiteOfFile[] {
  const { project } = work;
  const file = project.sourceFile(path);
  if (file === undefined) return [];
  const sites: SiteOfFile[] = [];
  for (const one of [...wrapsIn(project, file), ...callsIn(project, file)]) {
    if (!isMeant(work, one)) continue;
    const why = whyItStays(work, one);
    if (why !== null || one.kind === 'kept') leave(work, { ...one, path }, why ?? '');
    else if (!work.left.has(keyOf({ ...one, path })) && !sites.some(({ node }) => isWithin(one.node, node)))
      sites.push({ ...one, path });
  }
  return sites;
}

type Named = Pick<SiteOfFile, 'node' | 'path'>;

function leave(work: Work, one: Named, why: string): void {
  work.left.set(keyOf(one), `A callback stays (${placeOf(one)}): ${why}.`);
}

function keyOf({ node, path }: Named): string {
  return `${path} ${node.getText()}`;
}

function placeOf({ node, path }: Named): string {
  return placeAt(path, node.getSourceFile().text, node.getStart());
}

function whyItStays(work: Work, one: Site | Kept): string | null {
  if (one.kind === 'kept') return one.why;
  return isAt(work, one) ? null : whyItHandsOn(work.project, one);
}

/** Whether the request names the line of the very place. */
function isAt({ at }: Work, { node }: Site | Kept): boolean {
  const file = node.getSourceFile();
  return at !== null && file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1 === at.line;
}

function isMeant(work: Work, one: Site | Kept): boolean {
  const { request, at, project } = work;
  const { node, call } = one;
  const { ts } = project;
  const { slots } = request;
  const { api } = slots;
  if (api !== undefined && memberOf(project, call.expression)?.module !== api) return false;
  const isNamed = slots['function'] !== undefined || slots['class'] !== undefined;
  const file = node.getSourceFile();
  const around = functionsIn(ts, file).filter((outer) => isWithin(node, outer));
  if (isNamed && !around.some((outer) => isMeantBy(ts, outer, { slots, at: null }))) return false;
  return at === null || isAt(work, one) || around.some((outer) => isMeantBy(ts, outer, { slots, at }));
}

async function changedBy({ texts, done, left, proofs }: Work, tree: SourceTree): Promise<RecipeResult> {
  const stays = [...left.values()];
  const more =
    stays.length > MAX_LEFT
      ? [`And ${counted(stays.length - MAX_LEFT, ['more callback stays', 'more callbacks stay'])}.`]
      : [];
  const [first = ''] = done;
  const where = texts.size === 1 ? ([...texts.keys()][0] ?? '') : `${texts.size} files`;
  return {
    kind: 'changed',
    changes: await changesTo(tree, texts),
    summary:
      done.length === 1
        ? `A callback gave way to a promise (${first}).`
        : `${done.length} callbacks of ${where} gave way to promises.`,
    notes: [WHAT_DIFFERS, ...stays.slice(0, MAX_LEFT), ...more],
    proofs,
  };
}
