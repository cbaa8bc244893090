import type { ProjectSource } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { nearestTo } from '../../domain/nearest.ts';
import { commandFor } from '../router/nearest.ts';
import { describe, listed, type Candidate } from './candidates.ts';
import { refused, type Refused } from '../recipe.ts';
import type { RenameRequest } from './request.ts';

const MAX_OFFERED = 5;

/** Says that the symbol is not there, with what comes near: other declarations of the name, or names like it. */
export function whyNotFound(
  source: ProjectSource,
  request: RenameRequest,
  declarations: readonly Candidate[],
): Refused {
  const { name, container, kind, at, targets } = request;
  const full = container === null ? name : `${container}.${name}`;
  if (at !== null)
    return refused(`No ${name} stands at ${at.path}:${at.line}.`, 'Give the line of its declaration.');
  if (declarations.length > 0) {
    return refused(
      `No ${kind ?? 'symbol'} ${full} is declared.`,
      `${name} is declared here: ${listed(declarations)}.`,
    );
  }
  const paths = targets.length > 0 ? targets : source.files.sources;
  const near = nearestTo(
    name,
    paths.flatMap((path) => declaredNames(source, path)),
  );
  const hint = near.length === 0 ? null : `Declared there: ${near.join(', ')}.`;
  return refused(`${full} is not declared in the JavaScript or TypeScript of the project.`, hint);
}

/** A name that stands nowhere in the project, not even in a comment, beside another that is nearly it; null for any other. */
export function misspelt(source: ProjectSource, request: RenameRequest): Refused | null {
  const { name, to } = request;
  const { sources, texts } = source.files;
  if (sources.some((path) => (texts.get(path) ?? '').includes(name))) return null;
  const declared = sources.flatMap((path) => declaredNames(source, path));
  const isOther = (one: string): boolean => one !== to && !one.startsWith(name) && !name.startsWith(one);
  const near = nearestTo(name, declared.filter(isOther));
  if (near.length === 0) return null;
  return refused(
    `${name} is not declared in the JavaScript or TypeScript of the project, and ${to} is already.`,
    `Declared there: ${near.join(', ')}. If it was renamed, nothing is left to do.`,
  );
}

/** Says where a symbol is declared that none of the targets declares, with the command that names the right one. */
export function declaredElsewhere(request: RenameRequest, candidates: readonly Candidate[]): Refused {
  const { name, container } = request;
  const full = container === null ? name : `${container}.${name}`;
  return refused(
    `None of the targets declares ${full}; it is declared here: ${listed(candidates)}.`,
    sayingWhich(request, candidates),
  );
}

/** The commands that mean one candidate each. */
export function sayingWhich(request: RenameRequest, candidates: readonly Candidate[]): string {
  const commands = candidates.slice(0, MAX_OFFERED).map((one) => commandMeaning(request, one, candidates));
  return `Say which one: ${commands.join('; ')}`;
}

function commandMeaning(
  { name, to }: RenameRequest,
  candidate: Candidate,
  candidates: readonly Candidate[],
): string {
  const { container, kind, path, line } = candidate;
  const full = container === null ? name : `${container}.${name}`;
  const alike = candidates.filter((one) => one.path === path && describe(one) === describe(candidate));
  const place = alike.length > 1 ? ` at=${path}:${line}` : '';
  return commandFor(`Rename the ${kind} ${full} to ${to}${place}`, [path]);
}

function declaredNames({ ts, files }: ProjectSource, path: string): readonly string[] {
  const file = ts.createSourceFile(path, files.texts.get(path) ?? '', ts.ScriptTarget.Latest, true);
  const names: string[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isIdentifier(node) && 'name' in node.parent && node.parent.name === node) names.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}
