import { nodesOf, tryTree, type Node } from '../../src/codebase/languages/tree-sitter.ts';
import { languageOf } from '../../src/domain/language.ts';

/** Lines of one statement, counted from 1, both ends included. */
export type LineSpan = { readonly first: number; readonly last: number };

const BLOCK = /^(?:block|statement_block)$/;
const FUNCTION =
  /^(?:function_definition|function_declaration|function_expression|arrow_function|method_definition)$/;

/** The statements of every block in the functions of a file, a list for each block. */
export async function statementsOf(path: string, text: string): Promise<readonly (readonly LineSpan[])[]> {
  const language = languageOf(path);
  if (language === null) return [];
  const result = await tryTree({ language, text }, ({ rootNode }) =>
    [...nodesOf(rootNode)].filter((node) => BLOCK.test(node.type) && isInFunction(node)).map(spansIn),
  );
  return result.kind === 'parsed' ? result.value : [];
}

/** The body of a class in a function holds no statements to be taken out. */
function isInFunction({ parent }: Node): boolean {
  if (parent === null || parent.type.startsWith('class')) return false;
  return FUNCTION.test(parent.type) || isInFunction(parent);
}

function spansIn({ namedChildren }: Node): readonly LineSpan[] {
  return namedChildren.flatMap((node) =>
    node === null || node.type === 'comment'
      ? []
      : [{ first: node.startPosition.row + 1, last: node.endPosition.row + 1 }],
  );
}
