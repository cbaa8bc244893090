export type Skip = { readonly line: number; readonly text: string };

/** What a file of tests checks, counted in its text without comments. */
export type TestCounts = {
  readonly tests: readonly string[];
  /** Lines (from 1) that keep tests from running: skips, expected failures, `only`. */
  readonly skips: readonly Skip[];
  readonly assertions: number;
};

type Patterns = {
  readonly test: RegExp;
  readonly skip: RegExp;
  readonly assertion: RegExp;
  readonly void: RegExp;
};

const PYTHON: Patterns = {
  test: /^[ \t]*(?:async[ \t]+)?def[ \t]+(test\w*)[ \t]*\(/gm,
  skip: /@(?:[\w.]+\.)?(?:skip(?:if|If|Unless)?|xfail|expectedFailure)\b|\b(?:pytest\.(?:skip|xfail|importorskip)|(?:self\.)?skipTest|raise (?:unittest\.)?SkipTest)\b/,
  assertion:
    /^[ \t]*assert\b|\b(?:self|cls)\.(?:assert\w+|fail)\(|\b(?:pytest\.(?:raises|warns|fail)|assert_\w+)\(/gm,
  void: /^[ \t]*assert[ \t]+(?:True|1|not False)[ \t]*$|\.assertTrue\(True\)/gm,
};

const SCRIPT: Patterns = {
  test: /\b(?:it|test|specify)(?:\.(?:concurrent|sequential|each\b[^\n]{0,200}?\)|skip|only|todo|fails|failing))*\(\s*(['"`][^\n]{0,200}?['"`])\s*[,)]/g,
  skip: /\b(?:it|test|describe|suite|context)\.(?:skip(?:If)?|only|todo|fails|failing|runIf)\b|\bx(?:it|describe|test|context|specify)\s*\(|\bf(?:it|describe)\s*\(|\b(?:this|t|ctx)\.(?:skip|todo)\(/,
  assertion:
    /\bexpect(?:TypeOf|\.\w+)?\s*\(|\bassert(?:\.\w+)*\s*\(|\.should\b|\bt\.(?:is|not|deepEqual|truthy|falsy|throws|true|false|like|ok|equal|same)\w*\(/g,
  void: /\bexpect\((true|1)\)\.(?:toBe|toEqual)\(\1\)|\bexpect\(true\)\.toBeTruthy\(\)|\bassert(?:\.ok)?\(true\)/g,
};

/** Counts the tests of a Python, JavaScript or TypeScript file. */
export function countTests(path: string, source: string): TestCounts {
  const isPython = path.endsWith('.py');
  const text = withoutComments(source, isPython ? PYTHON_TOKEN : SCRIPT_TOKEN);
  const patterns = isPython ? PYTHON : SCRIPT;
  const lines = text.split('\n');
  return {
    tests: [...text.matchAll(patterns.test)].map((match) => match[1] ?? ''),
    skips: lines.flatMap((line, index) =>
      patterns.skip.test(line) ? [{ line: index + 1, text: line.trim() }] : [],
    ),
    assertions: countOf(text, patterns.assertion) - countOf(text, patterns.void),
  };
}

function countOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

/** Strings come first, so that a comment sign inside one is not taken for a comment. */
const PYTHON_TOKEN = /("{3}|'{3})[\s\S]*?\1|(["'])(?:\\.|(?!\2)[^\\\n])*\2|#[^\n]*/g;
const SCRIPT_TOKEN = /(["'])(?:\\.|(?!\1)[^\\\n])*\1|`(?:\\.|[^\\`])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** The text with its comments blanked; line numbers stay. */
function withoutComments(source: string, token: RegExp): string {
  return source.replaceAll(token, (match) => (/^[#/]/.test(match) ? match.replaceAll(/[^\n]/g, ' ') : match));
}
