import { definitionsOf, type Definition } from '../../src/codebase/outline.ts';
import { languageOf } from '../../src/domain/language.ts';
import type { Recipe, SlotValues } from '../../src/recipes/recipe.ts';
import type { Random } from '../gates/corpus.ts';
import { statementsOf, type LineSpan } from './statement-spans.ts';

/** A file of a project in which places are drawn. */
export type PlaceFile = {
  readonly path: string;
  readonly lines: readonly string[];
  readonly definitions: readonly Definition[];
  /** The statements of each block in its functions. */
  readonly blocks: readonly (readonly LineSpan[])[];
};

/** Where a recipe is tried: what `-t` and the slots would say. */
export type Place = { readonly targets: readonly string[]; readonly slots: SlotValues };

/** A file, and the chance that decides. */
type Draw = { readonly file: PlaceFile; readonly random: Random };
type PlaceIn = (draw: Draw) => SlotValues | null;

const MAX_EXTRACTED_STATEMENTS = 4;
/** The modules of a package change together. */
const OF_WHOLE_PROJECT: ReadonlySet<string> = new Set(['commonjs-to-esm']);

/** Draws a place of the file that the recipe may fit; null where there is none. Its fit is for the recipe to tell. */
export function drawPlace({ id, slots }: Recipe, file: PlaceFile, random: Random): Place | null {
  const draw = PLACE_IN[id];
  if (draw === undefined && slots.some(({ isRequired }) => isRequired))
    throw new Error(`random-places.ts does not know how to draw a place for ${id}.`);
  const drawn = draw === undefined ? {} : draw({ file, random });
  if (drawn === null) return null;
  const taken = Object.entries(drawn).filter(([name]) => slots.some((slot) => slot.name === name));
  const targets = OF_WHOLE_PROJECT.has(id) ? [] : [file.path];
  return { targets, slots: Object.fromEntries(taken) };
}

export async function readPlaceFile(path: string, text: string): Promise<PlaceFile> {
  return {
    path,
    lines: text.split('\n'),
    definitions: await definitionsOf(path, text),
    blocks: await statementsOf(path, text),
  };
}

/** By recipe; the others work on whole files. */
const PLACE_IN: Readonly<Record<string, PlaceIn>> = {
  'add-cache': (draw) => definedAt(draw, isTopFunction, ({ name }) => ({ function: name })),
  'add-header': () => ({ text: 'Copyright the authors' }),
  'convert-exports': ({ file }) => (hasDefaultExport(file) ? { form: 'named' } : null),
  'dict-to-dataclass': dictionaryPlace,
  'extract-constant': literalPlace,
  'extract-function': linesPlace,
  'extract-type': (draw) => linePlace(draw, TYPE, (_, line) => ({ name: `ExtractedType${line}` })),
  'function-to-method': functionOfClass,
  'inline-variable': (draw) => linePlace(draw, VARIABLE, (match) => ({ name: match.groups?.['name'] ?? '' })),
  'method-to-function': (draw) => definedAt(draw, (one) => isFreeMethod(one, draw.file), memberSlots),
  'move-symbol': (draw) =>
    definedAt(draw, isTopLevel, ({ name, startLine }) => ({
      name,
      module: newModule(draw.file.path, startLine),
    })),
  'parameters-to-object': (draw) => definedAt(draw, hasParameters, functionSlots),
  'rename-file': ({ file: { path } }) => ({ path, destination: movedPath(path) }),
  'rename-symbol': (draw) =>
    definedAt(
      draw,
      () => true,
      ({ name }) => ({ from: name, to: renamed(name) }),
    ),
};

const TYPE = /: \{ ?\w+\??:/;
const VARIABLE = /^\s+(?:(?:const|let|var) |(?=\w+ = .*[^;,{]$))(?<name>\w+) = (?=\S)/;
const LITERAL = /(?<=[=(,:] ?)(?<!require\()(?:'[^'\\]{4,}'|"[^"\\]{4,}"|\d{2,})(?=[,;) ])/;
const DICTIONARY = /^\s*(?:(?<dict>\w+)(?:: [^=]+)? = |return )\{(?:$|\s*["'])/;
const NO_CODE = /^\s*(?:[#*]|\/\/|import\b|from\b)/;

/** A variable that is given a dictionary, or the function that returns it. */
function dictionaryPlace({ file, random }: Draw): SlotValues | null {
  const { path, lines, definitions } = file;
  const found = lines.flatMap((text, index): SlotValues[] => {
    const match = DICTIONARY.exec(text);
    const dict = match?.groups?.['dict'];
    if (dict !== undefined) return [{ dict, at: `${path}:${index + 1}` }];
    const around = match === null ? null : innermostAt(definitions.filter(isFunction), index + 1);
    const line = around === null ? null : nameLine(file, around);
    return around === null || line === null ? [] : [{ function: around.name, at: `${path}:${line}` }];
  });
  return oneOf(found, random);
}

function innermostAt(definitions: readonly Definition[], line: number): Definition | null {
  return definitions.findLast(({ startLine, endLine }) => startLine <= line && line <= endLine) ?? null;
}

/** A function of Python, and a class of its file: that of its first parameter where it says so. */
function functionOfClass({ file, random }: Draw): SlotValues | null {
  const classes = file.definitions.filter((one) => isTopLevel(one) && /^class\b/.test(one.signature));
  const taken = oneOf(file.definitions.filter(isTopFunction), random);
  if (taken === null) return null;
  const [, type] = /\(\w+: ["']?(\w+)/.exec(taken.signature) ?? [];
  const owner = classes.find(({ name }) => name === type) ?? oneOf(classes, random);
  return owner === null ? null : { function: taken.name, class: owner.name };
}

type SlotsOfDefinition = (definition: Definition) => SlotValues;

function definedAt(
  { file, random }: Draw,
  isWanted: (definition: Definition) => boolean,
  slotsOf: SlotsOfDefinition,
): SlotValues | null {
  const definition = oneOf(file.definitions.filter(isWanted), random);
  if (definition === null) return null;
  const line = nameLine(file, definition);
  return { ...slotsOf(definition), ...(line === null ? {} : { at: `${file.path}:${line}` }) };
}

/** Decorators stand above the line that names what they decorate. */
function nameLine({ lines }: PlaceFile, { startLine, endLine, signature }: Definition): number | null {
  for (let line = startLine; line <= endLine; line++) {
    if ((lines[line - 1] ?? '').replace(/\r$/, '') === signature) return line;
  }
  return null;
}

/** A few statements in a row of one block in a function. */
function linesPlace({ file: { blocks }, random }: Draw): SlotValues | null {
  const statements = oneOf(blocks, random) ?? [];
  const first = Math.floor(random() * statements.length);
  const count = 1 + Math.floor(random() * MAX_EXTRACTED_STATEMENTS);
  const chosen = statements.slice(first, first + count);
  const [start, end] = [chosen[0], chosen.at(-1)];
  if (start === undefined || end === undefined) return null;
  return { range: `${start.first}-${end.last}`, name: `extracted${start.first}` };
}

function literalPlace(draw: Draw): SlotValues | null {
  return linePlace(draw, LITERAL, ([text], line) => ({ name: `EXTRACTED_${line}`, text }));
}

function linePlace(
  { file: { path, lines }, random }: Draw,
  pattern: RegExp,
  slotsOf: (match: RegExpExecArray, line: number) => SlotValues,
): SlotValues | null {
  const found = lines.flatMap((text, index) => {
    const match = NO_CODE.test(text) ? null : pattern.exec(text);
    return match === null ? [] : [{ match, line: index + 1 }];
  });
  const one = oneOf(found, random);
  return one === null ? null : { ...slotsOf(one.match, one.line), at: `${path}:${one.line}` };
}

function oneOf<T>(items: readonly T[], random: Random): T | null {
  return items[Math.floor(random() * items.length)] ?? null;
}

const FUNCTION = /\bdef |\bfunction\b|=>/;

function isFunction({ signature }: Definition): boolean {
  return FUNCTION.test(signature);
}

/** A method that does not use its object, and has no name that Python calls. */
function isFreeMethod(
  { name, signature, qualifiedName, startLine, endLine }: Definition,
  { lines }: PlaceFile,
): boolean {
  const isMethod = /^\s+(?:async )?def \w+\(self\b/.test(signature) && qualifiedName.includes('.');
  const uses =
    lines
      .slice(startLine - 1, endLine)
      .join('\n')
      .match(/\b(?:self|super)\b/g) ?? [];
  return isMethod && !name.startsWith('__') && uses.length === 1;
}

function isTopLevel({ depth }: Definition): boolean {
  return depth === 0;
}

function isTopFunction(definition: Definition): boolean {
  return isTopLevel(definition) && isFunction(definition);
}

function hasDefaultExport({ lines }: PlaceFile): boolean {
  return lines.some((line) => /^export default\b/.test(line));
}

/** In the folder of the file, and as private as it is: tests may count what a package holds. */
function newModule(path: string, line: number): string {
  return path.replace(/(_?)[^/]*?(\.\w+)$/, `$1newly_made_${line}$2`);
}

const PARAMETERS = /\([^()]*\w[^()]*,[^()]*\w/;

function hasParameters(definition: Definition): boolean {
  return isFunction(definition) && PARAMETERS.test(definition.signature);
}

/** A method is named with its class. */
function functionSlots({ qualifiedName }: Definition): SlotValues {
  return { function: qualifiedName.split('.').slice(-2).join('.') };
}

function memberSlots({ name, qualifiedName }: Definition): SlotValues {
  return { method: name, class: qualifiedName.split('.').at(-2) ?? '' };
}

function movedPath(path: string): string {
  const mark = languageOf(path) === 'python' ? '_' : '-';
  return path.replace(/(\.\w+)$/, `${mark}moved$1`);
}

/** In the spelling of the name: snake_case, CONSTANT_CASE or camelCase. */
function renamed(name: string): string {
  if (/^[A-Z0-9_]+$/.test(name)) return `${name}_RENAMED`;
  return name.includes('_') || /^[a-z0-9]+$/.test(name) ? `${name}_renamed` : `${name}Renamed`;
}
