import { relative, resolve } from 'node:path';
import { declaredNames } from '../../codebase/declared-names.ts';
import type { IndexedSymbol, IndexQueries } from '../../codebase/index/store/queries.ts';
import { OuroborosError } from '../../domain/errors.ts';
import { languageOf } from '../../domain/language.ts';
import { commandFor } from '../../recipes/router/nearest.ts';
import { symbolSlot } from '../../recipes/router/placed.ts';
import { routeSentence, type RouteMatch } from '../../recipes/router/router.ts';
import { readText, withCodeIndex } from '../code-index.ts';
import type { Io } from '../io.ts';
import type { Project } from '../project.ts';

type Found = {
  readonly symbols: readonly IndexedSymbol[];
  /** The files that name it otherwise: it may be a local name. */
  readonly mentioning: readonly string[];
};

const MAX_SHOWN = 8;

/**
 * What a task without `-t` is about: the path that it names, or the file that declares the one symbol of its name. None
 * where no recipe covers the task, or it names no symbol.
 * @throws OuroborosError `usage` with what to type where several have the name, or the index knows none
 */
export async function targetsByTask(task: string, project: Project, io: Io): Promise<readonly string[]> {
  const route = routeSentence(task, { targets: [], functions: [] });
  if (route.kind !== 'match') return [];
  if (route.targets.length > 0) return route.targets;
  const file = route.slots['path'];
  if (file !== undefined) return [file];
  const name = route.slots[symbolSlot(route.recipe) ?? ''];
  if (name === undefined) return [];
  const wanted = route.slots['class'] === undefined ? name : `${route.slots['class']}.${name}`;
  const { symbols, mentioning } = await withCodeIndex(project, { signal: io.signal }, (queries) =>
    foundIn(queries, wanted, route),
  );
  const fromHere = (path: string): string => relative(project.cwd, resolve(project.root, path));
  const [path, ...others] = new Set(symbols.map((symbol) => fromHere(symbol.path)));
  if (path !== undefined && others.length === 0) return [path];
  if (path === undefined) throw unknown({ wanted, task }, mentioning.map(fromHere));
  // Overloads are one symbol.
  const apart = [...Map.groupBy(symbols, (one) => `${one.path} ${one.qualifiedName}`).values()].flatMap(
    ([first]) => first ?? [],
  );
  const places = await Promise.all(apart.slice(0, MAX_SHOWN).map((one) => placeOf(one, project)));
  throw ambiguous({ wanted, task }, places.map(fromHere), apart.length);
}

function foundIn(queries: IndexQueries, wanted: string, { recipe }: RouteMatch): Found {
  const name = wanted.slice(wanted.lastIndexOf('.') + 1);
  const isSuited = (path: string): boolean => recipe.languages.includes(languageOf(path) ?? '');
  const symbols = queries
    .symbolsNamed(wanted, 100)
    .filter((one) => one.name === name && isSuited(one.path) && !/^['"]/.test(one.name));
  return {
    symbols,
    mentioning: symbols.length > 0 ? [] : queries.filesMentioning(name).filter(isSuited),
  };
}

/** With the line of the name itself, behind decorators. */
async function placeOf({ path, name, startLine, endLine }: IndexedSymbol, project: Project): Promise<string> {
  const text = (await readText(path, project)) ?? '';
  const names = await declaredNames(languageOf(path), text);
  const own = names.find((one) => one.name === name && one.line >= startLine && one.line <= endLine);
  return `${path}:${own?.line ?? startLine}`;
}

type Wanted = { readonly wanted: string; readonly task: string };

function ambiguous({ wanted, task }: Wanted, places: readonly string[], count: number): OuroborosError {
  const commands = places.map((place) => `${commandFor(task, [])} --at ${place}`);
  const more = count > places.length ? [`… and ${count - places.length} more.`] : [];
  return new OuroborosError('usage', `${count} symbols are called ${wanted}: say which is meant.`, {
    hint: ['One of:', ...commands.map((command) => `  ${command}`), ...more].join('\n'),
  });
}

function unknown({ wanted, task }: Wanted, mentioning: readonly string[]): OuroborosError {
  const shown = mentioning.slice(0, MAX_SHOWN);
  const commands = shown.map((path) => `  ${commandFor(task, [path])}`);
  const more =
    mentioning.length > shown.length ? [`… and ${mentioning.length - shown.length} more files.`] : [];
  return new OuroborosError('usage', `The index of the project knows no definition of ${wanted}.`, {
    hint:
      shown.length === 0
        ? 'No file names it. Name the file or folder to work on with -t.'
        : ['A local name needs its file. These name it:', ...commands, ...more].join('\n'),
  });
}
