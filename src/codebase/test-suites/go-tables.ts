import type { Node } from '../languages/tree-sitter.ts';
import type { Repeated } from './suite.ts';

const LIST = /^(?:slice|array|implicit_length_array|map)_type$/;

const NO_FUNCTION = 0;

/** Loops over tables that are written out in the loop, or under a name that is given a value once. */
export function repeatedIn(nodes: readonly Node[]): readonly Repeated[] {
  const tables = new Map<string, Node | null>();
  for (const node of nodes) {
    const given = tableIn(node);
    if (given === null) continue;
    const key = `${scopeOf(node)} ${given.name}`;
    tables.set(key, tables.has(key) ? null : given.table);
  }
  return nodes.flatMap((node) => {
    if (node.type !== 'for_statement') return [];
    const over = node.namedChildren[0]?.childForFieldName('right') ?? null;
    const table = over?.type === 'identifier' ? tableOf(over, tables) : over;
    const rows = table === null ? [] : rowsOf(table);
    const body = node.childForFieldName('body');
    const isOpen = over?.type === 'identifier' && isGivenAgain(over);
    if (body === null || (rows.length === 0 && !isOpen)) return [];
    const values = rows.map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex }));
    return [{ start: body.startIndex, end: body.endIndex, values, isOpen }];
  });
}

/** The table of a name in its function, or else of the package. */
function tableOf(name: Node, tables: ReadonlyMap<string, Node | null>): Node | null {
  const own = `${scopeOf(name)} ${name.text}`;
  return tables.get(tables.has(own) ? own : `${NO_FUNCTION} ${name.text}`) ?? null;
}

function scopeOf(node: Node): number {
  let one = node.parent;
  while (one !== null && !/^(?:function|method)_declaration$/.test(one.type)) one = one.parent;
  return one?.id ?? NO_FUNCTION;
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
