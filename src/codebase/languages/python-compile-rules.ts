import { ruleOfPatterns, ruleOfPatternStrings } from './python-pattern-rules.ts';
import { ruleOfNonlocal, ruleOfReturns, ruleOfYieldFrom } from './python-scope-rules.ts';
import type { SyntaxProblem } from './syntax-problem.ts';
import { tryTree, type Node } from './tree-sitter.ts';
import type { CompileRule } from './python-compile-rule.ts';

/**
 * What Python's compiler refuses and ruff does not report. The text has to be free of syntax errors; what only some
 * versions of Python refuse is not looked for.
 */
export async function compileProblems(text: string): Promise<readonly SyntaxProblem[]> {
  const rules = RULES.filter(({ triggers }) => triggers.every((trigger) => trigger.test(text)));
  if (rules.length === 0) return [];
  const result = await tryTree({ language: 'python', text }, ({ rootNode }) =>
    rootNode.hasError ? [] : rules.flatMap((rule) => problemsOf(rule, rootNode)),
  );
  return result.kind === 'parsed' ? result.value : [];
}

// Where a statement may begin: not after a comma or an opening bracket, nor in prose and assignments. The look behind
// comes after the star: at every line it would go back over all blank lines above.
const STAR_ON_LINE = /^[ \t]*\*(?<![,([{]\s*\*)[\w([](?!.*(?:\*|,[ \t]*$| = ))/;
const STAR_AFTER_SIGN = /[;:][ \t]*\*[\w.]+[ \t]*(?:#.*)?$/;

const ruleOfStars: CompileRule = {
  triggers: [new RegExp(`${STAR_ON_LINE.source}|${STAR_AFTER_SIGN.source}`, 'm')],
  at: ['list_splat'],
  fault: ({ parent }) =>
    parent?.type === 'expression_statement' && parent.childCount === 1
      ? 'A starred expression cannot stand alone'
      : null,
};

/** As a plain name it is ruff's; `del` and augmented assignment of the attribute compile. */
const ruleOfDebug: CompileRule = {
  triggers: [/__debug__/],
  at: ['identifier'],
  fault: (node) => (node.text === '__debug__' && isAssigned(node) ? 'Cannot assign to `__debug__`' : null),
};

const RULES: readonly CompileRule[] = [
  ruleOfStars,
  ruleOfDebug,
  ruleOfNonlocal,
  ruleOfYieldFrom,
  ruleOfReturns,
  ruleOfPatterns,
  ruleOfPatternStrings,
];

function isAssigned(name: Node): boolean {
  const { parent } = name;
  if (parent?.type === 'keyword_argument') return parent.childForFieldName('name')?.id === name.id;
  if (parent?.type !== 'attribute' || parent.childForFieldName('attribute')?.id !== name.id) return false;
  return isTarget(parent);
}

const TARGET_LISTS = new Set(['pattern_list', 'tuple_pattern', 'list_pattern', 'list_splat_pattern']);

function isTarget(node: Node): boolean {
  const { parent } = node;
  if (parent === null) return false;
  if (TARGET_LISTS.has(parent.type)) return isTarget(parent);
  if (parent.type === 'as_pattern_target') return true;
  if (!['assignment', 'for_statement', 'for_in_clause'].includes(parent.type)) return false;
  return parent.childForFieldName('left')?.id === node.id;
}

function problemsOf(rule: CompileRule, root: Node): readonly SyntaxProblem[] {
  return root.descendantsOfType([...rule.at]).flatMap((node): readonly SyntaxProblem[] => {
    const message = node === null ? null : rule.fault(node);
    if (node === null || message === null) return [];
    return [{ offset: node.startIndex, kind: 'early-error', code: null, message }];
  });
}
