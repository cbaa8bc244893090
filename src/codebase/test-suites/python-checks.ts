import type { Node } from '../languages/tree-sitter.ts';
import { evenCode, type Check } from './suite.ts';

type Judged = Pick<Check, 'strength' | 'subjects'>;

const HOLLOW: Judged = { strength: 'hollow', subjects: [] };
const EXACT: Judged = { strength: 'exact', subjects: [] };
const FAIL: Judged = { strength: 'fail', subjects: [] };
const RAISES: Judged = { strength: 'exact', subjects: ['raises'] };
const CONSTANTS = new Set(['integer', 'float', 'string', 'concatenated_string', 'true']);
const BOTH = /^[([{](?:True, False|False, True),?[)\]}]$/;
/** What counts as true whatever it holds. */
const TRUTHS = new Set([...CONSTANTS, 'tuple', 'lambda']);
const FALSE = /^(?:False|None|0|""|''|\(\))$/;
/** `all(…)` of nothing. */
const OVER_NOTHING = /^all\(\s*(?:.*\bin\s+)?(?:\[\s*\]|\(\s*\)|\{\s*\}|range\(0\)|[\w.]+\[:0\])\s*\)$/s;
const BROAD = /^(?:Exception|BaseException)$/;
// Within which every number, or every ratio, is near enough.
const BOUNDLESS =
  /\b(?:rel|rtol|rel_tol)\s*=\s*(?:[1-9][\d.]*(?:e\+?\d+)?(?![\d.e])|(?:float|math|np)\W*inf)|\b(?:abs|atol|delta|abs_tol)\s*=\s*(?:[1-9]\d{5,}|[1-9][\d.]*e\+?(?:[6-9]|\d\d)|(?:float|math|np)\W*inf)|\bplaces\s*=\s*-/;

/** What an `assert` says: of several conditions that all have to hold, each by itself. */
export function checksOfAssert(node: Node): readonly Check[] {
  const condition = node.namedChildren[0] ?? null;
  const parts = condition === null ? [] : allOf(condition);
  if (parts.length < 2) {
    const check = checkOf(node, condition === null ? EXACT : judge(condition));
    return [{ ...check, text: withoutBrackets(node, check.text) }];
  }
  return parts.map((part) => {
    const { start, end, text, ...judged } = checkOf(part, judge(part));
    return { start, end, text: `assert ${text}`, ...judged };
  });
}

/** `assert (x == y)` says no more than `assert x == y`. */
function withoutBrackets({ namedChildren }: Node, text: string): string {
  const [condition, message] = namedChildren;
  const isBracketed = condition?.type === 'parenthesized_expression' && message === undefined;
  return isBracketed ? `assert ${evenCode(condition.text.slice(1, -1))}` : text;
}

function allOf(node: Node): readonly Node[] {
  const sides = node.namedChildren.filter((child) => child !== null);
  if (node.type === 'parenthesized_expression') return sides.flatMap(allOf);
  const isAnd = node.type === 'boolean_operator' && node.childForFieldName('operator')?.text === 'and';
  return isAnd ? sides.flatMap(allOf) : [node];
}

/** What a call of unittest, pytest, a mock or numpy says; none where it asserts nothing. */
export function checkOfCall(node: Node): readonly Check[] {
  const callee = node.childForFieldName('function')?.text ?? '';
  const values = (node.childForFieldName('arguments')?.namedChildren ?? []).filter((value) => value !== null);
  const given = values.filter(({ type }) => type !== 'keyword_argument' && type !== 'comment');
  const [, own] = /^(?:self|cls)\.(assert\w+|fail)$/.exec(callee) ?? [];
  if (own !== undefined)
    return [checkOf(node, judgeMethod(own, given)), ...(own.endsWith('Regex') ? saidOf(given[1]) : [])];
  // Which records warnings, and expects none.
  if (/^(?:pytest\.)?warns$/.test(callee) && given[0]?.text === 'None') return [];
  if (/^(?:pytest\.)?(?:raises|warns|deprecated_call)$/.test(callee)) {
    const match = values.find((value) => value.childForFieldName('name')?.text === 'match');
    return [checkOf(node, judgeRaises(given)), ...saidOf(match)];
  }
  if (callee === 'pytest.fail') return [checkOf(node, FAIL)];
  return /(?:^|\.)assert_\w+$/.test(callee) ? [checkOf(node, EXACT)] : [];
}

/** What an error has to say counts by itself: it may stand in an assertion of its own as well. */
function saidOf(node: Node | undefined): readonly Check[] {
  return node === undefined ? [] : [checkOf(node, EXACT)];
}

function checkOf(node: Node, judged: Judged): Check {
  const text = evenCode(node.text);
  const { strength, subjects } = BOUNDLESS.test(text) ? HOLLOW : judged;
  return { start: node.startIndex, end: node.endIndex, text, strength, subjects: subjects.map(evenCode) };
}

function judge(node: Node): Judged {
  switch (node.type) {
    case 'parenthesized_expression':
      return judgeFirst(node);
    case 'comparison_operator':
      return judgeComparison(node);
    case 'boolean_operator':
      return judgeBoolean(node);
    case 'not_operator':
      return FALSE.test(node.childForFieldName('argument')?.text ?? '') ? HOLLOW : EXACT;
    case 'call':
      return judgeCall(node);
    case 'identifier':
    case 'attribute':
    case 'subscript':
    case 'await':
      return { strength: 'weak', subjects: [node.text] };
    default:
      if (FALSE.test(node.text)) return FAIL;
      return TRUTHS.has(node.type) ? HOLLOW : EXACT;
  }
}

function judgeFirst(node: Node): Judged {
  const [inner = null] = node.namedChildren;
  return inner === null ? EXACT : judge(inner);
}

function judgeComparison(node: Node): Judged {
  const [left = null, right = null, ...more] = node.namedChildren;
  if (left === null || right === null || more.length > 0) return EXACT;
  const operator = node.text
    .slice(left.endIndex - node.startIndex, right.startIndex - node.startIndex)
    .trim();
  const measured = /^len\((.*)\)$/s.exec(left.text)?.[1];
  if (left.text === right.text) return /^(?:==|is|<=|>=)$/.test(operator) ? HOLLOW : EXACT;
  if (CONSTANTS.has(left.type) && CONSTANTS.has(right.type)) return HOLLOW;
  if (measured !== undefined && operator === '>=' && right.text === '0') return HOLLOW;
  const isSome = /^(?:is not|!=)$/.test(operator) && right.text === 'None';
  const isFilled = measured !== undefined && /^(?:>|!=) 0$|^>= 1$/.test(`${operator} ${right.text}`);
  // Whichever of the two it is.
  if (operator === 'in' && BOTH.test(right.text)) return HOLLOW;
  if (operator === 'in' && isChoice(right)) return { strength: 'weak', subjects: [left.text] };
  if (operator === 'in' && left.type === 'string') return { strength: 'weak', subjects: [right.text] };
  const isTruth = right.text === 'True' || left.text === 'True';
  if (isSome || isFilled || isTruth)
    return { strength: 'weak', subjects: [left.text, measured ?? left.text] };
  return {
    strength: 'exact',
    subjects: [left.text, right.text, ...(measured === undefined ? [] : [measured])],
  };
}

function judgeBoolean(node: Node): Judged {
  const sides = node.namedChildren.filter((child) => child !== null).map(judge);
  const isHollow = ({ strength }: Judged): boolean => strength === 'hollow';
  const isOr = node.childForFieldName('operator')?.text === 'or';
  if (isOr ? sides.some(isHollow) : sides.every(isHollow)) return HOLLOW;
  const subjects = sides.flatMap((side) => side.subjects);
  // `x == 3 or data` holds wherever there is any data.
  const isWeak = isOr
    ? sides.some(({ strength }) => strength === 'weak')
    : sides.every(({ strength }) => strength !== 'exact');
  return { strength: isWeak ? 'weak' : 'exact', subjects };
}

function judgeCall(node: Node): Judged {
  const callee = node.childForFieldName('function')?.text ?? '';
  const [first, second] = node.childForFieldName('arguments')?.namedChildren ?? [];
  if (callee === 'all' && OVER_NOTHING.test(node.text)) return HOLLOW;
  if (/^(?:all|any)$/.test(callee)) return EXACT;
  if (callee === 'isinstance' && second?.text === 'object') return HOLLOW;
  const isAboutFirst = /^(?:isinstance|hasattr|callable|bool|len)$/.test(callee);
  const [, attribute] = /^['"](\w+)['"]$/.exec(callee === 'hasattr' ? (second?.text ?? '') : '') ?? [];
  const member = attribute === undefined ? [] : [`${first?.text}.${attribute}`];
  return {
    strength: 'weak',
    subjects: [isAboutFirst ? (first?.text ?? '') : node.text, node.text, ...member],
  };
}

/** Some values written out, of which any will do where one may have been asked for. */
function isChoice({ type, namedChildren }: Node): boolean {
  const areConstants = namedChildren.every((one) => one !== null && CONSTANTS.has(one.type));
  return areConstants && /^(?:tuple|list|set)$/.test(type);
}

function judgeMethod(name: string, [first, second]: readonly Node[]): Judged {
  if (/^assertRaises|^assertWarns/.test(name)) return judgeRaises(first === undefined ? [] : [first]);
  if (name === 'fail') return FAIL;
  if (first === undefined) return EXACT;
  if (name === 'assertTrue') return judge(first);
  if (name === 'assertFalse') return FALSE.test(first.text) ? HOLLOW : EXACT;
  if (/^assert(?:IsNotNone|IsInstance)$/.test(name)) return { strength: 'weak', subjects: [first.text] };
  if (second === undefined) return EXACT;
  if (name === 'assertIn' && first.type === 'string') return { strength: 'weak', subjects: [second.text] };
  const isAlike =
    /^assert(?:Equals?|Is|\w+Equal|GreaterEqual|LessEqual)$/.test(name) && !name.includes('Not');
  if (isAlike && first.text === second.text) return HOLLOW;
  if (isAlike && CONSTANTS.has(first.type) && CONSTANTS.has(second.type)) return HOLLOW;
  const isTruth = first.text === 'True' || second.text === 'True';
  return { strength: isTruth ? 'weak' : 'exact', subjects: [first.text, second.text] };
}

function judgeRaises([error]: readonly Node[]): Judged {
  return error !== undefined && BROAD.test(error.text) ? { strength: 'weak', subjects: ['raises'] } : RAISES;
}
