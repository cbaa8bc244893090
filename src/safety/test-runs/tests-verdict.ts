import { join, relative } from 'node:path';
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { digestOf } from '../../domain/digest.ts';
import type { Candidate, Verdict } from '../../domain/ports.ts';
import type { Suspect } from './compare-runs.ts';
import { changedFrames } from './changed-frames.ts';
import type { JudgedRun } from './judged-run.ts';
import { WHOLE_RUN, type Suite, type TestResult } from './suite.ts';
import { tellingLine } from './telling-line.ts';
import { countsOf } from './tests-event.ts';

/** What the runs of all suites say of a candidate: only what got worse fails it, or what cannot be told. */
export function testsVerdict(
  results: readonly JudgedRun[],
  { changes }: Pick<Candidate, 'changes'>,
): Verdict {
  const unclear = results.flatMap(({ verdict }) => (verdict.kind === 'inconclusive' ? [verdict.reason] : []));
  const worse = results.flatMap(({ suite, verdict }) =>
    verdict.kind === 'judged' ? verdict.regressions.map((suspect) => ({ suite, suspect })) : [],
  );
  const named = worse.map(
    ({ suspect: { how, test } }) => `${test.key} ${how === 'fails' ? 'fails' : 'is gone'}`,
  );
  return {
    passed: unclear.length === 0 && worse.length === 0,
    summary: [...unclear.map((reason) => `With the change ${reason}.`), ...summaryOf(named, results)].join(
      ' ',
    ),
    diagnostics: tellingOnes(worse).map(({ suite, suspect }) => diagnosticOf(suspect, { suite, changes })),
    judged: changes.flatMap(({ path, after }) =>
      after === null ? [] : [{ path, digest: digestOf(after), verifiedBy: [] }],
    ),
  };
}

const MOST_NAMED = 3;

function summaryOf(worse: readonly string[], results: readonly JudgedRun[]): readonly string[] {
  if (worse.length > 0) {
    const more = worse.length > MOST_NAMED ? ` and ${worse.length - MOST_NAMED} more` : '';
    return [
      `Tests that passed before the change do not pass with it: ${worse.slice(0, MOST_NAMED).join('; ')}${more}.`,
    ];
  }
  const counts = results.flatMap(({ suite, verdict }) =>
    verdict.kind === 'judged' ? [`${countsOf(verdict.tests).passed} tests of ${suite.runner} passed`] : [],
  );
  return counts.length === 0 ? [] : [`${counts.join(', ')}; none is worse than before.`];
}

const MOST_SHOWN = 5;

/** One mistake fails many tests: those that say something else come first, and a handful is enough to mend it. */
function tellingOnes<T extends { readonly suspect: Suspect }>(worse: readonly T[]): readonly T[] {
  const told = new Set<string>();
  const fresh = worse.filter(({ suspect: { test } }) => {
    const [first = ''] = test.message.split('\n');
    const isFresh = !told.has(first);
    told.add(first);
    return isFresh;
  });
  return [...fresh, ...worse.filter((one) => !fresh.includes(one))].slice(0, MOST_SHOWN);
}

const MESSAGE_CHARACTERS = 2000;

function diagnosticOf(
  { test }: Suspect,
  { suite, changes }: Pick<Candidate, 'changes'> & { readonly suite: Suite },
): Diagnostic {
  const path = test.file === null ? (changes[0]?.path ?? '.') : relative('.', join(suite.folder, test.file));
  const { said, shown } =
    suite.runner === 'command' || test.key === WHOLE_RUN ? ofOutput(test) : ofTest(test);
  return {
    path,
    line: lineIn(test),
    column: 1,
    kind: 'tests',
    message: `${test.key}: ${said.slice(0, 300)}`,
    source: suite.runner,
    context: [shown, ...framesOf(test, changes)].join('\n'),
  };
}

function framesOf({ message }: TestResult, changes: Candidate['changes']): readonly string[] {
  const frames = changedFrames(message, changes);
  return frames.length === 0 ? [] : ['Lines of the patch that it names:', ...frames];
}

type Told = { readonly said: string; readonly shown: string };

/** A test says first what is wrong. */
function ofTest({ message }: TestResult): Told {
  const [said = ''] = message.split('\n');
  return { said, shown: ownLines(message).slice(0, MESSAGE_CHARACTERS) };
}

/** What a program prints ends with what is wrong. */
function ofOutput({ message }: TestResult): Told {
  return { said: tellingLine(message), shown: ownLines(message).slice(-MESSAGE_CHARACTERS) };
}

/** A message without the lines of its stack that lie in packages. */
function ownLines(message: string): string {
  const lines = message
    .split('\n')
    .filter((line) => !/^\s+at .*(?:node_modules|node:internal|<anonymous>)/.test(line));
  return lines.join('\n');
}

/** The first line of the test file that the message names. */
function lineIn({ file, message }: TestResult): number {
  if (file === null) return 1;
  const [, after = ''] = message.split(`${file}:`);
  return Math.max(1, Number.parseInt(after, 10) || 1);
}
