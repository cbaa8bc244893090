import type { Check } from '../../codebase/test-suites/suite.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { isSnapshotFile } from '../gates/snapshots.ts';
import { keepsBehaviour } from './kept-behaviour.ts';
import { samePairs, type SameTest, type Sides } from './sides.ts';
import type { WeighedTest } from './weigh-tests.ts';

/** Tasks about tests, and about what they expect. */
const OF_TESTS =
  /\b(?:tests?|testing|testcases?|specs?|suites?|assert\w*|expect\w*|flak\w*|ci|fixtures?|snapshots?|coverage)\b|tests?[_/-]|[_/-]tests?/i;
const VALUE =
  /(?<!\w)[bfru]{0,2}(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|`(?:\\.|[^`\\])*`|(?<![\w.])-?\d[\w.]*|\b(?:[Tt]rue|[Ff]alse|None|null|undefined|nil)\b/gi;
const TEXT = /['"`]/;
/** Tasks by which tests are to say something else. */
const CHANGES_TESTS =
  /\b(?:updat|adapt|adjust|chang|rewrit|correct|fix|mend)\w*\b[^.;\n]{0,40}\b(?:tests?|specs?|assert\w*|expect\w*)\b/i;
/** Versions, on which values may depend, and settings of what runs tests. */
const MANIFEST =
  /(?:^|\/)(?:package\.json|go\.mod|pyproject\.toml|setup\.(?:py|cfg)|tox\.ini|[^/]*requirements[^/]*\.(?:txt|in))$/;
/** Outside of folders of tests, where it may be data. */
const PROSE = /^(?!.*(?:^|\/)(?:tests?|spec|testdata|__tests__)\/).*\.(?:md|mdx|rst|adoc)$/i;
/** Judged as snapshots are. */
const SNAPSHOT = /snapshot/i;
/** What Go says of a test that fails. */
const TELLS = /^(?!assert\.|require\.)\w+\.(?:Error|Fatal)f?\(/;
const WORD = /[\p{L}\p{N}_]+/gu;

/**
 * Tests that are the same but for the values that they expect, where the task gives no reason for others. What fails may
 * have been written down as what is right; as often that is what the task is for, so that a person has to tell.
 */
export function otherExpectations(
  sides: Sides,
  changes: readonly TextChange[],
  words: string,
): readonly Finding[] {
  const reason = reasonFor(pathsBeside(sides, changes), words);
  if (reason === null) return [];
  const known = new Set(wordsOf(words));
  return samePairs(sides).flatMap((pair) => {
    const other = otherValues(pair).find(
      (one) => (reason.ofTexts || isPlain(one)) && !newWordsOf(one).some((word) => known.has(word)),
    );
    if (other === undefined) return [];
    const message = `\`${pair.is.name}\` expects ${short(other.to)} where it expected ${short(other.from)}, ${reason.why}. Let it expect what it did.`;
    return [{ path: pair.is.path, line: pair.is.line, message, isDoubt: true }];
  });
}

/** What changes beside tests, their snapshots and prose. */
function pathsBeside({ before, after }: Sides, changes: readonly TextChange[]): readonly string[] {
  const tests = new Set(
    [...before, ...after].filter((file) => file.tests.length > 0).map(({ path }) => path),
  );
  return changes
    .map(({ path }) => path)
    .filter((path) => !tests.has(path) && !isSnapshotFile(path) && !PROSE.test(path));
}

type Reason = {
  readonly why: string;
  /** Whether texts count too: where the code changes, its messages often do. */
  readonly ofTexts: boolean;
};

function reasonFor(beside: readonly string[], words: string): Reason | null {
  if (beside.length === 0) return reasonWithoutSources(words);
  if (keepsBehaviour(words)) return { why: 'where the task is to keep what the code does', ofTexts: true };
  if (CHANGES_TESTS.test(words) || beside.some((path) => MANIFEST.test(path))) return null;
  return { why: 'of which the task says nothing', ofTexts: false };
}

/** A task about tests has what they expect changed, unless it only has them written in another way: then texts may be data. */
function reasonWithoutSources(words: string): Reason | null {
  if (!OF_TESTS.test(words)) return { why: 'and no source changes', ofTexts: true };
  return keepsBehaviour(words) && !CHANGES_TESTS.test(words)
    ? { why: 'where the task is to keep what the tests check', ofTexts: false }
    : null;
}

/** Whether it is a number or a constant in the place of another. */
function isPlain({ from, to }: Other): boolean {
  return [from, to].every((value) => !TEXT.test(value));
}

type Other = { readonly from: string; readonly to: string };

/** The words of a value that the one in whose place it stands did not have. */
function newWordsOf({ from, to }: Other): readonly string[] {
  const old = new Set(wordsOf(from));
  return wordsOf(to).filter((word) => !old.has(word));
}

/** The values of a test that is else the same. */
function otherValues({ was, is }: SameTest): readonly Other[] {
  if (was.checks.length !== is.checks.length || around(was) !== around(is)) return [];
  return was.checks.flatMap((check, index) => {
    const now = is.checks[index];
    return now === undefined || now.text === check.text ? [] : otherValue(check, now);
  });
}

function around({ code, checks, start }: WeighedTest): string {
  let rest = code;
  for (const check of checks.toReversed())
    rest = `${rest.slice(0, check.start - start)}#${rest.slice(check.end - start)}`;
  return rest.replaceAll(/\s+/g, ' ');
}

/** Two assertions about the same code, which differ in values that are written out. */
function otherValue(was: Check, is: Check): readonly Other[] {
  const isSame = was.subjects.some((code) => is.subjects.includes(code) && masked(code) !== '#');
  if (!isSame || SNAPSHOT.test(is.text) || TELLS.test(is.text) || masked(was.text) !== masked(is.text))
    return [];
  const now = is.text.match(VALUE) ?? [];
  const others = (was.text.match(VALUE) ?? []).flatMap((from, index) => {
    const to = now[index] ?? '';
    return spelled(to) === spelled(from) ? [] : [{ from, to }];
  });
  return others.slice(0, 1);
}

/** A value without what may be written in another way. */
function spelled(value: string): string {
  const plain = value.replace(/^u(?=['"])/i, '').replace(/^(?:br|rb)(?=['"])/i, 'rb');
  return /^['"`]/.test(plain) ? plain.slice(1, -1) : plain.replaceAll('_', '').replace(/^0o?(?=\d)/i, '0');
}

function masked(code: string): string {
  return code.replaceAll(VALUE, '#');
}

function wordsOf(text: string): readonly string[] {
  return (text.match(WORD) ?? []).map((word) => word.toLowerCase());
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
