import type { Span } from '../../codebase/index/facts/symbol-fact.ts';
import {
  countWord,
  evenCode,
  isWithin,
  startingIn,
  type Call,
  type Check,
  type NamedFunction,
  type Sightings,
  type TestPlace,
} from '../../codebase/test-suites/suite.ts';
import type { TextReaders } from '../text-readers.ts';
import { createHelpers, type Helpers } from './asserting-helpers.ts';

/** A test with what it asserts itself; what is hollow or never reached is left out. */
export type WeighedTest = Pick<TestPlace, 'name' | 'title' | 'start' | 'end'> & {
  readonly path: string;
  /** All that it is made of. */
  readonly code: string;
  readonly line: number;
  readonly checks: readonly Check[];
  /** The names of all functions that it calls. */
  readonly calls: readonly string[];
  /** How many assertions it makes, with those of functions that it calls. */
  readonly made: number;
  /** Assertions and calls of functions that assert, as code. */
  readonly said: readonly string[];
  /** Such as stand in a loop of it and are never reached. */
  readonly idle: readonly string[];
  /** The rows of tables around it and in it that are written out. */
  readonly rows: readonly Row[];
  /** How often it is run: each row of one table with each of the others. */
  readonly runs: number;
  /** How many tables there are. */
  readonly tables: number;
  /** Of how many tables nobody can tell all rows. */
  readonly openTables: number;
};

/** A row of a table, as even code. */
export type Row = Span & { readonly text: string };

/** The tests of a file, counted as they are written and as they are run. */
export type WeighedFile = {
  readonly path: string;
  readonly tests: readonly WeighedTest[];
  /** The functions outside of tests that assert something, each as if it were a test. */
  readonly helpers: readonly WeighedTest[];
  /** Tests, each counted once for each row of its tables. */
  readonly cases: number;
  readonly checks: readonly Check[];
  /** Calls of functions that assert, as code. */
  readonly helped: readonly string[];
  /** Assertions as they are written, and calls of functions that assert. */
  readonly written: number;
  /** Assertions once for each row of a table, and for each call of the function that they stand in. */
  readonly made: number;
  /** Assertions, tables and calls of functions that assert, as code. */
  readonly said: readonly string[];
};

/** One side of a file of tests; empty where there is none. What begins in the parts left out does not count. */
export type Side = { readonly path: string; readonly text: string; readonly leftOut?: readonly Span[] };

/** Reads and weighs all files of tests of one side together: they may call each other's functions. */
export async function weighTests(
  sides: readonly Side[],
  readSuite: TextReaders['suite'],
): Promise<readonly WeighedFile[]> {
  const read = await Promise.all(
    sides.map(async (side) => ({ ...side, seen: without(await readSuite(side.path, side.text), side) })),
  );
  const uses = usesOf(read);
  const files = read.map((file): ReadFile => ({ ...file, ...livingIn(file, uses) }));
  const helpers = createHelpers(files);
  return files.map((file) => weighFile(file, helpers));
}

function without(seen: Sightings, { leftOut = [] }: Side): Sightings {
  if (leftOut.length === 0) return seen;
  const counts = (one: Span): boolean => !leftOut.some((part) => isWithin(one, part));
  return {
    ...seen,
    tests: seen.tests.filter(counts),
    checks: seen.checks.filter(counts),
    calls: seen.calls.filter(counts),
    tables: seen.tables.filter(counts),
    repeated: seen.repeated.map((one) => ({ ...one, values: one.values.filter(counts) })),
  };
}

type Seen = Side & { readonly seen: Sightings };
type ReadFile = Seen & {
  readonly checks: readonly Check[];
  readonly calls: readonly Call[];
  readonly tables: readonly Span[];
  /** Assertions and calls that stand in loops and are never reached. */
  readonly unreached: readonly (Check | Call)[];
};
/** What a type checker asserts, whether the code is run or not. */
const TYPE_LEVEL = /^(?:(?:expectTypeOf|assertType)\b|(?:Expect|Assert)<)/;

/** How often each word stands in all texts, and which functions are called. */
type Uses = {
  readonly words: ReadonlyMap<string, number>;
  readonly called: ReadonlySet<string>;
  /** What tests call on themselves, or name in a text. */
  readonly members: ReadonlySet<string>;
  /** The names of functions that the files have themselves. */
  readonly own: ReadonlySet<string>;
};

const MEMBER = /\b(?:self|cls|super\(\)|\p{Lu}\w*)\.(\w+)|(?<=['"])(\w+)(?=['"])/gu;

function usesOf(files: readonly Seen[]): Uses {
  const words = new Map<string, number>();
  for (const { text } of files)
    for (const word of text.split(/\W+/)) words.set(word, (words.get(word) ?? 0) + 1);
  return {
    words,
    called: new Set(files.flatMap(({ seen }) => seen.calls.map(({ name }) => name))),
    members: new Set(
      files.flatMap(({ text }) => [...text.matchAll(MEMBER)].map(([, one, two]) => one ?? two ?? '')),
    ),
    own: new Set(files.flatMap(({ seen }) => seen.functions.map(({ name }) => name))),
  };
}

/** Assertions, other calls and tables that are reached, where a failure is heard of. */
function livingIn(
  { seen, text }: Seen,
  uses: Uses,
): Pick<ReadFile, 'checks' | 'calls' | 'tables' | 'unreached'> {
  const { tests, functions, checks, calls, tables, dead, idle } = seen;
  const never = [...dead, ...idle, ...functions.filter((one) => isUnused(one, { tests, text, uses }))];
  const isLive = (one: Span): boolean => !never.some((span) => isWithin(one, span));
  // `self.assert_same(a, b)` of one's own says what stands in there.
  const isOwn = ({ text: code }: Check): boolean =>
    uses.own.has(/^(?:self|cls)\.(\w+)\(/.exec(code)?.[1] ?? '');
  const asserting = new Set(checks.filter((check) => !isOwn(check)).map(({ start }) => start));
  const hollow = checks.filter(({ strength }) => strength === 'hollow');
  const isIdle = (one: Span): boolean => idle.some((span) => isWithin(one, span));
  const saying = checks.filter(
    (check) => (check.strength === 'exact' || check.strength === 'weak') && !isOwn(check),
  );
  const others = calls.filter((call) => !asserting.has(call.start));
  return {
    checks: inOrder(saying.filter((check) => TYPE_LEVEL.test(check.text) || isLive(check))),
    calls: inOrder(others.filter(isLive)),
    unreached: inOrder([...saying, ...others].filter(isIdle)),
    tables: tables.filter((table) => isLive(table) && !hollow.some((check) => isWithin(table, check))),
  };
}

/** A function in a test has to be named there again; one outside has to be called, and a test that is none is not. */
function isUnused(
  one: NamedFunction,
  { tests, text, uses }: { readonly tests: readonly TestPlace[]; readonly text: string; readonly uses: Uses },
): boolean {
  if (one.isReached || tests.some(({ start, end }) => start === one.start && end === one.end)) return false;
  const test = tests.find((outer) => isWithin(one, outer));
  if (test !== undefined) return countWord(text.slice(test.start, test.end), one.name) < 2;
  if (one.isMember === true) return !uses.members.has(one.name);
  if (uses.called.has(one.name)) return false;
  return one.name.startsWith('test') || (uses.words.get(one.name) ?? 0) < 2;
}

function inOrder<T extends Span>(all: readonly T[]): readonly T[] {
  return all.toSorted((a, b) => a.start - b.start);
}

function weighFile(file: ReadFile, helpers: Helpers): WeighedFile {
  const { path, text, seen, checks, calls, tables } = file;
  // What stands in a function that tests call is counted at the calls.
  const holders = seen.functions.filter(
    ({ name }) => helpers.weightOf({ name, isUsed: false }) > 0 && helpers.isCalled(name),
  );
  const isCounted = (one: Span): boolean =>
    !holders.some((outer) => isWithin(one, outer)) || seen.tests.some((test) => isWithin(one, test));
  const own = checks.filter(isCounted);
  const asserting = calls.filter((call) => isCounted(call) && helpers.weightOf(call) > 0);
  const timesOf = (one: Span): number => rowsAround(one, seen);
  const fragments = [...checks, ...tables, ...asserting];
  return {
    path,
    tests: seen.tests.map((test) => weighTest(test, { ...file, helpers })),
    helpers: holders
      .filter((one) => !seen.tests.some((test) => isWithin(one, test)))
      .map(({ name, start, end }) => {
        const line = text.slice(0, start).split('\n').length;
        return weighTest({ name, title: name, line, start, end }, { ...file, helpers });
      }),
    cases: sumOf(seen.tests, timesOf),
    checks,
    helped: asserting.map(({ start, end }) => evenCode(text.slice(start, end))),
    written: own.length + asserting.length,
    made: sumOf(own, timesOf) + sumOf(asserting, (call) => timesOf(call) * helpers.weightOf(call)),
    said: fragments.map(({ start, end }) => evenCode(text.slice(start, end))),
  };
}

function rowsAround(one: Span, { repeated }: Sightings): number {
  return repeated
    .filter((span) => isWithin(one, span))
    .reduce((rows, { values }) => rows * Math.max(1, values.length), 1);
}

function weighTest(
  test: TestPlace,
  { path, text, seen, helpers, ...all }: Omit<ReadFile, 'tables'> & { readonly helpers: Helpers },
): WeighedTest {
  const checks = startingIn(all.checks, test);
  const calls = startingIn(all.calls, test);
  const made = checks.length + sumOf(calls, helpers.weightOf);
  const saying = [...checks, ...calls.filter((call) => helpers.weightOf(call) > 0)];
  const unreached = startingIn(all.unreached, test).filter(
    (one) => 'strength' in one || helpers.weightOf(one) > 0,
  );
  const textsIn = (some: readonly Span[]): readonly string[] =>
    some.map((one) => evenCode(text.slice(one.start, one.end)));
  const { name, title, line, start, end } = test;
  return {
    path,
    name,
    title,
    line,
    start,
    end,
    code: text.slice(start, end),
    checks,
    calls: calls.map(({ name }) => name),
    made,
    said: textsIn(saying),
    idle: textsIn(unreached),
    ...rowsFor(test, { seen, text, saying }),
  };
}

function rowsFor(
  test: TestPlace,
  { seen, text, saying }: Pick<ReadFile, 'seen' | 'text'> & { readonly saying: readonly Span[] },
): Pick<WeighedTest, 'rows' | 'runs' | 'tables' | 'openTables'> {
  // A loop in which nothing is asserted makes no cases.
  const around = seen.repeated.filter(
    (span) => isWithin(test, span) || (isWithin(span, test) && saying.some((one) => isWithin(one, span))),
  );
  const values = around.flatMap((table) => table.values);
  return {
    rows: values.map(({ start, end }) => ({ start, end, text: evenCode(text.slice(start, end)) })),
    runs: around.reduce((runs, table) => runs * Math.max(1, table.values.length), 1),
    tables: around.length,
    openTables: around.filter(({ isOpen }) => isOpen).length,
  };
}

/** The sum of what is counted of each. */
export function sumOf<T>(all: readonly T[], count: (one: T) => number): number {
  return all.reduce((sum, one) => sum + count(one), 0);
}
