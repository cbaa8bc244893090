import { nodesOfTypes, withTree, type Node } from '../languages/tree-sitter.ts';
import { isWithin, type Call, type NamedFunction, type Sightings, type TestPlace } from './suite.ts';
import { checkOfCall, checksOfAssert } from './python-checks.ts';
import { deadBy } from './python-dead.ts';
import { idleIn } from './python-idle.ts';
import { USUAL_NAMES, type PythonNames } from './python-names.ts';
import { repeatedIn } from './python-tables.ts';

const WANTED =
  /^(?:class_definition|function_definition|(?:assert|if|try|with|for|while|return|raise|continue|break)_statement|call|assignment|yield|list|tuple|dictionary|set|decorator)$/;
const TABLES = new Set(['list', 'tuple', 'dictionary', 'set', 'decorator']);
const FIXTURE = /^@(?:[\w.]+\.)?fixture\b/;

/** Reads the tests that pytest or unittest collects from a Python text, by their names. */
export async function readPythonSuite(text: string, names = USUAL_NAMES): Promise<Sightings> {
  return withTree('python', text, ({ rootNode }) => {
    const nodes = nodesOfTypes(rootNode, (type) => WANTED.test(type));
    const ofType = (type: string): readonly Node[] => nodes.filter((node) => node.type === type);
    const calls = ofType('call');
    const holders = nodes
      .filter(({ type }) => type === 'class_definition' || type === 'function_definition')
      .map(holderOf);
    const dead = nodes.flatMap(deadBy);
    const asserts = ofType('assert_statement').flatMap(checksOfAssert);
    return {
      tests: testsAmong(holders, { yields: ofType('yield'), names }),
      functions: holders.filter(({ isClass }) => !isClass).map((one) => functionOf(one, { holders, names })),
      checks: [...asserts, ...calls.flatMap(checkOfCall)],
      calls: calls.flatMap(callOf),
      tables: nodes.filter(({ type }) => TABLES.has(type)).map(spanOf),
      repeated: repeatedIn(nodes),
      dead,
      idle: idleIn(nodes),
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
function testsAmong(
  holders: readonly Holder[],
  { yields, names }: { readonly yields: readonly Node[]; readonly names: PythonNames },
): readonly TestPlace[] {
  const ofScope = Map.groupBy(holders, ({ blockStart, name }) => `${blockStart} ${name}`);
  const isBound = (one: Holder): boolean => ofScope.get(`${one.blockStart} ${one.name}`)?.at(-1) === one;
  const constructed = new Set(
    holders.filter(({ name }) => name === '__init__').map((one) => around(one, holders).at(-1)),
  );
  // What a class takes over from another is collected with it.
  const taken = new Set(holders.flatMap(({ bases }) => bases.map((base) => /\w*$/.exec(base)?.[0])));
  const isCollected = (one: Holder): boolean =>
    one.isClass &&
    (hasBase(one) || taken.has(one.name) || (names.classes.test(one.name) && !constructed.has(one)));
  const generators = new Set(
    yields.map((node) =>
      holders.findLast((holder) => !holder.isClass && isWithin({ start: node.startIndex }, holder)),
    ),
  );
  // A decorator such as `gen_test` of tornado runs them.
  const isNeverRun = (one: Holder): boolean =>
    generators.has(one) && one.decorators.every((by) => MARK.test(by));
  return holders
    .filter((one) => !one.isClass && isNamedTest(one, holders, names))
    .filter((one) => isBound(one) && !isNeverRun(one) && !one.decorators.some((by) => FIXTURE.test(by)))
    .flatMap((one) => {
      const classes = around(one, holders);
      if (!classes.every((outer) => isCollected(outer) && isBound(outer))) return [];
      const name = [...classes, one].map((part) => part.name).join('.');
      return [{ start: one.start, end: one.end, line: one.line, name, title: one.name }];
    });
}

function hasBase({ bases }: Holder): boolean {
  return bases.some((base) => base !== 'object');
}

/** unittest looks for its own names in classes with a base, whatever pytest is told. */
function isNamedTest(one: Holder, holders: readonly Holder[], { functions }: PythonNames): boolean {
  return functions.test(one.name) || (one.name.startsWith('test') && around(one, holders).some(hasBase));
}

/** Methods that a runner calls by itself. */
const HOOK = /^_*(?:async)?_*(?:set_?up|tear_?down)|^runTest$|^__\w+__$/i;
/** Decorators that wait for a runner to collect the function. */
const MARK = /^@(?:pytest\.mark\.|(?:unittest\.)?(?:mock\.)?patch\b|(?:unittest\.)?skip)/;
const OF_TESTS = /Test|Case$|Suite$/;

function functionOf(
  one: Holder,
  all: { readonly holders: readonly Holder[]; readonly names: PythonNames },
): NamedFunction {
  const outer = around(one, all.holders).at(-1);
  const isMember = outer?.isClass === true;
  const isOfTests = isMember && [outer.name, ...outer.bases].some((name) => OF_TESTS.test(name));
  const isTest = isNamedTest(one, all.holders, all.names);
  return {
    start: one.start,
    end: one.end,
    name: one.name,
    isReached:
      !isTest &&
      (one.decorators.some((by) => !MARK.test(by)) || (isMember && (!isOfTests || HOOK.test(one.name)))),
    isMember: isOfTests && !isTest,
  };
}

function callOf(node: Node): readonly Call[] {
  const name = /(\w+)$/.exec(node.childForFieldName('function')?.text ?? '')?.[1];
  const whole = node.parent?.type === 'await' ? node.parent : node;
  const isUsed = whole.parent?.type !== 'expression_statement' && whole.parent?.type !== 'with_item';
  return name === undefined ? [] : [{ ...spanOf(node), name, isUsed }];
}
