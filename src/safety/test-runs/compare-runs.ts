import { KEY_SEPARATOR, WHOLE_RUN, type TestReport, type TestResult, type TestStatus } from './suite.ts';

/** A test that seems to have got worse. */
export type Suspect = {
  readonly test: TestResult;
  readonly how: 'fails' | 'vanished';
  /** Whether it passed before the change; else it was not there, or skipped. */
  readonly passedBefore: boolean;
};

/** Only what is new counts: a test that failed before the change may go on failing. */
export function compareRuns(base: readonly TestResult[], patched: readonly TestResult[]): readonly Suspect[] {
  const before = new Map(base.map((test) => [test.key, test]));
  const after = new Map(patched.map((test) => [test.key, test]));
  const failing = patched.filter(
    (test) => test.status === 'failed' && before.get(test.key)?.status !== 'failed',
  );
  const broken = failing.map(({ key }) => key);
  const vanished = base.filter(
    (test) => test.status === 'passed' && isGone(after.get(test.key)) && !isBelow(test, broken),
  );
  return [
    ...failing.map((test): Suspect => {
      return { test, how: 'fails', passedBefore: before.get(test.key)?.status === 'passed' };
    }),
    ...vanished.map((test): Suspect => {
      return { test: { ...test, message: GONE }, how: 'vanished', passedBefore: true };
    }),
  ];
}

const GONE = 'It passed before the change and does not run any more.';

function isGone(test: TestResult | undefined): boolean {
  return test === undefined || test.status === 'skipped';
}

/** Of a file or package that cannot be loaded any more all tests are gone; that it fails says so already. */
function isBelow({ key, file }: TestResult, broken: readonly string[]): boolean {
  return broken.some(
    (name) => name === WHOLE_RUN || name === file || key.startsWith(`${name}${KEY_SEPARATOR}`),
  );
}

/** Whether a suspect did badly in a later run with the change; a run that shows nothing shows nothing good. */
export function isBad({ test }: Suspect, { report }: { readonly report: TestReport }): boolean {
  return report.kind === 'unreadable' || statusOf(test, report.tests) !== 'passed';
}

/** Whether a suspect did in a later run without the change what it had done in the first. */
export function isAsBefore(
  { test, passedBefore }: Suspect,
  { report }: { readonly report: TestReport },
): boolean {
  if (report.kind === 'unreadable') return false;
  const status = statusOf(test, report.tests);
  return passedBefore ? status === 'passed' : status !== 'failed';
}

function statusOf({ key }: TestResult, tests: readonly TestResult[]): TestStatus | null {
  return tests.find((test) => test.key === key)?.status ?? null;
}
