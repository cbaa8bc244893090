import type { LanguageId } from '../../domain/language.ts';
import { bracketFaults } from './bracket-faults.ts';
import { cFaults } from './c-faults.ts';
import { codeBrackets } from './code-brackets.ts';
import { cssFaults } from './css-faults.ts';
import { missingReturns } from './go-returns.ts';
import { htmlFaults } from './html-faults.ts';
import { luaFaults } from './lua-faults.ts';
import type { SyntaxProblem } from './syntax-problem.ts';
import { tomlFaults } from './toml-faults.ts';
import type { Node, Tree, TreeSource } from './tree-sitter.ts';

const C_FAMILY = /^(?:c|cpp|objc)$/;

/**
 * What grammars let pass and the language's own tools refuse in every file, of a text without an error of the grammar; of
 * CSS, HTML, C and others, of which the grammars know too little to be believed, what is wrong for certain.
 */
export function compilerProblems(
  { language, text }: Pick<TreeSource, 'language' | 'text'>,
  { rootNode }: Tree,
): readonly SyntaxProblem[] {
  if (language === 'css') return cssFaults(text);
  if (language === 'html') return htmlFaults(text);
  if (rootNode.hasError) return faultsOfBrackets(language, text);
  switch (language) {
    case 'go':
      return [...goProblems(childrenOf(rootNode)), ...missingReturns(rootNode)];
    case 'toml':
      return tomlFaults(childrenOf(rootNode));
    default:
      return [];
  }
}

function faultsOfBrackets(language: LanguageId, text: string): readonly SyntaxProblem[] {
  if (C_FAMILY.test(language)) return cFaults(text);
  return language === 'lua' ? luaFaults(text) : bracketFaults(codeBrackets(language, text));
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

function childrenOf(node: Node): readonly Node[] {
  return node.namedChildren.filter((child) => child !== null);
}
