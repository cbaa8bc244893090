import type { Span } from '../index/facts/symbol-fact.ts';
import { nodesOfTypes, withTree, type Node } from '../languages/tree-sitter.ts';
import { SUITE_GRAMMARS, type SuiteGrammar } from './suite-grammars.ts';
import { evenCode, NOTHING_SEEN, type Check, type Sightings, type TestPlace } from './suite.ts';

const TITLE = /^(?:['"](.*)['"]|:(\w+)|([A-Z][\w:]*))$/s;
const OUTER =
  /^(?:class|class_declaration|module|namespace_declaration|impl_item|mod_item|trait_declaration)$/;
const RETURN = /^(?:return|return_statement|return_expression)$/;
const BLOCK = /^(?:block|block_body|body_statement|do_block|compound_statement)$/;
const CATCH = /^(?:catch_clause|rescue)$/;
/** What leads to a function other than its name: a hook, an override. */
const MARK = /@[A-Z]\w|(?:^|\n)\s*#?\[\w/;
const SETS_UP = /^set_?up$/i;
const UNDER = /if|unless|conditional|case|while|for|rescue|switch|match|catch/;
/** `expect(x).to eq(x)`, `assertThat(x).isEqualTo(x)`. */
const SAME = /\((.+)\)\.(?:to |isEqualTo\(|Should\(\)\.Be\()(?:(?:eq|eql|equal|be)[ (])?\1\)*$/;
const HEARD = /\b(?:throw|raise|fail\w*|flunk|assert\w*|Assert)\b/;

/** Reads the tests of a language of which only marks, names and calls are known; nothing of any other. */
export async function readMarkedSuite(language: string, text: string): Promise<Sightings> {
  const grammar = SUITE_GRAMMARS[language];
  if (grammar === undefined) return NOTHING_SEEN;
  return withTree(language, text, ({ rootNode }) => {
    if (rootNode.hasError && rootNode.namedChildCount < 2) return { ...NOTHING_SEEN, isUnread: true };
    const of = (types: readonly string[]): readonly Node[] =>
      nodesOfTypes(rootNode, (type) => types.includes(type));
    const [calls, functions] = [of(grammar.calls), of(grammar.functions)];
    const { tests, skipped } = testsIn({ calls, functions }, { grammar, text });
    const isEnd = (node: Node): boolean => grammar.ends.test(ownName(node));
    const [ends, others] = [calls.filter(isEnd), calls.filter((node) => !isEnd(node))];
    const ending = [...nodesOfTypes(rootNode, (type) => RETURN.test(type)), ...ends];
    return {
      ...NOTHING_SEEN,
      tests: tests.map(({ name, title, line, start, end }) => ({ name, title, line, start, end })),
      functions: functions.map((node) => {
        const isReached = MARK.test(
          marksOf(node, text).replaceAll(new RegExp(grammar.testMark ?? /^(?!)/, 'g'), ''),
        );
        return { ...spanOf(node), name: nameOf(node), isReached };
      }),
      checks: checksIn(others, grammar),
      calls: others.map((node) => ({ ...spanOf(node), name: ownName(node), isUsed: isUsed(node) })),
      dead: [
        ...skipped.map(spanOf),
        ...ending.flatMap((node) => restBehind(node, tests)),
        ...ends.flatMap(skippedBySetUp),
        ...nodesOfTypes(rootNode, (type) => CATCH.test(type)).flatMap((node) => unheard(node, grammar)),
      ],
    };
  });
}

type Test = TestPlace & { readonly node: Node };
type Read = { readonly grammar: SuiteGrammar; readonly text: string };
type Nodes = { readonly calls: readonly Node[]; readonly functions: readonly Node[] };

/** Tests that run, and what looks like one and does not. */
function testsIn(
  { calls, functions }: Nodes,
  { grammar, text }: Read,
): { readonly tests: readonly Test[]; readonly skipped: readonly Node[] } {
  const asTest = (node: Node, title: string): Test => {
    const name = [...outerNames(node, grammar), title].join(' > ');
    return { ...spanOf(node), node, title, name, line: node.startPosition.row + 1 };
  };
  const isMarkedTest = (node: Node): boolean =>
    grammar.testName?.test(nameOf(node)) === true || grammar.testMark?.test(marksOf(node, text)) === true;
  const isSkipped = (node: Node): boolean =>
    [node, ...outersOf(node)].some((one) => grammar.skipMark?.test(marksOf(one, text)) === true);
  const isLeftOut = (node: Node): boolean =>
    around(node, grammar).some((one) => isMarked(one, grammar.skippedCall));
  const isFocused = (node: Node): boolean =>
    around(node, grammar).some((one) => isMarked(one, grammar.focusedCall));
  const named = functions.filter(isMarkedTest);
  const called = calls.filter((node) => grammar.testCall?.test(ownName(node)) === true && hasBlock(node));
  const left = called.filter((node) => !isLeftOut(node));
  const run = left.some(isFocused) ? left.filter(isFocused) : left;
  const tests = [
    ...named.filter((node) => !isSkipped(node)).map((node) => asTest(node, nameOf(node))),
    ...run.map((node) => asTest(node, titleOf(node))),
  ];
  return {
    tests: tests.toSorted((a, b) => a.start - b.start),
    skipped: [...named.filter(isSkipped), ...called.filter((node) => !run.includes(node))],
  };
}

function isMarked(call: Node, mark: RegExp | undefined): boolean {
  const given = (call.childForFieldName('arguments')?.namedChildren ?? []).slice(1);
  return (
    mark !== undefined &&
    [ownName(call), ...given.map((one) => one?.text ?? '')].some((one) => mark.test(one))
  );
}

/** A call with those that surround it as suites. */
function around(node: Node, { calls, suiteCall }: SuiteGrammar): readonly Node[] {
  const isSuite = (one: Node): boolean => calls.includes(one.type) && suiteCall?.test(ownName(one)) === true;
  return [node, ...ancestorsOf(node).filter(isSuite)];
}

function outersOf(node: Node): readonly Node[] {
  return ancestorsOf(node).filter(({ type }) => OUTER.test(type));
}

function outerNames(node: Node, grammar: SuiteGrammar): readonly string[] {
  const suites = around(node, grammar).slice(1).map(titleOf);
  return [...outersOf(node).map(nameOf), ...suites].toReversed();
}

function ancestorsOf(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let one = node.parent; one !== null; one = one.parent) found.push(one);
  return found;
}

/** Marks stand in a node before its name, or before it: attributes of Rust, a comment of PHP. */
function marksOf(node: Node, text: string): string {
  const before: string[] = [];
  for (
    let one = node.previousNamedSibling;
    one !== null && /attribute_item|comment/.test(one.type);
    one = one.previousNamedSibling
  )
    before.push(one.text);
  const name = node.childForFieldName('name');
  return [...before, text.slice(node.startIndex, name?.startIndex ?? node.startIndex)].join('\n');
}

function titleOf(call: Node): string {
  const [title] = call.childForFieldName('arguments')?.namedChildren ?? [];
  const [, quoted, symbol, constant] = TITLE.exec(title?.text ?? '') ?? [];
  return quoted ?? symbol ?? constant ?? evenCode(title?.text ?? call.childForFieldName('block')?.text ?? '');
}

function hasBlock(call: Node): boolean {
  return call.childForFieldName('block') !== null;
}

/** Assertions: of the calls in a chain, which begin at the same place, the last holds all of it. */
function checksIn(calls: readonly Node[], grammar: SuiteGrammar): readonly Check[] {
  const longest = new Map<number, { readonly node: Node; readonly end: number }>();
  for (const node of calls) {
    const end = node.endIndex;
    if ((longest.get(node.startIndex)?.end ?? 0) < end) longest.set(node.startIndex, { node, end });
  }
  return [...longest.values()].flatMap(({ node }) => {
    const isAssertion = chainOf(node).some((one) => grammar.asserts.test(ownName(one)));
    return isAssertion ? [checkOf(node, grammar)] : [];
  });
}

function checkOf(node: Node, { asserts, weak }: SuiteGrammar): Check {
  const text = evenCode(node.text);
  const chain = chainOf(node);
  const values = chain.flatMap(valuesOf);
  const own = valuesOf(chain.find((one) => asserts.test(ownName(one))) ?? node);
  const [first = '', second] = own;
  const isSame = own.length === 2 && first === second;
  const isTrue = own.length === 1 && /^(?:true|1|!0)$/i.test(first) && chain.length === 1;
  const strength = isSame || isTrue || SAME.test(text) ? 'hollow' : weak.test(text) ? 'weak' : 'exact';
  const receiver = evenCode(node.childForFieldName('receiver')?.text ?? '');
  const subjects = [...values, receiver, first.replace(/\.is_(?:ok|some|err)\(\)$/, '')].filter(Boolean);
  return { ...spanOf(node), text, strength, subjects };
}

/** A call and those on whose results it is called, the last first. */
function chainOf(node: Node): readonly Node[] {
  const chain: Node[] = [];
  for (let one: Node | null = node; one !== null; one = receiverOf(one)) chain.push(one);
  return chain;
}

function receiverOf(node: Node): Node | null {
  const callee = node.childForFieldName('function');
  return (
    ['receiver', 'object', 'scope', 'expression', 'value']
      .map((field) => node.childForFieldName(field))
      .find((one) => one !== null) ?? (callee !== null && callee.type.endsWith('expression') ? callee : null)
  );
}

/** The name of what is called, without what it is called on; of anything else its text. */
function ownName(node: Node): string {
  const name = ['method', 'name', 'macro', 'field']
    .map((field) => node.childForFieldName(field))
    .find((one) => one !== null);
  const callee = name ?? node.childForFieldName('function');
  if (callee !== null && callee !== undefined)
    return /^[\w?!]+$/.test(callee.text) ? callee.text : ownNameIn(callee);
  return node.text.length < 60 ? node.text : '';
}

function ownNameIn(callee: Node): string {
  const name = callee.childForFieldName('name') ?? callee.childForFieldName('field');
  return name?.text ?? '';
}

function valuesOf(node: Node): readonly string[] {
  const given = node.childForFieldName('arguments');
  if (given !== null) return given.namedChildren.map((one) => evenCode(one?.text ?? ''));
  const tokens = node.namedChildren.find((one) => one?.type === 'token_tree');
  return tokens === undefined || tokens === null ? [] : topLevel(tokens.text.slice(1, -1));
}

/** What commas separate outside of brackets. */
function topLevel(code: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of code) {
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map(evenCode).filter(Boolean);
}

function isUsed({ parent }: Node): boolean {
  return parent !== null && !/(?:_statement|block|block_body)$/.test(parent.type);
}

/** What follows where a test ends, whatever the case is. */
function restBehind(node: Node, tests: readonly Test[]): readonly Span[] {
  const path = [node, ...ancestorsOf(node)];
  const index = path.findIndex(({ type }, at) => at > 0 && BLOCK.test(type));
  const [statement, block] = [path[index - 1], path[index]];
  if (statement === undefined || block === undefined) return [];
  if (path.slice(1, index).some(({ type }) => UNDER.test(type))) return [];
  const above = path.slice(index + 1, index + 3);
  const isOfTest = tests.some((test) => above.some(({ id }) => id === test.node.id));
  return isOfTest ? [{ start: statement.endIndex, end: block.endIndex }] : [];
}

/** All of a class whose tests are set up by what ends each of them. */
function skippedBySetUp(node: Node): readonly Span[] {
  const above = ancestorsOf(node);
  const index = above.findIndex((one) => SETS_UP.test(nameOf(one)));
  const isDecided = above.slice(0, Math.max(index, 0)).some(({ type }) => UNDER.test(type));
  const [outer] = index < 0 || isDecided ? [] : outersOf(node);
  return outer === undefined ? [] : [spanOf(outer)];
}

/** What stands before a clause that catches what assertions throw and says nothing of it. */
function unheard(clause: Node, { caught }: SuiteGrammar): readonly Span[] {
  const body = clause.childForFieldName('body')?.text ?? clause.text.replace(/^[^\n]*/, '');
  const head = clause.text.slice(0, clause.text.search(/[{\n]|$/) + 1);
  if (!caught.test(head) || HEARD.test(body) || clause.parent === null) return [];
  return [{ start: clause.parent.startIndex, end: clause.startIndex }];
}

function spanOf({ startIndex, endIndex }: Node): Span {
  return { start: startIndex, end: endIndex };
}

function nameOf(node: Node): string {
  return node.childForFieldName('name')?.text ?? '';
}
