import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { positionAt } from '../../domain/text.ts';
import { functionsOf, labelOf, type PyFunction } from '../python/functions.ts';
import type { PyTree } from '../python/tree.ts';
import type { RecipeRequest, RecipeResult, SlotValues } from '../recipe.ts';
import { commandFor } from '../router/nearest.ts';
import { readSource, type SourceFile } from '../source-file.ts';
import { cacheOne } from './cache-one.ts';
import { keysOf, type Keys } from './keys.ts';
import { doubtAbout, isCached, obstacleTo } from './obstacles.ts';
import { openPythonTexts, treeOf, type PythonTexts } from './python-texts.ts';

type Found = { readonly file: SourceFile; readonly tree: PyTree; readonly one: PyFunction };
type Refused = Extract<RecipeResult, { readonly kind: 'refused' }>;

const MAX_LISTED = 10;

/** Finds the one function that is meant and lets it keep its results, or says which functions could. */
export async function addCacheTo(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const { slots, targets } = request;
  const all = await functionsIn(request, tree);
  if ('kind' in all) return all;
  const meant = all.filter((found) => isMeant(found, slots));
  const [found, ...others] = meant;
  if (found === undefined) return nothingMeant(all, request, tree);
  if (others.length > 0) {
    const places = meant.map(placeOf);
    return refused(
      `${slots['function']} is defined ${meant.length} times: ${places.join(', ')}.`,
      `Say which one: at=${places[0]}`,
    );
  }
  if (isCached(found.tree, found.one))
    return { kind: 'unchanged', summary: `${labelOf(found.tree, found.one)} keeps its results already.` };
  const texts = openPythonTexts(tree, targets);
  const judged = await judge(found, texts);
  const doubt =
    judged.kind === 'keys' && slots['impure'] !== 'allow' ? doubtAbout(found.tree, found.one) : null;
  if (judged.kind === 'keys' && doubt === null)
    return cacheOne({ ...found, isTyped: judged.isTyped }, await callingTexts(found, texts));
  const label = labelOf(found.tree, found.one);
  const rest = all.filter((other) => other !== found);
  const hint =
    doubt === null
      ? await eligibleHint(rest, targets, texts)
      : 'If it gives the same for the same arguments nevertheless, say so: impure=allow.';
  const reason = judged.kind === 'none' ? judged.reason : doubt;
  return refused(`${label} (${placeOf(found)}) is not cached, because ${reason}.`, hint);
}

/** What a function is cached by, or why it never can be. */
async function judge(found: Found, texts: PythonTexts): Promise<Keys> {
  const reason = obstacleTo(found.tree, found.one);
  return reason === null ? keysOf(found, texts) : { kind: 'none', reason };
}

async function eligibleOf(all: readonly Found[], texts: PythonTexts): Promise<readonly Found[]> {
  const eligible: Found[] = [];
  for (const found of all) {
    if (isCached(found.tree, found.one) || doubtAbout(found.tree, found.one) !== null) continue;
    const judged = await judge(found, texts);
    if (judged.kind === 'keys') eligible.push(found);
  }
  return eligible;
}

/** Every function of the targets that can be cached for certain. */
export async function cacheablePlaces(
  request: RecipeRequest,
  tree: SourceTree,
): Promise<readonly SlotValues[]> {
  const all = await functionsIn(request, tree);
  if ('kind' in all) return [];
  const eligible = await eligibleOf(all, openPythonTexts(tree, request.targets));
  return eligible.map((found) => ({ function: found.one.name, at: placeOf(found) }));
}

async function functionsIn(request: RecipeRequest, tree: SourceTree): Promise<readonly Found[] | Refused> {
  const name = request.slots['function'];
  const paths = (request.targets.length > 0 ? request.targets : await tree.list()).filter(
    (path) => languageOf(path) === 'python' && !path.endsWith('.pyi'),
  );
  if (paths.length === 0) return refused('None of the targets is a Python file.', 'Name a .py file with -t.');
  const found: Found[] = [];
  for (const path of paths) {
    request.signal.throwIfAborted();
    const source = await readSource(tree, path);
    if (source.kind === 'refused') return refused(source.reason, null);
    if (paths.length > 1 && name !== undefined && !source.file.text.includes(name)) continue;
    const parsed = await treeOf(source.file);
    if (parsed === null && paths.length === 1)
      return refused(`${path} has a syntax error.`, `See it with: ouroboros check ${path}`);
    if (parsed !== null)
      found.push(...functionsOf(parsed).map((one) => ({ file: source.file, tree: parsed, one })));
  }
  return found;
}

function isMeant({ file, tree, one }: Found, slots: SlotValues): boolean {
  if (slots['function'] !== one.name) return false;
  const label = labelOf(tree, one);
  if (slots['class'] !== undefined && label !== `${slots['class']}.${one.name}`) return false;
  return slots['at'] === undefined || slots['at'] === placeOf({ file, one });
}

function placeOf({ file, one }: Pick<Found, 'file' | 'one'>): string {
  return `${file.path}:${positionAt(file.text, one.node.start).line}`;
}

async function nothingMeant(
  all: readonly Found[],
  { slots, targets }: RecipeRequest,
  tree: SourceTree,
): Promise<Refused> {
  const { function: name, subject } = slots;
  const hint = await eligibleHint(all, targets, openPythonTexts(tree, targets));
  if (name !== undefined) return refused(`There is no function ${name} in the targets.`, hint);
  const said = subject === undefined ? 'The task names no function' : `"${subject}" is no function`;
  return refused(`${said}, and results are kept function by function.`, hint);
}

/** The functions that could be cached, and the command for the first. */
async function eligibleHint(
  all: readonly Found[],
  targets: readonly string[],
  texts: PythonTexts,
): Promise<string> {
  const eligible = await eligibleOf(all, texts);
  const [first] = eligible;
  if (first === undefined) return 'No function of the targets can be cached for certain.';
  const names = eligible.slice(0, MAX_LISTED).map((found) => `${found.one.name} (${placeOf(found)})`);
  const more = eligible.length > MAX_LISTED ? ` and ${eligible.length - MAX_LISTED} more` : '';
  const command = commandFor(
    `Add caching to ${first.one.name}`,
    targets.length === 0 ? [] : [first.file.path],
  );
  return `These can be: ${names.join(', ')}${more}. Try: ${command}`;
}

/** The Python texts that may call the function. */
async function callingTexts({ one }: Found, texts: PythonTexts): Promise<readonly SourceFile[]> {
  const found = await texts.mentioning(one.name);
  return found.map(({ file }) => file).filter(({ text }) => text.includes(`${one.name}(`));
}

function refused(reason: string, hint: string | null): Refused {
  return { kind: 'refused', reason, hint };
}
