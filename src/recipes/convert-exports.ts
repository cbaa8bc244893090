import type { Recipe } from './recipe.ts';
import { FOLLOWING, turningGists } from './router/concepts.ts';
import { conversionGists } from './router/gist-phrases.ts';
import { LINT_RULES } from './router/lint-rules.ts';

const TURN = '(convert|change|turn|make|switch|transform|refactor|rewrite|migrate)';
const INTO = '(to|into|as|be|become)';
const DEFAULT =
  '[its|my|our|all] [anonymous|unnamed] (default export|default exports|export default|default exported (function|class|value|object|constant|component))';
const NAMED = '(named export|named (one|exports)|export by name)';
const CALLED = '[(called|named|as|with name|under name|by name) {name}|{name:name}]';
const KIND = '[function|class|constant|const|variable|component|type|interface|enum|object|hook|helper]';
const INSTEAD = '(instead of|rather than|in place of|over)';

const EACH_DEFAULT = `(${LINT_RULES.namedExports}|${DEFAULT}|default (one|ones)|exported (by|as) default|default [export|exports])`;
const EACH_NAMED =
  '(named (export|exports|one|ones)|named|[exported|export|exports|exporting] [it|them|this|{name}|function|class] by name)';
const BOTH_NEEDED = { isToEnough: false, isFromEnough: false };
const KNOWN = [
  '{name:sure}|(exports|export) {name:class}',
  '(forbids|forbid|banned|one|by name)',
  'exported',
  '(import/no-default-export)',
];

/** Makes the default export of a module a named one, or the other way around, for all of its importers. */
export const convertExports: Recipe = {
  id: 'convert-exports',
  version: '1.0.0',
  title: 'Turn a default export into a named one, or the reverse',
  languages: ['javascript', 'typescript', 'tsx'],
  slots: [
    { name: 'path', description: 'the module', isRequired: false },
    { name: 'form', description: 'what the export becomes: named or default', isRequired: false },
    {
      name: 'name',
      description: 'the name of the export; for a default export that has none, the one that it gets',
      isRequired: false,
    },
  ],
  patterns: [
    `<form=named> ${TURN} ${DEFAULT} [{name}] ${INTO} (${NAMED}|named) ${CALLED}`,
    `<form=named> ${DEFAULT} -> ${NAMED}`,
    `<form=named> make ${DEFAULT} (${NAMED}|named) ${CALLED}`,
    `<form=named> use (named export|named exports)`,
    `<form=default> use default export`,
    `<form=named> (${TURN}|move) [file|module] {path} [@into] [to] use ${NAMED} [${INSTEAD} ${DEFAULT}]`,
    `<form=named> ${TURN} [file|module] {path} @into ${NAMED} ${INSTEAD} ${DEFAULT}`,
    `<form=default> (${TURN}|move) [file|module] {path} from (named|named exports|named export) to (default|default export)`,
    `<form=named> (${TURN}|move) [file|module] {path} from (default|default export) to named`,
    `<form=default> (${TURN}|move) [file|module] {path} to [use] default export`,
    `<form=named> (replace|swap) ${DEFAULT} (with|by|for) ${NAMED} ${CALLED}`,
    `<form=named> (use|prefer) ${NAMED} ${CALLED} ${INSTEAD} ${DEFAULT}`,
    `<form=named> ${TURN} [file|module] {path} (from default export to ${NAMED}|to use ${NAMED} [${INSTEAD} ${DEFAULT}]) ${CALLED}`,
    `<form=named> @give_up ${DEFAULT} @in_favor ${NAMED} ${CALLED}`,
    `<form=named> ${TURN} ${KIND} {name:alone} [${INTO}] (named export|exported by name) [${INSTEAD} [as] (default export|export default|default)]`,
    `<form=named> ${TURN} ${KIND} {name} from (${DEFAULT}|default) ${INTO} ${NAMED}`,
    `<form=named> ${TURN} export of ${KIND} {name} from default to named [export]`,
    `<form=named> (replace|swap) ${DEFAULT} [of] {name} (with|by|for) ${NAMED}`,
    `<form=named> (switch|move|go|change|migrate) [over] [from (${DEFAULT}|default)] to (named export|named exports)`,
    `<form=named> (${TURN}|move) [file|module] {path} [over] [from (${DEFAULT}|default)] to (named export|named exports)`,
    `<form=named> (use|prefer) ${NAMED} for {name:alone} [${INSTEAD} ${DEFAULT}]`,
    `<form=named> (make|${TURN}) {path} [to] export ${KIND} {name} (by name|as named export) [${INSTEAD} [as|by] default [export]]`,
    `<form=named> stop exporting ${KIND} {name} as default [and] export it by name`,
    `<form=named> export ${KIND} {name} by name [and] not as default`,
    `<form=named> ${TURN} export of ${KIND} {name} ${INTO} ${NAMED}`,
    `<form=named> ${TURN} (${KIND} {name} 's default export|default export of ${KIND} {name}|default exported ${KIND} {name:name}) ${INTO} ${NAMED}`,
    `<form=default> make ${KIND} {name} module 's default export`,
    `<form=default> ${TURN} named {name} export ${INTO} (default export|export default)`,
    `<form=named> (name|call) ${DEFAULT} {name}`,
    `<form=named> export ${KIND} {name} as named export [(instead of|rather than) [as] default [export]]`,
    `<form=named> export ${KIND} {name} by name [(instead of|rather than) (as|by) default [export]]`,
    `<form=default> ${TURN} [its|my|our] named export ${KIND} [{name}] ${INTO} (default export|export default|default)`,
    `<form=default> make ${KIND} {name} [its|be] (default export|export default) [${INSTEAD} named export]`,
    `<form=default> ${TURN} ${KIND} {name} ${INTO} (default export|export default)`,
    `<form=default> (replace|swap) [its|my|our] named export ${KIND} [{name}] (with|by|for) default export`,
    `<form=default> export ${KIND} {name} (as|by) default [export] [(instead of|rather than) by name]`,
    `<form=default> use default export for {name:alone}`,
    `<form=default> (use|prefer) default export [for {name}] ${INSTEAD} named export [{name}]`,
  ],
  gists: [
    ...turningGists({
      from: EACH_DEFAULT,
      to: `<form=named> ${EACH_NAMED}`,
      knows: [...KNOWN, ...FOLLOWING],
    }),
    ...conversionGists({ from: EACH_DEFAULT, to: `<form=named> ${EACH_NAMED}`, ...BOTH_NEEDED }, KNOWN),
    ...conversionGists(
      { from: EACH_NAMED, to: '<form=default> default (export|exports)', ...BOTH_NEEDED },
      KNOWN,
    ).map((gist) => ({
      ...gist,
      never: [...(gist.never ?? []), '(make|turn|convert|change) default (export|exports|one|ones)'],
    })),
    {
      must: [
        '(@wish|prefer|we use|agreed on) <form=named> (named export|named exports)',
        `(convert|change|fix|replace|turn) ${DEFAULT}`,
      ],
      may: KNOWN,
    },
    {
      must: [`(this|it|everything) (should|must|has to) (be|use|become) <form=named> ${EACH_NAMED}`],
      may: KNOWN,
    },
    {
      must: ['<form=default> {name:sure}', 'default export', '(should|must|make|want|like)'],
      may: ['be', 'to be'],
    },
  ],
  riders: [
    '@uses_updated',
    'instead',
    '(update|updating|fix|adjust|change) [all|any|every] [of] [its|their|the] (imports|importers|references|usages|import statements|importing (files|modules))',
    'and (update|fix|adjust) [all] (imports|importers|usages) [accordingly|everywhere]',
  ],
  proves: ['S', 'A', 'D', 'R'],
  effect: 'preserves',
  examples: [
    'Convert the default export of src/a.ts to a named export',
    'Turn the default export in src/a.ts into a named export called parse',
    'Make parse the default export of src/a.ts',
    'Convert the named export parse of src/a.ts to a default export and update all imports',
  ],
  refuses: [
    'a default export without a name, unless one is given: name=NAME; a name that the module uses already',
    'entry points that a package.json names, and pages, stories and settings, whose default export tools load by its place',
    'importers that take the module as a whole: passed on, `React.lazy`, mocked with an object, named by a pattern or a plain text',
    '`export *` of a name that would become the default export; modules that would offer other names by `export *`',
    'a variable that is assigned again; CommonJS modules; a result with new diagnostics of TypeScript',
  ],
  run: async (request, tree) => (await import('./convert-exports/run.ts')).convertExportsIn(request, tree),
};
