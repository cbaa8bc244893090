import { ancestorsOf, textOf, type PyNode } from '../../python/tree.ts';
import type { PyVariable } from './find.ts';

const ATOM =
  /^(?:identifier|integer|float|true|false|none|string|call|attribute|subscript|list|dictionary|set|tuple|parenthesized_expression|list_comprehension|set_comprehension|dictionary_comprehension|generator_expression)$/;
/** What takes a whole expression, so that nothing around it can bind more tightly. */
const WHOLE =
  /^(?:argument_list|keyword_argument|return_statement|expression_statement|parenthesized_expression|list|tuple|set|pair|if_statement|while_statement|for_statement|lambda|subscript)$/;

/** The value as it is written in the place of a use, in parentheses where they are needed; null where it cannot be. */
export function valueAt({ tree, value }: PyVariable, use: PyNode): string | null {
  const text = textOf(tree, value);
  const isInString = [...ancestorsOf(use)].some(({ type }) => type === 'interpolation');
  if (isInString && /["'\\\n#{}]/.test(text)) return null;
  return needsParentheses(value, use, text) ? `(${text})` : text;
}

function needsParentheses(value: PyNode, use: PyNode, text: string): boolean {
  const { parent } = use;
  const isNumber = /^(?:integer|float)$/.test(value.type);
  if (isNumber) return parent?.type === 'attribute';
  if (ATOM.test(value.type)) return false;
  if (text.includes('\n') && parent?.type !== 'argument_list') return true;
  const isRight = parent?.type === 'assignment' && use.field === 'right';
  const isObject = parent?.type === 'subscript' && use.field === 'value';
  const takesWhole = parent !== null && WHOLE.test(parent.type) && !isObject;
  return !(isRight || takesWhole);
}
