import { isTestFile } from '../../codebase/test-files.ts';
import type { Gate, SourceTree } from '../../domain/ports.ts';
import { createTextReaders, type TextReaders } from '../text-readers.ts';
import { emptiedTests, lostAssertions, removedTests, weakenedAssertions } from '../weakened/lost-tests.ts';
import { mockedSubjects } from '../weakened/mocked-subjects.ts';
import { narrowedSelections, selectsTests } from '../weakened/narrowed-selection.ts';
import { weighTests } from '../weakened/weigh-tests.ts';
import { askedOfTests } from './asked-of-tests.ts';
import { isSnapshotFile, rewrittenSnapshots } from './snapshots.ts';
import { countTests, type TestCounts } from './test-counts.ts';
import { excludedTests, isTestSetting } from './test-settings.ts';
import { gateOf, type Finding, type TextChange } from './text-guard.ts';

/**
 * Refuses a change after which fewer tests run, fewer assertions are made (Python, JavaScript, TypeScript) or snapshots
 * are others. All changed test files are counted together, so tests may be renamed and moved. What the task asks for
 * is told and let pass.
 */
export function createWeakenedTestsGate({ suite }: Suite = createTextReaders()): Gate {
  return gateOf({
    id: 'weakened-tests',
    noun: 'weakened test',
    judges: 'whole-change',
    appliesTo: isJudged,
    find: async (changes, { words }, tree) => findIn({ changes, words, tree, suite }),
  });
}

function isJudged(path: string): boolean {
  return isCounted(path) || isSnapshotFile(path) || isTestSetting(path) || selectsTests(path);
}

function isCounted(path: string): boolean {
  return isTestFile(path) && /\.(?:py|[cm]?[jt]sx?)$/.test(path);
}

type Counted = {
  readonly path: string;
  readonly before: TestCounts;
  readonly after: TestCounts;
  readonly isNew: boolean;
};

type Suite = Pick<TextReaders, 'suite'>;
type Asked = Suite & {
  readonly changes: readonly TextChange[];
  readonly words: string;
  readonly tree: SourceTree;
};

async function findIn({ changes, words, tree, suite }: Asked): Promise<readonly Finding[]> {
  const asked = askedOfTests(words);
  const tests = changes.filter(({ path }) => isCounted(path));
  const counted = tests.map(({ path, before, after }): Counted => {
    return {
      path,
      before: countTests(path, before ?? ''),
      after: countTests(path, after ?? ''),
      isNew: before === null,
    };
  });
  const skips = counted.flatMap(newSkips);
  const skipped = new Set(skips.map(({ path }) => path));
  const lost = await lostIn(tests, suite);
  const isNew = new Set(changes.filter(({ before }) => before === null).map(({ path }) => path));
  const narrowed = changes.some(({ path }) => selectsTests(path))
    ? narrowedSelections(
        changes,
        (await tree.list()).filter((path) => !isNew.has(path)),
      )
    : [];
  return [
    ...marked(lost.removed, asked.removal),
    ...marked(
      lost.weakened.filter(({ path }) => !skipped.has(path)),
      asked.removal,
    ),
    ...marked([...skips, ...excludedTests(changes), ...narrowed], asked.skips),
    ...marked(rewrittenSnapshots(changes), asked.snapshots),
  ];
}

type Lost = { readonly removed: readonly Finding[]; readonly weakened: readonly Finding[] };

/** What is weakened in a test of the same name is told there; the count of its file says no more. */
async function lostIn(tests: readonly TextChange[], read: TextReaders['suite']): Promise<Lost> {
  const [before, after] = await Promise.all([
    weighTests(
      tests.map((change) => ({ path: change.path, text: change.before ?? '' })),
      read,
    ),
    weighTests(
      tests.map((change) => ({ path: change.path, text: change.after ?? '' })),
      read,
    ),
  ]);
  const sides = { before, after };
  const weakened = [...emptiedTests(sides), ...weakenedAssertions(sides), ...mockedSubjects(tests, before)];
  const told = new Set(weakened.map(({ path }) => path));
  const lost = lostAssertions(sides).filter(({ path }) => !told.has(path));
  return { removed: removedTests(sides), weakened: [...weakened, ...lost] };
}

function marked(findings: readonly Finding[], isAsked: boolean): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, isAsked }));
}

/** New tests may wait, and so may new files: as long as no fewer run, that weakens none that did. */
function newSkips({ path, before, after, isNew }: Counted): readonly Finding[] {
  const isFewer = running(after) < running(before);
  // Of several tests of one name nobody can tell which are new.
  const isKnown = (test: string): boolean =>
    before.tests.includes(test) && countOf(after.tests, test) <= countOf(before.tests, test);
  const skips = after.skips.filter(({ test }) => isFewer || test === null || isKnown(test));
  if (isNew || skips.length <= before.skips.length) return [];
  const known = before.skips.map(({ text }) => text);
  const added = skips.filter(({ text }) => !known.includes(text));
  const message = 'This keeps a test from running. Make it pass, or leave it as it was.';
  return (added.length > 0 ? added : skips.slice(-1)).map(({ line }) => ({ path, line, message }));
}

function running({ tests, skips }: TestCounts): number {
  return tests.length - skips.length;
}

function countOf(tests: readonly string[], name: string): number {
  return tests.filter((one) => one === name).length;
}
