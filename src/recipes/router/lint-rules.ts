// What linters call what a recipe mends. A rule that is named may stand for what it finds ("no-var: use let and const"),
// and to fix it may be the whole request.

/** The names of rules, as patterns, by the recipe that mends what they find. */
export const LINT_RULES = {
  methodToFunction: '(no self use|class methods use this|plr6301|r0201|r6301)',
  extractFunction:
    '(max lines per function|max statements|too many (statements|lines|branches|locals)|cognitive complexity|complexity|c901|plr0915|plr0912)',
  extractConstant:
    '(no magic (numbers|number)|magic value comparison|no duplicate string|magic value|plr2004)',
  inlineVariable: '(ret504|unnecessary assign|prefer immediate return|no useless (variable|assignment)|r504)',
  renameSymbol: `(naming convention|invalid name|camelcase|camel case|id (length|denylist|match)|ambiguous variable name|pep8 naming|snake case|
    invalid (function|class|variable|argument) name|c0103|n801|n802|n803|n806|n815|n816|e741|unclear name|function naming|variable naming)`,
  convertExports: '([import] no default export|[import] prefer default export)',
  namedExports: '([import] no default export)',
  commonjsToEsm:
    '([unicorn] prefer module|[import] no commonjs|no require imports|no var requires|global require)',
  unusedImports: '([unused imports] no unused imports|unused imports|unused import|f401|w0611|ts6133)',
  addHeader: `([header|headers|notice|license header] (header format|header|notice|license header)|missing (copyright|license) (header|notice)|cpy001|reuse lint)`,
  organizeImports:
    '(simple import sort imports|import order|sort imports|[perfectionist] sort imports|wrong import order|ungrouped imports|i001|c0411)',
  fStrings: '(up031|up032|consider using f string|printf string formatting|c0209|flynt)',
  unusedVariables: '(f841|f841s|w0612|unused variable|no unused vars)',
  typeHints:
    '(ann|ann001|ann201|ann202|ann204|no untyped def|disallow untyped defs|missing (return type|type function argument)|missing type (annotation|annotations))',
  docstrings:
    '(d100|d101|d102|d103|d107|missing (function|class|module) docstring|undocumented public (function|method|class)|c0116)',
  noVar: '(no var)',
  preferTemplate: '(prefer template)',
  optionalChain: '(prefer optional chain)',
  awaitToThen: '([promise] prefer await to then|prefer async await)',
  awaitToCallbacks:
    '([promise] prefer await to callbacks|[n|node] prefer promises [fs|dns]|[promise] no callback in promise)',
  returnTypes:
    '(explicit function return type|explicit module boundary types|ts9007|isolated declarations|isolateddeclarations)',
  jsdocTypes: '([jsdoc] require (param|returns) type|[jsdoc] require (param|returns))',
  maxParameters: '(max params|too many arguments|too many parameters|plr0913|r0913)',
} as const;
