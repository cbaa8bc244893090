import type { Recipe } from './recipe.ts';

/** Gives a file another name or folder and tells the modules that import it. */
export const renameFile: Recipe = {
  id: 'rename-file',
  version: '1.0.0',
  title: 'Rename or move a file and update its importers',
  languages: ['javascript', 'typescript', 'tsx'],
  slots: [
    { name: 'path', description: 'the file', isRequired: true },
    {
      name: 'destination',
      description: 'its new path; a name alone stays in the folder, and a folder ends with a slash',
      isRequired: true,
    },
  ],
  patterns: [
    'rename [file|module] {path} (to|as|->) [file] {destination}',
    '(rename|move|relocate|change) [file|module] {path} (to|into|as|under|below|->|over to) ([file] {destination:place}|(folder|directory) {destination:folder})',
    'change [file] [name|path] of [file|module] {path} to {destination}',
    'give [file|module] {path} [new|better] name {destination}',
    'call [file|module] {path} {destination}',
    '[git] mv {path} {destination}',
  ],
  riders: [
    '@update @all ([its|their] (imports|importers|references|import paths|import statements)|(importing|dependent) (files|modules)) [of it|to it] [accordingly|everywhere|as well|too]',
    '@update everything that imports it',
    '@update up @all (imports|importers|references|import paths)',
    'everywhere [it is imported]',
    '(make sure|ensure|so) [that] @all (imports|importers) [still|keep|keep on] (work|working|resolve)',
    '(keep|keeping) @all (imports|importers) working',
    'with @all (imports|importers|references) (updated|fixed|adjusted)',
    'instead',
  ],
  proves: ['A', 'R'],
  effect: 'may-differ',
  examples: [
    'Rename src/util.ts to src/text.ts',
    'Move src/helpers.js to lib/helpers.js and update all imports',
    'Rename the file src/util.ts to text.ts',
  ],
  refuses: [
    'a destination that exists, differs in case alone, or has another extension',
    'entry points that a manifest names, and files that a component, a page, a manifest or a tsconfig names',
    'files that code names otherwise than in an import: by an alias, a pattern, a computed name or a plain text',
    'declaration files; an importer that does not parse',
  ],
  run: async (request, tree) => (await import('./rename-file/run.ts')).renameFileIn(request, tree),
};
