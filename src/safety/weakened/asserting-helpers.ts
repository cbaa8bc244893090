import {
  isWithin,
  startingIn,
  type Call,
  type Check,
  type Sightings,
} from '../../codebase/test-suites/suite.ts';

/** What is known of the functions that tests may call. */
export type Helpers = {
  /** How many assertions a call makes; 0 where it is not known to make any. */
  readonly weightOf: (call: Pick<Call, 'name' | 'isUsed'>) => number;
  /** Whether a function of that name is called anywhere. */
  readonly isCalled: (name: string) => boolean;
};

type File = {
  readonly seen: Sightings;
  readonly checks: readonly Check[];
  readonly calls: readonly Call[];
};

const ASSERTS_BY_NAME =
  /^_*(?:(?:assert|check|verify|expect|ensure|validate|should)(?:$|[_A-Z\d])|(?:require|must)(?:[A-Z\d]))/;

/** Collects functions outside of tests; one that is not among them asserts if its name says so. */
export function createHelpers(files: readonly File[]): Helpers {
  const bodies = Map.groupBy(
    files.flatMap((file) => helpersOf(file)),
    ({ name }) => name,
  );
  const called = new Set(files.flatMap(({ calls }) => calls.map(({ name }) => name)));
  const weights = new Map<string, number>();
  const weightOf = ({ name, isUsed }: Pick<Call, 'name' | 'isUsed'>): number => {
    const own = bodies.get(name);
    if (own === undefined) return Number(!isUsed && ASSERTS_BY_NAME.test(name));
    const known = weights.get(name);
    if (known !== undefined) return known;
    // So that functions which call each other come to an end.
    weights.set(name, 0);
    const made = own.flatMap(({ checks, calls }) => [checks, ...calls.map(weightOf)]);
    const weight = made.reduce((sum, one) => sum + one, 0);
    weights.set(name, weight);
    return weight;
  };
  return { weightOf, isCalled: (name) => called.has(name) };
}

type Helper = { readonly name: string; readonly checks: number; readonly calls: readonly Call[] };

function helpersOf({ seen, checks, calls }: File): readonly Helper[] {
  return seen.functions
    .filter((one) => !seen.tests.some((test) => isWithin(one, test)))
    .map((one) => ({
      name: one.name,
      checks: startingIn(checks, one).length,
      calls: startingIn(calls, one),
    }));
}
