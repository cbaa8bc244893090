import {
  openTypeScriptProject,
  readProjectSource,
  type TypeScriptProject,
} from '../../codebase/languages/typescript-project.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { readPlace, type Place } from '../place.ts';
import { refused, type RecipeRequest, type Refused } from '../recipe.ts';
import { isCode } from './find-named.ts';
import { hasSyntaxErrors } from './new-diagnostics.ts';

/** The files that a request is about and that may hold what is looked for, in the project around them. */
export type TargetFiles = {
  readonly kind: 'opened';
  /** Null where no file can hold it. */
  readonly project: TypeScriptProject | null;
  readonly paths: readonly string[];
  /** All files that were asked for. */
  readonly scope: readonly string[];
  readonly at: Place | null;
};

/** Opens the file that `at` names, the targets, or the whole tree, as far as their texts match. */
export async function openTargets(
  { slots, targets, signal, libraries }: RecipeRequest,
  tree: SourceTree,
  hint: RegExp,
): Promise<TargetFiles | Refused> {
  const at = readPlace(slots['at']);
  if (at === 'malformed') return refused(`"${slots['at']}" is not a place of the form file:line.`, null);
  const always = at === null ? targets : [...targets, at.path];
  const source = await readProjectSource(tree, { always, signal, libraries });
  const scope = at !== null ? [at.path] : targets.length > 0 ? targets : source.files.sources;
  const mayHold = (path: string): boolean => hint.test(source.files.texts.get(path) ?? '');
  const seeds = scope.filter((path) => isCode(path) && !/\.d\.[cm]?ts$/.test(path) && mayHold(path));
  if (seeds.length === 0) return { kind: 'opened', project: null, paths: [], scope, at };
  const project = openTypeScriptProject(source, { seeds, isolatesScripts: true });
  return {
    kind: 'opened',
    project,
    paths: seeds.filter((path) => !hasSyntaxErrors(project, path)),
    scope,
    at,
  };
}
