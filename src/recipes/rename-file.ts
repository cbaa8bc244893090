import type { Recipe } from './recipe.ts';

/** Gives a file another name or folder and tells the modules that import it. */
export const renameFile: Recipe = {
  id: 'rename-file',
  version: '1.0.0',
  title: 'Rename or move a file and update its importers',
  languages: ['python', 'javascript', 'typescript', 'tsx'],
  slots: [
    { name: 'path', description: 'the file, or the folder of a package of Python', isRequired: true },
    {
      name: 'destination',
      description: 'its new path; a name alone stays in the folder, and a folder ends with a slash',
      isRequired: true,
    },
  ],
  patterns: [
    'rename [source] [file|module|package|folder] [from] {path} (to|as|->) [file] {destination}',
    '{path} -> {destination}',
    '(rename|move|relocate|change|transfer|put|shift|bring) [source] [file|module|package|folder] {path} (to|into|as|under|below|->|over to) ([file] {destination:place}|[(folder|directory|package)] {destination:folder} [folder|directory])',
    'change (file [name|path]|name|path|filename) of [file|module] {path} to {destination}',
    'give [file|module] {path} [new|better] name {destination}',
    'call [file|module] {path} {destination}',
    "change {path} 's (name|path|file name|filename) to {destination}",
    'rename [file|module] {path} so [that] it is (called|named) {destination}',
    '[git] mv {path} {destination}',
  ],
  gists: [
    {
      must: [
        `((should|must|could|to|like|want) [be] (called|named|renamed to|moved to|rename to|move to)|(rename|move|put|relocate) [it] (to|into|in|as)|(belongs|belong|go|live|move) (to|in|into|under)|call (it|file|module)|(rename|move) (file|module|it) (to|into)|(should|must) be|give it name) {destination:place}|{destination:place} (would|will) be [much] (better|clearer|nicer) [name]`,
        '[file|module] {path}',
      ],
      may: [
        'what is [now|currently]',
        `[has] (bad|terrible|misleading|wrong|poor) name`,
        '(rename|move|put|relocate|call|belongs to|in|to) [it|file|module] [there]',
        'with (imports|importers) (adjusted|updated|fixed|adapted)',
        'is [a] [misleading|bad|wrong|poor|terrible] name|keep (imports|importers) working',
        'and fix (imports|importers)',
        'move it there',
      ],
    },
  ],
  riders: [
    '@uses_updated',
    '@update @all (importing|dependent) (files|modules) [accordingly|everywhere|as well|too]',
    '@update up @all (imports|importers|references|import paths)',
    'everywhere [it is imported]',
    '(make sure|ensure|so) [that] @all (imports|importers) [still|keep|keep on] (work|working|resolve)',
    '(keep|keeping) @all (imports|importers) working',
    'instead',
  ],
  proves: ['A', 'R'],
  effect: 'may-differ',
  examples: [
    'Rename src/util.ts to src/text.ts',
    'Move src/helpers.js to lib/helpers.js and update all imports',
    'Rename the file src/util.ts to text.ts',
    'Rename the module shop/price.py to shop/prices.py',
  ],
  refuses: [
    'a destination that exists, differs in case alone, or has another extension',
    'entry points that a manifest names, and files that a component, a page, a manifest or a tsconfig names',
    'files that code names otherwise than in an import: by an alias, a pattern, a computed name or a plain text',
    'settings that a tool finds by their name (jest.config.js, .eslintrc.cjs) and nothing imports',
    'declaration files; an importer that does not parse',
    'in Python: what is found by its name (`__init__.py`, conftest.py, manage.py, models of Django), and modules with stubs',
    'in Python: a module whose path stands in a pattern (`pkg\\.mod`), as tests look for it in messages',
    'in Python: a new folder for a module that asks for its own, and modules that would import each other',
  ],
  run: async (request, tree) => (await import('./rename-file/run.ts')).renameByLanguage(request, tree),
};
