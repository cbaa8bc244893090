import type { Span } from '../index/facts/symbol-fact.ts';
import { nodesOfTypes, withTree, type Node } from '../languages/tree-sitter.ts';
import { idleIn, restAfter } from './go-idle.ts';
import { repeatedIn } from './go-tables.ts';
import { evenCode, NOTHING_SEEN, type Check, type Sightings } from './suite.ts';

const WANTED =
  /^(?:(?:function|method|short_var)_declaration|var_spec|call_expression|composite_literal|(?:return|if|for|continue|break)_statement)$/;
/** As `go test` runs them by itself, which leaves benchmarks out: a small letter behind the first word makes it no test. */
const TEST = /^(?:Test|Fuzz|Example)(?!\p{Ll})/u;
/** Those of testify, and those by which the standard library lets a test fail. */
const ASSERTS =
  /^(?:assert|require)\.[A-Z]\w*$|^(?!(?:fmt|x?errors|log\w*|slog|e|\w*[eE]rr)\.)\w+\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)$/;
/** The same by their names alone, as a dot import has them; the first value is the test. */
const DOT_IMPORTED =
  /^(?:Not)?(?:Equal|Nil|Empty|True|False|NoError|Error|Panic|Contains|Len|Match|Zero)\w*\((?:t|tb|b)\b/;
const ENDS = /^\w+\.(?:Skip|Skipf|SkipNow)$/;

/** Reads the tests of a Go text, by the names that `go test` looks for. */
export async function readGoSuite(text: string): Promise<Sightings> {
  return withTree('go', text, ({ rootNode }) => {
    const nodes = nodesOfTypes(rootNode, (type) => WANTED.test(type));
    const declared = nodes.filter(({ type }) => /^(?:function|method)_/.test(type));
    const calls = nodes.filter(({ type }) => type === 'call_expression');
    const ending = nodes.filter((node) => node.type === 'return_statement' || ENDS.test(calleeOf(node)));
    return {
      ...NOTHING_SEEN,
      tests: declared.filter(isTest).map((node) => {
        const name = nameOf(node);
        return { ...spanOf(node), name, title: name, line: node.startPosition.row + 1 };
      }),
      functions: declared.map((node) => {
        return { ...spanOf(node), name: nameOf(node), isReached: node.type === 'method_declaration' };
      }),
      checks: calls.filter(isAssertion).map(checkOf),
      calls: calls
        .filter((node) => !ENDS.test(calleeOf(node)))
        .map((node) => ({
          ...spanOf(node),
          name: /\w*$/.exec(calleeOf(node))?.[0] ?? '',
          isUsed: isUsed(node),
        })),
      tables: nodes.filter(({ type }) => type === 'composite_literal').map(spanOf),
      repeated: repeatedIn(nodes),
      dead: ending.flatMap(restAfter),
      idle: idleIn(nodes),
    };
  });
}

function spanOf({ startIndex, endIndex }: Node): Span {
  return { start: startIndex, end: endIndex };
}

function nameOf(node: Node): string {
  return node.childForFieldName('name')?.text ?? '';
}

function calleeOf(node: Node): string {
  return node.childForFieldName('function')?.text ?? '';
}

/** Whether something is made of what a call gives. */
function isUsed({ parent }: Node): boolean {
  return parent?.type !== 'expression_statement';
}

/** Methods of a suite are run by testify alone, which takes all that begin with `Test`. */
function isTest(node: Node): boolean {
  return TEST.test(nameOf(node));
}

function isAssertion(node: Node): boolean {
  return ASSERTS.test(calleeOf(node)) || DOT_IMPORTED.test(node.text);
}

/** What says of a value that there is one, where others say which. */
const WEAK = /\.Not(?:Nil|Empty|Zero)f?$|^(?:assert|require)\.Errorf?$/;

function checkOf(node: Node): Check {
  const [, ...values] = node.childForFieldName('arguments')?.namedChildren ?? [];
  const isWeak = WEAK.test(calleeOf(node));
  // What a value is not says as little of it.
  const isNot = /\.Not\w+$/.test(calleeOf(node)) && !isWeak;
  const subjects = values.slice(0, isNot ? 0 : isWeak ? 1 : 2).map((value) => evenCode(value?.text ?? ''));
  return { ...spanOf(node), text: evenCode(node.text), strength: isWeak ? 'weak' : 'exact', subjects };
}
