import { importedNames, type ImportedName } from '../python/imports.ts';
import { modulesOf, type Module, type Place } from '../python/project-modules.ts';
import { childIn, nodesBelow, textOf, type PyTree } from '../python/tree.ts';

const MAX_STEPS = 4;

/** Whether calling a dotted name makes an object of a class that the file or a module of the project declares. */
export async function makesObject(tree: PyTree, called: string, place: Place): Promise<boolean> {
  const [first = '', ...rest] = called.split('.');
  return isClass({ path: place.path, tree }, { first, rest }, { place, steps: MAX_STEPS });
}

type Dotted = { readonly first: string; readonly rest: readonly string[] };
type Search = { readonly place: Place; readonly steps: number };

async function isClass(module: Module, { first, rest }: Dotted, { place, steps }: Search): Promise<boolean> {
  if (rest.length === 0 && declaresClass(module.tree, first)) return true;
  const valueOf = rest.length === 0 ? assignedName(module.tree, first) : null;
  const named = importedNames(module.tree).filter(({ bound }) => bound === first);
  if (steps === 0) return false;
  const next = { place, steps: steps - 1 };
  if (valueOf !== null && valueOf !== first) {
    const [head = '', ...others] = valueOf.split('.');
    return isClass(module, { first: head, rest: others }, next);
  }
  for (const one of named)
    for (const { from, wanted } of meaningsOf(module.tree, one, rest))
      for (const found of await modulesOf(from, { path: module.path, tree: place.tree })) {
        const [head = '', ...others] = wanted;
        if (await isClass(found, { first: head, rest: others }, next)) return true;
      }
  return false;
}

/** The modules that an imported name may lead to, each with what is then left to look for. */
function meaningsOf(
  tree: PyTree,
  { statement, node }: ImportedName,
  rest: readonly string[],
): readonly { readonly from: string; readonly wanted: readonly string[] }[] {
  const whole = node.type === 'aliased_import' ? childIn(node, 'name') : node;
  const name = textOf(tree, whole ?? node).replace(/\s+/g, '');
  const source = childIn(statement, 'module_name');
  if (source === null) {
    // `import a.b` binds a, and what stands behind it goes down to the module.
    const parts = node.type === 'aliased_import' ? [name, ...rest] : [name.split('.')[0] ?? name, ...rest];
    const from = parts.slice(0, -1).join('.');
    return parts.length < 2 ? [] : [{ from, wanted: parts.slice(-1) }];
  }
  const from = textOf(tree, source).replace(/\s+/g, '');
  const below = from.endsWith('.') ? `${from}${name}` : `${from}.${name}`;
  return [{ from, wanted: [name, ...rest] }, ...(rest.length === 0 ? [] : [{ from: below, wanted: rest }])];
}

function declaresClass(tree: PyTree, name: string): boolean {
  return [...nodesBelow(tree.root)].some((node) => {
    const named = node.type === 'class_definition' ? childIn(node, 'name') : null;
    return named !== null && textOf(tree, named) === name;
  });
}

/** The dotted name that a name of the module is given, as in `spawn = pty_spawn.spawn`. */
function assignedName(tree: PyTree, name: string): string | null {
  for (const { type, children } of tree.root.children) {
    const [assignment] = type === 'expression_statement' ? children : [];
    if (assignment?.type !== 'assignment') continue;
    const left = childIn(assignment, 'left');
    const right = childIn(assignment, 'right');
    if (left !== null && right !== null && textOf(tree, left) === name)
      return /^[\w.]+$/.test(textOf(tree, right)) ? textOf(tree, right) : null;
  }
  return null;
}
