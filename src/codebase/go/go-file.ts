import { unusedLocals, type UnusedLocal } from './unused-locals.ts';
import { nodesOfTypes, tryTree, type Node } from '../languages/tree-sitter.ts';

/** An import as it stands in a file. */
export type GoImport = { readonly path: string; readonly alias: string | null; readonly offset: number };

/** The names of one file of Go; offsets are those of the first place. */
export type GoFile = {
  readonly packageName: string;
  /** Whether it takes names that it does not show: by a dot import or from C. */
  readonly isOpen: boolean;
  readonly imports: readonly GoImport[];
  /** What the file defines for its whole package; no methods. */
  readonly declared: ReadonlySet<string>;
  /** Every name that something in the file binds, wherever it holds. */
  readonly bound: ReadonlySet<string>;
  /** Names that are used by themselves. */
  readonly uses: ReadonlyMap<string, number>;
  /** Those of them that stand before a dot, as names of packages do. */
  readonly qualifiers: ReadonlySet<string>;
  readonly unusedLocals: readonly UnusedLocal[];
};

const TIMEOUT_MS = 2_000;
const READ = /^(?:identifier|type_identifier|package_identifier|import_spec|package_clause)$/;
/** Declarations whose own names, by the field, are bound: those of a function, of constants, of parameters. */
const BINDS =
  /^(?:function_declaration|type_spec|type_alias|const_spec|var_spec|(?:variadic_|type_)?parameter_declaration)$/;
/** What stands on the left of these is bound, or was before. */
const ASSIGNS = /^(?:short_var_declaration|range_clause|receive_statement)$/;

/** Reads the names of a Go text; null where it does not parse. */
export async function readGoFile(text: string): Promise<GoFile | null> {
  const source = { language: 'go', text, limits: { timeoutMs: TIMEOUT_MS } };
  const result = await tryTree(source, ({ rootNode }) => (rootNode.hasError ? null : namesIn(rootNode)));
  return result.kind === 'parsed' ? result.value : null;
}

function namesIn(root: Node): GoFile {
  let packageName = '';
  const imports: GoImport[] = [];
  const declared = new Set<string>();
  const bound = new Set<string>();
  const uses = new Map<string, number>();
  const qualifiers = new Set<string>();
  for (const node of nodesOfTypes(root, (type) => READ.test(type))) {
    const { type, text, parent, startIndex } = node;
    if (type === 'package_clause') packageName = node.namedChildren.at(0)?.text ?? '';
    else if (type === 'import_spec') imports.push(importIn(node));
    else if (parent === null || /^(?:import_spec|package_clause)$/.test(parent.type)) continue;
    else if (isBinding(node, parent)) {
      bound.add(text);
      if (isOfPackage(parent)) declared.add(text);
    } else if (isUse(node, parent)) {
      if (!uses.has(text)) uses.set(text, startIndex);
      if (/^(?:selector_expression|qualified_type)$/.test(parent.type)) qualifiers.add(text);
    }
  }
  const isOpen = imports.some(({ path, alias }) => alias === '.' || path === 'C');
  return {
    packageName,
    isOpen,
    imports,
    declared,
    bound,
    uses,
    qualifiers,
    unusedLocals: unusedLocals(root),
  };
}

function importIn(spec: Node): GoImport {
  const path = spec.childForFieldName('path')?.text.slice(1, -1) ?? '';
  return { path, alias: spec.childForFieldName('name')?.text ?? null, offset: spec.startIndex };
}

function isBinding(node: Node, parent: Node): boolean {
  if (BINDS.test(parent.type)) return parent.childrenForFieldName('name').some((one) => one?.id === node.id);
  if (parent.type !== 'expression_list') return node.type === 'type_identifier' && isOfReceiver(parent);
  const around = parent.parent;
  if (around === null) return false;
  if (ASSIGNS.test(around.type)) return around.childForFieldName('left')?.id === parent.id;
  return around.type === 'type_switch_statement' && around.childForFieldName('alias')?.id === parent.id;
}

/** A method names the type parameters of its receiver: `func (s *Set[T]) Add(v T)`. */
function isOfReceiver(above: Node): boolean {
  let isArgument = false;
  for (let node: Node | null = above; node !== null; node = node.parent) {
    isArgument ||= node.type === 'type_arguments';
    if (node.type === 'parameter_list')
      return isArgument && node.parent?.childForFieldName('receiver')?.id === node.id;
    if (node.type === 'block' || node.type === 'type_declaration') return false;
  }
  return false;
}

/** The declarations of a file stand in it, or in the brackets of a list that does. */
function isOfPackage(spec: Node): boolean {
  const above = [spec.parent, spec.parent?.parent, spec.parent?.parent?.parent];
  const root = above.findIndex((one) => one?.type === 'source_file');
  return (
    root !== -1 &&
    above
      .slice(0, root)
      .every((one) => one?.type.endsWith('_declaration') || one?.type.endsWith('_spec_list'))
  );
}

/** A key of a literal may be a field, and the name of a type behind a dot is one of the other package. */
function isUse(node: Node, parent: Node): boolean {
  if (node.text === '_') return false;
  if (parent.type === 'qualified_type') return node.type === 'package_identifier';
  const pair = parent.type === 'literal_element' ? parent.parent : parent;
  return (
    pair?.type !== 'keyed_element' || pair.firstNamedChild?.id !== (pair === parent ? node.id : parent.id)
  );
}
