import { cssFaults } from './css-faults.ts';
import { htmlFaults } from './html-faults.ts';
import { shortMessage, type SyntaxProblem } from './syntax-problem.ts';
import type { Node, Tree, TreeSource } from './tree-sitter.ts';

/**
 * What grammars let pass and the language's own tools refuse in every file, of a text without an error of the grammar; of
 * CSS and HTML, of which the grammars know too little to be believed, what is wrong for certain.
 */
export function compilerProblems(
  { language, text }: Pick<TreeSource, 'language' | 'text'>,
  { rootNode }: Tree,
): readonly SyntaxProblem[] {
  if (language === 'css') return cssFaults(text);
  if (language === 'html') return htmlFaults(text);
  if (rootNode.hasError) return [];
  switch (language) {
    case 'go':
      return goProblems(childrenOf(rootNode));
    case 'toml':
      return tomlProblems(childrenOf(rootNode));
    default:
      return [];
  }
}

const GO_PREAMBLE = /^(?:package_clause|import_declaration|comment)$/;

/** The package comes first, then imports, then all the rest (The Go Programming Language Specification, "Source file organization"). */
function goProblems(nodes: readonly Node[]): readonly SyntaxProblem[] {
  if (!nodes.some(({ type }) => type === 'package_clause'))
    return [{ offset: 0, kind: 'missing', code: null, message: 'Missing package clause' }];
  const firstOther = nodes.findIndex(({ type }) => !GO_PREAMBLE.test(type));
  const late = nodes.filter(
    ({ type }, index) => type === 'import_declaration' && firstOther !== -1 && index > firstOther,
  );
  return late.map(({ startIndex }) => {
    return {
      offset: startIndex,
      kind: 'syntax',
      code: null,
      message: 'Imports come before other declarations',
    };
  });
}

const TOML_KEY = /^(?:bare|dotted|quoted)_key$/;

/** A key may be set once in its table, and a table of one name defined once (TOML 1.0.0, "Keys" and "Table"). */
function tomlProblems(nodes: readonly Node[]): readonly SyntaxProblem[] {
  const tables = nodes.filter(({ type }) => type === 'table');
  const headers = tables.flatMap((table) => childrenOf(table).filter(isTomlKey).slice(0, 1));
  // Below an array of tables the same name stands for a table of each element.
  const isAmbiguous = nodes.some(({ type }) => type === 'table_array_element');
  const bodies = [nodes, ...nodes.filter(({ type }) => type.startsWith('table')).map(childrenOf)];
  const keys = bodies.flatMap((body) =>
    repeated(
      body
        .filter(({ type }) => type === 'pair')
        .flatMap((pair) => childrenOf(pair).filter(isTomlKey).slice(0, 1)),
    ),
  );
  const again = [...keys, ...(isAmbiguous ? [] : repeated(headers))];
  return again.map(({ startIndex, text }) => {
    const message = shortMessage(`\`${text}\` is defined twice`);
    return { offset: startIndex, kind: 'early-error', code: null, message };
  });
}

function isTomlKey({ type }: Node): boolean {
  return TOML_KEY.test(type);
}

function repeated(nodes: readonly Node[]): readonly Node[] {
  const seen = new Set<string>();
  return nodes.filter(({ text }) => {
    const isAgain = seen.has(text);
    seen.add(text);
    return isAgain;
  });
}

function childrenOf(node: Node): readonly Node[] {
  return node.namedChildren.filter((child) => child !== null);
}
