import type { Argument, CallExpression, Program, TemplateLiteral } from 'oxc-parser';
import { UNKNOWN_TABLE, type Table } from './suite.ts';

/** Tables by the names under which they are written out. */
export type Tables = ReadonlyMap<string, Table>;

/** The values of a list that is written out here or under a name. */
export function tableOf(node: Argument, tables: Tables, text: string): Table {
  switch (node.type) {
    case 'ArrayExpression': {
      const values = node.elements.flatMap((one) => (one === null ? [] : [one]));
      return { values, isOpen: values.some(({ type }) => type === 'SpreadElement') };
    }
    case 'ObjectExpression':
      return {
        values: node.properties,
        isOpen: node.properties.some(({ type }) => type === 'SpreadElement'),
      };
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return tableOf(node.expression, tables, text);
    case 'TemplateLiteral':
      return { values: linesOf(node, text), isOpen: false };
    case 'CallExpression':
      return tableOfCall(node, tables, text);
    case 'Identifier':
      return tables.get(node.name) ?? UNKNOWN_TABLE;
    default:
      return UNKNOWN_TABLE;
  }
}

/** A part of a list, or what a function such as `Object.entries` makes of one. */
function tableOfCall({ callee, arguments: given }: CallExpression, tables: Tables, text: string): Table {
  const [first, second] = given;
  const isSlice =
    callee.type === 'MemberExpression' && text.slice(callee.property.start, callee.property.end) === 'slice';
  if (!isSlice) return first === undefined ? UNKNOWN_TABLE : tableOf(first, tables, text);
  const bounds = [first, second].map((one) => one && Number(text.slice(one.start, one.end)));
  if (bounds.some((bound) => Number.isNaN(bound))) return UNKNOWN_TABLE;
  const { values, isOpen } = tableOf(callee.object, tables, text);
  return { values: values.slice(bounds[0], bounds[1]), isOpen };
}

/** The rows of `` each`a | b …` ``: lines with values. */
function linesOf({ start, end }: TemplateLiteral, text: string): Table['values'] {
  const lines = text.slice(start, end).matchAll(/^.*\$\{.*$/gm);
  return [...lines].map(({ 0: line, index }) => ({ start: start + index, end: start + index + line.length }));
}

/** The tables that a program declares at its top. */
export function tablesAtTop({ body }: Program, text: string): Map<string, Table> {
  const declared = body.flatMap((one) => (one.type === 'VariableDeclaration' ? one.declarations : []));
  return new Map(
    declared.flatMap(({ id, init }) =>
      id.type === 'Identifier' && init !== null ? [[id.name, tableOf(init, new Map(), text)]] : [],
    ),
  );
}
