import { ancestorsOf, childIn, nameOf, nodesBelow, textOf, type PyNode } from '../../python/tree.ts';
import { scopesAround } from '../../python/scopes.ts';
import type { Candidate } from './candidates.ts';
import { usesOfMember } from './member.ts';
import { usesOfModuleSymbol } from './module-symbol.ts';
import { placeOf, type PythonFile, type PythonProject } from '../../python/project.ts';
import type { Renaming, SymbolUses } from './renaming.ts';
import { scopeRenamings, type Names } from './scope-uses.ts';

type Given = Pick<SymbolUses, 'renamings' | 'uncertain' | 'obstacle'>;

const NOTHING: Given = { renamings: [], uncertain: [], obstacle: null };
// Decorators that hand on the arguments as they are.
const PLAIN =
  /^@\s*(?:\w+\.)*(?:staticmethod|classmethod|abstractmethod|override|contextmanager|asynccontextmanager|cache|lru_cache|final|overload)\b/;

/** The keyword arguments that name a parameter, where every call of its function is known. */
export function argumentUses(project: PythonProject, candidate: Candidate, names: Names): Given {
  const { file, scope, node } = candidate;
  if (isByPosition(node, scope)) return NOTHING;
  if (scope.type === 'lambda') {
    const named = keywordsIn(file, names.name).map((one) => placeOf(file, one));
    return { ...NOTHING, uncertain: named };
  }
  const uses = usesOfFunction(project, file, scope);
  const calls = uses.renamings.map((use) => callsBy(use, names.name));
  const own = framework(file, scope);
  return {
    renamings: calls.flatMap(({ keywords }) =>
      keywords.map((one) => ({ file: one.file, node: one.node, text: names.to })),
    ),
    uncertain: [
      ...own,
      ...calls.flatMap(({ open }) => open),
      ...(candidate.container.includes('.') || isInClass(scope)
        ? openKeywords(project, uses, names.name)
        : []),
    ],
    obstacle: uses.obstacle,
  };
}

/** `*args`, `**kwargs`, and what stands before a `/`. */
function isByPosition(node: PyNode, scope: PyNode): boolean {
  if (/splat/.test(node.parent?.type ?? '')) return true;
  const list = childIn(scope, 'parameters')?.children ?? [];
  const slash = list.find(({ type }) => type === 'positional_separator');
  return slash !== undefined && node.end <= slash.start;
}

function isInClass(definition: PyNode): boolean {
  return scopesAround(definition)[0]?.type === 'class_definition';
}

function usesOfFunction(project: PythonProject, file: PythonFile, definition: PyNode): SymbolUses {
  const name = nameOf(file.tree, definition);
  const names = { name, to: name };
  const [home] = scopesAround(definition);
  if (home?.type === 'class_definition') return usesOfMember(project, { file, node: home }, names);
  if (home === undefined || home.type === 'module') return usesOfModuleSymbol(project, file.file.path, names);
  const renamings = scopeRenamings({ file, scope: home }, names);
  return { renamings, homes: [], uncertain: [], unknown: [], obstacle: null };
}

/** Functions that something else calls by the names of their parameters: tests and what a decorator takes. */
function framework(file: PythonFile, definition: PyNode): readonly string[] {
  const isTest = nameOf(file.tree, definition).startsWith('test');
  const whole = definition.parent;
  const decorators = whole?.type === 'decorated_definition' ? whole.children : [];
  const open = decorators.filter((one) => one.type === 'decorator' && !PLAIN.test(textOf(file.tree, one)));
  const isSpecial = /^__.+__$/.test(nameOf(file.tree, definition));
  return [
    ...(isTest || isSpecial ? [placeOf(file, definition)] : []),
    ...open.map((one) => placeOf(file, one)),
  ];
}

/** The keyword that a use of the function is called with, or why nobody knows what calls it. */
function callsBy(
  { file, node }: Renaming,
  name: string,
): { readonly keywords: readonly { file: PythonFile; node: PyNode }[]; readonly open: readonly string[] } {
  const callee = node.parent?.type === 'attribute' ? node.parent : node;
  const call = callee.parent;
  if (call?.type === 'call' && callee.field === 'function') {
    const given = childIn(call, 'arguments')?.children ?? [];
    const keywords = given.flatMap((one) => {
      const label = one.type === 'keyword_argument' ? childIn(one, 'name') : null;
      return label !== null && textOf(file.tree, label) === name ? [{ file, node: label }] : [];
    });
    const splats = given.filter(({ type }) => type === 'dictionary_splat');
    return { keywords, open: splats.map((one) => placeOf(file, one)) };
  }
  const isNamed =
    node.parent?.type === 'function_definition' ||
    node.type !== 'identifier' ||
    [...ancestorsOf(node)].some(({ type }) => type.startsWith('import_'));
  return { keywords: [], open: isNamed ? [] : [placeOf(file, node)] };
}

/** Calls through values of unknown type that name the parameter, and overrides, whose parameters are their own. */
function openKeywords(project: PythonProject, uses: SymbolUses, name: string): readonly string[] {
  const known = new Set(uses.renamings.map(({ node }) => node));
  const overrides = uses.renamings.filter(({ node }) => node.parent?.type === 'function_definition');
  const open = [...project.files.values()].flatMap((file) =>
    keywordsIn(file, name)
      .filter((label) => {
        const callee = label.parent?.parent?.parent?.children[0];
        const last = callee?.type === 'attribute' ? childIn(callee, 'attribute') : null;
        return (
          last !== null &&
          !known.has(last) &&
          overrides.some((one) => textOf(one.file.tree, one.node) === textOf(file.tree, last))
        );
      })
      .map((label) => placeOf(file, label)),
  );
  return [...open, ...(overrides.length > 1 ? overrides.map(({ file, node }) => placeOf(file, node)) : [])];
}

function keywordsIn(file: PythonFile, name: string): readonly PyNode[] {
  return [...nodesBelow(file.tree.root)].flatMap((node) => {
    const label = node.type === 'keyword_argument' ? childIn(node, 'name') : null;
    return label !== null && textOf(file.tree, label) === name ? [label] : [];
  });
}
