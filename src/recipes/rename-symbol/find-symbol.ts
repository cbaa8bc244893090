import {
  openTypeScriptProject,
  type TypeScriptProject,
} from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../domain/ports.ts';
import type { RecipeResult } from '../recipe.ts';
import { declarationsIn, isUntyped, type Candidate } from './candidates.ts';
import { describeDeclaration } from './declaration.ts';
import { indexName, type NameIndex } from './name-index.ts';
import { nearestTo } from '../../domain/nearest.ts';
import { findOccurrences, type Occurrences } from './occurrences.ts';
import { refused, type RenameRequest } from './request.ts';
import { selectSymbol } from './select.ts';

/** The symbol to rename, in the project as it is. */
export type FoundSymbol = {
  readonly kind: 'found';
  readonly project: TypeScriptProject;
  readonly index: NameIndex;
  readonly mentions: Occurrences['mentions'];
  readonly candidate: Candidate;
  /** All declarations that are renamed with it, its own among them. */
  readonly declarations: readonly Candidate[];
};

/** Opens the project and finds the one symbol that the request means. */
export async function findSymbol(
  tree: SourceTree,
  request: RenameRequest,
): Promise<FoundSymbol | Exclude<RecipeResult, { kind: 'changed' }>> {
  const shared = await openProject(tree, request, false);
  const first = lookUp(shared, request);
  const scripts = declaringScripts(shared, first.declarations);
  if (scripts.length < 2) return conclude(first, request);
  if (scripts.some(({ kind }) => kind === 'variable')) {
    return refused(
      `Several scripts declare the variable ${request.name} and may share it: ${listed(scripts)}.`,
      'Make them modules, or rename it by hand.',
    );
  }
  return conclude(lookUp(await openProject(tree, request, true), request), request);
}

function openProject(
  tree: SourceTree,
  { targets, at, signal }: RenameRequest,
  isolatesScripts: boolean,
): Promise<TypeScriptProject> {
  const always = at === null ? targets : [...targets, at.path];
  return openTypeScriptProject(tree, { near: always[0] ?? '', always, isolatesScripts, signal });
}

type LookedUp = Omit<FoundSymbol, 'kind' | 'candidate'>;

function lookUp(project: TypeScriptProject, { name }: RenameRequest): LookedUp {
  const { names, mentions } = findOccurrences(project, name);
  const index = indexName(project, name, names);
  return { project, index, mentions, declarations: declarationsIn(project, index) };
}

/** Declarations at the top of scripts, one a file. Scripts without imports and exports share one scope in a page, and none under Node. */
function declaringScripts(
  { sourceFile, moduleOf }: TypeScriptProject,
  declarations: readonly Candidate[],
): readonly Candidate[] {
  const scripts = declarations.filter(({ path, isMember, isProminent }) => {
    const file = sourceFile(path);
    const isScript = file !== undefined && !file.isDeclarationFile && moduleOf(file) === null;
    return isScript && isProminent && !isMember;
  });
  return [...new Map(scripts.map((one) => [one.path, one])).values()];
}

function conclude(
  found: LookedUp,
  request: RenameRequest,
): FoundSymbol | Exclude<RecipeResult, { kind: 'changed' }> {
  const selection = selectSymbol(found.index, found.declarations, request);
  switch (selection.kind) {
    case 'found': {
      const { candidate } = selection;
      if (isUntyped(candidate)) {
        return refused(
          `${request.name} is assigned at ${placeOf(candidate)} to a value of unknown type, so its uses cannot be proven.`,
          'Give the value a type, such as a JSDoc @type comment.',
        );
      }
      const declarations = found.declarations.filter(({ group }) => group === candidate.group);
      return { kind: 'found', ...found, candidate, declarations };
    }
    case 'ambiguous':
      return refused(
        `${request.name} is declared ${selection.candidates.length} times: ${listed(selection.candidates)}.`,
        `Say which one with the slot at, e.g. at=${placeOf(selection.candidates[0])}.`,
      );
    case 'none':
      return notFound(found, request);
  }
}

function listed(candidates: readonly Candidate[]): string {
  const shown = candidates.slice(0, 10).map((one) => `${placeOf(one)} (${describe(one)})`);
  return [...shown, ...(candidates.length > 10 ? [`and ${candidates.length - 10} more`] : [])].join(', ');
}

function placeOf(candidate: Candidate | undefined): string {
  return candidate === undefined ? 'file:line' : `${candidate.path}:${candidate.line}`;
}

/** `method add of Calculator`, `function add`. */
export function describe({ kind, container }: Pick<Candidate, 'kind' | 'container'>): string {
  return container === null ? kind : `${kind} of ${container}`;
}

function notFound(found: LookedUp, request: RenameRequest): Exclude<RecipeResult, { kind: 'changed' }> {
  const { name, to, container, targets } = request;
  const full = container === null ? name : `${container}.${name}`;
  const isGone = found.declarations.length === 0;
  if (request.at !== null) {
    return refused(
      `No ${name} stands at ${request.at.path}:${request.at.line}.`,
      'Give the line of its declaration.',
    );
  }
  if (isGone && isDeclared(found.project, request)) {
    return { kind: 'unchanged', summary: `Nothing to rename: ${to} is declared, and ${full} no longer is.` };
  }
  if (!isGone) {
    const hint = `${name} is declared here: ${listed(found.declarations)}.`;
    return refused(`No ${request.kind ?? 'symbol'} ${full} is declared in the project.`, hint);
  }
  const near = nearestTo(name, declaredNames(found.project, targets));
  return refused(
    `${full} is not declared in the JavaScript or TypeScript of the project.`,
    near.length === 0 ? null : `Declared there: ${near.join(', ')}.`,
  );
}

/** Whether the new name is declared in the targets, or without targets anywhere, and fits the request. */
function isDeclared(project: TypeScriptProject, request: RenameRequest): boolean {
  const { names } = findOccurrences(project, request.to);
  const declarations = declarationsIn(project, indexName(project, request.to, names));
  const wanted = { ...request, name: request.to };
  const here = declarations.filter(
    ({ path, container }) =>
      (request.targets.length === 0 || request.targets.includes(path)) &&
      (request.container === null || request.container === container),
  );
  return here.length > 0 && selectSymbol(indexName(project, request.to, names), here, wanted).kind !== 'none';
}

function declaredNames(project: TypeScriptProject, targets: readonly string[]): readonly string[] {
  const { ts } = project;
  const names: string[] = [];
  const visit = (node: TypeScript.Node): void => {
    const isName = ts.isIdentifier(node) && 'name' in node.parent && node.parent.name === node;
    if (isName && describeDeclaration(ts, node).isProminent) names.push(node.text);
    ts.forEachChild(node, visit);
  };
  for (const path of targets.length > 0 ? targets : project.files.sources) {
    const file = project.sourceFile(path);
    if (file !== undefined) visit(file);
  }
  return names;
}
