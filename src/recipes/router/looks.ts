import type { Word } from './word.ts';

type Look = {
  readonly test: RegExp;
  /** What is asked of a word in quotes, which is a name for certain; without it, the same as of others. */
  readonly quoted?: RegExp;
  /** Not behind an article, if it is a plain word: "the page" is rather a thing than a name. */
  readonly isNoThing?: true;
};

const ANY = /^/;
// Names of tools and of their settings, which look like code.
const PROPER =
  /^(?:(?:Type|Java|Coffee)Script|Git(?:Hub|Lab)|ESLint|TSLint|JSDoc|TSDoc|CommonJS|PyPI|Py(?:Charm|Right)|Sonar\w+|VSCode|IntelliJ|WebStorm|DevOps|CircleCI|NodeJS|NestJS|NextJS|checkJ[sS]|allowJ[sS]|noImplicit\w+|noUnused\w+|strictNull\w+|isolated(?:Declarations|Modules)|verbatimModuleSyntax|esModuleInterop|JetBrains|OpenAPI|GraphQL|PostgreSQL|MySQL|MongoDB|DynamoDB|JUnit|macOS|iOS|QA|camelCase|snake_case|PascalCase|kebab_case|UPPER_CASE)$/;

/** What a pattern may ask of the word for a slot, as in {to:code}. */
const LOOKS: ReadonlyMap<string, Look> = new Map<string, Look>([
  // no word of plain English
  ['code', { test: /^(?!__\w+__$).*(?:[_$]|\p{Ll}\p{Lu})/u }],
  ['sure', { test: /^(?!__\w+__$).*(?:[_$]|\p{Ll}\p{Lu})/u, quoted: ANY }],
  ['constant', { test: /^\p{Lu}[\p{Lu}\d_]*$|[_$]|\p{Ll}\p{Lu}/u }],
  // before a noun: "an exported function" names nothing
  ['name', { test: /[_$\d\p{Lu}]/u, quoted: ANY }],
  ['class', { test: /^\p{Lu}.*\p{Ll}/u }],
  // functions are called by verbs
  [
    'function',
    {
      test: /^(?!\p{Ll}*(?:tion|sion|ment|ness|ity|logic|[^su]s)$)[\p{Ll}_$]/u,
      quoted: /^[\p{Ll}_$]/u,
      isNoThing: true,
    },
  ],
  ['alone', { test: ANY, isNoThing: true }],
  // no verb of the request itself: "drop the variable"
  [
    'noun',
    {
      test: /^(?!(?:drop|remove|delete|inline|eliminate|use|put|get|keep|replace|substitute|kill|redundant|unnecessary|unused|whole|declared)$)/i,
    },
  ],
  // what stands at the top of a module
  ['movable', { test: /^(?!(?:method|property|field|parameter|member|import|namespace)$)/ }],
  ['type', { test: /^\p{Lu}(?!.*\.prototype)/u, quoted: /^(?!.*\.prototype)/ }],
  ['filed', { test: /\/|\.(?:pyi?|[cm]?[jt]sx?)$/ }],
  // no class, and no kind of value
  [
    'variable',
    {
      test: /^(?!\p{Lu}.*\p{Ll}|(?:dict|dicts|dictionary|dictionaries|tuple|tuples|namedtuple|namedtuples|list|lists|set|object|objects|typeddict)$)/u,
      isNoThing: true,
    },
  ],
  // no act: "a dataclass for validation"
  ['holder', { test: /^(?!\p{Ll}*(?:tion|sion|ment|ness|ity|ing|logic)$)[\p{Ll}_$]/u, isNoThing: true }],
  // no type of the language
  [
    'own',
    {
      test: /^(?!(?:string|number|boolean|any|unknown|object|int|float|str|bool|list|dict|tuple|set|bytes|void|never)$)/,
      isNoThing: true,
    },
  ],
  // no place where code is kept
  [
    'apart',
    {
      test: /^(?!(?:helpers?|utils?|utility|utilities|main|places?|library|lib|tests?|components?|hooks?|services?|stores?|reuse|pieces|parts|steps|smaller)$)/i,
      isNoThing: true,
    },
  ],
  ['legal', { test: /copyright|licen[sc]e|spdx|©|\(c\)|rights reserved/iu }],
  ['place', { test: /[./]/ }],
  ['folder', { test: /\/$/ }],
  // a module by its dotted name, and no path: "in src/a.py" needs no pattern
  ['dotted', { test: /^(?!.*\/)(?!.*\.(?:pyi?|[cm]?[jt]s|[jt]sx)(?::\d+)?$).*\./ }],
]);

/** Whether a word can only be a name of the code. */
export function isLikeCode(word: Word): boolean {
  return (
    word.kind === 'word' && (word.isQuoted || (looksAs('sure', word.text, word) && !PROPER.test(word.text)))
  );
}

/**
 * Whether a value, taken from a word, looks as a pattern asks.
 * @throws RangeError when there is no such look: a mistake in a recipe
 */
export function looksAs(name: string, value: string, word: Word): boolean {
  const look = LOOKS.get(name);
  if (look === undefined) throw new RangeError(`There is no look "${name}" for a slot.`);
  if (word.isQuoted) return (look.quoted ?? look.test).test(value);
  const isThing = word.isAfterArticle && word.text === value && /^(?:\p{Ll}+|\p{Lu}{2,})$/u.test(value);
  return look.test.test(value) && !(isThing && look.isNoThing === true);
}
