/** How tests are recognised in the text of a language. A place is matched by one rule of a list at most. */
export type TestRules = {
  /** The first group is the name or title. */
  readonly test: RegExp;
  readonly skips: readonly RegExp[];
  readonly assertions: readonly RegExp[];
  /** Assertions that hold whatever the code does. */
  readonly empty: readonly RegExp[];
};

export const PYTHON_RULES: TestRules = {
  test: /^[ \t]*(?:async[ \t]+)?def[ \t]+(test\w*)[ \t]*\(/gm,
  skips: [
    /@(?:[\w.]+\.)?(?:skip(?:if|If|Unless)?|xfail|expectedFailure)\b/g,
    /\b(?:pytest\.(?:skip|xfail|importorskip)|(?:self\.)?skipTest|raise (?:unittest\.)?SkipTest)\b/g,
    // Marks that are no decorators: `pytestmark = …`, a name for several tests, a parameter of one.
    /(?<![@\w.])pytest\.mark\.(?:skip(?:if)?|xfail)\b/g,
    /^[ \t]*__test__[ \t]*=[ \t]*False\b/gm,
    /^[ \t]+if[ \t]+(?:False|0)[ \t]*:/gm,
    // Failures that nobody hears of.
    /\bexcept\b[^\n:]*\bAssertionError\b|\bsuppress\([^)\n]*\bAssertionError\b/g,
    // Values without a single one.
    /@[\w.]*\bparametrize\(\s*(['"])[^'"]*\1\s*,\s*(?:\[\s*\]|\(\s*\))/g,
    // What follows on the same level is never reached.
    /^([ \t]+)return\b[^\n([{]*\n(?:[ \t]*\n)*\1(?=[^\s#)\]}])/gm,
  ],
  assertions: [
    /^[ \t]*assert\b/gm,
    /\b(?:self|cls)\.(?:assert\w+|fail)\(/g,
    /\b(?:pytest\.(?:raises|warns|fail)|assert_\w+)\(/g,
  ],
  empty: [
    /^[ \t]*assert[ \t]+(?:True|1|not False)(?=[ \t]*(?:,|$|or\b))/gm,
    /^[ \t]*assert\b(?![ \t]+(?:True|1|not False)\b)[^\n]*\bor[ \t]+(?:True|1|not False)[ \t]*(?:,[^\n]*)?$/gm,
    /\.assertTrue\((?:[^\n]*\bor[ \t]+)?True\)/g,
  ],
};

export const SCRIPT_RULES: TestRules = {
  test: /\b(?:it|test|specify)(?:\.(?:concurrent|sequential|each\b[^\n]{0,200}?\)|skip|only|todo|fails|failing))*\(\s*(['"`][^\n]{0,200}?['"`])\s*[,)]/g,
  skips: [
    /\b(?:it|test|describe|suite|context)\.(?:skip(?:If)?|only|todo|fails|failing|runIf)\b/g,
    // As an option of the test: `test('x', { skip: true }, …)`.
    /\b(?:it|test|describe|suite)\([^\n]*,\s*\{[^{}\n]*\b(?:skip|todo|fails)\s*:(?!\s*false)/g,
    /^[ \t]+if[ \t]*\((?:false|0)\)/gm,
    /\bx(?:it|describe|test|context|specify)(?=\s*\()/g,
    /\bf(?:it|describe)(?=\s*\()/g,
    /\b(?:this|t|ctx)\.(?:skip|todo)\(/g,
    // Values without a single one.
    /\b(?:it|test|describe)\.each\(\s*\[\s*\]/g,
    // What follows on the same level is never reached.
    /(?<=[;{}][ \t]*\n(?:[ \t]*\n)*)([ \t]+)return;?[ \t]*\n(?:[ \t]*\n)*\1(?=[^\s}\])])/g,
  ],
  assertions: [
    /\bexpect(?:TypeOf|\.\w+)?\s*\(/g,
    /\bassert(?:\.\w+)*\s*\(/g,
    /\.should\b/g,
    /\bt\.(?:is|not|deepEqual|truthy|falsy|throws|true|false|like|ok|equal|same)\w*\(/g,
  ],
  empty: [
    /\bexpect\((true|1)\)\.(?:toBe|toEqual)\(\1\)/g,
    /\bexpect\(true\)\.toBeTruthy\(\)/g,
    /\bassert(?:\.ok)?\(true\)/g,
    // A value of which nothing is said.
    /\bexpect\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\)[ \t]*(?:;|$)(?!\s*\.)/gm,
    /\b(?:expect|assert(?:\.ok)?)\([^\n]*\|\|\s*true\)/g,
  ],
};
