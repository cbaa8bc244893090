/** How tests are written in a language, by the types of its syntax tree and by names. */
export type SuiteGrammar = {
  /** Nodes that call something. */
  readonly calls: readonly string[];
  /** Nodes that define a function or method. */
  readonly functions: readonly string[];
  /** Names of functions that are tests by themselves; null where a mark makes them tests. */
  readonly testName: RegExp | null;
  /** Marks above a function or its class, as code. */
  readonly testMark: RegExp | null;
  readonly skipMark: RegExp | null;
  /** Calls with a block that are tests, such as surround them, and such as are not run. */
  readonly testCall?: RegExp;
  readonly suiteCall?: RegExp;
  readonly skippedCall?: RegExp;
  readonly focusedCall?: RegExp;
  /** Any name in a chain of calls that asserts something. */
  readonly asserts: RegExp;
  /** Assertions, as even code, that there is a value and not which. */
  readonly weak: RegExp;
  /** Calls that end a test. */
  readonly ends: RegExp;
  /** What a block catches that assertions throw. */
  readonly caught: RegExp;
};

const JVM = {
  testName: null,
  testMark:
    /@(?:[\w.]+\.)?(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Theory|Property)\b/,
  skipMark: /@(?:[\w.]+\.)?(?:(?:Ignore|Disabled)\b|Test\([^)]*enabled\s*=\s*false)/,
  asserts: /^(?:(?:\w+_)?assert\w*|fail|verify\w*|expect\w*)$/,
  weak: /\.(?:isNotNull|isNotEmpty|isNotBlank|isPresent|isInstanceOf|exists)\(|^(?:\w+\.)?assert(?:NotNull|InstanceOf)\(|^(?:\w+\.)?assertTrue\([^=<>]* != null\)$/,
  ends: /^(?:abort)$/,
  caught: /\b(?:AssertionError|AssertionFailedError|Throwable|Error)\b/,
} as const;

/** Languages whose tests are read by these marks and names alone. */
export const SUITE_GRAMMARS: Readonly<Record<string, SuiteGrammar>> = {
  ruby: {
    calls: ['call'],
    functions: ['method'],
    testName: /^test_/,
    testMark: null,
    skipMark: null,
    testCall: /^[xf]?(?:it|specify|test|example|scenario)$/,
    suiteCall: /^[xf]?(?:describe|context|feature|RSpec|shared_examples\w*)$/,
    skippedCall: /^x\w+$|(?:^|[ (,])(?::(?:skip|pending)\b|(?:skip|pending): )/,
    focusedCall:
      /^f(?:it|describe|context|specify|example|scenario|feature)$|(?:^|[ (,])(?::focus\b|focus: true)/,
    asserts: /^(?:expect|is_expected|assert\w*|refute\w*|(?:must|wont)_\w+|should(?:_not)?|flunk)$/,
    weak: /\.to be_(?:truthy|present|an?\b|kind_of|instance_of)|\.to (?:respond_to|exist)|\.(?:not_to|to_not) be_(?:nil|empty)$|\.(?:must_be_kind_of|must_be_instance_of|must_respond_to|wont_be_nil|wont_be_empty)\b|^(?:assert_(?:not_nil|kind_of|instance_of|respond_to)|refute_(?:nil|empty))\b|^assert[ (][^=<>~]*$/,
    ends: /^(?:skip|pending|omit|pend)$/,
    caught: /\b(?:Exception|\w*Assertion\w*|\w*ExpectationNotMet\w*)\b/,
  },
  java: { ...JVM, calls: ['method_invocation'], functions: ['method_declaration'] },
  php: {
    calls: ['member_call_expression', 'scoped_call_expression', 'function_call_expression'],
    functions: ['method_declaration', 'function_definition'],
    testName: /^test/,
    testMark: /#\[(?:\w+, )*(?:[\w\\]+\\)?Test\b|@test\b/,
    skipMark: null,
    asserts: /^(?:assert\w*|expect\w*|fail|shouldBe\w*|shouldReturn|shouldThrow)$/,
    weak: /(?:->|::)assert(?:NotNull|NotEmpty|InstanceOf|InternalType|Is[A-Z]\w+|NotFalse)\(|->not->toBeNull\(|->toBeTruthy\(/,
    ends: /^(?:markTestSkipped|markTestIncomplete)$/,
    caught: /\b(?:Throwable|Exception|\w*Assertion\w*|ExpectationFailedException)\b/,
  },
  rust: {
    calls: ['call_expression', 'macro_invocation'],
    functions: ['function_item'],
    testName: null,
    testMark: /#\[(?:\w+::)*(?:test|rstest|test_case|quickcheck|wasm_bindgen_test)\b/,
    skipMark: /#\[ignore\b/,
    asserts: /^(?:debug_|prop_)?assert\w*$/,
    weak: /^assert!\([^=<>]*\.is_(?:ok|some|err)\(\)/,
    ends: /^(?!)/,
    caught: /^(?!)/,
  },
  c_sharp: {
    calls: ['invocation_expression'],
    functions: ['method_declaration'],
    testName: null,
    testMark:
      /\[(?:[\w.]+, )*(?:[\w.]+\.)?(?:Fact|Theory|Test|TestCase|TestCaseSource|TestMethod|DataTestMethod)\b/,
    skipMark: /\[(?:[\w.]+\.)?(?:Ignore|Explicit)\b|\bSkip\s*=/,
    asserts: /^(?:\w*Assert|Should\w*|Verify\w*)$/,
    weak: /^Assert\.(?:NotNull|IsNotNull|NotEmpty|IsNotEmpty|IsType|IsInstanceOf\w*)\b|\.(?:NotBeNull|NotBeEmpty|BeOfType|BeAssignableTo)\b/,
    ends: /^(?:Skip|Ignore|Inconclusive)$/,
    caught: /^(?:catch\s*(?:\{|\(\s*Exception\b))|\b\w*Assert\w*Exception\b/,
  },
};
