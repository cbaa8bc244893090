import { isTestFile } from '../../codebase/test-files.ts';
import { withoutComments } from '../code-text.ts';
import { isInBranch } from '../weakened/conditional-skips.ts';
import type { Finding, TextChange } from './text-guard.ts';

type Setting = { readonly file: RegExp; readonly excludes: RegExp };

/** Where test runners are told to leave tests out, and how. */
const SETTINGS: readonly Setting[] = [
  {
    file: /(?:^|\/)conftest\.py$/,
    excludes:
      /\bcollect_ignore(?:_glob)?\b|\bdef pytest_ignore_collect\b|\bpytest\.skip\(|\bpytest\.mark\.(?:skip|xfail)\b|\bitems\.(?:clear|remove)\(|\bitems\[:\]\s*=\s*(?![^\n]*(?:\bsort|\bchain\(|\+))/,
  },
  {
    file: /(?:^|\/)(?:pytest\.ini|tox\.ini|setup\.cfg|pyproject\.toml)$/,
    excludes:
      /--(?:ignore(?:-glob)?|deselect)\b|^\s*(?:norecursedirs|collect_ignore)\b|\baddopts\b.*["'\s]-k\s/,
  },
  {
    file: /(?:^|\/)(?:(?:jest|vitest|vite|playwright|karma)\.config\.[cm]?[jt]s|package\.json|\.mocharc\.\w+)$/,
    excludes:
      /\b(?:testPathIgnorePatterns|modulePathIgnorePatterns|testIgnore|passWithNoTests)\b|--(?:testPathIgnorePatterns|passWithNoTests)\b|--(?:ignore|exclude)[= ][\w./-]+\.[cm]?[jt]sx?\b/,
  },
  {
    // A script that ends well whatever the tests do; npm's own `echo "…" && exit 1` does not.
    file: /(?:^|\/)package\.json$/,
    excludes: /"test"\s*:\s*"(?:true|exit 0|echo (?!.*\bexit 1)|[^"\n]*\|\|\s*(?:true|exit 0|:)(?![\w-]))/,
  },
];

/** Whether a file tells a test runner what to run. */
export function isTestSetting(path: string): boolean {
  return SETTINGS.some(({ file }) => file.test(path));
}

/**
 * New lines by which a runner leaves tests out of the files that there were; a new file of settings counts as well, a line
 * that is moved does not.
 */
export function excludedTests(changes: readonly TextChange[], paths: readonly string[]): readonly Finding[] {
  const settings = changes.filter(({ path }) => isTestSetting(path));
  const lines = settings.flatMap(({ before }) => (before ?? '').split('\n').map(valuesOf));
  const created = changes.filter(({ before }) => before === null).map(({ path }) => path);
  const tests = paths.filter((path) => isTestFile(path));
  const known = { lines: new Set(lines), created, tests, isMoved: settings.length > 1 };
  return settings.flatMap((change) => excludedIn(change, known));
}

/** What is known without the change. */
type Known = {
  readonly lines: ReadonlySet<string>;
  readonly created: readonly string[];
  readonly tests: readonly string[];
  /** Whether several files of settings change. */
  readonly isMoved: boolean;
};

/** A line without the signs that each format of settings has for the same. */
function valuesOf(line: string): string {
  return line.replaceAll(/[\s"',=[\]]+/g, ' ').trim();
}

const FOLDERS = /^norecursedirs\b(.*)/;

/** Whether a line keeps the runner out of folders alone that hold no tests yet, or out of which it was kept. */
function leavesNoneOut(line: string, { lines, tests }: Known): boolean {
  const foldersOf = (one: string): readonly string[] =>
    (FOLDERS.exec(valuesOf(one))?.[1] ?? '').split(' ').filter(Boolean);
  const known = new Set([...lines].flatMap(foldersOf));
  const fresh = foldersOf(line).filter((folder) => !known.has(folder));
  return (
    FOLDERS.test(valuesOf(line)) &&
    fresh.every(
      (folder) => /^[\w./-]+$/.test(folder) && !tests.some((path) => `/${path}`.includes(`/${folder}/`)),
    )
  );
}

// What is put on the list is written out, at once or under a name.
const LISTS = /^\s*collect_ignore(?:_glob)?(?:\s*\+?=\s*|\.(?:extend|append)\(\s*)(?:[[("'].*|(\w+)\)?)?$/;
const LISTED = /'[^'\n]+'|"[^"\n]+"/g;

/** Whether a list of files that are left out names none but those that it named before, and new ones. */
function listsNoMore({ before, after }: TextChange, created: readonly string[]): boolean {
  const listedIn = (text: string | null): readonly string[] =>
    (text?.match(LISTED) ?? []).map((word) => word.slice(1, -1));
  const known = new Set(listedIn(before));
  const isNew = (word: string): boolean => created.some((path) => path === word || path.endsWith(`/${word}`));
  const listed = listedIn(after);
  return listed.length > 0 && listed.every((word) => known.has(word) || isNew(word));
}

function isWrittenOut(line: string, text: string): boolean {
  const found = LISTS.exec(line);
  const name = found?.[1];
  return found !== null && (name === undefined || new RegExp(`^${name}\\s*=\\s*\\[`, 'm').test(text));
}

const LISTS_NONE = /^\s*collect_ignore(?:_glob)?\s*(?::[^=]+)?=\s*\[\s*\]\s*$/;

/** A package that is new below others, and has no tests that ran before. */
function isOfNewPackage({ path, before }: TextChange, { tests }: Known): boolean {
  const folder = /^(.+\/)package\.json$/.exec(path)?.[1];
  return before === null && folder !== undefined && !tests.some((one) => one.startsWith(folder));
}

function excludedIn(change: TextChange, known: Known): readonly Finding[] {
  const { path, after } = change;
  const rules = SETTINGS.filter(({ file }) => file.test(path));
  if (after === null || isOfNewPackage(change, known)) return [];
  // Settings of a runner that is new may say what those of another said.
  const isNewRunner = change.before === null && /\.[cm]?[jt]s$/.test(path) && known.isMoved;
  const isListed = listsNoMore(change, known.created);
  const message = 'This keeps tests from running. Make them pass, or leave them as they were.';
  const lines = /\.[cm]?[jt]s$/.test(path) ? withoutComments(path, after).split('\n') : after.split('\n');
  return lines.flatMap((line, index) =>
    rules.some(({ excludes }) => excludes.test(line)) &&
    !LISTS_NONE.test(line) &&
    !known.lines.has(valuesOf(line)) &&
    !leavesNoneOut(line, known) &&
    !ignoresNone(lines.slice(index).join('\n'), change, known) &&
    !isStillSaid(line, change.before ?? '') &&
    !(isListed && isWrittenOut(line, after))
      ? [{ path, line: index + 1, message, isDoubt: isNewRunner || isDecided(lines, index) }]
      : [],
  );
}

/** What says the same however its line is written. */
const SAID = /\bpassWithNoTests\b|\bdef pytest_ignore_collect\b/;

function isStillSaid(line: string, before: string): boolean {
  const [said] = SAID.exec(line) ?? [];
  return said !== undefined && before.includes(said);
}

/** Patterns of files that jest or pytest leaves out, written out. */
const IGNORED =
  /^.*?(?:\b(?:test|module)PathIgnorePatterns\b['"]?\s*(?:[:=]|\.push\()\s*\[?([^\])]*)|--(?:ignore|exclude|deselect)[= ]["']?([\w./-]+))/;

/** Whether all patterns of files to leave out are known, or match no file of tests. */
function ignoresNone(text: string, { before }: TextChange, { tests }: Known): boolean {
  const [, list, path] = IGNORED.exec(text) ?? [];
  const patterns = path === undefined ? (list?.match(LISTED) ?? []).map((word) => word.slice(1, -1)) : [path];
  const fresh = patterns.filter((pattern) => !(before ?? '').includes(pattern));
  const matches = (pattern: string): boolean => {
    const plain = pattern.replace(/^<rootDir>|^\.(?=\/)/, '').replaceAll('\\\\', '\\');
    return tests.some((one) => isFoundIn(plain, `/${one}`));
  };
  return patterns.length > 0 && tests.length > 0 && !fresh.some(matches);
}

function isFoundIn(pattern: string, path: string): boolean {
  try {
    return new RegExp(pattern).test(path);
  } catch {
    // Jest would not start with it.
    return true;
  }
}

/** Whether a condition decides what is left out, at the line or in its function: a version, an option of the run. */
function isDecided(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const skip = /\bpytest\.(?:skip|mark)\b|^\s+collect_ignore/.exec(line);
  if (skip === null) return false;
  const head = lines.slice(0, index).join('\n');
  const start = skip.index + skip[0].search(/\S/);
  if (isInBranch([...lines.slice(0, index), line].join('\n'), head.length + 1 + start)) return true;
  const definition = lines.slice(0, index + 1).findLastIndex((one) => /^(?:async )?def\b/.test(one));
  const length = lines.slice(definition + 1).findIndex((one) => /^\S/.test(one));
  const body = lines.slice(definition, length < 0 ? undefined : definition + 1 + length);
  return definition >= 0 && body.length > index - definition && body.some((one) => /\bif\b/.test(one));
}
