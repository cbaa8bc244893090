import type { Argument, Expression } from 'oxc-parser';
import type { Span } from '../index/facts/symbol-fact.ts';
import { chainOf, type Link } from './script-chain.ts';
import { evenCode, type Check } from './suite.ts';

type Judged = Pick<Check, 'strength' | 'subjects'>;
/** How a chain stands in its text. */
export type ChainPlace = { readonly text: string; readonly isAwaited: boolean };
type Reader = (node: Argument | undefined) => string;

const HOLLOW: Judged = { strength: 'hollow', subjects: [] };
const EXACT: Judged = { strength: 'exact', subjects: [] };
const FAIL: Judged = { strength: 'fail', subjects: [] };
const EXPECT = /^expect(?:TypeOf)?$|^assertType$/;
const EXPECT_PARTS = /^(?:soft|poll|element)$/;
/** `ifError` says no more than a call that throws. */
const FAILS = /^(?:fail|unreachable|ifError)$/;
const WORDS = /^(?:to|be|been|is|that|which|and|has|have|with|at|of|same|but|does|still|also|deep|own|a|an)$/;
const WEAK =
  /^(?:an?|toBeDefined|toBeTruthy|toBeInstanceOf|toBeTypeOf|toHaveBeenCalled|toBeCalled|exist|exists|ok|isOk|isDefined|isNotNull|isObject|isArray|isString|isNumber|isFunction|instanceOf|instanceof|isInstanceOf)$/;
const NOTHING = /^(?:toBeNull|toBeUndefined|toBeFalsy|undefined|null|empty)$/;
const RAISES = /^(?:toThrow(?:Error)?|throws?|rejects?|rejected|rejectedWith)$/;
const SENTENCE = /^['"`](?:(?:not|when|with|while|was|has|have|had|is|it|to)\b)/;
const SAYS_LITTLE = /^['"`]to be (?:ok|truthy|defined|an? \w+)['"`]$/;
const WRITTEN_OUT = /^(?:Literal|TemplateLiteral|ObjectExpression|ArrayExpression)$/;
const SAME =
  /^(?:toBe|toEqual|toStrictEqual|equals?|eq|eql|eqls|strictEqual|deepEqual|deepStrictEqual|is|same)$/;
const CALLED = /^(?:to[A-Z]\w*|equals?|eqls?|eq|includes?|contains?|members|match(?:es)?|throws?)$/;
/** What tap, tape and ava hand to a test, and tape by custom to those within it. */
const CONTEXT = /^(?:tt?|s\d*t\d*)$/;
const TAP =
  /^(?:is|not|deepEqual|truthy|falsy|throws|rejects|true|false|like|match|ok|equal|same|strict)\w*$/;
/** That a list or a text is filled, or a number above nothing. */
const FILLED =
  /^(?:toBeGreaterThan|greaterThan|above|gt)\((?:0|-1)\)$|^(?:toBeGreaterThanOrEqual|greaterThanOrEqual|least|gte)\(1\)$/;
const ANYTHING = /^expect\.(?:anything|any)\(/;
const ALWAYS = /\|\|\s*(?:true|1)$/;
/** A value with another in its stead. */
const EITHER = /^(.+?) (?:\|\||\?\?) /;
const TRUE = /^(?:true|1|!0|'[^']+'|"[^"]+"|[1-9]\d*|\{.*\}|\[.*\])$/;

/**
 * What a chain asserts: nothing, one thing, or as much as a request of supertest is asked for; `hollow` where nothing is
 * said of the value, or nobody waits for it.
 */
export function checksOfChain(node: Expression, { text, isAwaited }: ChainPlace): readonly Check[] {
  const read: Reader = (one) => (one === undefined ? '' : evenCode(text.slice(one.start, one.end)));
  const { root, links } = chainOf(node);
  const judged = judge(links, { read, root: () => evenCode(text.slice(root.start, root.end)) });
  const { start, end } = node;
  const said = saidToExpect(links, read);
  if (said.length > 0) return said.map((one) => ({ start, end, ...one }));
  if (judged === null) {
    const isHeard = isAwaited || isHandedOn(links.at(-1));
    const subjects = [requestIn(evenCode(text.slice(start, end)))];
    return links
      .slice(1)
      .flatMap(({ name, given }) => (name === 'expect' && given !== null ? expectedOf(given) : []))
      .map((part) => {
        const strength = isStatus(part) ? 'weak' : 'exact';
        return { start, end, text: `expect(${read(part)})`, ...(isHeard ? { strength, subjects } : HOLLOW) };
      });
  }
  const isLost = !isAwaited && links.some(({ name }) => name === 'resolves' || name === 'rejects');
  const { strength, subjects } = isLost ? HOLLOW : judged;
  return [{ start, end, text: evenCode(text.slice(start, end)), strength, subjects }];
}

/** `expect(x, 'to equal', y).and('to be ok')`, as unexpected has it: each sentence is an assertion. */
function saidToExpect(
  [first, ...others]: readonly Link[],
  read: Reader,
): readonly (Judged & Pick<Check, 'text'>)[] {
  const [value, sentence] = first?.given ?? [];
  if (first?.name !== 'expect' || !SENTENCE.test(read(sentence))) return [];
  const more = others.flatMap(({ name, given }) => (name === 'and' && given !== null ? [given] : []));
  return [(first.given ?? []).slice(1), ...more].map((given) => ({
    text: `expect(${[value, ...given].map(read).join(', ')})`,
    strength: SAYS_LITTLE.test(read(given[0])) ? 'weak' : 'exact',
    subjects: [read(value)],
  }));
}

/** Whether a request is sent, and its expectations are judged: by `.end(…)`, or by a callback that is called with the result. */
function isHandedOn(last: Link | undefined): boolean {
  return last?.name !== 'expect' || (last.given ?? []).some(({ type }) => !WRITTEN_OUT.test(type));
}

/** A status and a body are two expectations, the name and the value of a header one; a callback is none. */
function expectedOf(given: readonly Argument[]): readonly Argument[] {
  const [first, ...others] = given;
  if (first === undefined) return [];
  const body = others.filter(({ type }) => /Literal|Expression$/.test(type) && !/Function/.test(type));
  return isStatus(first) ? [first, ...body.slice(0, 1)] : [others[0] ?? first];
}

/** A status says less of an answer than its body or a header does. */
function isStatus(part: Argument): boolean {
  return part.type === 'Literal' && typeof part.value === 'number';
}

function requestIn(code: string): string {
  return code.replace(/ ?\.expect\(.*$/, '');
}

/** A type that is an error unless it holds. */
export function checkOfType({ start, end }: Span, text: string): Check {
  return { start, end, text: evenCode(text.slice(start, end)), ...EXACT };
}

function judge(
  links: readonly Link[],
  { read, root }: { readonly read: Reader; readonly root: () => string },
): Judged | null {
  const [first, second, ...rest] = links;
  if (first === undefined) return null;
  if (EXPECT.test(first.name)) {
    if (first.given !== null) return judgeMatcher(links.slice(1), { read, subject: read(first.given[0]) });
    if (second === undefined || second.given === null) return null;
    return EXPECT_PARTS.test(second.name)
      ? judgeMatcher(rest, { read, subject: read(second.given[0]) })
      : null;
  }
  if (first.name === 'assert') return judgeAssert(links, read);
  if (CONTEXT.test(first.name) && second?.given !== null && TAP.test(second?.name ?? ''))
    return judgeAssert(links, read);
  // `t.assert.equal(…)` of `node:test`, `sinon.assert.calledOnce(…)`.
  if (first.given === null && second?.name === 'assert' && second.given === null && rest.length === 1)
    return judgeAssert(links.slice(1), read);
  const should = links.findIndex(({ name }) => name === 'should');
  if (should > 0) return judgeMatcher(links.slice(should + 1), { read, subject: root() });
  return null;
}

type Subject = { readonly read: Reader; readonly subject: string };

function judgeMatcher(links: readonly Link[], { read, subject: value }: Subject): Judged {
  const matcher = links.findLast(({ name }) => !WORDS.test(name)) ?? links.at(-1);
  if (matcher === undefined) return HOLLOW;
  const expected = read(matcher.given?.[0]);
  const isNot = links.some(({ name }) => name === 'not');
  const subjects = [value, value.replace(/\.(?:length|size)$/, ''), value.replace(/^await /, '')];
  const weak: Judged = { strength: 'weak', subjects };
  // Mentioned, and never called.
  if (matcher.given === null && CALLED.test(matcher.name)) return HOLLOW;
  if (ALWAYS.test(value)) return HOLLOW;
  if (SAME.test(matcher.name) && !isNot && value === expected) return HOLLOW;
  if (RAISES.test(matcher.name)) return matcher.given?.length === 0 ? weak : { strength: 'exact', subjects };
  const [, asked] = EITHER.exec(value) ?? [];
  // `expect(x || 3).toBe(3)` holds for no `x` too, and `expect(x === 3 || y).toBe(true)` for any `y`.
  if (asked !== undefined && !isNot && (expected === 'true' || value.endsWith(` ${expected}`)))
    return { strength: 'weak', subjects: [...subjects, ...sidesOf(asked)] };
  const isWeak = isNot
    ? NOTHING.test(matcher.name)
    : WEAK.test(matcher.name) || ANYTHING.test(expected) || FILLED.test(`${matcher.name}(${expected})`);
  if (/^(?:true|false)$/.test(value) && !isWeak && matcher.name !== value) return FAIL;
  if (isWeak || (matcher.name === 'true' && !isNot)) return TRUE.test(value) ? HOLLOW : weak;
  if (matcher.name === 'toBeCloseTo' && read(matcher.given?.[1]).startsWith('-')) return HOLLOW;
  if (isNot) return EXACT;
  return expected === 'true' ? weak : { strength: 'exact', subjects };
}

function judgeAssert(links: readonly Link[], read: Reader): Judged | null {
  const call = links.findLast(({ given }) => given !== null);
  if (call?.given === undefined || call.given === null) return null;
  const [first, second] = call.given;
  const value = read(first);
  if (FAILS.test(call.name) || /^(?:false|0)$/.test(value)) return FAIL;
  if (RAISES.test(call.name))
    return { strength: call.given.length < 2 ? 'weak' : 'exact', subjects: [value] };
  if (call.name === 'assert' || WEAK.test(call.name) || /^truthy$|^true$/.test(call.name))
    return judgeTruth(first, read);
  if (SAME.test(call.name) && value === read(second) && value !== '') return HOLLOW;
  const isTruth = SAME.test(call.name) && read(second) === 'true';
  return { strength: isTruth ? 'weak' : 'exact', subjects: [value, read(second)] };
}

/** The sides of a comparison, or the value itself. */
function sidesOf(code: string): readonly string[] {
  return code.split(/ (?:[=!]==?|[<>]=?) /);
}

function judgeTruth(node: Argument | undefined, read: Reader): Judged {
  const value = read(node);
  if (ALWAYS.test(value) || TRUE.test(value)) return HOLLOW;
  if (node?.type === 'UnaryExpression' && node.operator === '!')
    return { strength: 'exact', subjects: [read(node.argument)] };
  if (node?.type === 'LogicalExpression' && node.operator !== '&&')
    return { strength: 'weak', subjects: [value, ...sidesOf(value.replace(/ (?:\|\||\?\?) .*$/, ''))] };
  if (node?.type !== 'BinaryExpression') return { strength: 'weak', subjects: [value] };
  const [left, right] = [evenCode(value.slice(0, node.left.end - node.left.start)), read(node.right)];
  if (left === right) return HOLLOW;
  const isSome = /^!==?$/.test(node.operator) && /^(?:null|undefined)$/.test(right);
  const measured =
    /\.(?:length|size)$/.test(left) && /^(?:>|!==?) 0$|^>= 1$/.test(`${node.operator} ${right}`);
  const isWeak = isSome || measured || right === 'true';
  return {
    strength: isWeak ? 'weak' : 'exact',
    subjects: measured ? [left, left.replace(/\.\w+$/, '')] : [left, right],
  };
}
