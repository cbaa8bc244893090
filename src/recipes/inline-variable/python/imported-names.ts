import { nodesBelow, textOf, type PyTree } from '../../python/tree.ts';

/** The names of the modules that a file imports whole at its top: what they hold is seldom put elsewhere. */
export function importedNames(tree: PyTree): ReadonlySet<string> {
  const imports = tree.root.children.filter(({ type }) => type === 'import_statement');
  const names = imports.flatMap((statement) =>
    statement.children.flatMap((child) => {
      const alias = child.children.find(({ field }) => field === 'alias');
      const [first] = [...nodesBelow(child)].filter(({ type }) => type === 'identifier');
      const bound = alias ?? first;
      return bound === undefined ? [] : [textOf(tree, bound)];
    }),
  );
  return new Set(names);
}
