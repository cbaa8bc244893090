import { nodesOfTypes, withTree, type Node } from '../languages/tree-sitter.ts';
import { isWithin, type Call, type NamedFunction, type Sightings, type TestPlace } from './suite.ts';
import { checkOfAssert, checkOfCall } from './python-checks.ts';
import { deadBy } from './python-dead.ts';
import { repeatedIn } from './python-tables.ts';

const WANTED =
  /^(?:class_definition|function_definition|(?:assert|if|try|with|for|return|raise)_statement|call|assignment|yield|list|tuple|dictionary|set|decorator)$/;
const TABLES = new Set(['list', 'tuple', 'dictionary', 'set', 'decorator']);
const FIXTURE = /^@(?:[\w.]+\.)?fixture\b/;

/** Reads the tests that pytest or unittest collects from a Python text, by their usual names. */
export async function readPythonSuite(text: string): Promise<Sightings> {
  return withTree('python', text, ({ rootNode }) => {
    const nodes = nodesOfTypes(rootNode, (type) => WANTED.test(type));
    const ofType = (type: string): readonly Node[] => nodes.filter((node) => node.type === type);
    const calls = ofType('call');
    const holders = nodes
      .filter(({ type }) => type === 'class_definition' || type === 'function_definition')
      .map(holderOf);
    const dead = nodes.flatMap(deadBy);
    const asserts = ofType('assert_statement').map(checkOfAssert);
    return {
      tests: testsAmong(holders, ofType('yield')),
      functions: holders.filter(({ isClass }) => !isClass).map((one) => functionOf(one, holders)),
      checks: [...asserts, ...calls.flatMap(checkOfCall)],
      calls: calls.flatMap(callOf),
      tables: nodes.filter(({ type }) => TABLES.has(type)).map(spanOf),
      repeated: repeatedIn(nodes),
      dead,
    };
  });
}

type Holder = Omit<TestPlace, 'title'> & {
  readonly isClass: boolean;
  readonly decorators: readonly string[];
  /** Where the block begins in which it stands: the same name binds there once. */
  readonly blockStart: number;
  readonly bases: readonly string[];
};

function spanOf({ startIndex, endIndex }: Node): { readonly start: number; readonly end: number } {
  return { start: startIndex, end: endIndex };
}

function holderOf(node: Node): Holder {
  const isDecorated = node.parent?.type === 'decorated_definition';
  const whole = isDecorated && node.parent !== null ? node.parent : node;
  const bases = node.childForFieldName('superclasses')?.namedChildren ?? [];
  return {
    ...spanOf(whole),
    name: node.childForFieldName('name')?.text ?? '',
    line: node.startPosition.row + 1,
    isClass: node.type === 'class_definition',
    decorators: isDecorated
      ? whole.namedChildren.flatMap((child) => (child?.type === 'decorator' ? [child.text] : []))
      : [],
    blockStart: whole.parent?.startIndex ?? 0,
    bases: bases.flatMap((base) => (base === null || base.type === 'keyword_argument' ? [] : [base.text])),
  };
}

function around(one: Holder, holders: readonly Holder[]): readonly Holder[] {
  return holders.filter((other) => other !== one && isWithin(one, other) && one.end <= other.end);
}

/** As pytest does by default: functions `test…`, and methods `test…` of classes `Test…` or of classes with a base. */
function testsAmong(holders: readonly Holder[], yields: readonly Node[]): readonly TestPlace[] {
  const ofScope = Map.groupBy(holders, ({ blockStart, name }) => `${blockStart} ${name}`);
  const isBound = (one: Holder): boolean => ofScope.get(`${one.blockStart} ${one.name}`)?.at(-1) === one;
  const generators = new Set(
    yields.map((node) =>
      holders.findLast((holder) => !holder.isClass && isWithin({ start: node.startIndex }, holder)),
    ),
  );
  return holders
    .filter(({ isClass, name }) => !isClass && name.startsWith('test'))
    .filter((one) => isBound(one) && !generators.has(one) && !one.decorators.some((by) => FIXTURE.test(by)))
    .flatMap((one) => {
      const classes = around(one, holders);
      if (!classes.every((outer) => isCollected(outer) && isBound(outer))) return [];
      const name = [...classes, one].map((part) => part.name).join('.');
      return [{ start: one.start, end: one.end, line: one.line, name, title: one.name }];
    });
}

function isCollected({ isClass, name, bases }: Holder): boolean {
  return isClass && (name.startsWith('Test') || bases.some((base) => base !== 'object'));
}

function functionOf(one: Holder, holders: readonly Holder[]): NamedFunction {
  const outer = around(one, holders).at(-1);
  return {
    start: one.start,
    end: one.end,
    name: one.name,
    isReached: !one.name.startsWith('test') && (outer?.isClass === true || one.decorators.length > 0),
  };
}

function callOf(node: Node): readonly Call[] {
  const name = /(\w+)$/.exec(node.childForFieldName('function')?.text ?? '')?.[1];
  const whole = node.parent?.type === 'await' ? node.parent : node;
  const isUsed = whole.parent?.type !== 'expression_statement' && whole.parent?.type !== 'with_item';
  return name === undefined ? [] : [{ ...spanOf(node), name, isUsed }];
}
