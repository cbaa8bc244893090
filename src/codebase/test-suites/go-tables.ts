import type { Node } from '../languages/tree-sitter.ts';
import type { Repeated } from './suite.ts';

const LIST = /^(?:slice|array|implicit_length_array|map)_type$/;

/** Loops over tables that are written out in the loop, or under a name that is given a value once. */
export function repeatedIn(nodes: readonly Node[]): readonly Repeated[] {
  const tables = new Map<string, Node | null>();
  for (const node of nodes) {
    const given = tableIn(node);
    if (given !== null) tables.set(given.name, tables.has(given.name) ? null : given.table);
  }
  return nodes.flatMap((node) => {
    if (node.type !== 'for_statement') return [];
    const over = node.namedChildren[0]?.childForFieldName('right') ?? null;
    const table = over?.type === 'identifier' ? (tables.get(over.text) ?? null) : over;
    const rows = table === null ? [] : rowsOf(table);
    const body = node.childForFieldName('body');
    const isOpen = over?.type === 'identifier' && isGivenAgain(over);
    if (body === null || (rows.length === 0 && !isOpen)) return [];
    const values = rows.map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex }));
    return [{ start: body.startIndex, end: body.endIndex, values, isOpen }];
  });
}

/** Whether a table gets more rows where the tests run. */
function isGivenAgain({ text, tree }: Node): boolean {
  return new RegExp(String.raw`(?<!\bvar\s+)\b${text}(?:\[[^\]]*\])?\s*=(?!=)`).test(tree.rootNode.text);
}

function tableIn(node: Node): { readonly name: string; readonly table: Node } | null {
  if (!/^(?:short_var_declaration|var_spec)$/.test(node.type)) return null;
  const name = node.childForFieldName('left') ?? node.childForFieldName('name');
  const value = node.childForFieldName('right') ?? node.childForFieldName('value');
  const [table] = value?.namedChildren ?? [];
  return name === null || table === null || table === undefined ? null : { name: name.text, table };
}

function rowsOf(table: Node): readonly Node[] {
  const isList = LIST.test(table.childForFieldName('type')?.type ?? '');
  const rows = isList ? (table.childForFieldName('body')?.namedChildren ?? []) : [];
  return rows.filter((row) => row !== null).filter(({ type }) => type !== 'comment');
}
