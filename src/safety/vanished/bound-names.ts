import { literalPattern } from '../../domain/literal-pattern.ts';

const PYTHON_FUNCTION =
  /^(?:abs|aiter|all|anext|any|bin|bool|bytes|callable|chr|dict|dir|filter|float|format|hash|hex|id|input|int|iter|len|list|map|max|min|next|object|open|ord|pow|print|range|repr|reversed|round|set|slice|sorted|str|sum|tuple|type|unicode|vars|zip)$/;
const PYTHON_EXCEPTION =
  /^(?:(?:Base)?Exception(?:Group)?|Stop(?:Async)?Iteration|(?:Assertion|Attribute|BrokenPipe|Connection\w*|EOF|Environment|File(?:Exists|NotFound)|IO|Import|Index|Key|Lookup|Memory|ModuleNotFound|Name|NotImplemented|OS|Overflow|Permission|Recursion|Runtime|Syntax|System|Timeout|Type|Unicode\w*|Value|ZeroDivision)Error|\w*Warning)$/;
/** What else can give a name a meaning, written with `@` for the name. */
const BINDINGS: readonly string[] = [
  String.raw`\b(?:const|let|var|function\*?|class|def|type|interface|enum|namespace|import|global|nonlocal)\s+@(?!\s+as\b)`,
  String.raw`\bas\s+@`,
  String.raw`(?:^|[;,({[])[ \t]*@\s*(?::[^=\n]{1,200})?=(?!=)`,
  String.raw`(?<!\.)@\s*(?::=|=>)`,
  String.raw`\bfor\b[^\n:]{0,200}?@[^\n]{0,200}?\b(?:in|of)\b`,
  String.raw`\blambda\b[^:\n]{0,200}?@`,
  String.raw`\bdef\s+\w+\s*\((?:[^)]{0,2000}?,)?\s*\*{0,2}@\s*[:=,)]`,
  String.raw`\bfunction\b[^(\n]{0,100}\((?:[^)]{0,2000}?[,{[])?\s*(?:\.{3})?@\s*[?:=,)}]`,
  String.raw`\([^()]{0,500}?@[^()]{0,500}?\)\s*(?::[^=;{}\n]{1,200})?=>`,
  String.raw`(?<!\b(?:if|while|switch|for|with)\s*)\([^()]{0,500}?@\s*[?:=,)][^()]{0,500}?\)?\s*(?::[^;{}\n]{1,200})?\{\s*$`,
  String.raw`\b(?:const|let|var)\s*[{[][^=;]{0,1000}?@[^=;]{0,1000}?[}\]]\s*=`,
  String.raw`\bcatch\s*\(\s*@`,
  String.raw`\bfrom\s+\S+\s+import\s+\*`,
];

/** Whether a code text without comments and strings may mean something else by a name than a definition of it. */
export function mayBeBound(path: string, code: string, name: string): boolean {
  const isKnown = path.endsWith('.py')
    ? PYTHON_FUNCTION.test(name) || PYTHON_EXCEPTION.test(name)
    : name in globalThis;
  return (
    isKnown ||
    BINDINGS.some((binding) => new RegExp(binding.replaceAll('@', wordPattern(name)), 'm').test(code))
  );
}

/** A pattern for a name, or any other text, as a word of its own. */
export function wordPattern(name: string): string {
  return String.raw`(?<![\w$])${literalPattern(name)}(?![\w$])`;
}
