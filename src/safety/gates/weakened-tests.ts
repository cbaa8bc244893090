import { isTestFile } from '../../codebase/test-files.ts';
import type { ChangeIntent, Gate } from '../../domain/ports.ts';
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
export function createWeakenedTestsGate(): Gate {
  return gateOf({
    id: 'weakened-tests',
    noun: 'weakened test',
    judges: 'whole-change',
    appliesTo: isJudged,
    find: findIn,
  });
}

function isJudged(path: string): boolean {
  return isCounted(path) || isSnapshotFile(path) || isTestSetting(path);
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

function findIn(changes: readonly TextChange[], { words }: ChangeIntent): readonly Finding[] {
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
  return [
    ...marked([...removedTests(counted), ...lostAssertions(counted)], asked.removal),
    ...marked([...counted.flatMap(newSkips), ...changes.flatMap(excludedTests)], asked.skips),
    ...marked(rewrittenSnapshots(changes), asked.snapshots),
  ];
}

function marked(findings: readonly Finding[], isAsked: boolean): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, isAsked }));
}

function removedTests(counted: readonly Counted[]): readonly Finding[] {
  if (
    sumOf(counted, ({ after }) => after.tests.length) >= sumOf(counted, ({ before }) => before.tests.length)
  )
    return [];
  const left = new Set(counted.flatMap(({ after }) => after.tests));
  return counted.flatMap(({ path, before, after }) => {
    if (after.tests.length >= before.tests.length) return [];
    const gone = before.tests.filter((name) => !left.has(name));
    const names = gone.length === 0 ? '' : ` (${gone.slice(0, 5).join(', ')}${gone.length > 5 ? ', …' : ''})`;
    return [
      {
        path,
        line: 1,
        message: `Of ${before.tests.length} tests ${after.tests.length} are left${names}. Keep them all.`,
      },
    ];
  });
}

/** New tests may wait, and so may new files: as long as no fewer run, that weakens none that did. */
function newSkips({ path, before, after, isNew }: Counted): readonly Finding[] {
  const isFewer = running(after) < running(before);
  const skips = after.skips.filter(({ test }) => isFewer || test === null || before.tests.includes(test));
  if (isNew || skips.length <= before.skips.length) return [];
  const known = before.skips.map(({ text }) => text);
  const added = skips.filter(({ text }) => !known.includes(text));
  const message = 'This keeps a test from running. Make it pass, or leave it as it was.';
  return (added.length > 0 ? added : skips.slice(-1)).map(({ line }) => ({ path, line, message }));
}

function running({ tests, skips }: TestCounts): number {
  return tests.length - skips.length;
}

function lostAssertions(counted: readonly Counted[]): readonly Finding[] {
  if (sumOf(counted, ({ after }) => after.assertions) >= sumOf(counted, ({ before }) => before.assertions))
    return [];
  return counted.flatMap(({ path, before, after }) => {
    if (after.assertions >= before.assertions) return [];
    const message = `Of ${before.assertions} assertions ${after.assertions} are left. Keep what the tests check.`;
    return [{ path, line: 1, message }];
  });
}

function sumOf(counted: readonly Counted[], count: (one: Counted) => number): number {
  return counted.reduce((sum, one) => sum + count(one), 0);
}
