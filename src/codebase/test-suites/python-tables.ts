import type { Span } from '../index/facts/symbol-fact.ts';
import type { Node } from '../languages/tree-sitter.ts';
import { UNKNOWN_TABLE, type Repeated, type Table } from './suite.ts';

const LISTS = /^(?:list|tuple|dictionary|set)$/;
const GIVES_ROWS = /(?:(parametrize)|parameterized\.expand|\bdata)$/;
const SLICE = /\[(\d*):(\d*)\]$/;

type Tables = ReadonlyMap<string, Table>;

/** Loops over tables, and tests that are given one. The nodes are in the order of the text. */
export function repeatedIn(nodes: readonly Node[]): readonly Repeated[] {
  const tables = new Map<string, Table>();
  return nodes.flatMap((node) => {
    switch (node.type) {
      case 'assignment':
        tables.set(
          node.childForFieldName('left')?.text ?? '',
          tableOf(node.childForFieldName('right'), tables),
        );
        return [];
      case 'for_statement': {
        const table = tableOf(node.childForFieldName('right'), tables);
        return repeatedBy(table, node.childForFieldName('body'));
      }
      case 'decorator': {
        const table = givenBy(node.namedChildren[0] ?? null, tables);
        return table === null ? [] : repeatedBy(table, node.parent);
      }
      default:
        return [];
    }
  });
}

function repeatedBy(table: Table, node: Node | null): readonly Repeated[] {
  return node === null ? [] : [{ ...table, start: node.startIndex, end: node.endIndex }];
}

/** The table of a decorator; null where it has none. */
function givenBy(call: Node | null, tables: Tables): Table | null {
  const match = GIVES_ROWS.exec(call?.childForFieldName('function')?.text ?? '');
  if (match === null) return null;
  const given = (call?.childForFieldName('arguments')?.namedChildren ?? []).filter((one) => one !== null);
  const named = given.find((one) => one.childForFieldName('name')?.text === 'argvalues');
  const places = given.filter(({ type }) => type !== 'keyword_argument' && type !== 'comment');
  return tableOf(named?.childForFieldName('value') ?? places[match[1] === undefined ? 0 : 1] ?? null, tables);
}

/** The values that are written out here or above. */
function tableOf(node: Node | null, tables: Tables): Table {
  if (node === null) return UNKNOWN_TABLE;
  if (LISTS.test(node.type)) return listed(node);
  if (node.type === 'call') {
    const of = node.childForFieldName('function');
    const inner = of?.type === 'attribute' ? of.childForFieldName('object') : null;
    return tableOf(inner ?? node.childForFieldName('arguments')?.namedChildren[0] ?? null, tables);
  }
  if (node.type !== 'subscript') return tables.get(node.text) ?? UNKNOWN_TABLE;
  const [slice, from, to] = SLICE.exec(node.text) ?? [];
  if (slice === undefined) return UNKNOWN_TABLE;
  const { values, isOpen } = tableOf(node.childForFieldName('value'), tables);
  return { values: values.slice(Number(from), to === '' ? undefined : Number(to)), isOpen };
}

function listed(node: Node): Table {
  const rows = node.namedChildren.filter((one) => one !== null).filter(({ type }) => type !== 'comment');
  const values = rows.map(({ startIndex, endIndex }): Span => ({ start: startIndex, end: endIndex }));
  return { values, isOpen: rows.some(({ type }) => type.endsWith('_splat')) };
}
