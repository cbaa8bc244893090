import { languageOf } from '../../domain/language.ts';
import type { Recipe, SlotValues } from '../recipe.ts';
import { givenWith, symbolSlot, type PlacedSymbol } from './placed.ts';
import { faultOfValue, isOtherFile } from './slot-forms.ts';

/** What the command line gives besides the sentence. */
export type RouteContext = {
  /** Resolved target files. */
  readonly targets: readonly string[];
  /** The names of `-f`. */
  readonly functions: readonly string[];
  /** Slots by their names: `--at`, `--range`, `to=total`. */
  readonly given?: SlotValues;
  /** The symbol at the place of `given`, or at the one that the sentence names. */
  readonly placed?: PlacedSymbol;
  /** What the targets declare of the words that are names only then: see {@link doubtfulNames}. */
  readonly declared?: ReadonlySet<string>;
};

/** A recipe that covers the whole sentence, the values of its slots, and the targets that the sentence leaves. */
export type RouteMatch = {
  readonly recipe: Recipe;
  readonly slots: SlotValues;
  readonly targets: readonly string[];
};

/** Whether a reading of the sentence holds against the rest of the command line. */
export type Fit =
  | { readonly kind: 'fits'; readonly match: RouteMatch }
  | { readonly kind: 'misfit'; readonly reason: string };

/** Completes a reading by the targets and the names of the command line. A path in the sentence narrows the targets. */
export function fit(recipe: Recipe, slots: SlotValues, context: RouteContext): Fit {
  const { file, line, ...said } = slots;
  const targets = file === undefined ? context.targets : targetsNamed(file, context.targets);
  if (targets === null) return misfit(`${file} is not among the targets.`);
  const isOpen = context.targets.length === 0 && targets.every(isFolder);
  if (!isOpen && !suits(recipe, targets)) {
    return misfit(`${recipe.id} works on ${recipe.languages.join(', ')}, and no target is of that kind.`);
  }
  const foreign = foreignPath(recipe, said);
  if (foreign !== null)
    return misfit(`${recipe.id} works on ${recipe.languages.join(', ')}, not on ${foreign}.`);
  const named = line === undefined ? said : withLine(said, line, targets);
  if (named === null) return misfit(`Line ${line?.split('-')[0]} of which file? Say it as at=FILE:LINE.`);
  const given = givenWith(context.placed, recipe, { said: named, given: context.given ?? {} });
  const all = withGiven(recipe, named, given);
  if (typeof all === 'string') return misfit(all);
  const filled = withNames(recipe, withTarget(recipe, all, targets), context.functions);
  if (filled === null) return misfit(`${recipe.id} has no use for all the names that -f gives.`);
  const [missing] = missingSlots(recipe, filled);
  if (missing === undefined) return { kind: 'fits', match: { recipe, slots: filled, targets } };
  const orPlace = missing === symbolSlot(recipe) ? ', or its place with --at FILE:LINE' : '';
  return misfit(
    `${recipe.id} needs ${missing === 'name' ? 'a name' : `the name for "${missing}"`}: put it in the sentence, or give it with -f${orPlace}.`,
  );
}

/** Whether the recipe works on the language of at least one target. */
export function suits(recipe: Recipe, targets: readonly string[]): boolean {
  return (
    targets.length === 0 || targets.some((target) => recipe.languages.includes(languageOf(target) ?? ''))
  );
}

/** A file that the sentence gives the recipe for its own, in a language that it does not work on. */
function foreignPath(recipe: Recipe, slots: SlotValues): string | null {
  const paths = ['path', 'module', 'destination'].flatMap((slot) => slots[slot] ?? []);
  const isForeign = (path: string): boolean => {
    const language = languageOf(path);
    return language === null ? isOtherFile(path) : !recipe.languages.includes(language);
  };
  return paths.find(isForeign) ?? null;
}

/** The targets that a path in the sentence means: a file of them, or those below a folder. Null when it means none. */
function targetsNamed(path: string, targets: readonly string[]): readonly string[] | null {
  const [, folder = path, ending = ''] = /^(.*?)\/\**\/?\*(\.\w+)?$/.exec(path) ?? [];
  const wanted = folder.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  if (targets.length === 0) return isFolder(wanted) || languageOf(wanted) !== null ? [wanted] : null;
  const named = targets.filter(
    (target) =>
      target.endsWith(ending) &&
      (target === wanted || target.endsWith(`/${wanted}`) || target.startsWith(`${wanted}/`)),
  );
  return named.length === 0 ? null : named;
}

/** What has no extension and is said as a path: `src/core`. A target is never one, but where none is given. */
function isFolder(path: string): boolean {
  return /^[^.]*$/.test(path.split('/').at(-1) ?? '');
}

/** "on line 12" is a place where there is one file for it. */
function withLine(slots: SlotValues, line: string, targets: readonly string[]): SlotValues | null {
  const [target, ...others] = targets;
  if (target === undefined || others.length > 0 || slots['at'] !== undefined) return null;
  if (languageOf(target) === null) return null;
  return { ...slots, at: `${target}:${line.split('-')[0]}` };
}

/** The slots with those that were given by their names, or what is wrong with one of those. */
function withGiven(recipe: Recipe, slots: SlotValues, given: SlotValues): SlotValues | string {
  for (const [name, value] of Object.entries(given)) {
    if (!recipe.slots.some((slot) => slot.name === name)) return `${recipe.id} takes no ${name}=${value}.`;
    const fault = faultOfValue(name, value);
    if (fault !== null) return fault;
    if ((slots[name] ?? value) !== value) return `The task says ${name}=${slots[name]}, not ${value}.`;
  }
  return { ...slots, ...given };
}

/** "Rename this file to b.ts" is about the one target. */
function withTarget(recipe: Recipe, slots: SlotValues, targets: readonly string[]): SlotValues {
  const [target, ...others] = targets;
  const isMeant = missingSlots(recipe, slots).includes('path') && slots['destination'] !== undefined;
  return target === undefined || others.length > 0 || !isMeant ? slots : { ...slots, path: target };
}

/** Each name given by `-f` must be one that the sentence says, or the only required one that it leaves out; else the one function to work on. */
function withNames(recipe: Recipe, slots: SlotValues, names: readonly string[]): SlotValues | null {
  return names.reduce<SlotValues | null>(
    (known, name) => (known === null ? null : withName(recipe, known, name)),
    slots,
  );
}

function withName(recipe: Recipe, slots: SlotValues, name: string): SlotValues | null {
  const dot = name.lastIndexOf('.');
  const last = name.slice(dot + 1);
  const owner: SlotValues = dot === -1 ? {} : { class: name.slice(0, dot) };
  const merged = { ...owner, ...slots };
  if (owner['class'] !== undefined && merged['class'] !== owner['class']) return null;
  if (Object.values(slots).includes(last)) return merged;
  const [slot = filterOf(recipe, slots), ...others] = missingSlots(recipe, slots);
  return slot === undefined || others.length > 0 ? null : { ...merged, [slot]: last };
}

/** A recipe that may do without a function, but can be held to one, takes it from `-f` all the same. */
function filterOf(recipe: Recipe, slots: SlotValues): string | undefined {
  return recipe.slots.find(({ name }) => name === 'function' && slots[name] === undefined)?.name;
}

function missingSlots(recipe: Recipe, slots: SlotValues): readonly string[] {
  return recipe.slots
    .filter(({ name, isRequired }) => isRequired && slots[name] === undefined)
    .map(({ name }) => name);
}

function misfit(reason: string): Fit {
  return { kind: 'misfit', reason };
}
