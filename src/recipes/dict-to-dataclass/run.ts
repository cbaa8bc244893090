import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { parsePython } from '../python/tree.ts';
import { refused, type RecipeRequest, type RecipeResult, type Refused, type SlotValues } from '../recipe.ts';
import type { PythonFile } from '../python/project.ts';
import { commandFor } from '../router/nearest.ts';
import { givenUpBecause, readSource, rememberingTree } from '../source-file.ts';
import { candidatesIn, type Candidate } from './candidates.ts';
import { convert } from './convert.ts';
import { planOf } from './plan.ts';

const MAX_LISTED = 10;

/** Finds the one dictionary that is meant and makes it a dataclass, or says which ones could be. */
export async function dictToDataclass(request: RecipeRequest, given: SourceTree): Promise<RecipeResult> {
  const tree = rememberingTree(given);
  const all = await candidatesOf(request, tree);
  if ('kind' in all) return all;
  const { slots, signal } = request;
  const named = all.filter((one) => isMeant(one, slots));
  const variables = named.filter(({ kind }) => kind === 'variable');
  const meant = variables.length > 0 ? variables : named;
  const [candidate, ...others] = meant;
  if (candidate === undefined) return nothingMeant(all, request, tree);
  if (others.length > 0) {
    const places = meant.map(({ place }) => place);
    return refused(
      `${candidate.name} is a dictionary at ${meant.length} places: ${places.join(', ')}.`,
      `Say which one: at=${places[0]}`,
    );
  }
  return convert(candidate, slots['to'], { tree, signal });
}

/** Every dictionary of the targets whose uses are all known. */
export async function dictsToConvert(
  request: RecipeRequest,
  given: SourceTree,
): Promise<readonly SlotValues[]> {
  const tree = rememberingTree(given);
  const all = await candidatesOf(request, tree);
  if ('kind' in all) return [];
  const places: SlotValues[] = [];
  for (const candidate of all) {
    const plan = await planOf(candidate, { tree, signal: request.signal });
    if ('lost' in plan) continue;
    const { kind, name, place } = candidate;
    places.push(kind === 'function' ? { function: name, at: place } : { dict: name, at: place });
  }
  return places;
}

async function candidatesOf(
  { targets, slots, signal }: RecipeRequest,
  tree: SourceTree,
): Promise<readonly Candidate[] | Refused> {
  const name = slots['function'] ?? slots['dict'];
  const paths = (targets.length > 0 ? targets : await tree.list()).filter(
    (path) => languageOf(path) === 'python' && !path.endsWith('.pyi'),
  );
  if (paths.length === 0) return refused('None of the targets is a Python file.', 'Name a .py file with -t.');
  const found: Candidate[] = [];
  for (const path of paths) {
    signal.throwIfAborted();
    const file = await fileAt(path, tree, paths.length > 1 ? (name ?? '') : '');
    if (typeof file === 'string' && paths.length === 1)
      return refused(file, `See it with: ouroboros check ${path}`);
    if (file !== null && typeof file !== 'string') found.push(...candidatesIn(file));
  }
  return found;
}

/** A parsed file that holds a word, null where it does not, or why it cannot be read. */
async function fileAt(path: string, tree: SourceTree, word: string): Promise<PythonFile | string | null> {
  const source = await readSource(tree, path);
  if (source.kind === 'refused') return source.reason;
  if (!source.file.text.includes(word)) return null;
  try {
    const parsed = await parsePython(source.file.text);
    return parsed === null ? `${path} has a syntax error.` : { file: source.file, tree: parsed };
  } catch (error) {
    const reason = givenUpBecause(error, path);
    if (reason === null) throw error;
    return reason;
  }
}

function isMeant({ kind, name, place }: Candidate, slots: SlotValues): boolean {
  if (slots['at'] !== undefined && slots['at'] !== place) return false;
  const { function: wanted, dict } = slots;
  return wanted === undefined ? dict === name : kind === 'function' && wanted === name;
}

/** The dictionaries that could be converted, and the command for the first. */
async function nothingMeant(
  all: readonly Candidate[],
  { slots, targets, signal }: RecipeRequest,
  tree: SourceTree,
): Promise<Refused> {
  const name = slots['function'] ?? slots['dict'];
  const fitting: Candidate[] = [];
  for (const candidate of all.slice(0, MAX_LISTED))
    if (!('lost' in (await planOf(candidate, { tree, signal })))) fitting.push(candidate);
  const [first] = fitting;
  const reason =
    name === undefined
      ? 'The task names no dictionary, and each is converted by itself.'
      : `${name} is given no dictionary literal in the targets, and no function of the name returns one.`;
  if (first === undefined) return refused(reason, null);
  const what = first.kind === 'function' ? 'dict returned by ' : 'dict ';
  const command = commandFor(
    `Convert the ${what}${first.name} to a dataclass`,
    targets.length === 0 ? [] : [first.file.file.path],
  );
  return refused(
    reason,
    `These can be: ${fitting.map((one) => `${one.name} (${one.place})`).join(', ')}. Try: ${command}`,
  );
}
