import { posix } from 'node:path';
import { isTestFile } from '../../codebase/test-files.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';

/** How a runner is told which files hold tests, in a file that tells it what to run (`isTestSetting`). */
type Selection = {
  readonly file: RegExp;
  /** The first group holds the patterns, written as strings or, in an ini file, as words. */
  readonly setting: RegExp;
  readonly usual: readonly string[];
  readonly candidates: RegExp;
  /** The pattern as one of paths below the folder of the file that sets it. */
  readonly asPathPattern: (pattern: string) => string;
};

const anywhere = (pattern: string): string => (pattern.includes('/') ? pattern : `**/${pattern}`);
const PYTHON_FILES = { usual: ['test_*.py', '*_test.py'], candidates: /\.py$/, asPathPattern: anywhere };
const SCRIPT_FILES = {
  usual: ['**/*.{test,spec}.{js,mjs,cjs,ts,mts,cts,jsx,tsx}'],
  candidates: /\.[cm]?[jt]sx?$/,
  asPathPattern: (pattern: string) => pattern.replace(/^(?:<rootDir>\/|\.\/)/, ''),
};
const LIST = String.raw`(\[(?:'[^'\n]*'|"[^"\n]*"|[^\]'"])*\]|'[^'\n]*'|"[^"\n]*")`;
const INI_LIST = String.raw`(\S[^\n]*(?:\n[ \t]+\S[^\n]*)*|(?:\n[ \t]+\S[^\n]*)+)`;

const SELECTIONS: readonly Selection[] = [
  {
    ...PYTHON_FILES,
    file: /(?:^|\/)(?:pytest\.ini|tox\.ini|setup\.cfg)$/,
    setting: new RegExp(String.raw`^python_files[ \t]*=[ \t]*${INI_LIST}`, 'm'),
  },
  {
    ...PYTHON_FILES,
    file: /(?:^|\/)pyproject\.toml$/,
    setting: new RegExp(String.raw`^python_files[ \t]*=[ \t]*${LIST}`, 'm'),
  },
  {
    ...SCRIPT_FILES,
    usual: [...SCRIPT_FILES.usual, '**/__tests__/**'],
    file: /(?:^|\/)(?:jest\.config\.[cm]?[jt]s|package\.json)$/,
    setting: new RegExp(String.raw`\btestMatch["']?\s*:\s*${LIST}`),
  },
  {
    ...SCRIPT_FILES,
    file: /(?:^|\/)vite(?:st)?\.config\.[cm]?[jt]s$/,
    setting: new RegExp(String.raw`\btest\s*:\s*\{(?:[^{}]|\{[^{}]*\})*?\binclude\s*:\s*${LIST}`),
  },
];

const EXCLUDED = new RegExp(String.raw`\btest\s*:\s*\{(?:[^{}]|\{[^{}]*\})*?\bexclude\s*:\s*${LIST}`);

/** Changed settings of vitest by which it leaves out files of tests that there are. */
export function excludedFiles(changes: readonly TextChange[], paths: readonly string[]): readonly Finding[] {
  return changes.flatMap(({ path, before, after }) => {
    if (
      !/(?:^|\/)vite(?:st)?\.config\.[cm]?[jt]s$/.test(path) ||
      SEVERAL.test(`${before ?? ''}${after ?? ''}`)
    )
      return [];
    const [was, is] = [excludedIn(before ?? ''), excludedIn(after ?? '')];
    const lost = paths.filter(
      (one) => isTestFile(one) && isMatched(one, path, is.patterns) && !isMatched(one, path, was.patterns),
    );
    if (lost.length === 0) return [];
    const line = (after ?? '').slice(0, is.index).split('\n').length;
    const message = `This leaves ${lost[0]} out. Make its tests pass, or leave them as they were.`;
    return [{ path, line, message, isDoubt: before === null }];
  });
}

function excludedIn(source: string): Omit<Patterns, 'text'> {
  const match = EXCLUDED.exec(source);
  const patterns = [...(match?.[1] ?? '').matchAll(/'([^'\n]*)'|"([^"\n]*)"/g)];
  return {
    index: match?.index ?? 0,
    patterns: patterns.map(([, one, other]) => globOf((one ?? other ?? '').replace(/^\.\//, ''))),
  };
}

/** Each project of several has patterns of its own: what they find together cannot be told from one. */
const SEVERAL = /\b(?:projects|workspace)\b/;

/** Changed settings after which a runner looks into fewer of the files of tests that there are. */
export function narrowedSelections(
  changes: readonly TextChange[],
  paths: readonly string[],
): readonly Finding[] {
  return changes.flatMap(({ path, before, after }) => {
    const selection = SELECTIONS.find(({ file }) => file.test(path));
    if (selection === undefined || after === null || SEVERAL.test(`${before ?? ''}${after}`)) return [];
    const was = patternsIn(before ?? '', selection);
    const is = patternsIn(after, selection);
    if (was.text === is.text) return [];
    const lost = paths.filter(
      (one) => isMatched(one, path, was.patterns) && !isMatched(one, path, is.patterns),
    );
    const own = lost.filter((one) => selection.candidates.test(one) && isTestFile(one));
    if (own.length === 0) return [];
    const line = after.slice(0, is.index).split('\n').length;
    const named = own.length === 1 ? own[0] : `${own[0]} and ${own.length - 1} more`;
    const message = `With this the runner does not look into ${named} any more. Leave none out.`;
    // With a runner that is new, or was given up, other files may say the same.
    const isAnotherRunner = before === null || (path.endsWith('package.json') && is.text === '');
    return [{ path, line, message, isDoubt: isAnotherRunner }];
  });
}

/** Whether pytest looks for tests in a file, by the first of some settings that says so, or by what is usual. */
export function isSelected(
  one: string,
  settings: readonly { readonly path: string; readonly text: string }[],
): boolean {
  const known = settings.flatMap(({ path, text }) => {
    const selection = SELECTIONS.find(({ file, candidates }) => file.test(path) && candidates.test('a.py'));
    return selection?.setting.test(text) === true ? [patternsIn(text, selection).patterns] : [];
  });
  const usual = PYTHON_FILES.usual.map((pattern) => globOf(anywhere(pattern)));
  return isMatched(one, 'pytest.ini', known[0] ?? usual);
}

type Patterns = { readonly text: string; readonly index: number; readonly patterns: readonly RegExp[] };

function patternsIn(source: string, { setting, usual, asPathPattern }: Selection): Patterns {
  const match = setting.exec(source);
  const [, text = ''] = match ?? [];
  const quoted = [...text.matchAll(/'([^'\n]*)'|"([^"\n]*)"/g)].map(([, one, other]) => one ?? other ?? '');
  const written = quoted.length > 0 ? quoted : [text];
  const patterns = match === null ? usual : written.flatMap((value) => value.split(/\s+/)).filter(Boolean);
  return { text, index: match?.index ?? 0, patterns: patterns.map((one) => globOf(asPathPattern(one))) };
}

function isMatched(one: string, setting: string, patterns: readonly RegExp[]): boolean {
  const relative = posix.relative(posix.dirname(setting), one);
  // A runner may be started in the folder of its settings, or at the root with their name.
  return (
    !relative.startsWith('..') && patterns.some((pattern) => pattern.test(relative) || pattern.test(one))
  );
}

/** A glob as the runners know them: `*`, `**`, `?`, `{a,b}`, `[ab]` and groups such as `?(a|b)` and `(a|b)`. */
function globOf(glob: string): RegExp {
  const source = glob
    .replaceAll(/(?<![?+@*])\((?=[^()]*\|[^()]*\))/g, '@(')
    .replaceAll(
      /([?+@*])\(([^()]*)\)/g,
      (_, how: string, inner: string) => `\0(?:${inner})${how === '@' ? '' : how}\0`,
    )
    .split('\0')
    .map((part) => (part.startsWith('(?:') ? part : plainGlob(part)))
    .join('');
  try {
    return new RegExp(`^${source}$`);
  } catch {
    // A pattern that is none: nothing can be said of it.
    return /^/;
  }
}

function plainGlob(glob: string): string {
  let depth = 0;
  return glob.replaceAll(/\*\*\/|\*\*|\*|\?|\{|\}|,|[.+^$()|\\]/g, (sign) => {
    if (sign === '**/') return '(?:.*/)?';
    if (sign === '**') return '.*';
    if (sign === '*') return '[^/]*';
    if (sign === '?') return '[^/]';
    if (sign === '{') depth += 1;
    if (sign === '{') return '(?:';
    if (sign === ',') return depth > 0 ? '|' : ',';
    if (sign !== '}') return `\\${sign}`;
    depth -= 1;
    return ')';
  });
}
