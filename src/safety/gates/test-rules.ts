/** How tests are recognised in the text of a language. A place is matched by one rule of a list at most. */
export type TestRules = {
  /** The first group is the name or title. */
  readonly test: RegExp;
  /** What keeps tests from running, in a text whose strings are blanked. */
  readonly skips: readonly RegExp[];
};

export const PYTHON_RULES: TestRules = {
  test: /^[ \t]*(?:async[ \t]+)?def[ \t]+(test\w*)[ \t]*\(/gm,
  skips: [
    /@(?:[\w.]+\.)?(?:skip(?:if|If|Unless)?|xfail|expectedFailure)\b/g,
    /\b(?:pytest\.(?:skip|xfail|importorskip)|(?:self\.)?skipTest|raise (?:unittest\.)?SkipTest)\b/g,
    // Marks that are no decorators: `pytestmark = …`, a parameter of one. A name of its own counts where it decorates.
    /(?<!@|\w|\.|^(?!pytestmark\b)\w+[ \t]*=[ \t]*)pytest\.mark\.(?:skip(?:if)?|xfail)\b/gm,
    /^[ \t]*__test__[ \t]*=[ \t]*False\b/gm,
    /^[ \t]+if[ \t]+(?:False|0)[ \t]*:/gm,
    // Failures that nobody hears of.
    /\bexcept\b[^\n:]*\bAssertionError\b(?![^\n:]*:\s*raise\b)|\bsuppress\([^)\n]*\bAssertionError\b/g,
    // Values without a single one.
    /@[\w.]*\bparametrize\([\s,()]*,\s*(?:\[\s*\]|\(\s*\))/g,
    // The end of the whole run.
    /\b(?:pytest\.exit|os\._exit)\(/g,
    // What follows on the same level is never reached; a `yield` there makes a generator that gives nothing.
    /^([ \t]+)return\b[^\n([{]*\n(?:[ \t]*\n)*\1(?=[^\s#)\]}])(?!yield[ \t]*$)/gm,
  ],
};

export const SCRIPT_RULES: TestRules = {
  test: /\b[xf]?(?:it|test|specify)(?:\.(?:concurrent|sequential|serial|cb|(?:each|for|skipIf|runIf)\b[^\n]{0,200}?\)|skip|only|todo|fails|failing))*\(\s*(['"`][^\n]{0,200}?['"`])\s*[,)]/g,
  skips: [
    /\b(?:it|test|describe|suite|context)(?:\.(?:concurrent|sequential|serial|cb))*\.(?:skip(?:If)?|only|todo|fails|failing|runIf)\b(?=\s*[(.<`])/g,
    // As an option of the test: `test('x', { skip: true }, …)`.
    /\b(?:it|test|describe|suite)\([^\n]*,\s*\{[^{}\n]*\b(?:skip|todo|fails)\s*:(?!\s*false)/g,
    /^[ \t]+if[ \t]*\((?:false|0)\)/gm,
    /\bx(?:it|describe|test|context|specify)(?=\s*\(|\.each\b)/g,
    /\bf(?:it|describe)(?=\s*\(|\.each\b)/g,
    /\b(?:this|t|ctx)\.(?:skip|todo)\(/g,
    // Values without a single one.
    /\b(?:it|test|describe)\.each\(\s*\[\s*\]/g,
    // The end of the whole run.
    /\bprocess\.(?:exit|abort)\(/g,
    // What follows on the same level is never reached.
    /(?<=[;{}][ \t]*\n(?:[ \t]*\n)*)([ \t]+)return;?[ \t]*\n(?:[ \t]*\n)*\1(?=[^\s}\])])/g,
  ],
};
