import { readFileSync } from 'node:fs';
import { messageOf, systemCodeOf } from '../../domain/errors.ts';
import type { BoxedRun } from '../sandbox/box.ts';
import type { RunnerCommand } from './runner-call.ts';
import { WHOLE_RUN, type TestReport, type TestResult } from './suite.ts';

/** Where the report of a run lies now, and the folder that the suite ran in, as it saw it. */
type ReportPlace = { readonly folder: string; readonly path: string };

/** What a run proves. A run that fails without a test that fails has failed as a whole. */
export function reportOfRun(ended: BoxedRun, call: RunnerCommand, place: ReportPlace): TestReport {
  if (ended.stoppedAt !== null)
    return { kind: 'unreadable', reason: `the tests were stopped at the limit of ${ended.stoppedAt}` };
  const { read, command, exitWithoutTests = 0 } = call;
  const hasFailed = ended.exitCode !== 0;
  const whole = wholeRun(hasFailed, ended.output);
  if (read === null) return { kind: 'report', tests: [{ ...whole, key: command.at(-1) ?? '' }] };
  const text = textOf(place.path);
  if (text === null && hasFailed && call.failsWithoutReport === true)
    return { kind: 'report', tests: [whole] };
  const report = text === null ? NO_REPORT : readReport(text, place.folder, read);
  if (report.kind === 'unreadable') {
    const said = lastLines(ended.output);
    return { ...report, reason: `${report.reason} (exit code ${ended.exitCode}): ${said}` };
  }
  const isTold = report.tests.some(({ status }) => status === 'failed');
  if (!hasFailed || isTold || ended.exitCode === exitWithoutTests) return report;
  // Some print everything into their report.
  const message = whole.message || (text ?? '').trim();
  return { ...report, tests: [...report.tests, { ...whole, message }] };
}

const NO_REPORT: TestReport = { kind: 'unreadable', reason: 'the runner left no report' };

function wholeRun(hasFailed: boolean, output: string): TestResult {
  return {
    key: WHOLE_RUN,
    file: null,
    message: output.trim(),
    status: hasFailed ? 'failed' : 'passed',
  };
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function readReport(text: string, folder: string, read: NonNullable<RunnerCommand['read']>): TestReport {
  try {
    return read(text, folder);
  } catch (error) {
    return { kind: 'unreadable', reason: `its report cannot be read: ${messageOf(error)}` };
  }
}

const LAST_LINES = 3;

function lastLines(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-LAST_LINES).join(' ').slice(0, 400);
}
