import {
  openTypeScriptProject,
  readProjectSource,
  type TypeScriptProject,
} from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { refused, type RecipeRequest, type Refused } from '../recipe.ts';
import { hasSyntaxErrors } from './new-diagnostics.ts';
import { placeAt, readPlace } from '../place.ts';

/** What a recipe looks for, in its own words and by its own test. */
export type Sought<Node extends TypeScript.Node> = {
  /** What the user is told was looked for: `variable`. */
  readonly noun: string;
  /** The declaration of that name that a node is, or null. */
  readonly match: (ts: typeof TypeScript, node: TypeScript.Node, name: string) => Node | null;
  /** Files that the program has to hold along with those that have it. */
  readonly along?: readonly string[];
};

/** The one declaration that a request means, in the project around it. */
export type Named<Node extends TypeScript.Node> = {
  readonly kind: 'found';
  readonly project: TypeScriptProject;
  readonly node: Node;
  readonly file: TypeScript.SourceFile;
  readonly path: string;
  readonly name: string;
  /** Where it is declared, as `src/a.ts:3`. */
  readonly place: string;
};

const LANGUAGES = ['javascript', 'typescript', 'tsx'];
const MAX_LISTED = 5;

/**
 * Finds the one declaration that the slots `name` and `at` mean: in the targets, or anywhere in the tree without one.
 * None and several are refused, several with their places.
 */
export async function findNamed<Node extends TypeScript.Node>(
  tree: SourceTree,
  { slots, targets, signal, libraries }: RecipeRequest,
  sought: Sought<Node>,
): Promise<Named<Node> | Refused> {
  const { name = '' } = slots;
  const at = readPlace(slots['at']);
  if (at === 'malformed') return refused(`"${slots['at']}" is not a place of the form file:line.`, null);
  const always = at === null ? targets : [...targets, at.path];
  const source = await readProjectSource(tree, { always, signal, libraries });
  const scope = at !== null ? [at.path] : targets.length > 0 ? targets : source.files.sources;
  const seeds = scope.filter((path) => isCode(path) && source.files.texts.get(path)?.includes(name) === true);
  if (seeds.length === 0) return missing(name, sought.noun);
  const along = (sought.along ?? []).filter((path) => source.files.sources.includes(path));
  const project = openTypeScriptProject(source, { seeds: [...seeds, ...along], isolatesScripts: false });
  const found = seeds.flatMap((path) => declarationsIn(project, { path, name, sought }));
  const meant = at === null ? found : found.filter(({ place }) => place === `${at.path}:${at.line}`);
  const [only, ...others] = meant;
  if (only === undefined) return missing(name, sought.noun, found);
  if (others.length > 0) return several(name, meant);
  if (!hasSyntaxErrors(project, only.path)) return { kind: 'found', project, name, ...only };
  return refused(`${only.path} has syntax errors.`, 'Mend them first.');
}

type Match<Node> = Pick<Named<TypeScript.Node>, 'file' | 'path' | 'place'> & { readonly node: Node };

function declarationsIn<Node extends TypeScript.Node>(
  { ts, sourceFile }: TypeScriptProject,
  { path, name, sought }: { readonly path: string; readonly name: string; readonly sought: Sought<Node> },
): readonly Match<Node>[] {
  const file = sourceFile(path);
  if (file === undefined) return [];
  const found: Match<Node>[] = [];
  const visit = (node: TypeScript.Node): void => {
    const match = sought.match(ts, node, name);
    if (match !== null) {
      found.push({ node: match, file, path, place: placeAt(path, file.text, match.getStart(file)) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function missing(name: string, noun: string, found: readonly { readonly place: string }[] = []): Refused {
  const hint =
    found.length === 0 ? 'Name the file that has it with -t.' : `It is declared here: ${listed(found)}.`;
  return refused(`There is no ${noun} ${name} there.`, hint);
}

function several(name: string, found: readonly { readonly place: string }[]): Refused {
  const [first] = found;
  return refused(
    `${name} is declared ${found.length} times: ${listed(found)}.`,
    `Say which one: at=${first?.place ?? 'FILE:LINE'}.`,
  );
}

function listed(found: readonly { readonly place: string }[]): string {
  const more = found.length - MAX_LISTED;
  const shown = found.slice(0, MAX_LISTED).map(({ place }) => place);
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

/** Whether a path is one of JavaScript or TypeScript. */
export function isCode(path: string): boolean {
  return LANGUAGES.includes(languageOf(path) ?? '');
}
