import { sumOf, type WeighedFile, type WeighedTest } from './weigh-tests.ts';

/** The files of tests of a change, each on both sides. */
export type Sides = { readonly before: readonly WeighedFile[]; readonly after: readonly WeighedFile[] };

type Pair = { readonly path: string; readonly was: WeighedFile; readonly is: WeighedFile };

/** The files that there are on both sides. */
export function pairs({ before, after }: Sides): readonly Pair[] {
  return before.flatMap((was) => {
    const is = after.find(({ path }) => path === was.path);
    return is === undefined ? [] : [{ path: was.path, was, is }];
  });
}

/** A test on both sides. */
export type SameTest = { readonly was: WeighedTest; readonly is: WeighedTest };

/** The tests that have the same name in the same file on both sides, or the same title elsewhere in it, and no other has it. */
export function samePairs(sides: Sides): readonly SameTest[] {
  return pairs(sides).flatMap(({ was, is }) => {
    const same = matched(was.tests, is.tests, ({ name }) => name);
    const old = was.tests.filter((test) => !same.some((pair) => pair.was === test));
    const now = is.tests.filter((test) => !same.some((pair) => pair.is === test));
    return [...same, ...matched(old, now, ({ title }) => title)];
  });
}

function matched(
  old: readonly WeighedTest[],
  now: readonly WeighedTest[],
  by: (test: WeighedTest) => string,
): readonly SameTest[] {
  const known = Map.groupBy(old, by);
  return [...Map.groupBy(now, by)].flatMap(([key, [is, ...others]]) => {
    const [was, ...more] = known.get(key) ?? [];
    return is === undefined || was === undefined || others.length + more.length > 0 ? [] : [{ was, is }];
  });
}

/** Whether there is as much after as before of what is counted. */
export function isNoLess({ before, after }: Sides, count: (file: WeighedFile) => number): boolean {
  return sumOf(after, count) >= sumOf(before, count);
}

/** Those that are not left by their names, nor by their titles elsewhere, of equal ones each as often as it is missing. */
export function goneTests(
  tests: readonly WeighedTest[],
  left: readonly WeighedTest[],
): readonly WeighedTest[] {
  const names = left.map(({ name }) => name);
  const gone = tests.filter(({ name }) => !takeFrom(names, name));
  // What is left of the names are those of tests that have taken another place.
  const titles = left.filter(({ name }) => takeFrom(names, name)).map(({ title }) => title);
  return gone.filter(({ title }) => !takeFrom(titles, title));
}

/** Takes one of what is equal out of a list, if there is one. */
export function takeFrom(over: string[], text: string): boolean {
  const index = over.indexOf(text);
  if (index >= 0) over.splice(index, 1);
  return index >= 0;
}

/** The code of each. */
export function textsOf(checks: readonly { readonly text: string }[]): readonly string[] {
  return checks.map(({ text }) => text);
}
