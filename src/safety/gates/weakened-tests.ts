import { isTestFile } from '../../codebase/test-files.ts';
import type { Gate } from '../../domain/ports.ts';
import { countTests, type TestCounts } from './test-counts.ts';
import { gateOf, type Finding, type TextChange } from './text-guard.ts';

/**
 * Refuses a change after which fewer tests run or fewer assertions are made (Python, JavaScript, TypeScript). All
 * changed test files are counted together, so tests may be renamed and moved.
 */
export function createWeakenedTestsGate(): Gate {
  return gateOf({
    id: 'weakened-tests',
    noun: 'weakened test',
    judges: 'whole-change',
    appliesTo: isCounted,
    find: findIn,
  });
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

function findIn(changes: readonly TextChange[]): readonly Finding[] {
  const counted = changes.map(({ path, before, after }): Counted => {
    return {
      path,
      before: countTests(path, before ?? ''),
      after: countTests(path, after ?? ''),
      isNew: before === null,
    };
  });
  return [...removedTests(counted), ...counted.flatMap(newSkips), ...lostAssertions(counted)];
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

/** A new file may hold tests that do not run yet; it weakens none that did. */
function newSkips({ path, before, after, isNew }: Counted): readonly Finding[] {
  if (isNew || after.skips.length <= before.skips.length) return [];
  const known = before.skips.map(({ text }) => text);
  const added = after.skips.filter(({ text }) => !known.includes(text));
  const message = 'This keeps a test from running. Make it pass, or leave it as it was.';
  return (added.length > 0 ? added : after.skips.slice(-1)).map(({ line }) => ({ path, line, message }));
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
