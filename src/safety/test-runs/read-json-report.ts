import { relative } from 'node:path';
import * as z from 'zod';
import { KEY_SEPARATOR, type TestReport, type TestResult, type TestStatus } from './suite.ts';
import { numbered } from './numbered.ts';

const jestLike = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().nullish(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** The JSON of jest, which vitest writes as well. `folder` is where the suite ran. */
export function readJestReport(text: string, folder: string): TestReport {
  const parsed = jestLike.safeParse(JSON.parse(text));
  if (!parsed.success) return { kind: 'unreadable', reason: 'its report has another form than expected' };
  const tests = parsed.data.testResults.flatMap((file): readonly TestResult[] => {
    const path = relative(folder, file.name);
    // A file that cannot be loaded fails without a test.
    if (file.assertionResults.length === 0 && file.status === 'failed')
      return [{ key: path, file: path, status: 'failed', message: file.message ?? '' }];
    return file.assertionResults.map(({ ancestorTitles, title, status, failureMessages }) => ({
      key: [path, ...ancestorTitles, title].join(KEY_SEPARATOR),
      file: path,
      status: statusOf(status),
      message: (failureMessages ?? []).join('\n'),
    }));
  });
  return { kind: 'report', tests: numbered(tests) };
}

function statusOf(word: string): TestStatus {
  if (word === 'passed') return 'passed';
  return word === 'failed' ? 'failed' : 'skipped';
}

const mochaTest = z.object({
  fullTitle: z.string(),
  file: z.string().nullish(),
  err: z.object({ message: z.string().optional(), stack: z.string().optional() }).optional(),
});
const mochaLike = z.object({
  passes: z.array(mochaTest),
  failures: z.array(mochaTest),
  pending: z.array(mochaTest),
});

/** The JSON of mocha. */
export function readMochaReport(text: string, folder: string): TestReport {
  const parsed = mochaLike.safeParse(JSON.parse(text));
  if (!parsed.success) return { kind: 'unreadable', reason: 'its report has another form than expected' };
  const { passes, failures, pending } = parsed.data;
  const as = (tests: typeof passes, status: TestStatus): readonly TestResult[] =>
    tests.map(({ fullTitle, file, err }) => {
      const path = file === null || file === undefined ? null : relative(folder, file);
      const key = path === null ? fullTitle : `${path}${KEY_SEPARATOR}${fullTitle}`;
      return { key, file: path, status, message: err?.stack ?? err?.message ?? '' };
    });
  const tests = [...as(passes, 'passed'), ...as(failures, 'failed'), ...as(pending, 'skipped')];
  return { kind: 'report', tests: numbered(tests) };
}

const unittestLike = z.array(
  z.object({
    key: z.string(),
    file: z.string().nullable(),
    status: z.enum(['passed', 'failed', 'skipped']),
    message: z.string(),
  }),
);

/** What the program for `unittest` writes. */
export function readUnittestReport(text: string): TestReport {
  const parsed = unittestLike.safeParse(JSON.parse(text));
  if (!parsed.success) return { kind: 'unreadable', reason: 'its report has another form than expected' };
  return { kind: 'report', tests: numbered(parsed.data) };
}
