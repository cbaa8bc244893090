import { shortMessage, type SyntaxProblem } from './syntax-problem.ts';
import type { Node } from './tree-sitter.ts';

/** Names from the root of a document down to a key or a table. */
type Path = readonly string[];

/** What is defined so far, by its path as JSON. */
type Defined = {
  readonly tables: Set<string>;
  readonly arrays: Set<string>;
  readonly values: Set<string>;
};

const KEY = /^(?:bare|dotted|quoted)_key$/;
const NAME = /"((?:\\.|[^"\\])*)"|'([^']*)'|[^.\s"']+/g;

/**
 * What is defined twice, or below what is no table (TOML 1.0.0, "Keys", "Table" and "Array of Tables"). Each element of an
 * array of tables begins anew: what is below it may come again.
 */
export function tomlFaults(nodes: readonly Node[]): readonly SyntaxProblem[] {
  const defined: Defined = { tables: new Set(), arrays: new Set(), values: new Set() };
  const faults = pairFaults(nodes, [], defined);
  for (const node of nodes) {
    const header = headerOf(node);
    if (header === null) continue;
    const path = pathOf(header);
    if (node.type === 'table_array_element') beginElement(path, defined);
    const isFaulty = isBelowValue(path, defined) || isTakenBy(node.type, textOf(path), defined);
    (node.type === 'table' ? defined.tables : defined.arrays).add(textOf(path));
    faults.push(...(isFaulty ? [twice(header)] : []), ...pairFaults(childrenOf(node), path, defined));
  }
  return faults;
}

function headerOf(node: Node): Node | null {
  if (node.type !== 'table' && node.type !== 'table_array_element') return null;
  return childrenOf(node).find(({ type }) => KEY.test(type)) ?? null;
}

function isTakenBy(type: string, path: string, { tables, arrays }: Defined): boolean {
  return tables.has(path) || (type === 'table' && arrays.has(path));
}

/** What is below the array is that of its element before. */
function beginElement(path: Path, { tables, arrays, values }: Defined): void {
  const start = `${textOf(path).slice(0, -1)},`;
  for (const names of [tables, arrays, values])
    for (const name of names) if (name.startsWith(start)) names.delete(name);
}

function isBelowValue(path: Path, { values }: Defined): boolean {
  return path.some((_, index) => values.has(textOf(path.slice(0, index + 1))));
}

/** Keys of one table; by a dotted key tables come to be, which are no values. */
function pairFaults(nodes: readonly Node[], table: Path, defined: Defined): SyntaxProblem[] {
  const faults: SyntaxProblem[] = [];
  const made = new Set<string>();
  for (const pair of nodes) {
    const key = pair.type === 'pair' ? childrenOf(pair).find(({ type }) => KEY.test(type)) : undefined;
    if (key === undefined) continue;
    const path = [...table, ...pathOf(key)];
    if (isBelowValue(path, defined) || made.has(textOf(path))) faults.push(twice(key));
    for (let length = table.length + 1; length < path.length; length++)
      made.add(textOf(path.slice(0, length)));
    defined.values.add(textOf(path));
  }
  return faults;
}

function twice({ startIndex, text }: Node): SyntaxProblem {
  const message = shortMessage(`\`${text}\` is defined twice`);
  return { offset: startIndex, kind: 'early-error', code: null, message };
}

function pathOf({ text }: Node): Path {
  return Array.from(text.matchAll(NAME), ([name, quoted, literal]) => quoted ?? literal ?? name);
}

function textOf(path: Path): string {
  return JSON.stringify(path);
}

function childrenOf(node: Node): readonly Node[] {
  return node.namedChildren.filter((child) => child !== null);
}
