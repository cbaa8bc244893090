import { modulesNamed } from '../../python/modules.ts';
import type { PythonProject } from '../../python/project.ts';
import { refused, type Refused } from '../../recipe.ts';
import { candidatesFor, describe, type Candidate } from '../../rename-symbol/python/candidates.ts';
import { definitionOf, type Definition } from './definition.ts';
import type { MoveRequest } from './request.ts';

/** The one definition that a request means, that it is there already, or why it is none. */
export function locateDefinition(
  project: PythonProject,
  request: MoveRequest,
): Definition | Refused | { readonly kind: 'done'; readonly path: string } {
  const { name, source } = request;
  const places = (source === null ? request.targets : [source]).flatMap((said) => pathsSaid(project, said));
  if ((source !== null || request.targets.length > 0) && places.length === 0) {
    return refused(
      `There is no module ${source ?? request.targets.join(', ')}.`,
      'Give its path from the root.',
    );
  }
  const all = candidatesFor(project, { ...request, container: null, targets: places });
  const top = all.filter(({ scope }) => scope.type === 'module');
  const goal = pathsSaid(project, request.module);
  const found = source === null ? top.filter(({ file }) => !goal.includes(file.file.path)) : top;
  const [candidate, ...others] = found;
  if (candidate === undefined) return whyNone(project, request, { top, all, goal });
  if (others.length > 0) {
    return refused(
      `${name} is declared ${found.length} times: ${listed(found, name)}.`,
      `Say which one, e.g. "from ${candidate.file.file.path}".`,
    );
  }
  const stub = candidate.file.file.path.endsWith('.pyi') ? null : `${candidate.file.file.path}i`;
  if (stub === null || project.paths.has(stub)) {
    return refused(
      `${stub ?? candidate.file.file.path} describes the module, and stubs are not moved.`,
      null,
    );
  }
  return definitionOf(candidate.file, name);
}

/** The files that a path or a dotted name of a sentence means. */
export function pathsSaid(project: PythonProject, said: string): readonly string[] {
  const path = said.replace(/^(?:\.\/)+/, '');
  if (project.paths.has(path)) return [path];
  if (path.includes('/') || path.endsWith('.py')) {
    const ending = [...project.paths].filter((one) => one.endsWith(`/${path}`) || one === `${path}.py`);
    return ending.length === 1 ? ending : [];
  }
  return modulesNamed(project, '', path).filter((one) => one.endsWith('.py'));
}

type Looked = {
  readonly top: readonly Candidate[];
  readonly all: readonly Candidate[];
  readonly goal: readonly string[];
};

function whyNone(
  project: PythonProject,
  request: MoveRequest,
  { top, all, goal }: Looked,
): Refused | { readonly kind: 'done'; readonly path: string } {
  const { name } = request;
  const [inner] = all;
  const anywhere = candidatesFor(project, { ...request, container: null, targets: [], at: null, kind: null });
  const there = [...top, ...anywhere].find(
    ({ file, scope }) => scope.type === 'module' && goal.includes(file.file.path),
  );
  if (there !== undefined) return { kind: 'done', path: there.file.file.path };
  const unread = project.unread.find((path) => request.targets.includes(path) || path === request.source);
  if (unread !== undefined) return refused(`${unread} has a syntax error.`, null);
  if (inner !== undefined) {
    return refused(`${describe(inner, name)} does not stand at the top of a module.`, null);
  }
  return refused(
    `${name} is not declared there.`,
    anywhere.length === 0 ? null : `It is declared here: ${listed(anywhere, name)}.`,
  );
}

function listed(candidates: readonly Candidate[], name: string): string {
  return candidates
    .slice(0, 8)
    .map((one) => describe(one, name))
    .join(', ');
}
