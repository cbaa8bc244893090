import { isTestData } from '../../codebase/test-files.ts';
import { positionAt } from '../../domain/text.ts';
import { withoutComments, withoutTexts } from '../code-text.ts';
import { isConditionalSkip, isOfRow } from '../weakened/conditional-skips.ts';
import { SCRIPT_RULES, PYTHON_RULES } from './test-rules.ts';

/** A place that keeps tests from running. `test` is the one it stands at; null where it keeps others from running. */
export type Skip = {
  readonly line: number;
  readonly text: string;
  readonly test: string | null;
  /** Whether it depends on something: a platform, a version, what is installed. */
  readonly isConditional: boolean;
};

/** What a file of tests keeps from running, counted in its text without comments and strings. */
export type TestCounts = {
  /** Titles of tests, without quotes. */
  readonly tests: readonly string[];
  /** Lines (from 1) that keep tests from running: skips, expected failures, `only`, what no test gets past. */
  readonly skips: readonly Skip[];
};

/** Counts the tests of a Python, JavaScript or TypeScript file. */
export function countTests(path: string, source: string): TestCounts {
  const isPython = path.endsWith('.py');
  const text = withoutComments(path, source);
  const rules = isPython ? PYTHON_RULES : SCRIPT_RULES;
  const tests = [...text.matchAll(rules.test)].map((match) => {
    const title = (match[1] ?? '').replaceAll(/^['"`]|['"`]$/g, '');
    return { title, start: match.index, end: match.index + match[0].length };
  });
  const bare = withoutTexts(path, source);
  const isProgram = tests.length === 0 && isTestData(path);
  const found = [...rules.skips, ...namedMarks(bare)].flatMap((rule) => [...bare.matchAll(rule)]);
  const skips = found.filter(
    (match) =>
      (!NO_VALUE.test(match[0]) || NO_VALUE.test(sameIn(text, match))) &&
      !(isPython && isReturnOfFixture(text, match)) &&
      !(isProgram && END_OF_PROCESS.test(match[0])) &&
      !(isOfRow(text, match.index) && isConditionalSkip(text, match.index)),
  );
  return {
    tests: tests.map(({ title }) => title),
    skips: skips.map((match) => skipAt(text, match, tests)).toSorted((a, b) => a.line - b.line),
  };
}

/** Ends the run of a test, but not where a test starts the file as a program. */
const END_OF_PROCESS = /^process\./;
/** Where strings are blanked, a list of a single one looks like this too. */
const NO_VALUE = /\[\s*\]$|\(\s*\)$/;

/** A fixture runs no test, whatever follows where it returns. */
function isReturnOfFixture(text: string, { 0: found, index }: RegExpExecArray): boolean {
  const [, indent] = /^([ \t]+)return\b/.exec(found) ?? [];
  if (indent === undefined) return false;
  const heads = [...text.slice(0, index).matchAll(/((?:^[ \t]*@[^\n]*\n)*)^([ \t]*)(?:async[ \t]+)?def\b/gm)];
  const [, decorators = ''] = heads.findLast(([, , outer = '']) => outer.length < indent.length) ?? [];
  return /@(?:[\w.]+\.)?fixture\b/.test(decorators);
}

function sameIn(text: string, { 0: found, index }: RegExpExecArray): string {
  return text.slice(index, index + found.length);
}

type Place = { readonly title: string; readonly start: number; readonly end: number };

const OF_OTHERS = /\bonly$|^f(?:it|describe)\b/;
const BEFORE_TESTS = /^@|^(?:x?describe|suite|x?context)\b/;

function skipAt(text: string, { 0: found, index }: RegExpExecArray, tests: readonly Place[]): Skip {
  const what = found.trim();
  const start = index + found.indexOf(what);
  const { line } = positionAt(text, start);
  const own = tests.find((test) => test.start <= start && start < test.end);
  const next = tests.find((test) => test.start > start);
  const isAbove = BEFORE_TESTS.test(what) || isOfRow(text, start);
  const place = own ?? (isAbove ? next : tests.findLast((test) => test.end <= start));
  return {
    line,
    text: (text.split('\n')[line - 1] ?? '').trim(),
    test: OF_OTHERS.test(what) ? null : (place?.title ?? null),
    isConditional: isConditionalSkip(text, start),
  };
}

/** A mark under a name of its own keeps those tests from running that are decorated with it. */
function namedMarks(text: string): readonly RegExp[] {
  const names = text.matchAll(/^(?!pytestmark\b)(\w+)[ \t]*=[ \t]*pytest\.mark\.(?:skip|xfail)/gm);
  return [...names].map(([, name]) => new RegExp(`@${name}\\b`, 'g'));
}
