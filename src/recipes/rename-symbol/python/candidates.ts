import { usesOfName } from '../../python/scopes.ts';
import { ancestorsOf, nameOf, type PyNode } from '../../python/tree.ts';
import { positionAt } from '../../../domain/text.ts';
import type { PythonFile, PythonProject } from '../../python/project.ts';
import type { PythonRename } from './request.ts';

/** A declaration that may be meant: a name that a scope binds by other means than an import. */
export type Candidate = {
  readonly file: PythonFile;
  /** The name where the scope first binds it. */
  readonly node: PyNode;
  readonly scope: PyNode;
  readonly kind: 'function' | 'class' | 'variable' | 'parameter' | 'method' | 'property';
  /** The classes and functions around it: `Outer.method`; empty at the top of a module. */
  readonly container: string;
  /** The lines on which the scope binds the name, the first one first. */
  readonly lines: readonly number[];
};

/** What a request says of the declaration that it means. */
export type Wanted = Pick<PythonRename, 'name' | 'container' | 'kind' | 'at' | 'targets'>;

// What each word of a sentence may mean.
const KINDS: ReadonlyMap<string, readonly Candidate['kind'][]> = new Map([
  ['function', ['function', 'method']],
  ['method', ['method']],
  ['class', ['class']],
  ['type', ['class', 'variable']],
  ['variable', ['variable']],
  ['constant', ['variable']],
  ['parameter', ['parameter']],
  ['property', ['property', 'method']],
  ['field', ['property']],
]);

/** The declarations that a request may mean; those inside functions only where nothing else has the name. */
export function candidatesFor(project: PythonProject, request: Wanted): readonly Candidate[] {
  const { targets, at, container, kind } = request;
  const files = [...project.files].filter(
    ([path]) =>
      (targets.length === 0 || targets.includes(path)) &&
      !(path.endsWith('.pyi') && project.paths.has(path.slice(0, -1))),
  );
  const all = files
    .flatMap(([, file]) => declarationsIn(file, request.name))
    .filter((one) => container === null || `.${one.container}`.endsWith(`.${container}`))
    .filter((one) => kind === null || KINDS.get(kind)?.includes(one.kind) === true);
  if (at !== null) {
    return all.filter(({ file, lines }) => file.file.path === at.path && lines.includes(at.line));
  }
  const open = all.filter(({ scope }) => ['module', 'class_definition'].includes(scope.type));
  return open.length > 0 && container === null ? open : all;
}

/** How a declaration is named to the user. */
export function describe({ kind, container, file, lines }: Candidate, name: string): string {
  return `the ${kind} ${container === '' ? '' : `${container}.`}${name} (${file.file.path}:${lines[0]})`;
}

function declarationsIn(file: PythonFile, name: string): readonly Candidate[] {
  const bound = usesOfName(file.tree, name).filter(({ role }) => role === 'bound');
  const byScope = Map.groupBy(bound, ({ home }) => home);
  return [...byScope].flatMap(([scope, uses]) => {
    const own = uses.find(({ node }) => !isImport(node));
    if (own === undefined) return [];
    const { node } = own;
    const declaring = [own, ...uses.filter((use) => use !== own && !isImport(use.node))];
    const lines = declaring.map((use) => positionAt(file.file.text, use.node.start).line);
    return [{ file, node, scope, kind: kindOf(node, scope), container: containerOf(file, scope), lines }];
  });
}

function isImport(node: PyNode): boolean {
  return [...ancestorsOf(node)].some(
    ({ type }) => type === 'import_statement' || type === 'import_from_statement',
  );
}

function kindOf(node: PyNode, scope: PyNode): Candidate['kind'] {
  const parent = node.parent?.type;
  const isMember = scope.type === 'class_definition';
  if (parent === 'function_definition') return isMember ? 'method' : 'function';
  if (parent === 'class_definition') return 'class';
  if (isMember) return 'property';
  const list = [...ancestorsOf(node)].find(
    ({ type, field }) => field === 'body' || type.endsWith('parameters'),
  );
  return list !== undefined && list.type.endsWith('parameters') && list.parent === scope
    ? 'parameter'
    : 'variable';
}

function containerOf(file: PythonFile, scope: PyNode): string {
  return [scope, ...ancestorsOf(scope)]
    .filter(({ type }) => type === 'class_definition' || type === 'function_definition')
    .map((node) => nameOf(file.tree, node))
    .toReversed()
    .join('.');
}
