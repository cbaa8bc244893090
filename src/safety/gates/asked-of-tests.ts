/** What of the tests a task asks to be taken away or changed. */
export type AskedOfTests = {
  readonly removal: boolean;
  readonly skips: boolean;
  readonly snapshots: boolean;
  /** What it speaks of in a way that may mean it: tests that say less, skips, snapshots, and tests that move. */
  readonly maybe: Readonly<Record<'less' | 'moves' | 'skips' | 'snapshots', boolean>>;
};

const REMOVAL =
  /\b(?:(?:remov|delet|drop|kill|prun|merg|combin|consolidat|dedupl)\w*|rm|comment\w* out)\b(?:[^.;\n]|\.(?=\S)){0,80}\b(?:tests?(?:_\w+)?|testing|specs?|suites?|assert\w*|expectations?)\b|\b(?:do not|don't|stop|no longer) test(?:ing)?\b/i;
/** The kind of a commit that changes nothing but tests, before what it does. */
const REMOVAL_OF_KIND = /^tests?(?:\([^)]*\))?!?:\s*(?:remov|delet|drop|prun)\w*/im;
/** A commit that is taken back takes its tests along. */
const REVERT =
  /^\W*(?:\w+(?:\([^)]*\))?!?:\s*)?(?:revert(?:s|ed|ing)?\b(?! to\b)|back(?:ed|ing)? ?out\b)|^This reverts commit [\da-f]{7}/im;
const SKIPS =
  /\b(?:(?:skip|disabl|xfail|ignor|exclud|mut)\w*|comment\w* out)\b[^.;\n]{0,60}\b(?:tests?(?:_\w+)?|specs?|suites?)\b/i;
/** Tests that are to be marked. */
const MARKS =
  /\b(?:tests?(?:_\w+)?|specs?|suites?)\b[^.;\n]{0,60}(?:\.\w+[^.;\n]{0,60})?\bas (?:an? )?(?:xfail|skip|(?:expected |known )?fail|todo|pending|flaky)|\bmark\w*\b[^.;\n]{0,40}\b(?:test failures?|failing tests?|tests?[^.;\n]{0,20}\b(?:unstable|flaky|disabled|pending|failing|skipped))\b|\btests?\b[^.;\n]{0,40}\bto be (?:re-?)?enabled\b/i;
/** The kind of a commit that changes nothing but tests, before what it has them follow. */
const FOLLOWS_OF_KIND = /^tests?(?:\([^)]*\))?!?:\s*(?:updat|fix|adapt|adjust|refresh)\w*/im;
/** Tests that go somewhere else. */
const MOVES =
  /\b(?:mov|port|convert|migrat|rewrit|translat)\w*\b[^.;\n]{0,60}\b(?:tests?|specs?)\b[^.;\n]{0,40}\b(?:to|into|as|in)\b/i;
/** What is said not to be tested, so that it is left. */
const UNTESTABLE = /\b(?:can(?:no|')t|can not|hard(?:ly)?|impossible)\b[^.;\n]{0,40}\btest(?:ed|able)?\b/;
/** "Skip this for now", "Failing test for #12": a commit that does nothing else. */
const SKIPS_THIS = /^\W*(?:skip|xfail|failing tests?)\b/i;
const SNAPSHOTS =
  /\b(?:updat|regenerat|rewrit|refresh|accept|record|adapt|adjust|remov|delet|drop)\w*\b[^.;\n]{0,60}\bsnapshots?\b/i;
/** Tests that are to follow something: of snapshots nobody speaks by that name. */
const FOLLOWS =
  /\b(?:updat|fix|adapt|adjust|regenerat)\w*\b[^.;\n]{0,40}\b(?:tests?|specs?|expectations?|fixtures?|baselines?)\b/i;
const LESS =
  /\b(?:disabl|relax|loosen|weaken|cut|trim|reduc|shorten|slim)\w*\b[^.;\n]{0,60}\b(?:tests?(?:_\w+)?|specs?|assert\w*|thresholds?|tolerances?)\b/i;
const NEGATED = /\b(?:not|never|without|no|don't|avoid\w*|instead of|rather than)\s+(?:\w+\s+){0,2}$/i;

/** Reads a task's and its plan's words; "without removing tests" asks for nothing. */
export function askedOfTests(words: string): AskedOfTests {
  return {
    removal: asks(words, REMOVAL) || REMOVAL_OF_KIND.test(words) || REVERT.test(words),
    skips: asks(words, SKIPS) || asks(words, MARKS) || SKIPS_THIS.test(words),
    snapshots: asks(words, SNAPSHOTS),
    maybe: {
      less: asks(words, LESS),
      moves: asks(words, MOVES),
      // A test that was skipped before the commit is skipped again.
      skips: REVERT.test(words) || asks(words, UNTESTABLE),
      snapshots: asks(words, /\bsnapshots?\b/) || asks(words, FOLLOWS) || FOLLOWS_OF_KIND.test(words),
    },
  };
}

function asks(words: string, pattern: RegExp): boolean {
  return words
    .matchAll(new RegExp(pattern, 'gi'))
    .some(({ index }) => !NEGATED.test(words.slice(Math.max(0, index - 60), index)));
}
