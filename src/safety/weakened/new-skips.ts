import type { TestCounts } from '../gates/test-counts.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { groundsIn } from './grounds.ts';

/** A file of tests, and what it keeps from running on both sides of a change. */
export type Counted = {
  readonly path: string;
  readonly before: TestCounts;
  readonly after: TestCounts;
  readonly isNew: boolean;
};

/** Lines behind a skip that tell what it is about. */
const LINES_OF_SKIP = 20;

/** What a task switches off, as its first line says. */
const OFF = /^.*?\b(?:disabl\w*|deactivat\w*|(?:turn|switch)\w* off)\b\s+([^.;:!?\n]{1,60})/i;

/** Makes doubts of skips of what the task switches off. */
export function orMeantIn(words: string, changes: readonly TextChange[]): (skip: Finding) => Finding {
  const [, object] = OFF.exec(words) ?? [];
  if (object === undefined) return (skip) => skip;
  const isMeant = groundsIn(`remove ${object}`);
  return (skip) => {
    const lines = changes.find(({ path }) => path === skip.path)?.after?.split('\n') ?? [];
    const code = lines.slice(skip.line - 1, skip.line + LINES_OF_SKIP).join('\n');
    return isMeant(code) ? { ...skip, isDoubt: true } : skip;
  };
}

/** New tests may wait, and so may new files: as long as no fewer run, that weakens none that did. */
export function newSkips({ path, before, after, isNew }: Counted): readonly Finding[] {
  const isFewer = running(after) < running(before);
  // Of several tests of one name nobody can tell which are new.
  const isKnown = (test: string): boolean =>
    before.tests.includes(test) && countOf(after.tests, test) <= countOf(before.tests, test);
  const skips = after.skips.filter(({ test }) => isFewer || test === null || isKnown(test));
  if (isNew || skips.length <= before.skips.length) return [];
  const known = before.skips.map(({ text }) => text);
  const added = skips.filter(({ text }) => !known.includes(text));
  const message = 'This keeps a test from running. Make it pass, or leave it as it was.';
  return (added.length > 0 ? added : skips.slice(-1)).map(({ line, isConditional }) => {
    return { path, line, message, isDoubt: isConditional };
  });
}

function running({ tests, skips }: TestCounts): number {
  // A test that has two reasons to be skipped is one.
  return tests.length - new Set(skips.map(({ test, line }) => test ?? line)).size;
}

function countOf(tests: readonly string[], name: string): number {
  return tests.filter((one) => one === name).length;
}
