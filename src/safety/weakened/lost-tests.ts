import type { Check } from '../../codebase/test-suites/suite.ts';
import { countTests } from '../gates/test-counts.ts';
import type { Finding } from '../gates/text-guard.ts';
import { goneTests, isNoLess, pairs, samePairs, takeFrom, textsOf, type Sides } from './sides.ts';
import { newWordsOf, unmatched } from './words-said.ts';
import { askedForKind, isAsFirm, saysOpposite, saysPart, saysWhole } from './as-firm.ts';
import { cutTests, newIn } from './cut-tests.ts';
import type { Grounds } from './grounds.ts';
import { takenUpBy } from './taken-up.ts';
import type { WeighedFile, WeighedTest } from './weigh-tests.ts';

const MOST_NAMED = 5;
/** That something fails, as testify has it. */
const OF_ERROR = /^(?:assert|require)\.Errorf?\(/;

/** Tests that are gone, unless others say what they said: as rows of a table, or as parts of another test. */
export function removedTests(sides: Sides, { inWords, inSources, ofFiles }: Grounds): readonly Finding[] {
  const { before, after } = sides;
  if (isNoLess(sides, ({ tests }) => tests.length) || isNoLess(sides, ({ cases }) => cases)) return [];
  const words = newWordsOf(before, after);
  const left = after.flatMap(({ tests }) => tests);
  const isAnew = writtenAnew(sides);
  const isTakenUp = takenUpBy(sides);
  const lost = new Set(lostTexts(sides, before));
  const isSaid = (test: WeighedTest): boolean => isIdle(test) || isSaidElsewhere(test);
  const isSaidElsewhere = ({ checks }: WeighedTest): boolean =>
    words.covers(textsOf(checks)) || (checks.length > 0 && !checks.some(({ text }) => lost.has(text)));
  return pairs(sides).flatMap(({ path, was, is }) => {
    if (is.tests.length >= was.tests.length) return [];
    const gone = goneTests(was.tests, left).filter((test) => !isSaid(test));
    if (gone.length === 0) return [];
    const named = gone.slice(0, MOST_NAMED).map(({ title }) => title);
    const names = ` (${named.join(', ')}${gone.length > MOST_NAMED ? ', …' : ''})`;
    const message = `Of ${was.tests.length} tests ${is.tests.length} are left${names}. Keep them all.`;
    const isMeant = (test: WeighedTest): boolean =>
      inWords(`${test.name} ${test.code}`) ||
      inSources(path, test.code) ||
      isSkipped(path, test.code) ||
      isTakenUp(test);
    return [
      {
        path,
        line: 1,
        message,
        isDoubt: isAnew(path) || (ofFiles && is.tests.length === 0) || gone.every(isMeant),
      },
    ];
  });
}

/** Whether nobody can tell that a test was run: it was skipped, if only under a condition. */
function isSkipped(path: string, code: string): boolean {
  return countTests(path, code).skips.length > 0;
}

/** Whether a file has tests after the change that no file had before it, or is gone where another has such tests. */
function writtenAnew({ before, after }: Sides): (path: string) => boolean {
  const known = before.flatMap(({ tests }) => tests);
  const fresh = goneTests(
    after.flatMap(({ tests }) => tests),
    known,
  ).filter(({ made }) => made > 0);
  const left = new Set(after.filter(({ tests }) => tests.length > 0).map(({ path }) => path));
  return (path) => fresh.some((test) => test.path === path || !left.has(path));
}

/** Whether a test does nothing but say that it passes, or is skipped. */
function isIdle({ made, calls, code }: WeighedTest): boolean {
  return (
    made === 0 &&
    !/\bassert\b/.test(code) &&
    calls.every((name) => /^(?:pass|plan|end|done|test|it|skip|skipTest)$/.test(name))
  );
}

/**
 * Assertions that are gone, as they are written and as they are made, unless others say the same. Where they were not cut
 * out of a test that is else the same, it is a doubt.
 */
export function lostAssertions(sides: Sides, { inWords, inSources }: Grounds): readonly Finding[] {
  const { before, after } = sides;
  if (isNoLess(sides, ({ written }) => written) || isNoLess(sides, ({ made }) => made)) return [];
  const words = newWordsOf(before, after);
  const fresh = lostTexts({ before: after, after: before }, after);
  const lostOf = (files: readonly WeighedFile[]): readonly string[] =>
    unmatched(lostTexts(sides, files), fresh).filter((text) => !words.covers([text]));
  const implied = before.map(withoutImplied(after));
  const lost = lostOf(implied);
  if (lost.length === 0) return [];
  // Calls of functions that assert are often written in another way: only one that was cut out of its test counts.
  const isOfCalls = lostOf(implied.map((file) => ({ ...file, helped: [] }))).length === 0;
  const cut = cutTests(sides, lost).flatMap(({ was, is }) =>
    inWords(is.name) || lost.some(inWords) || inSources(was.path, was.code) ? [] : [is],
  );
  return pairs(sides).flatMap(({ path, was, is }) => {
    if (is.written >= was.written) return [];
    const message = `Of ${was.written} assertions ${is.written} are left. Keep what the tests check.`;
    const line = cut.find((test) => test.path === path)?.line;
    if (line === undefined && isOfCalls) return [];
    return [{ path, line: line ?? 1, message, isDoubt: line === undefined }];
  });
}

/** Without what only asks whether there is a value of which the file still says more. */
function withoutImplied(after: readonly WeighedFile[]): (file: WeighedFile) => WeighedFile {
  return (file) => {
    const now = after.find(({ path }) => path === file.path)?.checks ?? [];
    const exact = now.filter(({ strength }) => strength === 'exact');
    const isImplied = (one: string): boolean => exact.some(({ text }) => text.includes(one));
    // Of errors a file says much that is about others.
    const checks = file.checks.filter(
      ({ strength, subjects, text }) =>
        strength !== 'weak' || OF_ERROR.test(text) || !subjects.some(isImplied),
    );
    return { ...file, checks };
  };
}

/** Tests that are still there by their names, and check nothing any more. */
export function emptiedTests(sides: Sides, { inSources }: Grounds): readonly Finding[] {
  const words = newWordsOf(sides.before, sides.after);
  return samePairs(sides).flatMap(({ was, is }) => {
    const isHandedOn = is.calls.some((name) => !was.calls.includes(name));
    if (was.made === 0 || is.made > 0 || isHandedOn || words.covers(textsOf(was.checks))) return [];
    const message = `The test \`${is.name}\` checked something, and nothing it says now can fail. Keep what it checks.`;
    const isDoubt = isElsewhere(is, sides) || inSources(was.path, was.code);
    return [{ path: is.path, line: is.line, message, isDoubt }];
  });
}

/** Whether another file has a test of that title now which asserts something, and had none. */
function isElsewhere({ path, title }: WeighedTest, { before, after }: Sides): boolean {
  const has = (files: readonly WeighedFile[]): boolean =>
    files.some(
      (file) => file.path !== path && file.tests.some((test) => test.title === title && test.made > 0),
    );
  return has(after) && !has(before);
}

/** Assertions that said what a value is, where now only its being there is asserted. */
export function weakenedAssertions(sides: Sides): readonly Finding[] {
  return [...samePairs(sides), ...samePairs(helpersOf(sides))].flatMap(({ was, is }) => {
    const kept = textsOf(is.checks);
    const lost = was.checks.filter(({ strength, text }) => strength === 'exact' && !kept.includes(text));
    const known = textsOf(was.checks);
    const fresh = is.checks.filter(({ text }) => !known.includes(text));
    const exact = fresh.filter(({ strength }) => strength === 'exact');
    return fresh.flatMap(({ strength, subjects: written, text }) => {
      const kind = askedForKind(text);
      const subjects = kind === null ? written : [kind];
      const isWeak = strength === 'weak' || kind !== null;
      const same = lost.find((check) => check.subjects.some((subject) => subjects.includes(subject)));
      const from = same ?? (isWeak ? lost.find((check) => isOfMember(check, subjects)) : undefined);
      if (from === undefined || isAsFirm(from.text, text)) return [];
      if (kind !== null && askedForKind(from.text) !== null) return [];
      const isPart = from !== same || (strength === 'exact' && saysPart(from.text, text));
      if (!isWeak && !isPart) return [];
      const others = exact.filter((other) => other.text !== text);
      if (
        others.some((other) =>
          subjects.some((one) => other.text.includes(one) || other.subjects.includes(one)),
        )
      )
        return [];
      const message = `\`${short(text)}\` stands where \`${short(from.text)}\` stood, and says less. Keep what the test checks.`;
      const isDoubt = isPart || saysOpposite(from.text, text) || newIn({ was, is }) > 0;
      return [{ path: is.path, line: is.line, message, isDoubt }];
    });
  });
}

function isOfMember({ text, subjects }: Check, members: readonly string[]): boolean {
  return members.some((member) => saysWhole(text, subjects, member));
}

/** The same files with the functions that their tests call in place of the tests. */
function helpersOf({ before, after }: Sides): Sides {
  const withHelpers = (file: WeighedFile): WeighedFile => ({ ...file, tests: file.helpers });
  return { before: before.map(withHelpers), after: after.map(withHelpers) };
}

/** Assertions of some files that no file has after the change, of equal ones each as often as it is missing. */
function lostTexts({ after }: Sides, files: readonly WeighedFile[]): readonly string[] {
  const over = after.flatMap(({ checks, helped }) => [...textsOf(checks), ...helped]);
  return files
    .flatMap(({ checks, helped }) => [...textsOf(checks), ...helped])
    .filter((text) => !takeFrom(over, text));
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
