import { isTestFile } from '../../codebase/test-files.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';

/** Files in which a project says how much of its code tests have to run. */
const SETTINGS =
  /(?:^|\/)(?:package\.json|(?:jest|vitest|vite|playwright|cypress)\.config\.[cm]?[jt]s|\.(?:nycrc|c8rc|taprc)(?:\.\w+)?|\.mocharc\.\w+|pyproject\.toml|setup\.cfg|(?:tox|pytest)\.ini|\.coveragerc|\.?codecov\.ya?ml|\.simplecov|(?:spec|test)_helper\.rb)$/;
const BAR =
  /(?<![\w-])(?:--)?["']?(lines|functions|branches|statements|fail[_-]under|cov-fail-under|minimum_coverage|check-coverage|target)["']?\s*(?:[:=]|\s)\s*["']?(\d+(?:\.\d+)?)%?(?![\w.])/g;
const SPEAKS_OF_BARS = /\b(?:coverage|thresholds?|cov)\b/i;
const RETRIES =
  /\b(?:this\.retries|(?:jest|test|vi)\.retryTimes)\(\s*[1-9]|@(?:pytest\.mark\.)?flaky\b|@RetryingTest\b|\b(?:it|test|describe)(?:\.\w+)*\([^\n]*\{[^{}\n]*\bretry\s*:\s*[1-9]/g;
/** In settings no code under test is meant by it. */
const RETRIES_OF_RUNNER = /\bretr(?:y|ies)["']?\s*:\s*[1-9]|--(?:reruns|retry|retries)[ =][1-9]/g;
const SPEAKS_OF_RETRIES = /\bre-?(?:tr(?:y|ies)|run)|\bflak/i;

/** Whether a file says how much tests have to run, or how often. */
export function setsBars(path: string): boolean {
  return SETTINGS.test(path);
}

/** Bounds of coverage that are lower, where the task says nothing of coverage. */
export function loweredBars(changes: readonly TextChange[], words: string): readonly Finding[] {
  if (SPEAKS_OF_BARS.test(words)) return [];
  return changes.flatMap(({ path, before, after }) => {
    if (!SETTINGS.test(path) || before === null || after === null) return [];
    const [was, is] = [barsIn(before), barsIn(after)];
    const lower = is.find((one, index) => one.name === was[index]?.name && one.bar < was[index].bar);
    if (was.length !== is.length || lower === undefined) return [];
    const line = after.slice(0, lower.index).split('\n').length;
    const message = `The bound of coverage ${lower.name} is lower than it was, of which the task says nothing. Leave it as it was.`;
    return [{ path, line, message, isDoubt: true }];
  });
}

type Bar = { readonly name: string; readonly bar: number; readonly index: number };

function barsIn(text: string): readonly Bar[] {
  return [...text.matchAll(BAR)].map(({ 1: name = '', 2: bar, index }) => ({
    name,
    bar: Number(bar),
    index,
  }));
}

/** Tests that may fail and be run again until they pass, where the task says nothing of it. */
export function newRetries(changes: readonly TextChange[], words: string): readonly Finding[] {
  if (SPEAKS_OF_RETRIES.test(words)) return [];
  return changes.flatMap(({ path, before, after }) => {
    if (!(SETTINGS.test(path) || isTestFile(path)) || before === null || after === null) return [];
    const pattern = SETTINGS.test(path) ? RETRIES_OF_RUNNER : RETRIES;
    const found = [...after.matchAll(pattern)];
    const known: readonly string[] = before.match(pattern) ?? [];
    const fresh = found.find(([text]) => !known.includes(text)) ?? found.at(-1);
    if (found.length <= known.length || fresh === undefined) return [];
    const line = after.slice(0, fresh.index).split('\n').length;
    const message =
      'Tests that fail here are run again until they pass, of which the task says nothing. Make them pass.';
    return [{ path, line, message, isDoubt: true }];
  });
}
