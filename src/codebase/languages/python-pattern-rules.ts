import type { CompileRule } from './python-compile-rule.ts';
import type { Node } from './tree-sitter.ts';

const MATCH = /^[ \t]*match\b.*:[ \t]*(?:#.*)?$/m;
const CASE = /^[ \t]*case\b/m;

/** An alternative that always matches makes those after it unreachable; as the whole pattern of a case that is ruff's. */
export const ruleOfPatterns: CompileRule = {
  triggers: [MATCH, CASE, /\|/],
  at: ['union_pattern'],
  fault: (node) =>
    alternativesOf(node).slice(0, -1).some(isIrrefutable)
      ? 'This alternative always matches, so that the ones after it are unreachable'
      : null,
};

/** A pattern may hold plain strings only. */
export const ruleOfPatternStrings: CompileRule = {
  triggers: [MATCH, CASE, /\b[rR]?[fF][rR]?["']/],
  at: ['string'],
  fault: (node) =>
    /f/i.test(node.firstChild?.text ?? '') && isInPattern(node) ? 'A pattern cannot be an f-string' : null,
};

/** An opening parenthesis alone makes a tuple of the grammar's; with a comma it is one. */
function isIrrefutable(pattern: Node): boolean {
  const { children } = pattern;
  switch (pattern.type) {
    case '_':
      return true;
    case 'dotted_name':
      return pattern.childCount === 1;
    case 'case_pattern':
    case 'as_pattern':
      return isEver(children[0]);
    case 'tuple_pattern':
      return children.length === 3 && isEver(children[1]);
    case 'union_pattern':
      return alternativesOf(pattern).some(isIrrefutable);
    default:
      return false;
  }
}

function isEver(pattern: Node | null | undefined): boolean {
  return pattern !== null && pattern !== undefined && isIrrefutable(pattern);
}

function alternativesOf(union: Node): readonly Node[] {
  return union.children.flatMap((child) =>
    child === null || child.type === '|' || child.isExtra ? [] : [child],
  );
}

function isInPattern({ parent }: Node): boolean {
  if (parent?.type === 'concatenated_string') return isInPattern(parent);
  return parent !== null && ['case_pattern', 'dict_pattern', 'union_pattern'].includes(parent.type);
}
