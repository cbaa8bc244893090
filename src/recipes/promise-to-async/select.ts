import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { placeAt } from '../place.ts';
import { refused, type RecipeRequest, type RecipeResult, type Refused } from '../recipe.ts';
import { isMeantBy } from '../typescript/functions.ts';
import { openTargets } from '../typescript/target-files.ts';
import { candidatesIn, type Candidate } from './candidates.ts';

/** What a request means: a function by its name, the one at a place, or all of the targets. */
export type Selection = {
  readonly kind: 'selected';
  readonly project: TypeScriptProject;
  readonly paths: readonly string[];
  /** Whether one function is meant, which is changed once, or all. */
  readonly isOne: boolean;
  readonly candidatesIn: (project: TypeScriptProject, path: string) => readonly Candidate[];
};

type Nothing = Extract<RecipeResult, { readonly kind: 'unchanged' }>;

const CHAIN = /\.\s*(?:then|catch|finally)\b/;
const MAX_LISTED = 5;

/** Opens the project around the files that have chains. */
export async function select(
  request: RecipeRequest,
  tree: SourceTree,
): Promise<Selection | Refused | Nothing> {
  const { slots } = request;
  const opened = await openTargets(request, tree, CHAIN);
  if (opened.kind === 'refused') return opened;
  const { project, paths, scope, at } = opened;
  const isOne = slots['function'] !== undefined || at !== null;
  const all = (inProject: TypeScriptProject, path: string): readonly Candidate[] => {
    const file = inProject.sourceFile(path);
    return file === undefined ? [] : candidatesIn(inProject.ts, file);
  };
  const wanted = (inProject: TypeScriptProject, path: string): readonly Candidate[] =>
    all(inProject, path).filter(({ node }) => isMeantBy(inProject.ts, node, { ...request, at }));
  if (project === null) return nothing(isOne, scope);
  const found = paths.flatMap((path) => wanted(project, path).map((one) => ({ path, one })));
  if (found.length === 0) return nothing(isOne, scope);
  if (!isOne || found.length === 1) return { kind: 'selected', project, paths, isOne, candidatesIn: wanted };
  const places = found.map(({ path, one: { node } }) =>
    placeAt(path, node.getSourceFile().text, node.getStart()),
  );
  const [first = ''] = places;
  const shown = places.slice(0, MAX_LISTED).join(', ');
  return refused(`Several functions with chains could be meant: ${shown}.`, `Say which one: at=${first}.`);
}

function nothing(isOne: boolean, scope: readonly string[]): Refused | Nothing {
  const where = scope.length === 1 ? (scope[0] ?? '') : 'the files looked at';
  const what = 'returns a chain of then, catch or finally';
  return isOne
    ? refused(`No such function of ${where} ${what}.`, 'Name the file that has it with -t.')
    : { kind: 'unchanged', summary: `No function of ${where} ${what}.` };
}
