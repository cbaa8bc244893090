import { isTestFile } from '../../codebase/test-files.ts';
import type { Span } from '../../codebase/index/facts/symbol-fact.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { Candidate, Gate } from '../../domain/ports.ts';
import { conditionedChecks } from '../weakened/conditioned-checks.ts';
import { loweredBars, newRetries, setsBars } from '../weakened/lowered-bars.ts';
import { collectingReaders, narrowedNames } from '../weakened/collecting-reader.ts';
import { createTextReaders, type TextReaders } from '../text-readers.ts';
import { goneFromSources, type UsesGone } from '../weakened/gone-names.ts';
import { goneWithSources } from '../weakened/gone-with-sources.ts';
import { unbuiltTests } from '../weakened/build-constraints.ts';
import { askedMocks } from '../weakened/asked-mocks.ts';
import { groundsIn, NO_GROUNDS, takesFiles, type Grounds } from '../weakened/grounds.ts';
import { touchedSources } from '../weakened/touched-sources.ts';
import { expectedErrors } from '../weakened/expected-errors.ts';
import { guardedTests } from '../weakened/guarded-tests.ts';
import { idleTests } from '../weakened/idle-tests.ts';
import { approximations, grownTolerances } from '../weakened/grown-tolerances.ts';
import { lostRows } from '../weakened/lost-rows.ts';
import { emptiedTests, lostAssertions, removedTests, weakenedAssertions } from '../weakened/lost-tests.ts';
import { newSkips, orMeantIn, type Counted } from '../weakened/new-skips.ts';
import type { Sides } from '../weakened/sides.ts';
import { mockedSubjects } from '../weakened/mocked-subjects.ts';
import { excludedFiles, narrowedSelections } from '../weakened/narrowed-selection.ts';
import { otherExpectations } from '../weakened/other-expectations.ts';
import { ofLiveTests, otherSnapshots } from '../weakened/other-snapshots.ts';
import { unawaitedTests } from '../weakened/unawaited-tests.ts';
import { unfoundFiles } from '../weakened/unfound-files.ts';
import { weighTests } from '../weakened/weigh-tests.ts';
import { askedOfTests } from './asked-of-tests.ts';
import { isSnapshotFile } from './snapshots.ts';
import { countTests, type TestCounts } from './test-counts.ts';
import { excludedTests, isTestSetting } from './test-settings.ts';
import { gateOf, textChangeOf, type Finding, type TextChange } from './text-guard.ts';

/**
 * Refuses a change after which fewer tests run, fewer assertions are made (Python, JavaScript, TypeScript, Go) or snapshots
 * are others. All changed test files are counted together, so tests may be renamed and moved. What the task asks for
 * is told and let pass.
 */
export function createWeakenedTestsGate(readers: Readers = createTextReaders()): Gate {
  return gateOf({
    id: 'weakened-tests',
    noun: 'weakened test',
    judges: 'whole-change',
    appliesTo: (path) => isJudged(path) || isTestFile(path),
    canRead: isJudged,
    find: async (changes, intent, candidate) =>
      findIn({
        changes: changes.filter(({ path }) => isJudged(path)),
        words: intent.words,
        candidate,
        readers,
      }),
  });
}

/** Code of others, whose tests no project runs, and benchmarks. */
const NO_TESTS = /(?:^|\/)(?:vendor|_vendor|node_modules|third_party)\/|\.bench\.\w+$/;

function isJudged(path: string): boolean {
  return (
    isCounted(path) || isWeighedOnly(path) || isSnapshotFile(path) || isTestSetting(path) || setsBars(path)
  );
}

/** A new file of tests in a language that nobody reads here. */
function isUnreadTest({ path, before }: Pick<FileChange, 'path' | 'before'>): boolean {
  return (
    before === null && /tests?\b|spec\b/i.test(path) && !isJudged(path) && !/\.(?:md|mdx|rst|txt)$/.test(path)
  );
}

/** Skips of these are calls, which count as the end of their test, or marks, with which it is none. */
function isWeighedOnly(path: string): boolean {
  return isTestFile(path) && /\.(?:go|rb|java|php|rs|cs)$/.test(path) && !NO_TESTS.test(path);
}

function isCounted(path: string): boolean {
  return isTestFile(path) && /\.(?:py|[cm]?[jt]sx?)$/.test(path) && !NO_TESTS.test(path);
}

type Readers = Pick<TextReaders, 'suite' | 'facts'>;
type Asked = {
  readonly changes: readonly TextChange[];
  readonly words: string;
  readonly candidate: Candidate;
  readonly readers: Readers;
};

async function findIn({ changes, words, candidate, readers }: Asked): Promise<readonly Finding[]> {
  const asked = askedOfTests(words);
  const all = candidate.changes.map(textChangeOf);
  const tests = changes.filter(({ path }) => isCounted(path));
  const weighed = changes.filter(({ path }) => isCounted(path) || isWeighedOnly(path));
  const counted = tests.map(countedOf);
  const skips = counted.flatMap(newSkips).map(orMeantIn(words, changes));
  const isLess = asked.maybe.less || (asked.maybe.moves && candidate.changes.some(isUnreadTest));
  const lost = await lostIn(weighed, {
    read: readers.suite,
    candidate,
    findGrounds: async () => ({
      inWords: groundsIn(words),
      ofFiles: takesFiles(words),
      inSources: await touchedSources(all, readers.facts),
    }),
    findExpected: (sides) => expectedErrors(sides, words),
    findOther: (sides) => otherExpectations(sides, all, words),
    findGone: () => goneFromSources(all, words, readers.facts),
  });
  const told = new Set(skips.map(({ path }) => path));
  const idle = lost.idle.filter(({ path }) => !told.has(path));
  const skipped = new Set([...told, ...idle.map(({ path }) => path)]);
  const isNew = new Set(changes.filter(({ before }) => before === null).map(({ path }) => path));
  const isSet = changes.some(({ path }) => isTestSetting(path));
  const paths = isSet ? (await candidate.list()).filter((path) => !isNew.has(path)) : [];
  return [
    ...marked(lost.gone, true),
    ...lost.other,
    ...loweredBars(all, words),
    ...newRetries(all, words),
    ...marked(lost.removed.map(orMeant(isLess)), asked.removal),
    ...lost.weakened
      .filter(({ path }) => !skipped.has(path))
      .map(orMeant(isLess))
      .flatMap((one) => marked([one], asked.removal || (asked.skips && isWeighedOnly(one.path)))),
    ...marked(
      [
        ...skips,
        ...idle,
        ...lost.unrun,
        ...excludedTests(changes, paths),
        ...unbuiltTests(all),
        ...narrowedSelections(changes, paths),
        ...excludedFiles(changes, paths),
        ...(await narrowedNames(candidate, paths.filter(isCounted), readers.suite)),
      ].map(orMeant(asked.maybe.skips)),
      asked.skips,
    ),
    ...marked(
      otherSnapshots(await ofLiveTests(all, candidate), pathsWithTests(counted), words).map(
        orMeant(asked.maybe.snapshots),
      ),
      asked.snapshots,
    ),
  ];
}

function countedOf({ path, before, after }: TextChange): Counted {
  const countIn = (text: string | null): TestCounts => countTests(path, text ?? '');
  return { path, before: countIn(before), after: countIn(after), isNew: before === null };
}

function pathsWithTests(counted: readonly Counted[]): ReadonlySet<string> {
  const some = counted.filter(({ before, after }) => before.tests.length + after.tests.length > 0);
  return new Set(some.map(({ path }) => path));
}

type Asking = {
  readonly read: TextReaders['suite'];
  readonly candidate: Candidate;
  readonly findGrounds: () => Promise<Grounds>;
  readonly findGone: () => Promise<UsesGone>;
  /** Errors that tests expect and the task does away with. */
  readonly findExpected: (sides: Sides) => ReadonlyMap<string, readonly Span[]>;
  /** Values that tests expect in place of others. */
  readonly findOther: (sides: Sides) => readonly Finding[];
};
type Lost = {
  readonly removed: readonly Finding[];
  readonly weakened: readonly Finding[];
  /** Tests that nothing runs to their end any more. */
  readonly unrun: readonly Finding[];
  /** Tests in which loops never get to what they assert. */
  readonly idle: readonly Finding[];
  /** Tests that expect something else. */
  readonly other: readonly Finding[];
  /** What went together with the sources that it tested, as the task asks. */
  readonly gone: readonly Finding[];
};

/** What is weakened in a test of the same name is told there; the count of its file says no more. */
async function lostIn(
  all: readonly TextChange[],
  { read: readUsual, candidate, findGone, findExpected, findGrounds, findOther }: Asking,
): Promise<Lost> {
  const tests = await readable(all, readUsual);
  const read = await collectingReaders(tests, candidate, readUsual);
  const old = tests.map((change) => ({ path: change.path, text: change.before ?? '' }));
  const [before, after] = await Promise.all([
    weighTests(old, read.before),
    weighTests(
      tests.map((change) => ({ path: change.path, text: change.after ?? '' })),
      read.after,
    ),
  ]);
  const unrun = [
    ...(await unawaitedTests({ before, after }, tests, candidate)),
    ...(await unfoundFiles(tests, { before, after }, candidate)),
    ...guardedTests({ before, after }),
  ];
  const idle = idleTests({ before, after });
  const other = [...conditionedChecks({ before, after }), ...findOther({ before, after })];
  const found = lostBetween(tests, { before, after }, NO_GROUNDS);
  if (found.removed.length + found.weakened.length === 0) return { ...found, unrun, idle, other, gone: [] };
  const gone = goneWithSources({ before, after }, await findGone());
  const expected = findExpected({ before, after });
  const rest = await weighTests(
    old.map((side) => ({
      ...side,
      leftOut: [...(gone.get(side.path) ?? []), ...(expected.get(side.path) ?? [])],
    })),
    read.before,
  );
  const { removed, weakened } = lostBetween(tests, { before: rest, after }, await findGrounds());
  // What cannot be read may assert for the rest.
  const isOpen = tests.length < all.length;
  const lost = { removed: removed.map(orMeant(isOpen)), weakened: weakened.map(orMeant(isOpen)) };
  const refused = new Set([...lost.removed, ...lost.weakened].map(({ path }) => path));
  return {
    ...lost,
    unrun,
    idle,
    other,
    gone: [...found.removed, ...found.weakened].filter(({ path }) => !refused.has(path)),
  };
}

/** Those that can be read on both sides: of the others nobody can tell what is gone. */
async function readable(
  tests: readonly TextChange[],
  read: TextReaders['suite'],
): Promise<readonly TextChange[]> {
  const isRead = async (path: string, text: string | null): Promise<boolean> =>
    (await read(path, text ?? '')).isUnread !== true;
  const areRead = await Promise.all(
    tests.map(async ({ path, before, after }) => (await isRead(path, before)) && isRead(path, after)),
  );
  return tests.filter((_, index) => areRead[index] === true);
}

function lostBetween(
  tests: readonly TextChange[],
  sides: Sides,
  grounds: Grounds,
): Pick<Lost, 'removed' | 'weakened'> {
  const weakened = [
    ...emptiedTests(sides, grounds),
    ...weakenedAssertions(sides),
    ...grownTolerances(sides),
    ...approximations(sides),
    ...lostRows(sides, grounds),
    ...mockedSubjects(tests, sides),
    ...askedMocks(sides),
  ];
  const told = new Set(weakened.map(({ path }) => path));
  const removed = removedTests(sides, grounds);
  const isCertain = new Set(removed.filter(({ isDoubt }) => isDoubt !== true).map(({ path }) => path));
  const lost = lostAssertions(sides, grounds)
    .filter(({ path }) => !told.has(path))
    .map((one) => (isCertain.has(one.path) ? { ...one, isDoubt: false } : one));
  return { removed, weakened: [...weakened, ...lost] };
}

/** Makes doubts of findings where the task may mean them. */
function orMeant(isMeant: boolean): (finding: Finding) => Finding {
  return (finding) => (isMeant ? { ...finding, isDoubt: true } : finding);
}

function marked(findings: readonly Finding[], isAsked: boolean): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, isAsked }));
}
