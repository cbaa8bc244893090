import type { Rule } from './rule.ts';

/** Rules whose loss only costs time or memory, each with what it spares. */
const RULES: readonly (readonly [path: string, rule: string, spares: string])[] = [
  ['src/codebase/index/facts/javascript-imports.ts', 'mayBeQuoted => true', 'a walk over the tree'],
  ['src/codebase/languages/judge-apart.ts', 'NODE_FLAGS', 'hundreds of megabytes of memory'],
  [
    'src/codebase/languages/judge-text.ts',
    'isEnough => false',
    'the grammar, whom the other parsers overrule',
  ],
  ['src/codebase/languages/judge-text.ts', 'isBroken => false', 'to ask Python of a text with no tree'],
  ['src/codebase/languages/repeated-names.ts', 'isOfNames => true', 'a walk through functions'],
  ['src/codebase/languages/unclosed-opener.ts', 'isBorder => true', 'to look at every token'],
  ['src/codebase/outline.ts', 'isDefinitionType => true', 'to make nodes that are no definitions'],
  ['src/safety/gates/hidden-characters.ts', 'hasHidden => true', 'the comparison of both sides'],
  ['src/safety/gates/weakened-safeguards.ts', 'hasSafeguard => true', 'the comparison of both sides'],
  ['src/safety/imports/added-imports.ts', 'mayImportMore => true', 'to parse both sides'],
  ['src/safety/imports/judge-script.ts', 'isPlainImport => false', 'to read the manifests of the project'],
  ['src/safety/imports/judge-script.ts', 'plainTarget => null', 'to read the manifests of the project'],
  ['src/safety/imports/judge-script.ts', 'isOfOthers => false', 'to look for the files of a package'],
  ['src/safety/lost-code/dropped-catches.ts', 'isScript => true', 'to parse other languages'],
  ['src/safety/lost-code/lost-returns.ts', 'mayLose => true', 'to parse both sides'],
  ['src/safety/lost-code/unwritten-end.ts', 'maySayUnwritten => true', 'to parse the text'],
  ['src/safety/safeguards/dropped-settings.ts', 'hasSetting => true', 'the comparison of both sides'],
  ['src/safety/safeguards/replaced-protections.ts', 'hasProtection => true', 'the comparison of both sides'],
  ['src/safety/safeguards/unwrapped-values.ts', 'makesSafe => true', 'the comparison of both sides'],
  ['src/safety/secrets/secretlint.ts', 'maySecretlintObject => true', 'to load and run secretlint'],
  ['src/safety/syntax-verdict.ts', 'verdictBySize => null', 'to read a file that is too large'],
  ['src/safety/vanished/taking-text.ts', 'stemOf => null', 'to parse files that do not name the module'],
  ['src/safety/weakened/collecting-reader.ts', 'isSame => false', 'to read tests twice'],
];

/** Whether a rule changes no verdict, so that no test can miss it. */
export function isForSpeed({ path, rule }: Pick<Rule, 'path' | 'rule'>): boolean {
  return RULES.some(([source, name]) => source === path && rule.startsWith(`${name} `));
}
