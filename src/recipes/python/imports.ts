import { childIn, nodesBelow, textOf, type PyNode, type PyTree } from './tree.ts';

/** One name that an import statement brings in. */
export type ImportedName = {
  readonly statement: PyNode;
  /** The part of the statement that names it, alias included. */
  readonly node: PyNode;
  /** The name that it gets in the file: `a` for `import a.b`. */
  readonly bound: string;
  /** As people read it: `json`, `os.path as p`, `List of typing`. */
  readonly label: string;
};

const STATEMENTS = new Set(['import_statement', 'import_from_statement']);

/** Every name that the file imports; `from x import *` and `from __future__` bring none. */
export function importedNames(tree: PyTree): readonly ImportedName[] {
  return importStatements(tree).flatMap((statement) =>
    namesOf(statement).map((node) => describe(tree, statement, node)),
  );
}

/** Every import statement of the file, wherever it stands; those of `__future__` are none. */
export function importStatements(tree: PyTree): readonly PyNode[] {
  return [...nodesBelow(tree.root)].filter(({ type }) => STATEMENTS.has(type));
}

/** The parts of an import statement that name something. */
export function namesOf(statement: PyNode): readonly PyNode[] {
  return statement.children.filter(({ field }) => field === 'name');
}

function describe(tree: PyTree, statement: PyNode, node: PyNode): ImportedName {
  const text = textOf(tree, node).replace(/\s+/g, ' ');
  const alias = childIn(node, 'alias');
  const from = childIn(statement, 'module_name');
  const first = text.split('.')[0] ?? text;
  return {
    statement,
    node,
    bound: alias === null ? first : textOf(tree, alias),
    label: from === null ? text : `${text} of ${textOf(tree, from)}`,
  };
}
